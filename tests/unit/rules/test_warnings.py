"""When a deadline is warned of: on working days, in office hours, each role at its leads."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.lengths import Length, Unit
from bot.rules.terms import Role
from bot.rules.warnings import Warnings, is_open, next_opening, roles_for, rules
from bot.rules.workdays import state_council_calendar

CALENDAR = state_council_calendar()
ZONE = ZoneInfo("Asia/Shanghai")


def leads(*names: str) -> tuple[Length, ...]:
    return tuple(Length.parse(name, least=0) for name in names)


POLICY = Warnings(
    before={Role.HANDLER: leads("3wd", "1wd", "0wd"), Role.SUPERVISOR: leads("0wd")},
    after={Role.SUPERVISOR: leads("1wd"), Role.HEAD: leads("1wd", "3d")},
)


def test_each_lead_falls_on_a_working_day_across_a_holiday() -> None:
    # 10 October 2026 is a make-up Saturday; 1-7 October are off
    assert dict(rules(date(2026, 10, 9), POLICY, CALENDAR)) == {
        "-3wd@2026-10-09": date(2026, 9, 29),
        "-1wd@2026-10-09": date(2026, 10, 8),
        "-0wd@2026-10-09": date(2026, 10, 9),
        "+1wd@2026-10-09": date(2026, 10, 10),
        "+3d@2026-10-09": date(2026, 10, 12),
    }


@given(
    st.dates(date(2020, 1, 1), date(2026, 12, 1)),
    st.lists(
        st.builds(Length, st.integers(1, 20), st.sampled_from([Unit.WORKDAYS, Unit.DAYS])),
        min_size=1,
    ),
)
def test_no_warning_falls_on_a_day_off(due: date, wanted: list[Length]) -> None:
    policy = Warnings(before={Role.HANDLER: tuple(wanted)}, after={Role.HEAD: tuple(wanted)})
    for name, day in rules(due, policy, CALENDAR):
        assert CALENDAR.is_workday(day)
        assert day < due if name.startswith("-") else day > due
        assert len(name) <= 20  # a column's width


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        ({"-3wd@2026-10-09"}, {Role.HANDLER}),
        ({"-0wd@2026-10-09"}, {Role.HANDLER, Role.SUPERVISOR}),
        ({"+1wd@2026-10-09"}, {Role.SUPERVISOR, Role.HEAD}),
        ({"-3wd@2026-10-09", "+3d@2026-10-09"}, {Role.HANDLER, Role.HEAD}),
        ({"-3wd@2026-10-12"}, set()),  # of the date before it was extended
        ({"3d"}, set()),  # of an earlier version
    ],
)
def test_the_roles_follow_the_leads(names: set[str], roles: set[Role]) -> None:
    assert roles_for(names, date(2026, 10, 9), POLICY) == roles


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-10-09 09:00", ""),
        ("2026-10-10 17:29", ""),  # a make-up Saturday
        ("2026-10-09 08:59", "2026-10-09 09:00"),
        ("2026-10-09 00:00", "2026-10-09 09:00"),
        ("2026-10-09 17:30", "2026-10-10 09:00"),
        ("2026-10-10 23:59", "2026-10-12 09:00"),
        ("2026-10-01 10:00", "2026-10-08 09:00"),
        ("2026-10-11 07:00", "2026-10-12 09:00"),
    ],
)
def test_outside_office_hours_one_waits_for_the_next_opening(at: str, opens: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    assert is_open(moment, POLICY, CALENDAR) is not bool(opens)
    expected = datetime.fromisoformat(opens or at).replace(tzinfo=ZONE)
    assert next_opening(moment, POLICY, CALENDAR) == expected
