"""The deadlines of a case: started and stopped by acts, paused and extended by approval.

Nothing here decides who may: a caller hands in the officer who approved. Only these functions stop
or move a clock, and all of them are on record; to look at a case changes none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockAct, ClockKind
from bot.rules.errors import ClockError, InputError
from bot.rules.lengths import Length
from bot.rules.model import Case, Officer, RunningClock
from bot.rules.pausing import Ground, explanation, extend, pause, resume
from bot.services.cards import show_card
from bot.services.visibility import require_sight
from bot.services.warnings import forget_warnings, plan_warnings

SHORTEST_REASON = 4


def start_clock(
    tx: Transaction,
    case: Case,
    kind: ClockKind,
    office: Office,
    now: datetime,
    *,
    on: date | None = None,
) -> RunningClock:
    """Start a clock today, or on the day the event was, and plan its warnings by the office's policy."""
    stop_clock(tx, case, kind, office, now)
    today = on or office.today(now)
    due = office.due(kind, today)
    new = RunningClock(0, case.id, kind, today, due.date, due.provisional, office.length(kind))
    clock = tx.cases.start_clock(new)
    plan_warnings(tx, clock, office, now)
    return clock


def stop_clock(
    tx: Transaction, case: Case, kind: ClockKind, office: Office, now: datetime
) -> None:
    """Stop a clock if it runs, also a paused one; its warnings are forgotten."""
    for clock in tx.cases.clocks(case.id):
        if clock.kind == kind:
            forget_warnings(tx, clock)
    tx.cases.stop_clock(case.id, kind, office.today(now))


@dataclass(frozen=True, slots=True)
class Wish:
    """Which clock is to be changed and why; ``to`` is the new length or last day of an extension."""

    kind: ClockKind
    reason: str
    to: Length | date | None = None


def pause_clock(
    tx: Transaction, case: Case, wish: Wish, officer: Officer, office: Office, now: datetime
) -> RunningClock:
    """Pause a clock from today on, approved by this officer; nothing is warned of meanwhile.

    Raises:
        ClockError: it does not run, is paused already, or has run out.
        InputError: no reason.
        NotAllowedError: the officer may not see the case.
    """
    return _change(tx, case, wish, officer, _Hour(office, now), pause)


def resume_clock(
    tx: Transaction, case: Case, wish: Wish, officer: Officer, office: Office, now: datetime
) -> RunningClock:
    """Let a paused clock go on today with what remained of it.

    Raises:
        ClockError: it does not run, or is not paused.
        InputError, NotAllowedError: see :func:`pause_clock`.
    """
    calendar = office.days.current()

    def change(clock: RunningClock, ground: Ground) -> RunningClock:
        return resume(clock, ground, calendar)

    return _change(tx, case, wish, officer, _Hour(office, now), change)


def extend_clock(
    tx: Transaction, case: Case, wish: Wish, officer: Officer, office: Office, now: datetime
) -> RunningClock:
    """Give a clock a new length, counted from its start, or a new last day.

    Raises:
        ClockError: it does not run, is paused, would not end later, or the article forbids it.
        InputError, NotAllowedError: see :func:`pause_clock`.
    """
    calendar = office.days.current()

    def change(clock: RunningClock, ground: Ground) -> RunningClock:
        if wish.to is None:
            raise ClockError("error-clock-not-later", clock=clock.kind)
        return extend(clock, wish.to, ground, calendar)

    return _change(tx, case, wish, officer, _Hour(office, now), change)


@dataclass(frozen=True, slots=True)
class _Hour:
    office: Office
    now: datetime


_NAMES = {
    ClockAct.PAUSE: "clock-paused",
    ClockAct.RESUME: "clock-resumed",
    ClockAct.EXTEND: "clock-extended",
    ClockAct.MOVE: "clock-moved",
}
"""How a change stands in the audit record."""


def _change(
    tx: Transaction,
    case: Case,
    wish: Wish,
    officer: Officer,
    hour: _Hour,
    change: Callable[[RunningClock, Ground], RunningClock],
) -> RunningClock:
    require_sight(tx, case, officer)
    reason = wish.reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise InputError("error-reason-short", least=SHORTEST_REASON)
    old = next((one for one in tx.cases.clocks(case.id) if one.kind == wish.kind), None)
    if old is None:
        raise ClockError("error-clock-not-running", clock=wish.kind)
    new = change(
        with_length(old, hour.office), Ground(hour.office.today(hour.now), officer.id, reason)
    )
    if not write_change(tx, case, old, new):
        raise ClockError("error-clock-not-running", clock=wish.kind)
    forget_warnings(tx, new)
    plan_warnings(tx, new, hour.office, hour.now)
    show_card(tx, case)
    return new


def with_length(clock: RunningClock, office: Office) -> RunningClock:
    """The clock with its length; one from before lengths were kept goes by the office's policy."""
    return replace(clock, length=clock.length or office.length(ClockKind(clock.kind)))


def write_change(tx: Transaction, case: Case, old: RunningClock, new: RunningClock) -> bool:
    """Store a changed clock, with its letter's reply date and a record; False if too late."""
    if not tx.clocks.change(old, new):
        return False
    letter = tx.handling.letter(case.id) if new.kind == ClockKind.LETTER_REPLY else None
    if letter is not None and letter.delivered_on is not None:
        tx.handling.keep_letter(replace(letter, reply_due=new.due_on))
    if len(new.changes) > len(old.changes):
        done = new.changes[-1]
        tx.audit(
            _NAMES[done.act],
            actor=f"officer:{done.officer_id}" if done.officer_id else "system",
            subject=case.number,
            clock=new.kind,
            was=done.due_before.isoformat(),
            due=done.due_after.isoformat(),
        )
    return True


def explain_clocks(tx: Transaction, case: Case, office: Office) -> list[tuple[str, ...]]:
    """Why each running clock of a case ends when it does, line by line, the earliest first."""
    calendar = office.days.current()
    clocks = (with_length(clock, office) for clock in tx.cases.clocks(case.id))
    return [explanation(clock, calendar) for clock in clocks]
