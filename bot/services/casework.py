"""Every change of a case goes through :func:`act`: one call, one version, one record."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.model import Case, Decision, Officer
from bot.rules.terms import Act, Outcome, Route, Severity, State
from bot.rules.workflow import ROUTE_ACTS, ROUTE_SEVERITY, advance, needs_second
from bot.services.cards import show_card, withdraw_from, withdraw_from_group
from bot.services.clocks import start_clock, stop_clock
from bot.services.visibility import require_sight

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


def act(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """Do one act: check sight, version, table and policy; then state, clocks, record and card.

    Raises:
        StaleButtonError: the case moved on since the officer saw it.
        NotAllowedError: role, recusal or the two-person rule forbid it.
        IllegalActError: the act leads nowhere from this state.
    """
    case = tx.cases.get(choice.case_id)
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
    show_card(tx, moved)
    return moved


def _check_policy(
    tx: Transaction, case: Case, choice: Choice, officer: Officer, office: Office
) -> None:
    if choice.act in (Act.AGREE_LOWERING, Act.REFUSE_LOWERING):
        first = pending_lowering(tx, case.id)
        if officer.role not in office.lower_serious or (first and first.officer_id == officer.id):
            raise NotAllowedError(act=choice.act)
    allowed = office.approvers.get(choice.route) if choice.route else None
    if allowed is not None and officer.role not in allowed and choice.act in ROUTE_ACTS.values():
        raise NotAllowedError(act=choice.act)


def _finish(tx: Transaction, case: Case, office: Office, now: datetime) -> None:
    """A real-name reporter is owed an answer within 15 working days of the end (R20 Art. 27)."""
    if case.state in _FINAL and case.real_name and not case.sealed:
        start_clock(tx, case, ClockKind.FEEDBACK, office, now)


def _record(
    tx: Transaction, choice: Choice, officer: Officer, case: Case, now: datetime
) -> None:
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
    """Send a case the way an officer chose; lowering a serious one waits for a second officer.

    ``choice.route`` decides; ``choice.act`` is ignored.

    Raises:
        StaleButtonError, NotAllowedError, IllegalActError: see :func:`act`.
    """
    route = choice.route or Route.HOLD
    severity = ROUTE_SEVERITY.get(route)
    case = tx.cases.get(choice.case_id)
    if needs_second(case.severity, severity):
        waiting = replace(choice, act=Act.PROPOSE_LOWERING, severity=None, route=None)
        moved = act(tx, waiting, officer, office, now)
        _remember_wish(tx, moved, route)
        return moved
    return act(tx, replace(choice, act=ROUTE_ACTS[route], severity=severity), officer, office, now)


def _remember_wish(tx: Transaction, case: Case, route: Route) -> None:
    """Which way the first officer wants to go, until the second has spoken."""
    tx.cases.replace(replace(case, route=route), expected_version=case.version)
    show_card(tx, replace(case, route=route))


def pending_lowering(tx: Transaction, case_id: int) -> Decision | None:
    """The first officer's wish to lower a serious case, while it waits for the second."""
    decisions = tx.cases.decisions(case_id)
    last = decisions[-1] if decisions else None
    return last if last and last.act == Act.PROPOSE_LOWERING else None


def agree_lowering(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """The second officer agrees: the severity is lowered and the case goes the wished way.

    Raises:
        StaleButtonError, NotAllowedError, IllegalActError: see :func:`act`.
    """
    route = tx.cases.get(choice.case_id).route or Route.HOLD
    severity = ROUTE_SEVERITY[route]
    agreed = replace(choice, act=Act.AGREE_LOWERING, severity=severity, route=None)
    case = act(tx, agreed, officer, office, now)
    onward = Choice(case.id, case.version, ROUTE_ACTS[route], choice.reason, route, severity)
    return act(tx, onward, officer, office, now)


def recuse(tx: Transaction, case_id: int, officer: Officer, now: datetime) -> Case:
    """The officer steps aside: sees and decides nothing of this case from now on (Art. 48).

    Raises:
        NotAllowedError: he could not see it anyway.
    """
    case = tx.cases.get(case_id)
    require_sight(tx, case, officer)
    tx.cases.recuse(case.id, officer.id, "own", now)
    tx.audit("recused", actor=f"officer:{officer.id}", subject=case.number, cause="own")
    if not case.private and not case.sealed:
        withdraw_from_group(tx, case)
        case = replace(case, private=True)
        tx.cases.replace(case, expected_version=case.version)
    else:
        withdraw_from(tx, case, officer.address)
    show_card(tx, case)
    return case
