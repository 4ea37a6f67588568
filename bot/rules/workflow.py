"""The life of a case as one table.

Two rules keep it readable:

1. Everything that affects a case's state lives in this file; no other line assigns a state.
2. This file does not know who is asking beyond a role, nor what day it is.

R20 = 检举控告工作规则 (2020), R19 = 监督执纪工作规则 (2019); clocks are names in ``clocks``. The table says
what may happen at most: an office's policy (chains of approval, assignment first) narrows it.
"""

from dataclasses import dataclass, replace

from bot.rules.clocks import ClockKind
from bot.rules.errors import IllegalActError, NotAllowedError
from bot.rules.model import Case
from bot.rules.terms import Act, Outcome, Role, Route, Severity, State

LEADERS = frozenset({Role.SUPERVISOR, Role.HEAD})
HANDLERS = frozenset({Role.INTAKE, Role.HANDLER, *LEADERS})
INTAKE = HANDLERS
READERS = frozenset({*HANDLERS, Role.OVERSIGHT})
"""Who may read a case that is not sealed; case supervision (案管) reads and assigns."""
SEALED_READERS = frozenset({Role.HEAD, Role.SUPERIOR})
_SOFTWARE: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """Where an act leads, who may do it, the article behind it, and the clocks it moves."""

    target: State
    roles: frozenset[Role]
    article: str
    starts: ClockKind | None = None
    stops: tuple[ClockKind, ...] = ()


_DISPOSED = (ClockKind.DISPOSITION,)
_REPORT = ClockKind.REPORT
_REPLY = (ClockKind.LETTER_REPLY,)
_MINOR_CLOCKS = (_REPORT, *_REPLY)
_REVIEW = (ClockKind.HOLD_REVIEW,)
_AGAIN = ClockKind.DISPOSITION

_APPROVED = {
    Act.APPROVE_TALK: Step(State.TALK, INTAKE, "R19-27", stops=_DISPOSED),
    Act.APPROVE_LETTER: Step(State.LETTER, INTAKE, "R19-29", stops=_DISPOSED),
    Act.HOLD: Step(State.HELD, INTAKE, "R19-21", ClockKind.HOLD_REVIEW, _DISPOSED),
    Act.TRANSFER: Step(State.TRANSFERRED, INTAKE, "R20-13", stops=_DISPOSED),
    Act.CLOSE: Step(State.CLOSED, INTAKE, "R19-21", stops=_DISPOSED),
}
"""Ways that end the triage. The table names who may at most; an office's policy narrows it."""

_DISPOSITIONS = {
    **_APPROVED,
    Act.ESCALATE: Step(State.ESCALATED, INTAKE, "R20-17"),
    Act.ASK: Step(State.AWAITING_REPORTER, INTAKE, "R20-17"),
    Act.PROPOSE: Step(State.AWAITING_APPROVAL, INTAKE, "R20-17"),
}
_ASSIGNERS = frozenset({Role.INTAKE, Role.OVERSIGHT, *LEADERS})
_ASSIGN = Step(State.ASSIGNED, _ASSIGNERS, "R19-23")
_SCREENING = {
    Act.ASSIGN: _ASSIGN,
    Act.KEEP: Step(State.KEPT, READERS, "R20-14", stops=(*_DISPOSED, ClockKind.TELL_ACCEPTANCE)),
    Act.SEND_DOWN: Step(
        State.SENT_DOWN, INTAKE, "R20-16", ClockKind.LOWER_ACCEPT, stops=_DISPOSED
    ),
}
_TOGETHER = {
    Act.MERGE: Step(State.MERGED, READERS, "R19-23", stops=(*_DISPOSED, *_REVIEW)),
}
_RAISE = Step(State.ESCALATED, HANDLERS, "R19-21", _AGAIN, (*_MINOR_CLOCKS, *_REVIEW))
_CUE = Step(State.ASSIGNED, _SOFTWARE, "R19-21", _AGAIN, (*_MINOR_CLOCKS, *_REVIEW))
"""By the software alone: something serious came to light, so the minor path stops until people decide."""
_SEAL = Step(State.SEALED, _SOFTWARE, "R20-15", ClockKind.SEND_UP)
"""By the software alone: new words show a target above the office's level, or its own head."""
_CONCLUDED = {
    Act.CONCLUDE: Step(State.CLOSED, LEADERS, "R19-30", ClockKind.LIFE_MEETING, (_REPORT,)),
    Act.DRAW_CHECK: Step(State.SPOT_CHECK, LEADERS, "R19-30", stops=(_REPORT,)),
    Act.TALK_AGAIN: Step(State.TALK, LEADERS, "R19-30", stops=(_REPORT,)),
    Act.LETTER_AGAIN: Step(State.LETTER, LEADERS, "R19-30", stops=(_REPORT,)),
    Act.CONFIRM_VERIFICATION: Step(State.VERIFICATION, LEADERS, "R19-33", stops=(_REPORT,)),
    Act.AGAIN: Step(State.ASSIGNED, LEADERS, "R19-30", _AGAIN, (_REPORT,)),
}


def _stay(state: State, *acts: Act, roles: frozenset[Role] = HANDLERS) -> dict[Act, Step]:
    """Acts that are recorded and leave the case where it is."""
    return {act: Step(state, roles, _STAY_ARTICLES[act]) for act in acts}


_STAY_ARTICLES = {
    Act.AGREE: "R19-21",
    Act.DISCUSS: "R19-21",
    Act.REASSIGN: "R19-23",
    Act.SPLIT: "R19-23",
    Act.QUERY: "R20-24",
}


def _minor(state: State, acts: dict[Act, Step]) -> dict[Act, Step]:
    """A state of the minor path: it can be raised by people, is stopped by a cue, changes hands."""
    return {
        **acts,
        **_stay(state, Act.QUERY),
        **_stay(state, Act.REASSIGN, roles=_ASSIGNERS),
        Act.RAISE: _RAISE,
        Act.SERIOUS_CUE: _CUE,
    }


_TABLE: dict[State, dict[Act, Step]] = {
    State.REGISTERED: {
        **_DISPOSITIONS,
        **_SCREENING,
        **_TOGETHER,
        **_stay(State.REGISTERED, Act.SPLIT),
    },
    State.AWAITING_REPORTER: {
        **_DISPOSITIONS,
        **_SCREENING,
        **_TOGETHER,
        Act.ANSWERED: Step(State.REGISTERED, _SOFTWARE, "R20-17"),
    },
    State.ASSIGNED: {
        **_APPROVED,
        **_TOGETHER,
        Act.ESCALATE: Step(State.ESCALATED, INTAKE, "R20-17"),
        Act.PROPOSE: Step(State.AWAITING_APPROVAL, INTAKE, "R19-21"),
        Act.SEND_BACK: Step(State.REGISTERED, HANDLERS, "R20-17"),
        **_stay(State.ASSIGNED, Act.QUERY, Act.SPLIT),
        **_stay(State.ASSIGNED, Act.REASSIGN, roles=_ASSIGNERS),
    },
    State.AWAITING_APPROVAL: {
        **_APPROVED,
        **_stay(State.AWAITING_APPROVAL, Act.DISCUSS, Act.AGREE),
        Act.PROPOSE: Step(State.AWAITING_APPROVAL, LEADERS, "R19-21"),
        Act.SEND_BACK: Step(State.ASSIGNED, LEADERS, "R20-17"),
        Act.REFUSE_LOWERING: Step(State.ESCALATED, LEADERS, "R20-17"),
        Act.ESCALATE: Step(State.ESCALATED, INTAKE, "R20-17"),
    },
    State.ESCALATED: {
        Act.CONFIRM_VERIFICATION: Step(State.VERIFICATION, LEADERS, "R19-33", stops=_DISPOSED),
        **_stay(State.ESCALATED, Act.DISCUSS, Act.AGREE),
        **_stay(State.ESCALATED, Act.REASSIGN, roles=_ASSIGNERS),
        Act.ASSIGN: _ASSIGN,
        Act.SEND_BACK: Step(State.ASSIGNED, LEADERS, "R20-17"),
        Act.PROPOSE: Step(State.AWAITING_APPROVAL, INTAKE, "R20-17"),
        Act.ASK: Step(State.AWAITING_REPORTER, INTAKE, "R20-17"),
    },
    State.TALK: _minor(
        State.TALK,
        {
            Act.PLAN_TALK: Step(State.TALK_PLANNED, HANDLERS, "R19-27"),
            Act.ARRANGE_TALK: Step(State.TALK_ARRANGED, HANDLERS, "R19-28"),
        },
    ),
    State.TALK_PLANNED: _minor(
        State.TALK_PLANNED,
        {
            Act.APPROVE_PLAN: Step(State.TALK_ARRANGED, LEADERS, "R19-27"),
            Act.RETURN_PLAN: Step(State.TALK, LEADERS, "R19-27"),
        },
    ),
    State.TALK_ARRANGED: _minor(
        State.TALK_ARRANGED,
        {
            Act.PLAN_TALK: Step(State.TALK_PLANNED, HANDLERS, "R19-27"),
            Act.ARRANGE_TALK: Step(State.TALK_ARRANGED, HANDLERS, "R19-28"),
            Act.TALK_HELD: Step(State.REPORTING, HANDLERS, "R19-28", _REPORT),
        },
    ),
    State.LETTER: _minor(
        State.LETTER, {Act.ISSUE_LETTER: Step(State.LETTER_ISSUED, HANDLERS, "R19-29")}
    ),
    State.LETTER_ISSUED: _minor(
        State.LETTER_ISSUED,
        {
            Act.LETTER_DELIVERED: Step(
                State.LETTER_DELIVERED, HANDLERS, "R19-29", ClockKind.LETTER_REPLY
            )
        },
    ),
    State.LETTER_DELIVERED: _minor(
        State.LETTER_DELIVERED,
        {Act.REPLY_RECEIVED: Step(State.REPORTING, HANDLERS, "R19-29", _REPORT, _REPLY)},
    ),
    State.REPORTING: _minor(
        State.REPORTING,
        {
            **_CONCLUDED,
            Act.REPORT: Step(State.REPORTED, HANDLERS, "R19-30"),
        },
    ),
    State.REPORTED: _minor(
        State.REPORTED,
        {
            **_CONCLUDED,
            **_stay(State.REPORTED, Act.AGREE),
            Act.RETURN_REPORT: Step(State.REPORTING, LEADERS, "R19-30"),
        },
    ),
    State.SPOT_CHECK: _minor(
        State.SPOT_CHECK,
        {
            Act.CHECK_CONFIRMED: Step(State.CLOSED, HANDLERS, "R19-30", ClockKind.LIFE_MEETING),
            Act.CHECK_REFUTED: Step(State.ASSIGNED, HANDLERS, "R19-30", _AGAIN),
        },
    ),
    State.HELD: {
        Act.REOPEN: Step(State.REGISTERED, INTAKE, "R19-21", _AGAIN, _REVIEW),
        **_TOGETHER,
        **_stay(State.HELD, Act.QUERY),
        Act.RAISE: _RAISE,
        Act.SERIOUS_CUE: _CUE,
    },
    State.KEPT: {Act.REOPEN: Step(State.REGISTERED, READERS, "R20-14", _AGAIN)},
    State.SENT_DOWN: {
        Act.LOWER_ACCEPTED: Step(
            State.TRANSFERRED, INTAKE, "R20-16", stops=(ClockKind.LOWER_ACCEPT,)
        ),
        Act.LOWER_REFUSED: Step(
            State.REGISTERED, INTAKE, "R20-16", _AGAIN, (ClockKind.LOWER_ACCEPT,)
        ),
    },
    State.SEALED: {
        Act.SEND_UP: Step(State.SENT_UP, SEALED_READERS, "R20-15", stops=(ClockKind.SEND_UP,)),
    },
    State.CLOSED: {
        Act.REOPEN: Step(State.REGISTERED, LEADERS, "R19-21", _AGAIN, (ClockKind.LIFE_MEETING,)),
        Act.MEETING: Step(State.CLOSED, HANDLERS, "R19-31", stops=(ClockKind.LIFE_MEETING,)),
    },
    State.VERIFICATION: {},
    State.TRANSFERRED: {},
    State.SENT_UP: {},
    State.MERGED: {},
}

_NOT_SEALED = frozenset(
    {State.SEALED, State.SENT_UP, State.TRANSFERRED, State.CLOSED, State.MERGED}
)

TRANSITIONS: dict[State, dict[Act, Step]] = {
    state: acts if state in _NOT_SEALED else {**acts, Act.SEAL: _SEAL}
    for state, acts in _TABLE.items()
}
"""Every state with the acts that lead on from it."""

FINISHED = frozenset({State.CLOSED, State.TRANSFERRED, State.SENT_UP, State.MERGED, State.KEPT})
"""Where the office has no more to do unless somebody takes the case up again."""

ROUTE_ACTS: dict[Route, Act] = {
    Route.TALK: Act.APPROVE_TALK,
    Route.LETTER: Act.APPROVE_LETTER,
    Route.VERIFICATION: Act.ESCALATE,
    Route.HOLD: Act.HOLD,
    Route.TRANSFER: Act.TRANSFER,
    Route.CLOSE: Act.CLOSE,
    Route.ASK: Act.ASK,
}
"""The act by which an officer sends a case each way."""

ROUTE_SEVERITY: dict[Route, Severity] = {
    Route.TALK: Severity.MINOR,
    Route.LETTER: Severity.MINOR,
    Route.VERIFICATION: Severity.SERIOUS,
    Route.HOLD: Severity.INSUFFICIENT,
    Route.TRANSFER: Severity.OUT_OF_SCOPE,
    Route.CLOSE: Severity.INSUFFICIENT,
}
"""The severity that choosing a route asserts."""

OUTCOME_ACTS: dict[Outcome, Act] = {
    **dict.fromkeys(Outcome, Act.CONCLUDE),
    Outcome.TALK_AGAIN: Act.TALK_AGAIN,
    Outcome.LETTER_AGAIN: Act.LETTER_AGAIN,
    Outcome.VERIFICATION: Act.CONFIRM_VERIFICATION,
}
"""The act by which a case leaves a talk or a letter with each outcome (R19 Art. 30)."""


OUTCOME_ROUTES: dict[Outcome, Route] = {
    Outcome.TALK_AGAIN: Route.TALK,
    Outcome.LETTER_AGAIN: Route.LETTER,
    Outcome.VERIFICATION: Route.VERIFICATION,
}
"""The route on which a case goes on after an outcome that does not end it."""


def suggested_route(severity: Severity, *, minor_route: Route = Route.TALK) -> Route:
    """The route proposed for a severity (labels guide; R19 Art. 21)."""
    return {
        Severity.SERIOUS: Route.VERIFICATION,
        Severity.MINOR: minor_route,
        Severity.INSUFFICIENT: Route.HOLD,
        Severity.OUT_OF_SCOPE: Route.TRANSFER,
    }[severity]


def possible_acts(state: State, role: Role) -> tuple[Act, ...]:
    """The acts that this role may do from this state, in the table's order."""
    return tuple(act for act, step in TRANSITIONS[state].items() if role in step.roles)


def check(state: State, act: Act, role: Role | None) -> Step:
    """The row for this act.

    ``role`` None is the software acting on new words; no officer's act allows it.

    Raises:
        IllegalActError: the table has no such row; it names what is possible.
        NotAllowedError: the row exists, but not for this role.
    """
    step = TRANSITIONS[state].get(act)
    if step is None:
        possible = ",".join(TRANSITIONS[state])
        raise IllegalActError(state=state, act=act, possible=possible)
    if (role in step.roles) if role is not None else not step.roles:
        return step
    raise NotAllowedError(act=act)


def advance(case: Case, act: Act, role: Role | None) -> tuple[Case, Step]:
    """The case after the act (its version one higher) and the row that allowed it.

    Raises:
        IllegalActError: see :func:`check`.
        NotAllowedError: see :func:`check`.
    """
    step = check(case.state, act, role)
    return replace(case, state=step.target, version=case.version + 1), step


def needs_second(current: Severity | None, chosen: Severity | None) -> bool:
    """True where the choice would lower a case from ``serious``: two officers must agree."""
    return current is Severity.SERIOUS and chosen is not None and chosen is not Severity.SERIOUS
