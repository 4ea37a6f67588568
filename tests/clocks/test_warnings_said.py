"""Who is warned of a deadline, when, and what stops it. The clock of these cases ends on 23 December."""

from dataclasses import replace

import pytest

from bot.ports import Office
from bot.rules.model import Case
from bot.rules.terms import Act, Role
from bot.services import casework, recusals, screening, views
from bot.services.cards import show_card
from bot.services.casework import Choice
from bot.services.recount import recount_clocks
from tests.clocks.desk import at, clock, moments, new_case, said, staff, sweep
from tests.journeys.town import HIGHER
from tests.security.room import Room


def test_the_moments_are_planned_when_the_clock_starts(room: Room) -> None:
    new_case(room)
    assert moments(room) == [
        ("-3wd@2026-12-23", "12-18 09:00"),
        ("-1wd@2026-12-23", "12-22 09:00"),
        ("-0wd@2026-12-23", "12-23 09:00"),
        ("+1wd@2026-12-23", "12-24 09:00"),
        ("+5wd@2026-12-23", "12-30 09:00"),
    ]


def test_first_the_group_then_the_supervisor_then_the_head(room: Room) -> None:
    officers, group = staff(room), room.bind()
    new_case(room)
    supervisor, head = (officers[role].address for role in (Role.SUPERVISOR, Role.HEAD))
    assert said(room, "2026-12-18 09:00") == [(group, "clock-reminder")]
    assert said(room, "2026-12-22 09:00") == [(group, "clock-reminder")]
    assert said(room, "2026-12-23 09:00") == [(group, "clock-today"), (supervisor, "clock-today")]
    assert said(room, "2026-12-24 09:00") == [
        (group, "clock-overdue"),
        (supervisor, "clock-overdue"),
        (head, "clock-overdue"),
    ]
    assert said(room, "2026-12-30 09:00") == [(head, "clock-overdue")]
    assert moments(room) == []


def test_a_case_with_a_handler_is_the_handler_s_alone(room: Room) -> None:
    officers, _ = staff(room), room.bind()
    case = new_case(room)
    handler = officers[Role.HANDLER]
    with room.store.begin(room.now) as tx:
        intake, choice = officers[Role.INTAKE], Choice(case.id, case.version, Act.ASSIGN)
        screening.assign(tx, choice, handler, intake, room.office, room.now)
    room.deliver()
    assert said(room, "2026-12-18 09:00") == [(handler.address, "clock-reminder")]


def test_of_a_private_case_only_those_who_may_see_it_hear(room: Room) -> None:
    officers, group = staff(room), room.bind()
    case = new_case(room)
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, officers[Role.SUPERVISOR], room.now)
    heard = [to for to, _ in said(room, "2026-12-24 09:00")]
    assert group not in heard
    assert officers[Role.SUPERVISOR].address not in heard
    assert set(heard) == {
        officers[role].address for role in (Role.INTAKE, Role.HANDLER, Role.HEAD)
    }


def test_of_a_sealed_case_only_the_head_hears(room: Room) -> None:
    officers, _ = staff(room), room.bind()
    new_case(room, HIGHER)
    at(room, "2026-11-30 09:00")
    for moment, key in (("2026-11-25 09:00", "reminder"), ("2026-11-30 09:00", "today")):
        assert said(room, moment) == [(officers[Role.HEAD].address, f"clock-{key}")]


def test_without_anybody_at_a_level_somebody_else_hears(room: Room) -> None:
    intake, group = room.enrol("何清", Role.INTAKE), room.bind()
    new_case(room)
    said(room, "2026-12-24 09:00")
    assert said(room, "2026-12-30 09:00") == [(group, "clock-overdue")]
    assert intake.address != group


@pytest.mark.parametrize(
    "moment",
    ["2026-12-18 00:00", "2026-12-18 08:59", "2026-12-18 17:30", "2026-12-19 10:00"],
)
def test_nothing_is_said_at_night_or_on_a_day_off(room: Room, moment: str) -> None:
    group = room.bind()
    new_case(room)
    assert said(room, moment) == []
    later = "2026-12-18 09:01" if moment < "2026-12-18 09" else "2026-12-21 09:00"
    assert said(room, later) == [(group, "clock-reminder")]


def test_what_was_missed_is_one_message_for_everybody_it_concerned(room: Room) -> None:
    officers, group = staff(room), room.bind()
    new_case(room)
    heard = said(room, "2026-12-31 09:00")
    assert heard == [
        (group, "clock-overdue"),
        (officers[Role.SUPERVISOR].address, "clock-overdue"),
        (officers[Role.HEAD].address, "clock-overdue"),
    ]


def test_a_look_stops_nothing_and_an_act_does(room: Room) -> None:
    officers = staff(room)
    case = new_case(room)
    before = moments(room)
    with room.store.begin(room.now) as tx:
        views.card(tx, case.id)
        views.full_text(tx, case.id)
        show_card(tx, case)
    assert moments(room) == before
    assert clock(room, case).kind == "disposition"
    head = officers[Role.HEAD]
    room.do(casework.act, case, head, act=Act.HOLD, reason="等待", route="hold")
    assert {rule[-10:] for rule, _day in moments(room)} == {"2027-05-24"}


def other_leads(office: Office) -> Office:
    policy = replace(
        office.warnings, after={}, before={Role.HEAD: office.warnings.after[Role.HEAD]}
    )
    return replace(office, warnings=policy)


def test_new_leads_of_the_policy_hold_for_running_clocks_after_a_restart(room: Room) -> None:
    case: Case = new_case(room)
    room.office = other_leads(room.office)
    with room.store.begin(room.now) as tx:
        assert recount_clocks(tx, room.office, room.now) == 0
    assert moments(room) == [
        ("-5wd@2026-12-23", "12-16 09:00"),
        ("-1wd@2026-12-23", "12-22 09:00"),
    ]
    assert clock(room, case).changes == ()


def test_what_waits_for_the_office_to_open_survives_a_restart_at_night(room: Room) -> None:
    group = room.bind()
    new_case(room)
    at(room, "2026-12-18 20:00")
    assert sweep(room) == 0
    with room.store.begin(room.now) as tx:
        recount_clocks(tx, room.office, room.now)
    assert said(room, "2026-12-21 09:00") == [(group, "clock-reminder")]
