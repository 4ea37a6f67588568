"""Warnings of deadlines: planned as rows, said in office hours, and only to who may see the case."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.model import Case, Notice, Officer, Reminder, RunningClock
from bot.rules.pausing import days_left
from bot.rules.terms import Role
from bot.rules.warnings import roles_for, rules
from bot.services.cards import OFFICERS
from bot.services.visibility import viewers

SUBJECT = "clock"


def plan_warnings(tx: Transaction, clock: RunningClock, office: Office, now: datetime) -> None:
    """Plan what is said of a clock from now on; what was planned already stays as it is."""
    for reminder in wanted(clock, office):
        if reminder.due_at > now:
            tx.agenda.plan(reminder)


def wanted(clock: RunningClock, office: Office) -> list[Reminder]:
    """Every moment of a clock by the office's policy; none while it is paused."""
    if clock.paused_on is not None:
        return []
    days = rules(clock.due_on, office.warnings, office.days.current())
    return [Reminder(0, SUBJECT, clock.id, name, office.opening(day)) for name, day in days]


def forget_warnings(tx: Transaction, clock: RunningClock) -> None:
    """Nothing more is said of this clock."""
    tx.agenda.forget(SUBJECT, clock.id)


def warn(tx: Transaction, fired: Sequence[Reminder], office: Office, now: datetime) -> None:
    """Say that a clock runs out, or has: once, to everybody whom one of these moments addresses."""
    last = fired[-1]
    clock = tx.cases.clock(last.subject_id)
    if clock is None or clock.paused_on is not None:
        return
    roles = roles_for({one.rule for one in fired}, clock.due_on, office.warnings)
    case = tx.cases.get(clock.case_id)
    left = days_left(clock.due_on, office.today(now), office.days.current())
    args = {
        "case": case.id,
        "number": case.number,
        "clock": clock.kind,
        "due": clock.due_on.isoformat(),
        "days": abs(left),
    }
    for address in addresses(tx, case, roles):
        mark = f"clock:{clock.id}:{last.rule}:{address}"
        tx.say(Notice(address, _key(left), args, dedup=mark))


def _key(left: int) -> str:
    if left == 0:
        return "clock-today"
    return "clock-reminder" if left > 0 else "clock-overdue"


def addresses(tx: Transaction, case: Case, roles: Collection[Role]) -> Sequence[str]:
    """The chats of these roles for a case, each once; of a sealed one only its own readers.

    The handler's is the handler's own chat. Without a handler it is the group, or for a case that
    the group must not see every viewer. Where no supervisor may see the case, it is the head.
    """
    readers = viewers(tx, case)
    if case.sealed:
        return [one.address for one in readers] if roles else []
    found: list[str] = []
    if Role.HANDLER in roles:
        found += _handling(tx, case, readers)
    if Role.SUPERVISOR in roles:
        found += _leading(readers, Role.SUPERVISOR) or _leading(readers, Role.HEAD)
    if Role.HEAD in roles:
        found += _leading(readers, Role.HEAD)
    if roles and not found:
        found = _handling(tx, case, readers)
    return list(dict.fromkeys(found))


def _handling(tx: Transaction, case: Case, readers: Sequence[Officer]) -> list[str]:
    own = [one.address for one in readers if one.id == case.handler]
    group = tx.people.bound(OFFICERS)
    if own or group is None or case.private:
        return own or [one.address for one in readers]
    return [group]


def _leading(readers: Sequence[Officer], role: Role) -> list[str]:
    return [one.address for one in readers if one.role is role]
