"""Nobody gets past the chain: not by a direct call, not twice, not for one's own proposal."""

from dataclasses import replace

import pytest

from bot.rules.approval import Seat
from bot.rules.errors import IllegalActError, InputError, NotAllowedError, StaleButtonError
from bot.rules.model import Case, Officer
from bot.rules.practice import Practice
from bot.rules.terms import Act, Level, Outcome, Role, Route, Severity, State
from bot.services import approvals, casework, recusals, screening
from bot.services.casework import Choice
from tests.journeys.town import MINOR, SERIOUS
from tests.security.room import Room

TWO_AND_HEAD = (Seat.parse("2 supervisor"), Seat.parse("head"))


@pytest.fixture
def strict(room: Room) -> Room:
    """Two supervisors and the head sign; the other defaults stand, without a lot."""
    chains = {Level.LOWER: TWO_AND_HEAD, Level.COUNTY: TWO_AND_HEAD}
    practice = replace(Practice(), chains=chains, spot_check=0.0)
    room.office = replace(room.office, practice=practice)
    return room


@pytest.fixture
def staff(strict: Room) -> dict[str, Officer]:
    roles = {
        "何清": Role.INTAKE,
        "程远": Role.HANDLER,
        "沈岚": Role.SUPERVISOR,
        "苏航": Role.SUPERVISOR,
        "陆知远": Role.HEAD,
        "方衡": Role.OVERSIGHT,
    }
    return {name: strict.enrol(name, role) for name, role in roles.items()}


def in_hand(room: Room, staff: dict[str, Officer], text: str = MINOR) -> Case:
    case = room.tip(text)
    with room.store.begin(room.now) as tx:
        choice = Choice(case.id, case.version, Act.ASSIGN)
        return screening.assign(tx, choice, staff["程远"], staff["何清"], room.office, room.now)


def proposed(room: Room, staff: dict[str, Officer], *, discuss: bool = True) -> Case:
    case = in_hand(room, staff)
    case = room.do(approvals.send_way, case, staff["程远"], act=Act.HOLD, route=Route.TALK)
    if discuss:
        room.do(casework.act, case, staff["程远"], act=Act.DISCUSS, reason="昨天研究，同意")
    return case


def sign(room: Room, case: Case, officer: Officer) -> Case:
    return room.do(approvals.approve, case, officer, act=Act.AGREE)


def test_two_of_a_role_and_then_the_head_make_it_count(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = proposed(strict, staff)
    for name in ("沈岚", "苏航"):
        assert sign(strict, case, staff[name]).state is State.AWAITING_APPROVAL
    assert sign(strict, case, staff["陆知远"]).state is State.TALK


def test_one_signature_counts_once(strict: Room, staff: dict[str, Officer]) -> None:
    case = proposed(strict, staff)
    sign(strict, case, staff["沈岚"])
    with pytest.raises(NotAllowedError):
        sign(strict, case, staff["沈岚"])


def test_the_seats_are_filled_in_their_order(strict: Room, staff: dict[str, Officer]) -> None:
    case = proposed(strict, staff)
    with pytest.raises(InputError, match="error-not-your-turn"):
        sign(strict, case, staff["陆知远"])


def test_nothing_is_signed_before_it_was_discussed(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = proposed(strict, staff, discuss=False)
    with pytest.raises(InputError, match="error-discuss-first"):
        sign(strict, case, staff["沈岚"])


@pytest.mark.parametrize("name", ["何清", "程远", "方衡"])
def test_who_sits_on_no_seat_signs_nothing(
    strict: Room, staff: dict[str, Officer], name: str
) -> None:
    case = proposed(strict, staff)
    with pytest.raises(NotAllowedError):
        sign(strict, case, staff[name])


SETTLING = (
    *(Act.APPROVE_TALK, Act.APPROVE_LETTER, Act.HOLD, Act.CLOSE),
    *(Act.CONFIRM_VERIFICATION, Act.CONCLUDE, Act.DRAW_CHECK, Act.TALK_AGAIN, Act.LETTER_AGAIN),
)


@pytest.mark.parametrize("act", SETTLING)
@pytest.mark.parametrize("state", [State.ASSIGNED, State.AWAITING_APPROVAL, State.REPORTING])
def test_no_direct_call_settles_anything_for_the_head_alone(
    strict: Room, staff: dict[str, Officer], act: Act, state: State
) -> None:
    case = proposed(strict, staff)
    with strict.store.begin(strict.now) as tx:
        moved = replace(tx.cases.get(case.id), state=state, route=Route.TALK)
        tx.cases.replace(moved, expected_version=moved.version)
    with pytest.raises((NotAllowedError, InputError, IllegalActError)):
        strict.do(casework.act, case, staff["陆知远"], act=act, outcome=Outcome.EXPLAINED)
    assert strict.case(case).state is state


def test_a_changed_way_starts_the_chain_again(strict: Room, staff: dict[str, Officer]) -> None:
    case = proposed(strict, staff)
    sign(strict, case, staff["苏航"])
    strict.do(
        approvals.send_way, case, staff["沈岚"], act=Act.HOLD, route=Route.LETTER, reason="先函询"
    )
    strict.do(casework.act, case, staff["程远"], act=Act.DISCUSS, reason="再研究，同意")
    with pytest.raises(NotAllowedError):
        sign(strict, case, staff["沈岚"])  # now his own proposal
    sign(strict, case, staff["苏航"])
    assert sign(strict, case, staff["陆知远"]).state is State.LETTER


def test_a_recused_signer_leaves_a_seat_that_the_other_fills(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = proposed(strict, staff)
    with strict.store.begin(strict.now) as tx:
        recusals.recuse(tx, case.id, staff["沈岚"], strict.now)
    sign(strict, case, staff["苏航"])
    assert sign(strict, case, staff["陆知远"]).state is State.TALK


def test_what_is_in_one_handlers_hands_is_not_anothers(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = in_hand(strict, staff)
    other = strict.enrol("顾北", Role.HANDLER)
    with pytest.raises(NotAllowedError):
        strict.do(approvals.send_way, case, other, act=Act.HOLD, route=Route.TALK)
    raised = strict.do(casework.act, case, other, act=Act.ESCALATE, route=Route.VERIFICATION)
    assert raised.state is State.ESCALATED, "to raise an alarm needs nobody's leave"


def test_a_stale_signature_is_refused(strict: Room, staff: dict[str, Officer]) -> None:
    case = proposed(strict, staff)
    old = Choice(case.id, case.version, Act.AGREE)  # before the discussion was recorded
    with pytest.raises(StaleButtonError), strict.store.begin(strict.now) as tx:
        approvals.approve(tx, old, staff["沈岚"], strict.office, strict.now)


def test_lowering_needs_the_whole_chain_and_a_role_that_may(
    strict: Room, staff: dict[str, Officer]
) -> None:
    strict.office = replace(strict.office, lower_serious=frozenset({Role.SUPERVISOR}))
    case = in_hand(strict, staff, SERIOUS)
    strict.do(approvals.send_way, case, staff["程远"], act=Act.HOLD, route=Route.TALK)
    strict.do(casework.act, case, staff["程远"], act=Act.DISCUSS, reason="研究过，意见一致")
    sign(strict, case, staff["沈岚"])
    sign(strict, case, staff["苏航"])
    with pytest.raises(NotAllowedError):
        sign(strict, case, staff["陆知远"])


def test_who_must_not_see_a_part_does_not_see_the_whole(
    strict: Room, staff: dict[str, Officer]
) -> None:
    group = strict.bind()
    first, second = in_hand(strict, staff), strict.tip(MINOR + "又一次。")
    with strict.store.begin(strict.now) as tx:
        recusals.recuse(tx, second.id, staff["沈岚"], strict.now)
    choice = Choice(second.id, strict.case(second).version, Act.MERGE)
    strict.deliver()
    with strict.store.begin(strict.now) as tx:
        into = tx.cases.get(first.id)
        screening.merge(tx, choice, into, staff["何清"], strict.office, strict.now)
    assert staff["沈岚"].id in strict.recused(first)
    assert strict.case(first).private
    assert "card-withdrawn" in strict.told(group), "the whole left the group with the part"


def test_the_last_signature_is_for_what_was_proposed_and_for_nothing_else(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = proposed(strict, staff)  # a talk
    sign(strict, case, staff["沈岚"])
    sign(strict, case, staff["苏航"])
    for act in (Act.CLOSE, Act.HOLD, Act.APPROVE_LETTER, Act.TRANSFER):
        with pytest.raises(NotAllowedError):
            strict.do(casework.act, case, staff["陆知远"], act=act)
    assert sign(strict, case, staff["陆知远"]).state is State.TALK


def reported(room: Room, staff: dict[str, Officer], outcome: Outcome) -> Case:
    """A talk was held and its report waits."""
    case = in_hand(room, staff)
    with room.store.begin(room.now) as tx:
        moved = replace(tx.cases.get(case.id), state=State.REPORTING, route=Route.TALK)
        tx.cases.replace(moved, expected_version=moved.version)
    return room.do(
        approvals.report, case, staff["程远"], act=Act.REPORT, outcome=outcome, reason="已核对"
    )


def test_a_report_for_verification_is_signed_by_those_of_a_verification_and_makes_it_serious(
    strict: Room, staff: dict[str, Officer]
) -> None:
    verification = (Seat.parse("head"),)
    practice = replace(strict.office.practice, verification=verification)
    strict.office = replace(strict.office, practice=practice)
    case = reported(strict, staff, Outcome.VERIFICATION)
    with pytest.raises(NotAllowedError):
        sign(strict, case, staff["沈岚"])
    moved = sign(strict, case, staff["陆知远"])
    assert (moved.state, moved.route) == (State.VERIFICATION, Route.VERIFICATION)
    assert moved.severity is Severity.SERIOUS


def test_a_letter_after_a_talk_is_a_letter_whose_reply_needs_its_opinion(
    strict: Room, staff: dict[str, Officer]
) -> None:
    case = reported(strict, staff, Outcome.LETTER_AGAIN)
    for name in ("沈岚", "苏航", "陆知远"):
        moved = sign(strict, case, staff[name])
    assert (moved.state, moved.route) == (State.LETTER, Route.LETTER)


def test_a_sealed_case_takes_no_other_in(strict: Room, staff: dict[str, Officer]) -> None:
    sealed, case = strict.tip("我要反映副县长冉某。", level=Level.HIGHER), strict.tip(MINOR)
    choice = Choice(case.id, case.version, Act.MERGE)
    with strict.store.begin(strict.now) as tx, pytest.raises(NotAllowedError):
        screening.merge(tx, choice, sealed, staff["陆知远"], strict.office, strict.now)
