"""Working days: the published notices, an office's own days, and years nobody knows yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.workdays import (
    Calendar,
    DayKind,
    add_workdays,
    count_workdays,
    first_workday,
    state_council_calendar,
)

CALENDAR = state_council_calendar()
PLAIN = Calendar()
dates = st.dates(date(2005, 1, 1), date(2035, 12, 31))
known = st.dates(date(2005, 1, 1), date(2026, 12, 20))
calendars = st.sampled_from([CALENDAR, PLAIN])

KINDS = {
    date(2026, 2, 13): DayKind.WORKDAY,
    date(2026, 2, 14): DayKind.MAKE_UP,  # a Saturday worked for Spring Festival
    date(2026, 2, 17): DayKind.HOLIDAY,
    date(2026, 2, 22): DayKind.HOLIDAY,  # a Sunday inside the holiday
    date(2026, 3, 1): DayKind.WEEKEND,
    date(2026, 9, 20): DayKind.MAKE_UP,  # a Sunday
    date(2026, 10, 1): DayKind.HOLIDAY,
    date(2026, 10, 10): DayKind.MAKE_UP,
    date(2031, 10, 1): DayKind.WORKDAY,  # nobody knows 2031: a plain Wednesday
    date(2031, 10, 4): DayKind.WEEKEND,
}


@pytest.mark.parametrize(("day", "kind"), KINDS.items(), ids=str)
def test_the_notices_say_why_a_day_is_worked(day: date, kind: DayKind):
    assert CALENDAR.kind(day) is kind
    assert CALENDAR.is_workday(day) is (kind in {DayKind.WORKDAY, DayKind.MAKE_UP})


def test_holidays_have_their_chinese_names():
    assert CALENDAR.reason(date(2026, 2, 17)) == "春节"
    assert CALENDAR.reason(date(2026, 10, 10)) == "国庆节"
    assert CALENDAR.reason(date(2026, 3, 3)) == ""


def test_the_notices_are_read_once():
    assert state_council_calendar() is CALENDAR


SETTLED = {
    date(2026, 6, 1): True,
    date(2026, 12, 24): True,
    date(2026, 12, 25): False,  # the notice for 2027 may still move it
    date(2027, 1, 1): False,
    date(2025, 12, 31): True,
}


@pytest.mark.parametrize(("day", "settled"), SETTLED.items(), ids=str)
def test_a_day_is_settled_once_the_notice_that_decides_about_it_is_known(day: date, settled: bool):
    assert replace_years(CALENDAR, 2025, 2026).is_settled(day) is settled


def replace_years(calendar: Calendar, *years: int) -> Calendar:
    return Calendar(calendar.holidays, calendar.make_up_days, frozenset(years))


def test_an_office_can_add_days_and_its_word_wins():
    office = CALENDAR.with_office_days(
        off=[date(2026, 11, 23), date(2026, 11, 24)],
        worked=[date(2026, 11, 24), date(2026, 10, 1)],
    )
    assert office.kind(date(2026, 11, 23)) is DayKind.OFFICE_OFF
    assert office.kind(date(2026, 11, 24)) is DayKind.OFFICE_WORK
    assert office.kind(date(2026, 10, 1)) is DayKind.OFFICE_WORK
    assert not office.is_workday(date(2026, 11, 23))
    assert CALENDAR.is_workday(date(2026, 11, 23))  # the original is untouched


def test_a_year_whose_notice_the_office_entered_is_settled():
    entered = CALENDAR.with_office_days(complete_years=[2031, 2032])
    assert not CALENDAR.is_settled(date(2031, 5, 5))
    assert entered.is_settled(date(2031, 5, 5))
    assert not entered.is_settled(date(2032, 12, 28))


def test_a_day_the_office_named_is_settled_even_in_an_unknown_year():
    assert CALENDAR.with_office_days(off=[date(2031, 2, 3)]).is_settled(date(2031, 2, 3))


@given(dates, st.integers(1, 60), calendars)
def test_the_nth_working_day_is_worked_and_has_n_working_days_before_it(
    start: date, count: int, calendar: Calendar
):
    end = add_workdays(start, count, calendar)
    assert calendar.is_workday(end)
    assert count_workdays(start, end, calendar) == count


@given(dates, st.integers(1, 30), st.integers(1, 30), calendars)
def test_working_days_add_up(start: date, first: int, second: int, calendar: Calendar):
    together = add_workdays(start, first + second, calendar)
    assert add_workdays(add_workdays(start, first, calendar), second, calendar) == together


@given(dates, dates, calendars)
def test_counting_backwards_is_counting_forwards_negated(a: date, b: date, calendar: Calendar):
    near = a + (b - a) / 100
    assert count_workdays(a, near, calendar) == -count_workdays(near, a, calendar)


@given(dates, calendars)
def test_the_first_working_day_is_the_nearest(day: date, calendar: Calendar):
    first = first_workday(day, calendar)
    assert calendar.is_workday(first)
    between = (day + timedelta(days=n) for n in range((first - day).days))
    assert not any(calendar.is_workday(day) for day in between)


@given(known)
def test_our_calendar_agrees_with_the_library_in_every_year_it_knows(day: date):
    import chinese_calendar

    assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day)
