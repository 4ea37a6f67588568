"""Every change of a case goes through :func:`act`: one call, one version, one record."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.model import Case, Decision, Officer
from bot.rules.terms import Act, Outcome, Route, Severity, State
from bot.rules.workflow import ROUTE_ACTS, ROUTE_SEVERITY, advance, needs_second
from bot.services.cards import show_card, withdraw_everywhere, withdraw_from
from bot.services.clocks import start_clock, stop_clock
from bot.services.learning import forget_case, learn
from bot.services.visibility import require_sight

_ENDS_TRIAGE = frozenset({Act.APPROVE_TALK, Act.APPROVE_LETTER, Act.HOLD, Act.TRANSFER, Act.CLOSE})
_FINAL = frozenset({State.CLOSED, State.TRANSFERRED, State.SENT_UP})


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer wants of the version of a case that he saw."""

    case_id: int
    version: int
    act: Act
    reason: str = ""
    route: Route | None = None
    severity: Severity | None = None
    outcome: Outcome | None = None


def act(tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime) -> Case:
    """Do one act: check sight, version, table and policy; then state, clocks, record and card.

    Raises:
        StaleButtonError: the case moved on since the officer saw it.
        NotAllowedError: role, recusal or the two-person rule forbid it.
        IllegalActError: the act leads nowhere from this state.
    """
    case = tx.cases.get(choice.case_id)
    if _is_grave(tx, choice):  # from now on: one officer alone cannot make it lighter
        choice = replace(choice, severity=Severity.SERIOUS, route=Route.VERIFICATION)
    require_sight(tx, case, officer)
    if case.version != choice.version:
        raise StaleButtonError(number=case.number)
    _check_policy(tx, case, choice, officer, office)
    moved, step = advance(case, choice.act, officer.role)
    moved = replace(
        moved,
        severity=choice.severity or case.severity,
        route=choice.route or case.route,
        outcome=choice.outcome or case.outcome,
    )
    tx.cases.replace(moved, expected_version=case.version)
    for kind in step.stops:
        stop_clock(tx, moved, kind, office, now)
    if step.starts is not None:
        start_clock(tx, moved, step.starts, office, now)
    _finish(tx, moved, office, now)
    _record(tx, choice, officer, moved, now)
    learn(tx, moved, choice.act, office, now)
    show_card(tx, moved)
    return moved


def _is_grave(tx: Transaction, choice: Choice) -> bool:
    """Something grave came up, or what two officers only put on hold is taken up again."""
    reopened = choice.act is Act.REOPEN and tx.cases.was_serious(choice.case_id)
    return choice.act is Act.RAISE or reopened


def _check_policy(
    tx: Transaction, case: Case, choice: Choice, officer: Officer, office: Office
) -> None:
    """What the office's policy adds to the table: who approves a route, and two for lowering."""
    if choice.act is Act.REFUSE_LOWERING and officer.role not in office.lower_serious:
        raise NotAllowedError(act=choice.act)
    verifiers = office.approvers.get(Route.VERIFICATION, frozenset())
    if choice.act is Act.CONFIRM_VERIFICATION and officer.role not in verifiers:
        raise NotAllowedError(act=choice.act)
    if choice.act not in _ENDS_TRIAGE or choice.route is None:
        return
    if officer.role not in office.approvers.get(choice.route, frozenset()):
        raise NotAllowedError(act=choice.act)
    if not needs_second(case.severity, choice.severity):
        return
    first = pending(tx, case.id)
    barred = {officer.id, *tx.cases.recused(case.id)}
    if first is None or first.officer_id in barred or officer.role not in office.lower_serious:
        raise NotAllowedError(act=choice.act)


def _finish(tx: Transaction, case: Case, office: Office, now: datetime) -> None:
    """A real-name reporter is owed an answer within 15 working days of the end (R20 Art. 27)."""
    if case.state in _FINAL and case.real_name and not case.sealed:
        start_clock(tx, case, ClockKind.FEEDBACK, office, now)


def _record(tx: Transaction, choice: Choice, officer: Officer, case: Case, now: datetime) -> None:
    tx.cases.decide(
        Decision(
            case.id,
            case.version,
            officer.id,
            choice.act,
            now,
            choice.reason,
            choice.severity,
            choice.route,
        )
    )
    tx.audit(
        choice.act,
        actor=f"officer:{officer.id}",
        subject=case.number,
        version=case.version,
        state=case.state,
        route=choice.route,
        severity=choice.severity,
    )


def send_way(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """Send a case the way an officer chose; ``choice.act`` is ignored.

    Who may not approve the route only proposes it, and the case waits for somebody who may;
    lowering a serious case waits for a second officer whoever proposes it.

    Raises:
        StaleButtonError, NotAllowedError, IllegalActError: see :func:`act`.
    """
    route = choice.route or Route.HOLD
    severity = ROUTE_SEVERITY.get(route)
    case = tx.cases.get(choice.case_id)
    may = officer.role in office.approvers.get(route, frozenset())
    if ROUTE_ACTS[route] in _ENDS_TRIAGE and (not may or needs_second(case.severity, severity)):
        return act(tx, replace(choice, act=Act.PROPOSE, severity=None), officer, office, now)
    return act(tx, replace(choice, act=ROUTE_ACTS[route], severity=severity), officer, office, now)


def pending(tx: Transaction, case_id: int) -> Decision | None:
    """The proposal of an officer that waits for another's approval."""
    decisions = tx.cases.decisions(case_id)
    last = decisions[-1] if decisions else None
    return last if last and last.act == Act.PROPOSE else None


def approve(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """Approve what another officer proposed: the case goes that way.

    Raises:
        NotAllowedError: the role may not approve this route, it is one's own proposal, or that of
            somebody who had to step aside: then it counts for nothing.
        StaleButtonError, IllegalActError: see :func:`act`.
    """
    first = pending(tx, choice.case_id)
    if first is None or first.route is None:
        raise StaleButtonError
    if first.officer_id in {officer.id, *tx.cases.recused(choice.case_id)}:
        raise NotAllowedError(act="approve")
    way = replace(
        choice,
        act=ROUTE_ACTS[first.route],
        route=first.route,
        severity=ROUTE_SEVERITY.get(first.route),
    )
    return act(tx, way, officer, office, now)


def recuse(tx: Transaction, case_id: int, officer: Officer, now: datetime) -> Case:
    """The officer steps aside: sees and decides nothing of this case from now on (Art. 48).

    Raises:
        NotAllowedError: he could not see it anyway.
    """
    case = tx.cases.get(case_id)
    require_sight(tx, case, officer)
    tx.cases.recuse(case.id, officer.id, "own", now)
    tx.audit("recused", actor=f"officer:{officer.id}", subject=case.number, cause="own")
    forget_case(tx, case, "recused")
    if not case.private and not case.sealed:
        withdraw_everywhere(tx, case, officer.address)
        case = replace(case, private=True)
        tx.cases.replace(case, expected_version=case.version)
    else:
        withdraw_from(tx, case, officer.address)
    show_card(tx, case)
    return case
