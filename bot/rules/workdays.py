"""Which days are worked: the State Council's yearly notices, corrected by what an office adds.

Every year the State Council's office publishes the days off and the weekend days worked in
exchange (调休). The library ``chinesecalendar`` carries those notices as data. A year it does not
know is counted by plain weekends, and such a day is *not settled*: a date that rests on it is
provisional and has to be counted again once the notice is out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
# A notice may also move the last days of the year before it: 2007-12-29 was worked for 2008.
_NEXT_NOTICE_REACHES_BACK = timedelta(days=7)


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKDAY = "workday"  # 工作日
    WEEKEND = "weekend"  # 周末
    HOLIDAY = "holiday"  # 放假
    MAKE_UP = "make_up"  # 调休上班
    OFFICE_OFF = "office_off"  # 本机关另定放假
    OFFICE_WORK = "office_work"  # 本机关另定上班


WORKED = frozenset({DayKind.WORKDAY, DayKind.MAKE_UP, DayKind.OFFICE_WORK})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the years as data; what an office adds wins over the State Council's notices."""

    holidays: Mapping[date, str] = field(default_factory=dict)  # day off -> Chinese name
    make_up_days: Mapping[date, str] = field(
        default_factory=dict
    )  # weekend day worked -> for what
    known_years: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)  # what the office calls its own days

    def kind(self, day: date) -> DayKind:
        """Say why ``day`` is worked or not."""
        if day in self.days_worked:
            return DayKind.OFFICE_WORK
        if day in self.days_off:
            return DayKind.OFFICE_OFF
        if day in self.make_up_days:
            return DayKind.MAKE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKDAY

    def is_workday(self, day: date) -> bool:
        """Say whether the office works on ``day``."""
        return self.kind(day) in WORKED

    def is_settled(self, day: date) -> bool:
        """Say whether the notice that decides about ``day`` is known (or the office named the day)."""
        if day in self.days_worked or day in self.days_off:
            return True
        return {day.year, (day + _NEXT_NOTICE_REACHES_BACK).year} <= self.known_years

    def reason(self, day: date) -> str:
        """Name the holiday that ``day`` belongs to or is worked for; empty for ordinary days."""
        return {
            DayKind.MAKE_UP: self.make_up_days,
            DayKind.HOLIDAY: self.holidays,
            DayKind.OFFICE_OFF: self.names,
            DayKind.OFFICE_WORK: self.names,
        }.get(self.kind(day), {}).get(day, "")

    def with_office_days(
        self,
        *,
        off: Iterable[date] = (),
        worked: Iterable[date] = (),
        complete_years: Iterable[int] = (),
    ) -> "Calendar":
        """Return a calendar with an office's own days added.

        Args:
            off: days the office does not work, whatever the notices say.
            worked: days the office works; wins where a day stands in both lists.
            complete_years: years whose whole notice the office has entered, so that their dates
                are no longer provisional.
        """
        return replace(
            self,
            days_off=self.days_off | frozenset(off),
            days_worked=self.days_worked | frozenset(worked),
            known_years=self.known_years | frozenset(complete_years),
        )

    def with_named_days(
        self, *, off: Mapping[date, str], worked: Mapping[date, str]
    ) -> "Calendar":
        """Return a calendar with days of the office's own that have names; they win as above."""
        added = self.with_office_days(off=off, worked=worked)
        return replace(added, names={**self.names, **off, **worked})

    def with_notice(
        self,
        *,
        off: Mapping[date, str],
        worked: Mapping[date, str],
        years: Iterable[int],
    ) -> "Calendar":
        """Return a calendar with a State Council's notice that the office entered early.

        Args:
            off: days off and the holiday of each.
            worked: weekend days worked and the holiday each is worked for.
            years: the years whose whole notice this is.
        """
        holidays = {**self.holidays, **off}
        made_up = {**self.make_up_days, **worked}
        return replace(
            self,
            holidays={day: name for day, name in holidays.items() if day not in worked},
            make_up_days={day: name for day, name in made_up.items() if day not in off},
            known_years=self.known_years | frozenset(years),
        )


@lru_cache(maxsize=1)
def state_council_calendar() -> Calendar:
    """Return the published notices; the library is read once, at the first call."""
    import chinese_calendar

    names = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    holidays = {day: names[value] for day, value in chinese_calendar.holidays.items()}
    make_up_days = {day: names[value] for day, value in chinese_calendar.workdays.items()}
    years = frozenset(day.year for day in holidays)
    return Calendar(holidays, make_up_days, years)


def first_workday(day: date, calendar: Calendar) -> date:
    """Return ``day`` itself when it is worked, else the next worked day."""
    while not calendar.is_workday(day):
        day += _DAY
    return day


def last_workday(day: date, calendar: Calendar) -> date:
    """Return ``day`` itself when it is worked, else the worked day before it."""
    while not calendar.is_workday(day):
        day -= _DAY
    return day


def add_workdays(start: date, count: int, calendar: Calendar) -> date:
    """Return the ``count``-th working day after ``start``; ``start`` itself never counts."""
    day = start
    for _ in range(count):
        day = first_workday(day + _DAY, calendar)
    return day


def count_workdays(after: date, until: date, calendar: Calendar) -> int:
    """Count the working days after ``after`` up to and including ``until``; negative when past."""
    if until < after:
        return -count_workdays(until, after, calendar)
    days = (after + _DAY * step for step in range(1, (until - after).days + 1))
    return sum(calendar.is_workday(day) for day in days)
