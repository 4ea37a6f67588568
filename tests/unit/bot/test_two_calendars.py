"""Working days by two collections that are kept apart: chinesecalendar, and a file of test data.

The file ``holidays.toml`` holds the notices for 2007 to 2026 as another package has them. The two
differ on two days, where the notice itself decides.
"""

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clocks import ClockKind
from bot.rules.counting import due_date
from bot.rules.lengths import Length, Unit
from bot.rules.workdays import count_workdays, first_workday, state_council_calendar

FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
OURS = state_council_calendar()
DIFFERENT = {
    date(2013, 4, 7): "清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。",
    date(2013, 10, 12): "国庆节：10月1日至7日放假调休，共7天。9月29日、10月12日（星期六）上班。",
}
"""Days on which the file is wrong, with the words of the notice for 2013 that say so."""


def _dates(year: str, days: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in days)


def _read() -> tuple[frozenset[date], frozenset[date]]:
    path = Path(__file__).with_name("holidays.toml")
    years = tomllib.loads(path.read_text("utf-8"))
    assert [int(year) for year in years] == list(range(FIRST.year, LAST.year + 1))
    off = frozenset().union(*(_dates(year, one["off"]) for year, one in years.items()))
    worked = frozenset().union(*(_dates(year, one["worked"]) for year, one in years.items()))
    return off, worked | frozenset(DIFFERENT)


OFF, WORKED = _read()
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def is_worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


NUMBER = {day: sum(map(is_worked, DAYS[:at])) for at, day in enumerate(DAYS)}
"""How many working days came before each day: another way of counting than ours."""


def test_every_day_of_twenty_years_is_worked_or_not_in_both() -> None:
    assert [day for day in DAYS if OURS.is_workday(day) is not is_worked(day)] == []


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_both_count_the_same_working_days_between_any_two(one: date, other: date) -> None:
    early, late = sorted((one, other))
    between = NUMBER[late] - NUMBER[early] + is_worked(late) - is_worked(early)
    assert count_workdays(early, late, OURS) == between


@given(st.sampled_from(DAYS[:-120]), st.integers(1, 60))
def test_a_working_day_clock_ends_where_the_other_calendar_says(start: date, days: int) -> None:
    policy = {ClockKind.SEND_UP: Length(days, Unit.WORKDAYS)}
    due = due_date(ClockKind.SEND_UP, start, OURS, policy).date
    after = NUMBER[start] + is_worked(start)
    assert is_worked(due)
    assert NUMBER[due] - after == days - 1


@given(st.sampled_from(DAYS[:-120]), st.integers(1, 90))
def test_a_last_day_off_rolls_to_the_same_day_in_both(start: date, days: int) -> None:
    last = start + timedelta(days=days)
    rolled = next(day for day in DAYS[DAYS.index(last) :] if is_worked(day))
    assert first_workday(last, OURS) == rolled
