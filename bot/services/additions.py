"""What reaches a case after it was handed in: more material, answers, changed words.

Everything that was checked at the door is checked again: whether the matter must be sealed,
whether an officer is named, and whether the whole now reads as serious.
"""

from dataclasses import replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.jurisdiction import Door, door
from bot.rules.model import Case, Notice, Proposal, Tip
from bot.rules.terms import Act, MaterialKind, Route, Severity, State
from bot.rules.workflow import TRANSITIONS, advance, suggested_route
from bot.services.cards import OFFICERS, show_card, withdraw_from, withdraw_from_group
from bot.services.clocks import start_clock, stop_clock
from bot.services.intake import target_of, text_of
from bot.services.visibility import recuse_named, viewers

UNDECIDED = frozenset({State.REGISTERED, State.AWAITING_REPORTER, State.AWAITING_APPROVAL})


def add_material(
    tx: Transaction, tip: Tip, kind: MaterialKind, office: Office, now: datetime
) -> None:
    """Tell the officers that a submitted tip has new material (already stored by the caller)."""
    case = tx.cases.of_tip(tip.id)
    if case is not None:
        tx.audit("material-added", actor="reporter", subject=case.number, kind=kind)
        show_card(tx, _check_again(tx, tip, case, office, now))


def answered(tx: Transaction, tip: Tip, office: Office, now: datetime) -> None:
    """A reporter's answer is stored (by the caller): the case goes back to the officers."""
    case = tx.cases.of_tip(tip.id)
    if case is None:
        return
    tx.audit("reporter-answered", actor="reporter", subject=case.number)
    case = _check_again(tx, tip, case, office, now)
    if Act.ANSWERED in TRANSITIONS[case.state]:
        moved, _ = advance(case, Act.ANSWERED, None)
        tx.cases.replace(moved, expected_version=case.version)
        case = moved
    show_card(tx, case)


def _check_again(tx: Transaction, tip: Tip, case: Case, office: Office, now: datetime) -> Case:
    if case.sealed:
        return case
    text = text_of(tx, tip)
    entrance = door(target_of(tip, text), office.jurisdiction)
    if entrance is not Door.OWN and Act.SEAL in TRANSITIONS[case.state]:
        return _seal(tx, case, entrance, office, now)
    case = _keep_named_out(tx, case, text)
    return _read_again(tx, case, text, office, now)


def _seal(tx: Transaction, case: Case, entrance: Door, office: Office, now: datetime) -> Case:
    """The new words show that the matter belongs to a higher level: nobody here goes on."""
    seen_by = viewers(tx, case)
    moved, step = advance(case, Act.SEAL, None)
    moved = replace(
        moved, sealed=True, own_head=entrance is Door.SEALED_OWN_HEAD, route=Route.SEALED
    )
    tx.cases.replace(moved, expected_version=case.version)
    for clock in tx.cases.clocks(case.id):
        stop_clock(tx, moved, ClockKind(clock.kind), office, now)
    if step.starts is not None:
        start_clock(tx, moved, step.starts, office, now)
    tx.audit("sealed", actor="system", subject=case.number, own_head=int(moved.own_head))
    withdraw_from_group(tx, case)
    if case.private:
        for officer in seen_by:
            withdraw_from(tx, case, officer.address)
    return moved


def _keep_named_out(tx: Transaction, case: Case, text: str) -> Case:
    before = tx.cases.recused(case.id)
    recuse_named(tx, case, text)
    newly = tx.cases.recused(case.id) - before
    if not newly:
        return case
    if case.private:
        for officer_id in newly:
            withdraw_from(tx, case, tx.officers.get(officer_id).address)
        return case
    withdraw_from_group(tx, case)
    case = replace(case, private=True)
    tx.cases.replace(case, expected_version=case.version)
    return case


def _read_again(tx: Transaction, case: Case, text: str, office: Office, now: datetime) -> Case:
    """A new proposal; it may raise an undecided case to serious, and never lowers one."""
    triage = office.read(text)
    route = suggested_route(triage.severity, minor_route=office.minor_route)
    tx.cases.propose(Proposal(case.id, triage, route, now))
    if triage.severity is not Severity.SERIOUS or case.severity is Severity.SERIOUS:
        return case
    if case.state not in UNDECIDED:
        _point_out(tx, case)
        return case
    raised = replace(case, severity=Severity.SERIOUS)
    tx.cases.replace(raised, expected_version=case.version)
    return raised


def _point_out(tx: Transaction, case: Case) -> None:
    """Something serious may have come to light on the minor path: the officers decide."""
    group = tx.people.bound(OFFICERS)
    private = case.private or group is None
    chats = [one.address for one in viewers(tx, case)] if private else [group]
    for chat in chats:
        tx.say(Notice(str(chat), "serious-later", {"number": case.number}))
