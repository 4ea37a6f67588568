"""Whose consent an act needs: the gate that every settling act passes, whoever calls it.

What waits for approval is the newest proposal of a case: of a route (R19 Art. 21), of a preliminary
verification (Art. 33), or of the outcome of a talk or letter (Art. 30).
"""

from dataclasses import dataclass

from bot.ports import Office, Transaction
from bot.rules.approval import Chain, Voter, decides_alone, open_seats
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Case, Decision, Officer
from bot.rules.practice import DISPOSED, Practice
from bot.rules.terms import Act, Outcome, Role, Route, Severity, State
from bot.rules.workflow import HANDLERS, OUTCOME_ACTS, ROUTE_SEVERITY, needs_second

OUTCOMES = frozenset({*OUTCOME_ACTS.values(), Act.DRAW_CHECK}) - {Act.CONFIRM_VERIFICATION}
_ROUTES = {
    Act.APPROVE_TALK: Route.TALK,
    Act.APPROVE_LETTER: Route.LETTER,
    Act.HOLD: Route.HOLD,
    Act.TRANSFER: Route.TRANSFER,
    Act.CLOSE: Route.CLOSE,
    Act.CONFIRM_VERIFICATION: Route.VERIFICATION,
}
_PROPOSALS = {
    State.AWAITING_APPROVAL: frozenset({Act.PROPOSE}),
    State.ESCALATED: frozenset({Act.ESCALATE, Act.RAISE, Act.REFUSE_LOWERING}),
    State.REPORTED: frozenset({Act.REPORT}),
}
"""Where something waits for approval, and the acts by which it was proposed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for approval: whose proposal, who agreed so far, which seats are open."""

    proposal: Decision
    route: Route
    agreed: tuple[int, ...]
    seats: Chain
    discussed: str  # the record of the discussion, where there is one
    discussion_needed: bool

    @property
    def last_seat(self) -> bool:
        """True where one more signature completes the chain."""
        return len(self.seats) == 1 and self.seats[0].count == 1

    def means(self, what: Act) -> bool:
        """True where this act is what was proposed: a signature is for that and for nothing else."""
        outcome = self.proposal.outcome
        if outcome is None:
            return _ROUTES.get(what) is self.route
        drawn = outcome is Outcome.EXPLAINED and what is Act.DRAW_CHECK
        return drawn or OUTCOME_ACTS[outcome] is what


def waiting(tx: Transaction, case: Case, practice: Practice) -> Waiting | None:
    """What waits in this case; None where nothing does."""
    wanted = _PROPOSALS.get(case.state, frozenset())
    decisions = tx.cases.decisions(case.id)
    at = max((n for n, one in enumerate(decisions) if one.act in wanted), default=None)
    if at is None:
        return None
    first, later = decisions[at], decisions[at + 1 :]
    agreed = tuple(one.officer_id for one in later if one.act == Act.AGREE)
    discussed = [one.reason for one in later if one.act == Act.DISCUSS]
    route = _route_of(case, first)
    chain = practice.chain(route, case.level)
    seats = open_seats(chain, _voters(tx, case, first.officer_id), agreed)
    needed = first.act != Act.REPORT and route in practice.discuss
    return Waiting(first, route, agreed, seats, discussed[-1] if discussed else "", needed)


def _route_of(case: Case, first: Decision) -> Route:
    """The route whose chain signs: a verification has its own, however it was proposed (R19 Art. 33)."""
    if case.state is State.ESCALATED or first.outcome is Outcome.VERIFICATION:
        return Route.VERIFICATION
    return first.route or case.route or Route.HOLD


def _voters(tx: Transaction, case: Case, proposer: int) -> list[Voter]:
    """Everybody who may sign: not the proposer, nobody who had to step aside."""
    barred = {proposer, *tx.cases.recused(case.id)}
    return [
        Voter(one.id, one.role)
        for one in tx.officers.active()
        if one.role in HANDLERS and one.id not in barred
    ]


def decides(case: Case, route: Route, officer: Officer, office: Office) -> bool:
    """True where this officer's word is all that the office's practice asks for."""
    second = needs_second(case.severity, ROUTE_SEVERITY.get(route))
    chain = office.practice.chain(route, case.level)
    discussed = route in office.practice.discuss
    return decides_alone(chain, officer.role) and not second and not discussed


def settles(case: Case, outcome: Outcome, officer: Officer, office: Office) -> bool:
    """True where this officer alone may say that a talk or letter came out like this."""
    if outcome is Outcome.VERIFICATION:
        return decides(case, Route.VERIFICATION, officer, office)
    chain = office.practice.chain(case.route or Route.TALK, case.level)
    return decides_alone(chain, officer.role) and not office.practice.discuss


def require_consent(
    tx: Transaction, case: Case, what: Act, officer: Officer, office: Office
) -> None:
    """Pass where everybody who has to agree before this act has agreed, this officer included.

    Raises:
        NotAllowedError: somebody else has to agree, it is one's own proposal or was signed already, its
            proposer had to step aside, or the role may not lower a serious case.
        InputError: another seat comes first, or the collective discussion must be recorded first.
    """
    if what is Act.REFUSE_LOWERING and officer.role not in office.lower_serious:
        raise NotAllowedError(act=what)
    if what not in _ROUTES and what not in OUTCOMES and what is not Act.AGREE:
        return
    found = waiting(tx, case, office.practice)
    if _may_alone(case, what, found, officer, office):
        return
    if found is None or (what is not Act.AGREE and not (found.last_seat and found.means(what))):
        raise NotAllowedError(act=what)
    _require_seat(tx, case, found, officer, office)
    if found.discussion_needed and not found.discussed:
        raise InputError("error-discuss-first")


def _may_alone(
    case: Case, what: Act, found: Waiting | None, officer: Officer, office: Office
) -> bool:
    """Nothing waits, or only the officer's own word, and that word is enough."""
    if found is not None and found.proposal.officer_id != officer.id:
        return False
    if what in OUTCOMES:
        return settles(case, Outcome.UNCHECKABLE, officer, office)
    return what in _ROUTES and decides(case, _ROUTES[what], officer, office)


def _require_seat(
    tx: Transaction, case: Case, found: Waiting, officer: Officer, office: Office
) -> None:
    barred = {officer.id, *tx.cases.recused(case.id)}
    if found.proposal.officer_id in barred or officer.id in found.agreed or not found.seats:
        raise NotAllowedError(act="approve")
    seat = found.seats[0]
    if officer.role not in seat.roles:
        if officer.role not in {role for one in found.seats for role in one.roles}:
            raise NotAllowedError(act="approve")
        raise InputError("error-not-your-turn", seat=",".join(r for r in Role if r in seat.roles))
    lowering = needs_second(case.severity, _asserted(found))
    if lowering and found.last_seat and officer.role not in office.lower_serious:
        raise NotAllowedError(act="approve")


def _asserted(found: Waiting) -> Severity | None:
    return None if found.proposal.act == Act.REPORT else ROUTE_SEVERITY.get(found.route)


def screened_first(case: Case, route: Route, office: Office) -> bool:
    """True where a handler has to take it in hand before it can be disposed of this way."""
    screening = case.state in (State.REGISTERED, State.AWAITING_REPORTER)
    return office.practice.assign_first and screening and route in DISPOSED - {Route.VERIFICATION}
