"""Who may press what: every verb of the case card by every role, on a real SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rules.terms import Role, Route, State
from handlers.buttons import Button
from handlers.officer import CASE_VERBS
from handlers.routes import PRESSES
from tests.unit.handlers.counter import NOW, Counter, blank, open_counter

ANYBODY = {Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.HEAD}
READERS = ANYBODY | {Role.OVERSIGHT}
LEADERS = {Role.SUPERVISOR, Role.HEAD}
REFUSED = "相应权限"

S = State
# verb → (state it is pressed in, extra, who it does something for, the state afterwards;
#         None: stays as it is, for it only opens a form, a menu or a view)
VERBS: dict[str, tuple[State, str, set[Role], State | None]] = {
    "change": (S.REGISTERED, "", READERS, None),
    "back": (S.REGISTERED, "", READERS, None),
    "more!": (S.REGISTERED, "", READERS, None),
    "assign": (S.REGISTERED, "", READERS, None),
    "aside": (S.REGISTERED, "", READERS, None),
    "way": (S.REGISTERED, "letter", READERS, None),
    "down": (S.REGISTERED, "", READERS, None),
    "keep": (S.REGISTERED, "", READERS, None),
    "merge": (S.REGISTERED, "", READERS, None),
    "split": (S.REGISTERED, "", READERS, None),
    "ask": (S.REGISTERED, "", READERS, None),
    "scan": (S.REGISTERED, "", READERS, None),
    "papers": (S.REGISTERED, "", READERS, None),
    "paper": (S.REGISTERED, "registration", READERS, None),
    "folder": (S.REGISTERED, "", {Role.HEAD}, None),
    "recuse": (S.REGISTERED, "", READERS, None),
    "recuse!": (S.REGISTERED, "", READERS, None),
    "full": (S.REGISTERED, "", READERS, None),
    "why": (S.REGISTERED, "", READERS, None),
    "clocks": (S.REGISTERED, "", READERS, None),
    "clock-pause": (S.REGISTERED, "disposition", READERS, None),
    "clock-resume": (S.REGISTERED, "disposition", READERS, None),
    "clock-extend": (S.REGISTERED, "disposition", READERS, None),
    "dates": (S.REGISTERED, "", READERS, None),
    "hand-back": (S.ASSIGNED, "", READERS, None),
    "discuss": (S.AWAITING_APPROVAL, "", READERS, None),
    "low-": (S.AWAITING_APPROVAL, "", LEADERS, S.ESCALATED),
    "return": (S.ESCALATED, "", READERS, None),
    "talk": (S.TALK, "", READERS, None),
    "plan+": (S.TALK_PLANNED, "", LEADERS, S.TALK_ARRANGED),
    "plan-": (S.TALK_PLANNED, "", READERS, None),
    "held": (S.TALK_ARRANGED, "", ANYBODY, S.REPORTING),
    "record": (S.REPORTING, "", READERS, None),
    "letter": (S.LETTER, "", READERS, None),
    "given": (S.LETTER_ISSUED, "", ANYBODY, S.LETTER_DELIVERED),
    "given-on": (S.LETTER_ISSUED, "", READERS, None),
    "replied": (S.LETTER_DELIVERED, "", ANYBODY, S.REPORTING),
    "replied-on": (S.LETTER_DELIVERED, "", READERS, None),
    "opinion?": (S.REPORTING, "", READERS, None),
    "opinion": (S.REPORTING, "signed", READERS, None),
    "ends": (S.REPORTING, "", READERS, None),
    "return-report": (S.REPORTED, "", READERS, None),
    "again": (S.REPORTING, "", LEADERS, S.ASSIGNED),
    "check+": (S.SPOT_CHECK, "", READERS, None),
    "check-": (S.SPOT_CHECK, "", READERS, None),
    "lower+": (S.SENT_DOWN, "", ANYBODY, S.TRANSFERRED),
    "lower-": (S.SENT_DOWN, "", READERS, None),
    "raise": (S.TALK, "", READERS, None),
    "reopen": (S.HELD, "", ANYBODY, S.REGISTERED),
    "meeting": (S.CLOSED, "", ANYBODY, S.CLOSED),
    "reopen-closed": (S.CLOSED, "", READERS, None),
}
ELSEWHERE = {
    *("agree", "approve", "accepted", "feedback", "identity", "unseal", "sentup"),
    *("to", "aside!", "end"),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return blank(tmp_path_factory.mktemp("blank"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[Counter]:
    found = open_counter(tmp_path_factory.mktemp("counter"), template)
    yield found
    found.store.close()


def test_the_table_names_every_verb() -> None:
    assert set(VERBS) | ELSEWHERE == CASE_VERBS


def test_no_verb_of_a_card_is_a_citizens_button() -> None:
    assert not CASE_VERBS & set(PRESSES)


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_does_something_for_the_roles_of_the_table_alone(
    shared: Counter, verb: str, role: Role | None
) -> None:
    state, extra, allowed, after = VERBS[verb]
    case = shared.case(state)
    toast = shared.press(role, Button(verb, case.id, case.version, extra))
    moved = shared.get(case.id)
    if role not in allowed:
        assert REFUSED in toast
        assert moved == case
    else:
        assert REFUSED not in toast
        assert moved.state is (after or state)


@pytest.mark.parametrize("role", [*Role, None])
def test_an_outcome_is_settled_by_leaders_and_reported_by_others(
    shared: Counter, role: Role | None
) -> None:
    case = shared.case(State.REPORTING, route=Route.TALK)
    toast = shared.press(role, Button("end", case.id, case.version, "explained"))
    assert (REFUSED in toast) is (role not in READERS)
    assert shared.get(case.id).state is (State.CLOSED if role in LEADERS else State.REPORTING)


@pytest.mark.parametrize("role", [*Role, None])
def test_who_may_put_a_case_into_somebodys_hands(shared: Counter, role: Role | None) -> None:
    case = shared.case(State.REGISTERED)
    with shared.store.begin(NOW) as tx:
        handler = tx.officers.by_user(shared.users[Role.HANDLER])
    assert handler is not None
    toast = shared.press(role, Button("to", case.id, case.version, str(handler.id)))
    moved = shared.get(case.id)
    able = READERS - {Role.HANDLER}
    assert (REFUSED in toast) is (role not in able)
    if role in able:
        assert (moved.state, moved.handler) == (State.ASSIGNED, handler.id)


@pytest.mark.parametrize("role", [*Role, None])
def test_the_head_alone_sets_somebody_aside_without_being_asked(
    shared: Counter, role: Role | None
) -> None:
    case = shared.case(State.REGISTERED)
    with shared.store.begin(NOW) as tx:
        handler = tx.officers.by_user(shared.users[Role.HANDLER])
    assert handler is not None
    toast = shared.press(role, Button("aside!", case.id, case.version, str(handler.id)))
    with shared.store.begin(NOW) as tx:
        recused = tx.cases.recused(case.id)
    assert (REFUSED in toast) is (role is not Role.HEAD)
    assert recused == (frozenset({handler.id}) if role is Role.HEAD else frozenset())


@pytest.mark.parametrize("role", [*Role, None])
def test_agreeing_decides_for_leaders_and_proposes_for_others(
    shared: Counter, role: Role | None
) -> None:
    case = shared.case(State.REGISTERED)
    toast = shared.press(role, Button("agree", case.id, case.version))
    moved = shared.get(case.id)
    if role in LEADERS:
        assert (moved.state, moved.route) == (State.TALK, Route.TALK)
    elif role in ANYBODY:
        assert moved.state is State.AWAITING_APPROVAL
    else:
        assert REFUSED in toast
        assert moved == case


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("verb", ["unseal", "sentup", "full", "agree"])
@pytest.mark.parametrize("own_head", [False, True])
def test_a_sealed_item_opens_to_one_role_alone(
    shared: Counter, role: Role | None, verb: str, own_head: bool
) -> None:
    case = shared.case(State.SEALED, sealed=True, own_head=own_head)
    toast = shared.press(role, Button(verb, case.id, case.version))
    reader = Role.SUPERIOR if own_head else Role.HEAD
    if role is not reader:
        assert REFUSED in toast
        assert shared.get(case.id) == case
    elif verb == "sentup":
        assert shared.get(case.id).state is State.SENT_UP


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("verb", ["accepted", "feedback", "identity"])
def test_what_is_owed_to_a_reporter_is_for_those_who_see_the_case(
    shared: Counter, role: Role | None, verb: str
) -> None:
    case = shared.case(State.REGISTERED, real_name=True)
    toast = shared.press(role, Button(verb, case.id, case.version))
    assert (REFUSED in toast) is (role not in READERS)


@pytest.mark.parametrize("proposer", sorted(ANYBODY))
@pytest.mark.parametrize("second", sorted(ANYBODY))
def test_lowering_takes_a_second_person_who_is_a_leader(
    shared: Counter, proposer: Role, second: Role
) -> None:
    from bot.rules.terms import Act
    from bot.services.approvals import send_way
    from bot.services.casework import Choice

    case = shared.case(State.REGISTERED, text="冒名套取补助款八万元。")
    with shared.store.begin(NOW) as tx:
        officer = tx.officers.by_user(shared.users[proposer])
        assert officer is not None
        choice = Choice(case.id, case.version, Act.HOLD, "理由写在这里", route=Route.TALK)
        proposed = send_way(tx, choice, officer, shared.office, NOW)
    assert proposed.state is State.AWAITING_APPROVAL

    toast = shared.press(second, Button("approve", case.id, proposed.version))
    approved = second in LEADERS and second is not proposer
    assert (REFUSED in toast) is not approved
    assert shared.get(case.id).state is (State.TALK if approved else State.AWAITING_APPROVAL)


@pytest.mark.parametrize(
    "verb", sorted(CASE_VERBS - {"full", "why", "dates", "unseal", "accepted"})
)
def test_a_press_on_an_older_version_changes_nothing(shared: Counter, verb: str) -> None:
    case = shared.case(State.REGISTERED)
    shared.press(Role.HEAD, Button(verb, case.id, case.version - 1, "talk"))
    assert shared.get(case.id) == case


@pytest.mark.parametrize("verb", sorted(CASE_VERBS))
def test_a_recused_officer_presses_nothing(shared: Counter, verb: str) -> None:
    case = shared.case(State.REGISTERED)
    with shared.store.begin(NOW) as tx:
        officer = tx.officers.by_user(shared.users[Role.HEAD])
        assert officer is not None
        tx.cases.recuse(case.id, officer.id, "named", NOW)
    assert REFUSED in shared.press(Role.HEAD, Button(verb, case.id, case.version, "talk"))
    assert shared.get(case.id) == case
