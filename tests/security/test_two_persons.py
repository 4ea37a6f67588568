"""Nobody alone makes a serious case lighter, by whatever road."""

from datetime import timedelta

import pytest

from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.model import Case, Officer
from bot.rules.terms import Act, Mode, Role, Route, Severity, State
from bot.services import approvals, casework, recusals, reporter
from tests.journeys.town import MINOR, SERIOUS
from tests.security.room import Room


@pytest.fixture
def leader(room: Room) -> Officer:
    return room.enrol("沈岚", Role.SUPERVISOR)


@pytest.fixture
def handler(room: Room) -> Officer:
    return room.enrol("程远", Role.HANDLER)


def raised(room: Room, leader: Officer) -> Case:
    """A minor case in which something grave came to light during the talk."""
    case = room.tip(MINOR)
    room.do(approvals.send_way, case, leader, act=Act.HOLD, route=Route.TALK)
    return room.do(casework.act, case, leader, act=Act.RAISE, reason="另有受贿线索")


def test_a_case_in_which_something_grave_came_up_counts_as_serious(
    room: Room, leader: Officer
) -> None:
    case = raised(room, leader)

    assert (case.state, case.severity) == (State.ESCALATED, Severity.SERIOUS)


@pytest.mark.parametrize("route", [Route.TALK, Route.LETTER, Route.HOLD, Route.CLOSE])
def test_raising_sending_back_and_choosing_anew_still_takes_two(
    room: Room, leader: Officer, route: Route
) -> None:
    case = raised(room, leader)
    room.do(casework.act, case, leader, act=Act.SEND_BACK, reason="再看看")

    case = room.do(approvals.send_way, case, leader, act=Act.HOLD, route=route)

    assert (case.state, case.severity) == (State.AWAITING_APPROVAL, Severity.SERIOUS)
    with pytest.raises(NotAllowedError):
        room.do(approvals.approve, case, leader, act=Act.PROPOSE)


def test_a_proposal_of_somebody_who_had_to_step_aside_counts_for_nothing(
    room: Room, leader: Officer, handler: Officer
) -> None:
    case = room.tip(SERIOUS)
    room.do(approvals.send_way, case, handler, act=Act.HOLD, route=Route.CLOSE)
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, handler, room.now)

    with pytest.raises(NotAllowedError):
        room.do(approvals.approve, case, leader, act=Act.PROPOSE)
    assert room.do(casework.act, case, leader, act=Act.REFUSE_LOWERING).state is State.ESCALATED


def test_a_new_account_does_not_make_a_second_person(room: Room, leader: Officer) -> None:
    case = room.tip(SERIOUS)
    room.do(approvals.send_way, case, leader, act=Act.HOLD, route=Route.CLOSE)

    other_phone = room.enrol("沈岚", Role.HEAD, user=4242)

    with pytest.raises(NotAllowedError):
        room.do(approvals.approve, case, other_phone, act=Act.PROPOSE)


def test_an_answer_of_the_reporter_lowers_nothing(room: Room, leader: Officer) -> None:
    case = room.tip(SERIOUS)
    room.do(casework.act, case, leader, act=Act.ASK, reason="什么时候的事？")
    room.add(case, "是去年的事。")

    case = room.do(approvals.send_way, case, leader, act=Act.HOLD, route=Route.TALK)

    assert case.state is State.AWAITING_APPROVAL
    assert case.severity is Severity.SERIOUS


def test_holding_and_reopening_a_serious_case_does_not_make_it_light(
    room: Room, leader: Officer, handler: Officer
) -> None:
    case = room.tip(SERIOUS)
    room.do(approvals.send_way, case, handler, act=Act.HOLD, route=Route.HOLD)
    room.do(approvals.approve, case, leader, act=Act.PROPOSE)
    case = room.do(casework.act, case, handler, act=Act.REOPEN)
    assert case.severity is Severity.SERIOUS

    case = room.do(approvals.send_way, case, leader, act=Act.HOLD, route=Route.CLOSE)

    assert case.state is State.AWAITING_APPROVAL


def test_reopening_what_never_was_serious_changes_nothing(room: Room, leader: Officer) -> None:
    case = room.tip(MINOR)
    room.do(approvals.send_way, case, leader, act=Act.HOLD, route=Route.HOLD)

    assert room.do(casework.act, case, leader, act=Act.REOPEN).severity is Severity.INSUFFICIENT


@pytest.mark.parametrize("granted", [True, False])
def test_a_forgotten_request_opens_no_vault(room: Room, leader: Officer, granted: bool) -> None:
    clerk = room.enrol("何清", Role.INTAKE)
    case = room.tip(MINOR, mode=Mode.REAL_NAME)
    with room.store.begin(room.now) as tx:
        asked = reporter.ask_unsealing(tx, case, "核对身份", clerk, room.now)
    later = room.now + timedelta(minutes=61)

    with pytest.raises(StaleButtonError), room.store.begin(later) as tx:
        reporter.answer_unsealing(tx, asked.id, leader, later, granted=granted)
