"""``qingfeng clock``: a due date on the command line, with the count day by day."""

from datetime import date
from typing import Annotated

import typer

from bot.rules.counting import count, day_words, days_of, last_day
from bot.rules.lengths import Length, Unit
from bot.rules.workdays import Calendar
from bot.terminal import USAGE_ERROR, ConfigOption, err, out, plain_errors, read_settings

_DAY_FORM = "日期要写成 2026-02-09 · a day is written like 2026-02-09"
_LENGTH_FORM = (
    "期限要写成 5wd（5个工作日）、30d（30日）或 1m（1个月）"
    " · a length is written 5wd (working days), 30d (days) or 1m (months)"
)
_TOO_FAR = "这个期限超出了日历 · this length goes beyond the calendar"


def clock(
    start: Annotated[str, typer.Argument(metavar="DATE", help="起算日 · the starting day")],
    length: Annotated[str, typer.Argument(metavar="LENGTH", help="期限 · 5wd, 30d, 1m")],
    config: ConfigOption = None,
) -> None:
    """算一个期限,逐日列出 · count a deadline and show every day of it."""
    with plain_errors():
        from bot.calendars import office_calendar

        calendar = office_calendar(read_settings(config).policy.calendar)
        for line in reckoned(_start(start), _length(length), calendar):
            out.print(line, markup=False, highlight=False, soft_wrap=True)


def reckoned(start: date, length: Length, calendar: Calendar) -> list[str]:
    """The due date in ISO form, then the starting day, each day counted, and how it ended.

    Ends the command where the length goes beyond the year 9999.
    """
    try:
        due = count(start, length, calendar)
        last = last_day(start, length, calendar)
    except (OverflowError, ValueError):
        raise _refused(_TOO_FAR, f"{start} {length}") from None
    lines = [due.date.isoformat(), f"{day_words(start)}  —  起算日，不计入 · starting day"]
    if length.unit in (Unit.WORKDAYS, Unit.DAYS):
        lines += _counted(start, last, length, calendar)
        told = [line for line in due.explanation if line.startswith(("末日", "届满", "暂定"))]
    else:
        told = list(due.explanation)
    return lines + told


def _counted(start: date, last: date, length: Length, calendar: Calendar) -> list[str]:
    """A line for each day; calendar days are all counted, working days only where one works."""
    every = length.unit is Unit.DAYS
    lines = []
    for at, (day, number, why) in enumerate(days_of(start, last, calendar), 1):
        shown = at if every else number or "—"
        lines.append(f"{day_words(day)}  {shown}  {why}")
    return lines


def _start(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise _refused(_DAY_FORM, text) from None


def _length(text: str) -> Length:
    try:
        return Length.parse(text)
    except ValueError:
        raise _refused(_LENGTH_FORM, text) from None


def _refused(expected: str, found: str) -> typer.Exit:
    err.print(f"{expected}: {found!r}", style="red", markup=False, highlight=False)
    return typer.Exit(USAGE_ERROR)
