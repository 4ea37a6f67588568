"""The life of a case as one table.

Two rules keep it readable:

1. Everything that affects a case's state lives in this file; no other line assigns a state.
2. This file does not know who is asking beyond a role, nor what day it is.

R20 = 检举控告工作规则 (2020), R19 = 监督执纪工作规则 (2019); clocks are names in ``clocks``.
"""

from dataclasses import dataclass, replace

from bot.rules.clocks import ClockKind
from bot.rules.errors import IllegalActError, NotAllowedError
from bot.rules.model import Case
from bot.rules.terms import Act, Role, Route, Severity, State

INTAKE = frozenset({Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.HEAD})
HANDLERS = frozenset({Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.HEAD})
LEADERS = frozenset({Role.SUPERVISOR, Role.HEAD})
SEALED_READERS = frozenset({Role.HEAD, Role.SUPERIOR})


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
_RAISE = Step(State.ESCALATED, HANDLERS, "R19-21", ClockKind.DISPOSITION, (_REPORT, *_REPLY))

_SEAL = Step(State.SEALED, frozenset(), "R20-15", ClockKind.SEND_UP)
"""By the system alone: new words show a target above the office's level, or its own head."""

_TABLE: dict[State, dict[Act, Step]] = {
    State.REGISTERED: dict(_DISPOSITIONS),
    State.AWAITING_REPORTER: {
        **_DISPOSITIONS,
        Act.ANSWERED: Step(State.REGISTERED, frozenset(), "R20-17"),
    },
    State.AWAITING_APPROVAL: {
        **_APPROVED,
        Act.SEND_BACK: Step(State.REGISTERED, LEADERS, "R20-17"),
        Act.REFUSE_LOWERING: Step(State.ESCALATED, LEADERS, "R20-17"),
        Act.ESCALATE: Step(State.ESCALATED, INTAKE, "R20-17"),
    },
    State.ESCALATED: {
        Act.CONFIRM_VERIFICATION: Step(State.VERIFICATION, LEADERS, "R19-33", stops=_DISPOSED),
        Act.SEND_BACK: Step(State.REGISTERED, LEADERS, "R20-17"),
        Act.PROPOSE: Step(State.AWAITING_APPROVAL, INTAKE, "R20-17"),
        Act.ASK: Step(State.AWAITING_REPORTER, INTAKE, "R20-17"),
    },
    State.TALK: {
        Act.ARRANGE_TALK: Step(State.TALK_ARRANGED, HANDLERS, "R19-28"),
        Act.RAISE: _RAISE,
    },
    State.TALK_ARRANGED: {
        Act.ARRANGE_TALK: Step(State.TALK_ARRANGED, HANDLERS, "R19-28"),
        Act.TALK_HELD: Step(State.REPORTING, HANDLERS, "R19-28", _REPORT),
        Act.RAISE: _RAISE,
    },
    State.LETTER: {
        Act.ISSUE_LETTER: Step(State.LETTER_ISSUED, HANDLERS, "R19-29"),
        Act.RAISE: _RAISE,
    },
    State.LETTER_ISSUED: {
        Act.LETTER_DELIVERED: Step(
            State.LETTER_DELIVERED, HANDLERS, "R19-29", ClockKind.LETTER_REPLY
        ),
        Act.RAISE: _RAISE,
    },
    State.LETTER_DELIVERED: {
        Act.REPLY_RECEIVED: Step(State.REPORTING, HANDLERS, "R19-29", _REPORT, _REPLY),
        Act.RAISE: _RAISE,
    },
    State.REPORTING: {
        Act.CONCLUDE: Step(State.CLOSED, LEADERS, "R19-30", stops=(_REPORT,)),
        Act.AGAIN: Step(State.REGISTERED, LEADERS, "R19-30", ClockKind.DISPOSITION, (_REPORT,)),
        Act.RAISE: _RAISE,
    },
    State.HELD: {
        Act.REOPEN: Step(
            State.REGISTERED, INTAKE, "R19-21", ClockKind.DISPOSITION, (ClockKind.HOLD_REVIEW,)
        ),
        Act.RAISE: Step(
            State.ESCALATED, INTAKE, "R19-21", ClockKind.DISPOSITION, (ClockKind.HOLD_REVIEW,)
        ),
    },
    State.SEALED: {
        Act.SEND_UP: Step(State.SENT_UP, SEALED_READERS, "R20-15", stops=(ClockKind.SEND_UP,)),
    },
    State.VERIFICATION: {},
    State.TRANSFERRED: {},
    State.SENT_UP: {},
    State.CLOSED: {},
}

_NOT_SEALED = frozenset({State.SEALED, State.SENT_UP, State.TRANSFERRED, State.CLOSED})

TRANSITIONS: dict[State, dict[Act, Step]] = {
    state: acts if state in _NOT_SEALED else {**acts, Act.SEAL: _SEAL}
    for state, acts in _TABLE.items()
}
"""Every state with the acts that lead on from it."""

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

    ``role`` None is the system acting on a reporter's answer; no officer's act allows it.

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
