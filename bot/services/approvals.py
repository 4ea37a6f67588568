"""Propose, discuss, agree, report: a disposition counts when the chain is complete."""

from dataclasses import replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.errors import InputError, NotAllowedError, StaleButtonError
from bot.rules.model import Case, Officer
from bot.rules.terms import Act, Outcome, Route, State
from bot.rules.workflow import OUTCOME_ACTS, OUTCOME_ROUTES, ROUTE_ACTS, ROUTE_SEVERITY
from bot.services.casework import Choice, act
from bot.services.consent import Waiting, decides, screened_first, settles, waiting
from bot.services.spot_checks import drawn

RECORD = "talk_record"
"""The label of a scanned record of a talk."""


def send_way(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """Send a case the way an officer chose; ``choice.act`` is ignored.

    Who cannot decide alone only proposes it, and the case waits for those of the chain; lowering a
    serious case waits for a second officer whoever proposes it.

    Raises:
        InputError: nothing is disposed of before a handler has it in hand.
        StaleButtonError, NotAllowedError, IllegalActError: see :func:`bot.services.casework.act`.
    """
    route = choice.route or Route.HOLD
    case = tx.cases.get(choice.case_id)
    if screened_first(case, route, office):
        raise InputError("error-assign-first")
    at_once = route in (Route.VERIFICATION, Route.ASK) or decides(case, route, officer, office)
    if at_once and case.state is not State.AWAITING_APPROVAL:
        severity = ROUTE_SEVERITY.get(route)
        done = replace(choice, act=ROUTE_ACTS[route], severity=severity)
        return act(tx, done, officer, office, now)
    return act(tx, replace(choice, act=Act.PROPOSE, severity=None), officer, office, now)


def approve(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """Agree to what waits; with the last signature of the chain it counts.

    Raises:
        StaleButtonError: nothing waits any more.
        PetitionError: see :func:`bot.services.consent.require_consent`.
    """
    case = tx.cases.get(choice.case_id)
    found = waiting(tx, case, office.practice)
    if found is None:
        raise StaleButtonError
    own = found.proposal.officer_id == officer.id
    if own and case.state is not State.ESCALATED:
        raise NotAllowedError(act="approve")
    if found.last_seat or own:
        final = _final(tx, case, found, office)
    else:
        final = Choice(case.id, case.version, Act.AGREE)
    final = replace(final, version=choice.version, reason=choice.reason)
    return act(tx, final, officer, office, now)


def _final(tx: Transaction, case: Case, found: Waiting, office: Office) -> Choice:
    """What happens when everybody agreed."""
    if case.state is State.ESCALATED:
        return Choice(case.id, case.version, Act.CONFIRM_VERIFICATION, route=Route.VERIFICATION)
    if found.proposal.outcome is not None:
        return _settled(tx, case, found.proposal.outcome, office)
    route = found.route
    severity = ROUTE_SEVERITY.get(route)
    return Choice(case.id, case.version, ROUTE_ACTS[route], route=route, severity=severity)


def _settled(tx: Transaction, case: Case, outcome: Outcome, office: Office) -> Choice:
    """The act by which an outcome takes effect; an accepted explanation may be drawn for a check."""
    done = OUTCOME_ACTS[outcome]
    if outcome is Outcome.EXPLAINED and drawn(tx, case, office):
        done = Act.DRAW_CHECK
    route = OUTCOME_ROUTES.get(outcome)
    severity = ROUTE_SEVERITY[route] if route else None
    return Choice(case.id, case.version, done, route=route, severity=severity, outcome=outcome)


def report(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """The report after a talk or reply: what came out, proposed or, by who may, decided (R19 Art. 30).

    Raises:
        InputError: the record of the talk, or the opinion on the reply, is not on file yet.
        StaleButtonError, NotAllowedError, IllegalActError: see :func:`bot.services.casework.act`.
    """
    case = tx.cases.get(choice.case_id)
    outcome = choice.outcome or Outcome.UNCHECKABLE
    if office.practice.record_needed:
        _require_record(tx, case)
    if settles(case, outcome, officer, office):
        final = _settled(tx, case, outcome, office)
        wanted = replace(final, version=choice.version, reason=choice.reason)
    else:
        wanted = replace(choice, act=Act.REPORT, outcome=outcome)
    return act(tx, wanted, officer, office, now)


def _require_record(tx: Transaction, case: Case) -> None:
    talk, letter = tx.handling.talk(case.id), tx.handling.letter(case.id)
    scanned = any(one.text == RECORD for one in tx.tips.scans(case.tip_id))
    if case.route is Route.TALK and talk and talk.record is None and not scanned:
        raise InputError("error-record-first")
    if case.route is Route.LETTER and letter and letter.opinion is None:
        raise InputError("error-opinion-first")
