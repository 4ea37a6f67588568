"""What becomes of a running clock when it is paused, resumed, extended, or its calendar changes.

A pause takes out its days from the one it began on; the day it ends on counts again. So pausing and
resuming on one day changes nothing, and what remained on the first day remains on the second: who
pauses on the last day has that last day when it goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.rules.clocks import CLOCKS, ClockAct, ClockKind
from bot.rules.counting import (
    Due,
    Pauses,
    basis,
    count,
    day_words,
    last_day,
    paused_days,
)
from bot.rules.errors import ClockError
from bot.rules.lengths import Length, Unit
from bot.rules.model import ClockChange, RunningClock
from bot.rules.workdays import Calendar, count_workdays, first_workday

_SYSTEM = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a change of a clock stands: the day, the approving officer, and the reason."""

    on: date
    officer_id: int
    reason: str


def length_of(clock: RunningClock) -> Length:
    """The whole length of a clock, its pauses not included."""
    return clock.length or CLOCKS[ClockKind(clock.kind)].length


def pauses_of(changes: Sequence[ClockChange]) -> Pauses:
    """The pauses that are over."""
    since = [one.on for one in changes if one.act is ClockAct.PAUSE]
    until = [one.on for one in changes if one.act is ClockAct.RESUME]
    return list(zip(since, until, strict=False))


def reckon(clock: RunningClock, calendar: Calendar) -> Due:
    """The due date of a clock by this calendar, with the lines of the count."""
    return count(clock.started_on, length_of(clock), calendar, pauses_of(clock.changes))


def remaining(clock: RunningClock, on: date, calendar: Calendar) -> Length:
    """What is left, the day ``on`` included: working days, or calendar days of all other units."""
    before = max(on - timedelta(days=1), clock.started_on)  # the start does not count
    if length_of(clock).unit is Unit.WORKDAYS:
        return Length(max(0, count_workdays(before, clock.due_on, calendar)), Unit.WORKDAYS)
    last = last_day(clock.started_on, length_of(clock), calendar, pauses_of(clock.changes))
    return Length(max(0, (last - before).days), Unit.DAYS)


def pause(clock: RunningClock, ground: Ground) -> RunningClock:
    """The clock, paused from this day on.

    Raises:
        ClockError: it is paused already, or has run out.
    """
    if clock.paused_on is not None:
        raise ClockError("error-clock-paused", clock=clock.kind)
    if ground.on > clock.due_on:
        raise ClockError("error-clock-over", clock=clock.kind)
    changed = _changed(clock, ClockAct.PAUSE, ground, clock.due_on)
    return replace(changed, paused_on=ground.on)


def resume(clock: RunningClock, ground: Ground, calendar: Calendar) -> RunningClock:
    """The clock, running again from this day on with what was left of it.

    Raises:
        ClockError: it is not paused.
    """
    if clock.paused_on is None:
        raise ClockError("error-clock-not-paused", clock=clock.kind)
    ground = replace(ground, on=max(ground.on, clock.paused_on))
    running = replace(_changed(clock, ClockAct.RESUME, ground, clock.due_on), paused_on=None)
    due = reckon(running, calendar)
    last = replace(running.changes[-1], due_after=due.date)
    changes = (*running.changes[:-1], last)
    return replace(running, due_on=due.date, provisional=due.provisional, changes=changes)


def extend(
    clock: RunningClock, to: Length | date, ground: Ground, calendar: Calendar
) -> RunningClock:
    """The clock with a new length, counted from its start, or a new last day.

    Raises:
        ClockError: it is paused; the end would not be later, or lies in the past; or the article
            does not allow so much.
    """
    if clock.paused_on is not None:
        raise ClockError("error-clock-paused", clock=clock.kind)
    longer = replace(clock, length=to if isinstance(to, Length) else _until(clock, to))
    due = reckon(longer, calendar)
    if due.date <= clock.due_on or due.date < ground.on:
        raise ClockError("error-clock-not-later", clock=clock.kind)
    _refuse_beyond_the_article(clock, due.date, calendar)
    changed = _changed(longer, ClockAct.EXTEND, ground, due.date)
    return replace(changed, due_on=due.date, provisional=due.provisional)


def _until(clock: RunningClock, day: date) -> Length:
    """The length in days that ends on this day."""
    days = (day - clock.started_on).days - paused_days(pauses_of(clock.changes))
    return Length(max(days, 0), Unit.DAYS)


def _refuse_beyond_the_article(clock: RunningClock, due: date, calendar: Calendar) -> None:
    row = CLOCKS[ClockKind(clock.kind)]
    if row.more is None:
        return
    last = last_day(clock.started_on, row.length, calendar, pauses_of(clock.changes))
    most = first_workday(last_day(last, row.more, calendar), calendar)
    if due > most:
        raise ClockError("error-clock-limit", clock=clock.kind, most=row.more.amount)


def recount(clock: RunningClock, on: date, calendar: Calendar) -> RunningClock:
    """The clock as this calendar has it; itself where nothing changes, or while it is paused."""
    if clock.paused_on is not None:
        return clock
    due = reckon(clock, calendar)
    if due.date == clock.due_on:
        return replace(clock, provisional=due.provisional)
    changed = _changed(clock, ClockAct.MOVE, Ground(on, _SYSTEM, ""), due.date)
    return replace(changed, due_on=due.date, provisional=due.provisional)


def _changed(clock: RunningClock, act: ClockAct, ground: Ground, due: date) -> RunningClock:
    change = ClockChange(act, ground.on, ground.officer_id, ground.reason, clock.due_on, due)
    return replace(clock, changes=(*clock.changes, change))


_TOLD = {
    ClockAct.PAUSE: "{on}起暂停，当日不计入：{reason}",
    ClockAct.RESUME: "{on}恢复，当日计入：{reason}",
    ClockAct.EXTEND: "{on}批准延长，由{before}改为{after}：{reason}",
    ClockAct.MOVE: "{on}按公布的放假安排重算，由{before}改为{after}",
}


def explanation(clock: RunningClock, calendar: Calendar) -> tuple[str, ...]:
    """Why a running clock ends when it does: basis, start, every stretch of days, every change."""
    row, due = CLOCKS[ClockKind(clock.kind)], reckon(clock, calendar)
    lines = [
        basis(row, length_of(clock), extended=clock.extended),
        f"起算：{day_words(clock.started_on)}{row.starts}，当日不计入（参照民法典第201条）。",
    ]
    if clock.paused_on is None:
        lines += due.explanation
    lines += [_told(change) for change in clock.changes]
    if clock.paused_on is not None:
        left = remaining(clock, clock.paused_on, calendar).chinese
        lines.append(f"现在暂停，恢复后还剩{left}。")
    return tuple(lines)


def _told(change: ClockChange) -> str:
    words = _TOLD[change.act].format(
        on=day_words(change.on),
        before=day_words(change.due_before),
        after=day_words(change.due_after),
        reason=change.reason,
    )
    return f"{words}。" if words[-1] not in "。！？" else words


def days_left(due: date, today: date, calendar: Calendar) -> int:
    """Working days after today up to the due date; 0 on the day, negative when overdue."""
    if due >= today:
        return count_workdays(today, due, calendar)
    return -max(1, count_workdays(due, today, calendar))
