"""Who signed what: the course of a case's decisions read as two chains of approval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.rules.terms import Act, Outcome, Role, Route, Severity

_WAYS = frozenset({Act.PROPOSE, Act.ESCALATE, Act.RAISE, Act.REFUSE_LOWERING})
_TURNED_BACK = frozenset({Act.SEND_BACK, Act.RETURN_REPORT, Act.REOPEN, Act.SERIOUS_CUE})
_WAY_ENDS = frozenset(
    {
        *(Act.APPROVE_TALK, Act.APPROVE_LETTER, Act.HOLD, Act.TRANSFER, Act.CLOSE),
        Act.CONFIRM_VERIFICATION,
    }
)
_OUTCOME_ENDS = frozenset(
    {
        *(Act.CONCLUDE, Act.DRAW_CHECK, Act.TALK_AGAIN, Act.LETTER_AGAIN, Act.AGAIN),
        Act.CONFIRM_VERIFICATION,
    }
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One officer's act as a document shows it."""

    name: str
    role: Role
    act: Act
    at: datetime
    opinion: str = ""
    route: Route | None = None
    severity: Severity | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """One chain: what was proposed, how it was discussed, who signed, whether it is complete."""

    proposal: Signed | None = None
    discussed: Signed | None = None
    signed: tuple[Signed, ...] = ()
    complete: bool = False


NOTHING = Approval()


def approvals(course: Sequence[Signed]) -> tuple[Approval, Approval]:
    """The newest approval of a disposition, and the newest of an outcome, from the acts in their order.

    Where somebody decided by himself, there is a signature without a proposal. What was sent back or
    taken up again is no approval any more.
    """
    way, outcome, reporting = NOTHING, NOTHING, False
    for one in course:
        if one.act is Act.REPORT:
            outcome, reporting = Approval(one), True
        elif one.act in _WAYS:
            way, reporting = Approval(one), False
        elif one.act in _TURNED_BACK:
            way, outcome = (way, NOTHING) if one.act is Act.RETURN_REPORT else (NOTHING, NOTHING)
        elif _ends_outcome(one, reporting=reporting):
            outcome, reporting = _ended(outcome, one), False
        elif reporting:
            outcome = _with(outcome, one)
        else:
            way = _with(way, one)
    return way, outcome


def _ends_outcome(one: Signed, *, reporting: bool) -> bool:
    """``confirm_verification`` ends whichever of the two was waiting."""
    return one.act in _OUTCOME_ENDS and (reporting or one.act is not Act.CONFIRM_VERIFICATION)


def _with(chain: Approval, one: Signed) -> Approval:
    if one.act in _WAY_ENDS:
        return _ended(chain, one)
    if one.act is Act.DISCUSS:
        return replace(chain, discussed=one)
    if one.act is Act.AGREE and not chain.complete:
        return replace(chain, signed=(*chain.signed, one))
    return chain


def _ended(chain: Approval, one: Signed) -> Approval:
    """The last signature; a decision after a complete chain began a new one without a proposal."""
    before = NOTHING if chain.complete else chain
    return replace(before, signed=(*before.signed, one), complete=True)


def plan_approval(course: Sequence[Signed]) -> Approval:
    """The newest approval of a talk's plan (R19 Art. 27); a leader's own plan needs no other's word."""
    chain = NOTHING
    for one in course:
        if one.act is Act.PLAN_TALK:
            chain = Approval(one)
        elif one.act is Act.RETURN_PLAN:
            chain = NOTHING
        elif one.act in (Act.APPROVE_PLAN, Act.ARRANGE_TALK):
            chain = _ended(chain, one)
    return chain
