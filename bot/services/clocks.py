"""Start and stop the deadlines of a case, and plan what is said before they run out."""

from datetime import date, datetime, time, timedelta

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.model import Case, Reminder, RunningClock

DAYS_BEFORE = (3, 0)
OFFICE_OPENS = time(9, 0)


def start_clock(
    tx: Transaction,
    case: Case,
    kind: ClockKind,
    office: Office,
    now: datetime,
    *,
    on: date | None = None,
) -> RunningClock:
    """Start a clock today, or on the day the event was, and plan its reminders: three days before and on the day."""
    today = on or office.today(now)
    due = office.due(kind, today)
    clock = tx.cases.start_clock(RunningClock(0, case.id, kind, today, due.date, due.provisional))
    for days in DAYS_BEFORE:
        day = due.date - timedelta(days=days)
        moment = datetime.combine(day, OFFICE_OPENS, office.zone)
        if moment > now:
            tx.agenda.plan(Reminder(0, "clock", clock.id, f"{days}d", moment))
    return clock


def stop_clock(
    tx: Transaction, case: Case, kind: ClockKind, office: Office, now: datetime
) -> None:
    """Stop a clock if it runs; its reminders are forgotten."""
    for clock in tx.cases.clocks(case.id):
        if clock.kind == kind:
            tx.agenda.forget("clock", clock.id)
    tx.cases.stop_clock(case.id, kind, office.today(now))
