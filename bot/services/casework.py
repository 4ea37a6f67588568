"""Every change of a case goes through :func:`act`: one call, one version, one record."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.model import Case, Decision, Officer
from bot.rules.terms import Act, Outcome, Role, Route, Severity, State
from bot.rules.workflow import FINISHED, LEADERS, Step, advance
from bot.services.cards import show_card
from bot.services.clocks import start_clock, stop_clock
from bot.services.consent import require_consent
from bot.services.learning import learn
from bot.services.visibility import require_sight

_SETTLED = FINISHED - {State.MERGED, State.KEPT}
_ANYBODYS = frozenset({Act.QUERY, Act.RAISE, Act.ESCALATE, Act.REASSIGN, Act.MERGE, Act.SPLIT})
"""What every reader of a case may do, whoever handles it."""


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
    handler: int | None = None  # who takes it in hand
    merged_into: int | None = None


def act(tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime) -> Case:
    """Do one act: check sight, version, hands and table; then state, clocks, record and card.

    Raises:
        StaleButtonError: the case moved on since the officer saw it.
        NotAllowedError: role, recusal, or that it is in another's hands, forbid it.
        IllegalActError: the act leads nowhere from this state.
        InputError: something has to be done first; see :func:`bot.services.consent.require_consent`.
    """
    case = tx.cases.get(choice.case_id)
    if _is_grave(tx, choice):  # from now on: one officer alone cannot make it lighter
        choice = replace(choice, severity=Severity.SERIOUS, route=Route.VERIFICATION)
    require_sight(tx, case, officer)
    if case.version != choice.version:
        raise StaleButtonError(number=case.number)
    require_hands(case, choice.act, officer)
    require_consent(tx, case, choice.act, officer, office)
    moved, step = advance(case, choice.act, officer.role)
    moved = replace(
        moved,
        severity=choice.severity or case.severity,
        route=choice.route or case.route,
        outcome=choice.outcome or case.outcome,
        handler=choice.handler or case.handler,
        merged_into=choice.merged_into or case.merged_into,
    )
    store(tx, case, moved, step, office, now)
    _record(tx, choice, officer, moved, now)
    learn(tx, moved, choice.act, office, now)
    show_card(tx, moved)
    return moved


def store(
    tx: Transaction, case: Case, moved: Case, step: Step, office: Office, now: datetime
) -> None:
    """Write the case as a row of the table left it, and move the clocks of that row.

    Raises:
        StaleButtonError: somebody was quicker.
    """
    tx.cases.replace(moved, expected_version=case.version)
    for kind in step.stops:
        stop_clock(tx, moved, kind, office, now)
    if step.starts is not None:
        start_clock(tx, moved, step.starts, office, now)
    if moved.state in _SETTLED:
        for one in (moved, *tx.cases.merged(moved.id)):
            _owe_answer(tx, one, office, now)


def _owe_answer(tx: Transaction, case: Case, office: Office, now: datetime) -> None:
    """A real-name reporter is owed an answer within 15 working days of the end (R20 Art. 27)."""
    if case.real_name and not case.sealed:
        start_clock(tx, case, ClockKind.FEEDBACK, office, now)


def require_hands(case: Case, what: Act, officer: Officer) -> None:
    """Pass where the case is nobody's, the officer's own, or the officer leads.

    Raises:
        NotAllowedError: another handler has it in hand (R19 Art. 23).
    """
    free = case.handler in (None, officer.id) or officer.role in LEADERS
    if not free and officer.role is not Role.OVERSIGHT and what not in _ANYBODYS:
        raise NotAllowedError(act=what)


def _is_grave(tx: Transaction, choice: Choice) -> bool:
    """Something grave came up, or what two officers only put on hold is taken up again."""
    reopened = choice.act is Act.REOPEN and tx.cases.was_serious(choice.case_id)
    return choice.act is Act.RAISE or reopened


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
            choice.outcome,
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
        outcome=choice.outcome,
    )


def done_already(tx: Transaction, case: Case, officer: Officer, version: int) -> bool:
    """True where this officer's own act made the version after the one he saw: his tap came twice."""
    return any(
        one.version == version + 1 and one.officer_id == officer.id
        for one in tx.cases.decisions(case.id)
    )
