"""Running clocks counted again: when a year's calendar was published, or the policy changed."""

from collections.abc import Iterable
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.model import Case, Json, Notice, Reminder, RunningClock
from bot.rules.pausing import recount
from bot.rules.terms import Role
from bot.services.cards import show_card
from bot.services.clocks import with_length, write_change
from bot.services.warnings import SUBJECT, addresses, wanted


def recount_clocks(tx: Transaction, office: Office, now: datetime) -> int:
    """Count all running clocks by today's calendar and plan their warnings anew; how many moved.

    Whoever is warned of a clock that moved gets one message at the next opening of the office that
    says what moved from when to when. The quicker of two processes does it.
    """
    calendar, today = office.days.current(), office.today(now)
    moved: dict[str, list[Json]] = {}
    running, count = [], 0
    for clock in tx.clocks.running():
        new = recount(with_length(clock, office), today, calendar)
        running.append(new)
        if new == clock:
            continue
        case = tx.cases.get(clock.case_id)
        if not write_change(tx, case, clock, new):
            continue  # another process was quicker, and tells it
        if (new.due_on, new.provisional) != (clock.due_on, clock.provisional):
            show_card(tx, case)
        if new.due_on != clock.due_on:
            count += 1
            for address in addresses(tx, case, {Role.HANDLER}):
                moved.setdefault(address, []).append(_row(case, clock, new))
    _plan_anew(tx, running, office, now)
    for address, rows in moved.items():
        opening = office.next_opening(now)
        tx.say(Notice(address, "clocks-moved", {"rows": rows}, not_before=opening))
    return count


def _row(case: Case, old: RunningClock, new: RunningClock) -> Json:
    return {
        "case": case.id,
        "number": case.number,
        "clock": new.kind,
        "was": old.due_on.isoformat(),
        "due": new.due_on.isoformat(),
    }


def _plan_anew(
    tx: Transaction, running: Iterable[RunningClock], office: Office, now: datetime
) -> None:
    """Only what differs is written. What is due already and waits for the office to open stays."""
    planned = {_mark(one): one for one in tx.agenda.planned(SUBJECT)}
    every = {_mark(one): one for clock in running for one in wanted(clock, office)}
    for mark, reminder in planned.items():
        if mark not in every:
            tx.agenda.drop(reminder)
    for mark, reminder in every.items():
        if mark not in planned and reminder.due_at > now:
            tx.agenda.plan(reminder)


def _mark(reminder: Reminder) -> tuple[int, str, datetime]:
    return reminder.subject_id, reminder.rule, reminder.due_at
