"""The table of a case's life: every state, act and role; and what no path may do."""

from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.rules.clocks import ClockKind
from bot.rules.errors import IllegalActError, NotAllowedError
from bot.rules.model import Case
from bot.rules.terms import Act, Discipline, Level, Role, Route, Severity, State
from bot.rules.workflow import (
    ROUTE_ACTS,
    ROUTE_SEVERITY,
    TRANSITIONS,
    advance,
    check,
    needs_second,
    possible_acts,
    suggested_route,
)

ANYBODY = {Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.HEAD}
READERS = ANYBODY | {Role.OVERSIGHT}
ASSIGNERS = READERS - {Role.HANDLER}
LEADERS = {Role.SUPERVISOR, Role.HEAD}
SYSTEM: set[Role] = set()
Row = dict[Act, tuple[State, set[Role]]]

WAYS_OUT: Row = {
    Act.APPROVE_TALK: (State.TALK, ANYBODY),
    Act.APPROVE_LETTER: (State.LETTER, ANYBODY),
    Act.HOLD: (State.HELD, ANYBODY),
    Act.TRANSFER: (State.TRANSFERRED, ANYBODY),
    Act.CLOSE: (State.CLOSED, ANYBODY),
}
SCREENING: Row = {
    **WAYS_OUT,
    Act.ESCALATE: (State.ESCALATED, ANYBODY),
    Act.ASK: (State.AWAITING_REPORTER, ANYBODY),
    Act.PROPOSE: (State.AWAITING_APPROVAL, ANYBODY),
    Act.ASSIGN: (State.ASSIGNED, ASSIGNERS),
    Act.KEEP: (State.KEPT, READERS),
    Act.SEND_DOWN: (State.SENT_DOWN, ANYBODY),
    Act.MERGE: (State.MERGED, READERS),
}
SEAL: Row = {Act.SEAL: (State.SEALED, SYSTEM)}


def stays(state: State, *acts: Act) -> Row:
    return dict.fromkeys(acts, (state, ANYBODY))


def minor(state: State, **more: tuple[State, set[Role]]) -> Row:
    """A state between the decision for a talk or letter and its end."""
    return {
        **{Act(name): row for name, row in more.items()},
        **SEAL,
        Act.RAISE: (State.ESCALATED, ANYBODY),
        Act.SERIOUS_CUE: (State.ASSIGNED, SYSTEM),
        Act.QUERY: (state, ANYBODY),
        Act.REASSIGN: (state, ASSIGNERS),
    }


CONCLUDED: dict[str, tuple[State, set[Role]]] = {
    "conclude": (State.CLOSED, LEADERS),
    "draw_check": (State.SPOT_CHECK, LEADERS),
    "talk_again": (State.TALK, LEADERS),
    "letter_again": (State.LETTER, LEADERS),
    "confirm_verification": (State.VERIFICATION, LEADERS),
    "again": (State.ASSIGNED, LEADERS),
}

EXPECTED: dict[State, Row] = {
    State.REGISTERED: SCREENING | SEAL | stays(State.REGISTERED, Act.SPLIT),
    State.AWAITING_REPORTER: SCREENING | SEAL | {Act.ANSWERED: (State.REGISTERED, SYSTEM)},
    State.ASSIGNED: WAYS_OUT
    | SEAL
    | stays(State.ASSIGNED, Act.SPLIT, Act.QUERY)
    | {
        Act.REASSIGN: (State.ASSIGNED, ASSIGNERS),
        Act.MERGE: (State.MERGED, READERS),
        Act.ESCALATE: (State.ESCALATED, ANYBODY),
        Act.PROPOSE: (State.AWAITING_APPROVAL, ANYBODY),
        Act.SEND_BACK: (State.REGISTERED, ANYBODY),
    },
    State.AWAITING_APPROVAL: WAYS_OUT
    | SEAL
    | stays(State.AWAITING_APPROVAL, Act.DISCUSS, Act.AGREE)
    | {
        Act.PROPOSE: (State.AWAITING_APPROVAL, LEADERS),
        Act.SEND_BACK: (State.ASSIGNED, LEADERS),
        Act.REFUSE_LOWERING: (State.ESCALATED, LEADERS),
        Act.ESCALATE: (State.ESCALATED, ANYBODY),
    },
    State.ESCALATED: SEAL
    | stays(State.ESCALATED, Act.DISCUSS, Act.AGREE)
    | {
        Act.CONFIRM_VERIFICATION: (State.VERIFICATION, LEADERS),
        Act.SEND_BACK: (State.ASSIGNED, LEADERS),
        Act.ASSIGN: (State.ASSIGNED, ASSIGNERS),
        Act.REASSIGN: (State.ESCALATED, ASSIGNERS),
        Act.PROPOSE: (State.AWAITING_APPROVAL, ANYBODY),
        Act.ASK: (State.AWAITING_REPORTER, ANYBODY),
    },
    State.TALK: minor(
        State.TALK,
        plan_talk=(State.TALK_PLANNED, ANYBODY),
        arrange_talk=(State.TALK_ARRANGED, ANYBODY),
    ),
    State.TALK_PLANNED: minor(
        State.TALK_PLANNED,
        approve_plan=(State.TALK_ARRANGED, LEADERS),
        return_plan=(State.TALK, LEADERS),
    ),
    State.TALK_ARRANGED: minor(
        State.TALK_ARRANGED,
        plan_talk=(State.TALK_PLANNED, ANYBODY),
        arrange_talk=(State.TALK_ARRANGED, ANYBODY),
        talk_held=(State.REPORTING, ANYBODY),
    ),
    State.LETTER: minor(State.LETTER, issue_letter=(State.LETTER_ISSUED, ANYBODY)),
    State.LETTER_ISSUED: minor(
        State.LETTER_ISSUED, letter_delivered=(State.LETTER_DELIVERED, ANYBODY)
    ),
    State.LETTER_DELIVERED: minor(
        State.LETTER_DELIVERED, reply_received=(State.REPORTING, ANYBODY)
    ),
    State.REPORTING: minor(State.REPORTING, report=(State.REPORTED, ANYBODY), **CONCLUDED),
    State.REPORTED: minor(
        State.REPORTED,
        agree=(State.REPORTED, ANYBODY),
        return_report=(State.REPORTING, LEADERS),
        **CONCLUDED,
    ),
    State.SPOT_CHECK: minor(
        State.SPOT_CHECK,
        check_confirmed=(State.CLOSED, ANYBODY),
        check_refuted=(State.ASSIGNED, ANYBODY),
    ),
    State.HELD: SEAL
    | stays(State.HELD, Act.QUERY)
    | {
        Act.RAISE: (State.ESCALATED, ANYBODY),
        Act.SERIOUS_CUE: (State.ASSIGNED, SYSTEM),
        Act.REOPEN: (State.REGISTERED, ANYBODY),
        Act.MERGE: (State.MERGED, READERS),
    },
    State.KEPT: SEAL | {Act.REOPEN: (State.REGISTERED, READERS)},
    State.SENT_DOWN: SEAL
    | {
        Act.LOWER_ACCEPTED: (State.TRANSFERRED, ANYBODY),
        Act.LOWER_REFUSED: (State.REGISTERED, ANYBODY),
    },
    State.VERIFICATION: SEAL,
    State.SEALED: {Act.SEND_UP: (State.SENT_UP, {Role.HEAD, Role.SUPERIOR})},
    State.SENT_UP: {},
    State.TRANSFERRED: {},
    State.MERGED: {},
    State.CLOSED: {
        Act.REOPEN: (State.REGISTERED, LEADERS),
        Act.MEETING: (State.CLOSED, ANYBODY),
    },
}
"""Written anew from table (b) of the regulations, not copied from the code."""


def a_case(state: State = State.REGISTERED, version: int = 1) -> Case:
    return Case(
        id=1,
        number="2026-0001",
        tip_id=1,
        state=state,
        version=version,
        severity=Severity.MINOR,
        route=None,
        discipline=Discipline.WORK,
        level=Level.COUNTY,
        received_at=datetime(2026, 11, 23, tzinfo=UTC),
        reply_to="x",
    )


@pytest.mark.parametrize(("state", "act", "role"), list(product(State, Act, [*Role, None])))
def test_every_state_act_and_role_leads_to_the_target_or_to_the_named_error(
    state: State, act: Act, role: Role | None
) -> None:
    case = a_case(state)
    row = EXPECTED[state].get(act)
    if row is None:
        with pytest.raises(IllegalActError):
            advance(case, act, role)
    elif (role is None and not row[1]) or role in row[1]:
        moved, step = advance(case, act, role)
        assert (moved.state, moved.version) == (row[0], 2)
        assert step.article
    else:
        with pytest.raises(NotAllowedError):
            advance(case, act, role)
    assert case == a_case(state)


def test_the_table_knows_every_state() -> None:
    assert set(TRANSITIONS) == set(State)


def test_administrators_do_nothing_and_the_superior_only_sends_up() -> None:
    for state in State:
        assert possible_acts(state, Role.ADMIN) == ()
        assert possible_acts(state, Role.SUPERIOR) == ((Act.SEND_UP,) * (state is State.SEALED))


def test_an_illegal_act_says_what_would_be_possible() -> None:
    with pytest.raises(IllegalActError) as caught:
        check(State.TALK, Act.CONCLUDE, Role.HEAD)
    assert "arrange_talk" in str(caught.value.args_for_text["possible"])


@pytest.mark.parametrize("state", [State.TALK, State.LETTER, State.VERIFICATION, State.CLOSED])
def test_no_row_of_the_system_leads_where_somebody_is_bound(state: State) -> None:
    for rows in TRANSITIONS.values():
        for step in rows.values():
            assert step.target is not state or step.roles


def test_what_is_sealed_only_goes_up_and_what_is_over_goes_nowhere() -> None:
    assert {step.target for step in TRANSITIONS[State.SEALED].values()} == {State.SENT_UP}
    for state in (State.SENT_UP, State.TRANSFERRED, State.MERGED):
        assert TRANSITIONS[state] == {}
    assert set(TRANSITIONS[State.CLOSED]) == {Act.REOPEN, Act.MEETING}


@pytest.mark.parametrize(
    ("state", "act", "starts", "stops"),
    [
        (State.LETTER_ISSUED, Act.LETTER_DELIVERED, ClockKind.LETTER_REPLY, ()),
        (State.LETTER_DELIVERED, Act.REPLY_RECEIVED, ClockKind.REPORT, (ClockKind.LETTER_REPLY,)),
        (State.TALK_ARRANGED, Act.TALK_HELD, ClockKind.REPORT, ()),
        (State.REPORTING, Act.CONCLUDE, ClockKind.LIFE_MEETING, (ClockKind.REPORT,)),
        (State.CLOSED, Act.MEETING, None, (ClockKind.LIFE_MEETING,)),
        (State.REGISTERED, Act.HOLD, ClockKind.HOLD_REVIEW, (ClockKind.DISPOSITION,)),
        (State.HELD, Act.REOPEN, ClockKind.DISPOSITION, (ClockKind.HOLD_REVIEW,)),
        (State.SEALED, Act.SEND_UP, None, (ClockKind.SEND_UP,)),
        (State.REGISTERED, Act.APPROVE_TALK, None, (ClockKind.DISPOSITION,)),
        (State.ESCALATED, Act.CONFIRM_VERIFICATION, None, (ClockKind.DISPOSITION,)),
    ],
)
def test_the_clocks_of_the_articles_start_and_stop(
    state: State, act: Act, starts: ClockKind | None, stops: tuple[ClockKind, ...]
) -> None:
    step = TRANSITIONS[state][act]
    assert (step.starts, step.stops) == (starts, stops)


def test_every_route_has_an_act_and_asking_asserts_no_severity() -> None:
    assert set(ROUTE_ACTS) == set(Route) - {Route.SEALED}
    assert set(ROUTE_SEVERITY) == set(ROUTE_ACTS) - {Route.ASK}


@pytest.mark.parametrize("minor", [Route.TALK, Route.LETTER])
def test_each_severity_suggests_its_route(minor: Route) -> None:
    suggested = {one: suggested_route(one, minor_route=minor) for one in Severity}
    assert suggested == {
        Severity.SERIOUS: Route.VERIFICATION,
        Severity.MINOR: minor,
        Severity.INSUFFICIENT: Route.HOLD,
        Severity.OUT_OF_SCOPE: Route.TRANSFER,
    }


@pytest.mark.parametrize(("now", "chosen"), list(product([*Severity, None], repeat=2)))
def test_two_officers_are_needed_exactly_to_lower_what_is_serious(
    now: Severity | None, chosen: Severity | None
) -> None:
    lowers = now is Severity.SERIOUS and chosen in set(Severity) - {Severity.SERIOUS}
    assert needs_second(now, chosen) is lowers


class Life(RuleBasedStateMachine):
    """A case in the hands of everybody at once, honest or not."""

    def __init__(self) -> None:
        super().__init__()
        self.case = a_case()
        self.acted_by: list[Role | None] = []
        self.been: list[State] = [self.case.state]

    @rule(act=st.sampled_from(Act), role=st.sampled_from([*Role, None]))
    def somebody_acts(self, act: Act, role: Role | None) -> None:
        before = self.case
        try:
            self.case, _ = advance(self.case, act, role)
        except (IllegalActError, NotAllowedError):
            assert self.case == before
            return
        assert self.case.version == before.version + 1
        self.acted_by.append(role)
        self.been.append(self.case.state)

    @invariant()
    def nobody_is_bound_without_an_officer(self) -> None:
        binding = {State.TALK, State.LETTER, State.VERIFICATION, State.CLOSED}
        if binding & set(self.been):
            assert ANYBODY & set(self.acted_by)

    @invariant()
    def verification_was_confirmed_by_a_leader(self) -> None:
        if State.VERIFICATION in self.been:
            assert LEADERS & set(self.acted_by)

    @invariant()
    def what_was_sealed_stays_sealed(self) -> None:
        if State.SEALED in self.been:
            after = self.been[self.been.index(State.SEALED) :]
            assert set(after) <= {State.SEALED, State.SENT_UP}

    @invariant()
    def an_administrator_never_acted(self) -> None:
        assert Role.ADMIN not in self.acted_by


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
