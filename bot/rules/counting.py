"""How a due date is counted, and told day by day.

No starting rule was found in the two working rules, so Articles 201-203 of the Civil Code (民法典)
are applied by analogy: the starting day is not counted, months end on the same day of the month,
and a last day that is not worked rolls on to the next working day. Only a period that must not be
left (a quarter, a year) ends on its own last working day.
"""

import calendar as gregorian
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType

from bot.rules.clocks import CLOCKS, Clock, ClockKind, Evidence
from bot.rules.lengths import Length, Unit
from bot.rules.workdays import Calendar, DayKind, first_workday, last_workday

_ONE_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"
_MONTHS_OF_A_QUARTER = 3
_BOOKS = {
    "R20": "《纪检监察机关处理检举控告工作规则》",
    "R19": "《中国共产党纪律检查机关监督执纪工作规则》",
    "XF": "《信访工作条例》",
    "SL2021": "《监察法实施条例》（2021年）",
}
_KIND_WORDS = {
    DayKind.WORKDAY: "工作日",
    DayKind.WEEKEND: "周末",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKE_UP: "调休上班",
    DayKind.OFFICE_OFF: "本机关放假",
    DayKind.OFFICE_WORK: "本机关上班",
}
_UNTESTED = (Evidence.QUOTED, Evidence.MEMORY)
_PAUSED = "暂停"

Pauses = Sequence[tuple[date, date]]
"""Paused on, resumed on: the first day does not count any more, the second counts again."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date; ``provisional`` until every day it rests on is published; why, line by line."""

    date: date
    provisional: bool
    explanation: tuple[str, ...]


def due_date(
    kind: ClockKind,
    start: date,
    calendar: Calendar,
    policy: Mapping[ClockKind, Length] = MappingProxyType({}),
) -> Due:
    """Return the last day of a deadline that starts on ``start``, with how it was counted.

    Args:
        kind: which deadline.
        start: the day of the event, in the office's time zone; it is not counted (民法典 201).
        calendar: which days are worked.
        policy: the office's own lengths; they win over the table's.
    """
    clock = CLOCKS[kind]
    length = policy.get(kind, clock.length)
    counted = count(start, length, calendar)
    first = f"起算：{day_words(start)}{clock.starts}，当日不计入（参照民法典第201条）。"
    lines = (basis(clock, length), first, *counted.explanation)
    return Due(counted.date, counted.provisional, lines)


def count(start: date, length: Length, calendar: Calendar, pauses: Pauses = ()) -> Due:
    """Return the last day of a length that begins after ``start``, and the lines of the count.

    Raises:
        OverflowError, ValueError: it would end after the year 9999.
    """
    last = last_day(start, length, calendar, pauses)
    due = first_workday(last, calendar)
    first = start + _ONE_DAY if length.unit is Unit.WORKDAYS else min(last, due)
    unsettled = [day for day in _days(first, due) if not calendar.is_settled(day)]
    lines = _count_lines(start, last, length, calendar, pauses)
    if due != last:
        lines.append(
            f"末日{day_words(last)}为{label(last, calendar)}，"
            "顺延至下一个工作日（参照民法典第203条）。"
        )
    lines.append(f"届满：{day_words(due)}。")
    if unsettled:
        lines.append(
            f"暂定：自{day_words(unsettled[0])}起的放假调休安排尚未公布，"
            "先按周末推算，公布后须重新计算。"
        )
    return Due(due, bool(unsettled), tuple(lines))


def last_day(start: date, length: Length, calendar: Calendar, pauses: Pauses = ()) -> date:
    """The last day of a length before it rolls on; ``start`` itself and paused days do not count."""
    if length.unit is Unit.WORKDAYS:
        return _workdays_after(start, length.amount, calendar, pauses)
    last = _plain_end(start, length, calendar)
    for since, until in pauses:  # one may begin while a last day off is rolling on
        last = max(last, since) + (until - since)
    return last


def paused_days(pauses: Pauses) -> int:
    """How many days, worked or not, were spent in pauses."""
    return sum((until - since).days for since, until in pauses)


def _plain_end(start: date, length: Length, calendar: Calendar) -> date:
    match length.unit:
        case Unit.MONTHS:
            return _add_months(start, length.amount)
        case Unit.QUARTER_ENDS:
            return _quarter_end(start, length.amount, calendar)
        case Unit.YEAR_ENDS:
            return last_workday(date(start.year + length.amount, 12, 31), calendar)
        case _:
            return start + timedelta(days=length.amount)


def _workdays_after(start: date, amount: int, calendar: Calendar, pauses: Pauses) -> date:
    day, left = start, amount
    while left:
        day += _ONE_DAY
        left -= calendar.is_workday(day) and not _in_pause(day, pauses)
    return day


def _in_pause(day: date, pauses: Pauses) -> bool:
    return any(since <= day < until for since, until in pauses)


def days_of(start: date, last: date, calendar: Calendar) -> Iterator[tuple[date, int, str]]:
    """Every day after ``start`` up to ``last``: its number (0 where it is not worked) and why."""
    number = 0
    for day in _days(start + _ONE_DAY, last):
        worked = calendar.is_workday(day)
        number += worked
        yield day, number if worked else 0, label(day, calendar)


def _add_months(start: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where there is none (民法典 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def _quarter_end(start: date, quarters: int, calendar: Calendar) -> date:
    """The last working day of the quarter, the first such day that comes after ``start``."""
    month = (start.month - 1) // _MONTHS_OF_A_QUARTER * _MONTHS_OF_A_QUARTER + 1
    first = date(start.year, month, 1)
    ends = _add_months(first, _MONTHS_OF_A_QUARTER) - _ONE_DAY
    over = int(last_workday(ends, calendar) <= start)  # too late for this one: the next
    ends = _add_months(first, _MONTHS_OF_A_QUARTER * (quarters + over)) - _ONE_DAY
    return last_workday(ends, calendar)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _ONE_DAY * step for step in range((last - first).days + 1))


def basis(clock: Clock, length: Length, *, extended: bool = False) -> str:
    """The first line of an explanation: what, how long, by which article or rule of the office."""
    book, _, number = clock.article.partition("-")
    stands_on = f"{_BOOKS[book]}第{number}条" if clock.article else "本机关规定"
    own = length != clock.length and bool(clock.article)
    note = f"，本机关另定，原为{clock.length.chinese}" if own and not extended else ""
    note = f"，经批准延长，原为{clock.length.chinese}" if extended else note
    check = "，条文待核" if clock.evidence in _UNTESTED else ""
    return f"{clock.name}：{length.chinese}（依据：{stands_on}{check}{note}）。"


def _count_lines(
    start: date, last: date, length: Length, calendar: Calendar, pauses: Pauses
) -> list[str]:
    if length.unit is not Unit.WORKDAYS:
        extra = f"，加上暂停的{paused_days(pauses)}日" if paused_days(pauses) else ""
        return [f"计数：{length.chinese}{extra}，末日为{day_words(last)}。"]

    def why(day: date) -> str:
        return _PAUSED if _in_pause(day, pauses) else label(day, calendar)

    lines, counted = [], 0
    for words, days in groupby(_days(start + _ONE_DAY, last), key=why):
        stretch = list(days)
        span = _stretch(stretch)
        if words == _PAUSED or not calendar.is_workday(stretch[0]):
            lines.append(f"{span}：{words}，不计入。")
            continue
        first, counted = counted + 1, counted + len(stretch)
        number = f"第{first}日" if first == counted else f"第{first}至{counted}日"
        lines.append(f"{span}：{words}，{number}。")
    return lines


def _stretch(days: list[date]) -> str:
    return day_words(days[0]) if len(days) == 1 else f"{day_words(days[0])}至{day_words(days[-1])}"


def label(day: date, calendar: Calendar) -> str:
    """Why a day is worked or not, in Chinese: 国庆节调休上班."""
    return calendar.reason(day) + _KIND_WORDS[calendar.kind(day)]


def day_words(day: date) -> str:
    """``2026-02-09（星期一）``."""
    return f"{day.isoformat()}（星期{_WEEKDAYS[day.weekday()]}）"
