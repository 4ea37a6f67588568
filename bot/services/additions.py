"""What reaches a case after it was handed in: more material, answers, changed words.

Everything that was checked at the door is checked again: whether the matter must be sealed,
whether an officer is named, and whether the whole now reads as serious.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.jurisdiction import Door, named_in
from bot.rules.model import Case, Notice, Officer, Proposal, Tip
from bot.rules.terms import Act, Level, MaterialKind, Role, Route, Severity, State
from bot.rules.triage import Triage
from bot.rules.workflow import FINISHED, TRANSITIONS, advance, suggested_route
from bot.services.cards import OFFICERS, show_card, withdraw_everywhere, withdraw_from
from bot.services.casework import store
from bot.services.clocks import start_clock, stop_clock
from bot.services.intake import alarm, entrance_of, read_tip, text_of, words_of
from bot.services.learning import forget_case
from bot.services.recusals import hide_from, recuse_named, recuse_named_officer
from bot.services.repeats import find_repeats
from bot.services.visibility import viewers

UNDECIDED = frozenset(
    {State.REGISTERED, State.AWAITING_REPORTER, State.ASSIGNED, State.AWAITING_APPROVAL}
)


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
    triage = None if tip.level is Level.HIGHER else read_tip(tx, tip, office)
    entrance = entrance_of(tx, tip, triage, office)
    if case.sealed:
        return _keep_head_out(tx, case) if entrance is Door.SEALED_OWN_HEAD else case
    if entrance is not Door.OWN and Act.SEAL in TRANSITIONS[case.state]:
        return _seal(tx, case, entrance, office, now)
    if entrance is Door.SEALED_OWN_HEAD:  # it is over, but he must not read what was added
        _recuse_heads(tx, case, now)
    case = _keep_named_out(tx, case, words_of(tx, tip), now)
    if entrance is Door.OWN:
        find_repeats(tx, case, tip, text_of(tx, tip), office, now)
    return _read_again(tx, case, triage, office, now) if triage else case


def _keep_head_out(tx: Transaction, case: Case) -> Case:
    """The sealed item turns out to be about the own head: from now on it is the superior's."""
    if case.own_head:
        return case
    for officer in viewers(tx, case):
        withdraw_from(tx, case, officer.address)
    moved = replace(case, own_head=True)
    tx.cases.replace(moved, expected_version=case.version)
    tx.audit("sealed", actor="system", subject=case.number, own_head=1)
    return moved


def _recuse_heads(tx: Transaction, case: Case, now: datetime) -> None:
    for officer in viewers(tx, case):
        if officer.role is Role.HEAD:
            tx.cases.recuse(case.id, officer.id, "named", now)
            forget_case(tx, case, "recused")
            withdraw_from(tx, case, officer.address)


def _seal(tx: Transaction, case: Case, entrance: Door, office: Office, now: datetime) -> Case:
    """The new words show that the matter belongs to a higher level: nobody here goes on."""
    seen_by = viewers(tx, case)
    moved, step = advance(case, Act.SEAL, None)
    moved = replace(
        moved, sealed=True, own_head=entrance is Door.SEALED_OWN_HEAD, route=Route.SEALED
    )
    tx.cases.replace(moved, expected_version=case.version)
    tx.repeats.forget(case.id)
    for clock in tx.cases.clocks(case.id):
        stop_clock(tx, moved, ClockKind(clock.kind), office, now)
    if step.starts is not None:
        start_clock(tx, moved, step.starts, office, now)
    tx.audit("sealed", actor="system", subject=case.number, own_head=int(moved.own_head))
    forget_case(tx, case, Act.SEAL)
    withdraw_everywhere(tx, case, *(officer.address for officer in seen_by))
    return moved


def _keep_named_out(tx: Transaction, case: Case, text: str, now: datetime) -> Case:
    before = tx.cases.recused(case.id)
    recuse_named(tx, case, text, now)
    newly = tx.cases.recused(case.id) - before
    return _hide_from(tx, case, newly)


def _hide_from(tx: Transaction, case: Case, newly: Collection[int]) -> Case:
    for officer_id in newly:
        case = hide_from(tx, case, tx.officers.get(officer_id))
    return case


def keep_out(tx: Transaction, officer: Officer, now: datetime) -> None:
    """Recuse an officer from every case that names him, or somebody he is related to.

    To be asked whenever an officer is enrolled or declares a relation: the tip may be older.
    """
    names = (officer.name, *officer.relations)
    for case in tx.cases.listed():
        known = officer.id in tx.cases.recused(case.id)
        if known or not named_in(names, words_of(tx, tx.tips.get(case.tip_id))):
            continue
        recuse_named_officer(tx, case, officer, now)
        hidden = _hide_from(tx, case, (officer.id,))
        if hidden is not case and case.state not in FINISHED:
            show_card(tx, hidden)
    if officer.role is Role.HEAD:
        _keep_sealed_from(tx, names)


def _keep_sealed_from(tx: Transaction, names: Collection[str]) -> None:
    """What waits sealed and names the new head goes to the superior contact."""
    for case in tx.cases.waiting_sealed():
        if not case.own_head and named_in(names, words_of(tx, tx.tips.get(case.tip_id))):
            show_card(tx, _keep_head_out(tx, case))


def _read_again(
    tx: Transaction, case: Case, triage: Triage, office: Office, now: datetime
) -> Case:
    """A new proposal; it may raise an undecided case to serious, and never lowers one."""
    route = suggested_route(triage.severity, minor_route=office.minor_route)
    tx.cases.propose(Proposal(case.id, triage, route, now))
    if triage.urgent and not case.urgent:
        case = replace(case, urgent=True)
        tx.cases.replace(case, expected_version=case.version)
        alarm(tx, case)
    if triage.severity is not Severity.SERIOUS or case.severity is Severity.SERIOUS:
        return case
    if Act.SERIOUS_CUE in TRANSITIONS[case.state]:
        return _stop(tx, case, office, now)
    if case.state not in UNDECIDED:
        _point_out(tx, case)
        return case
    raised = replace(case, severity=Severity.SERIOUS)
    tx.cases.replace(raised, expected_version=case.version)
    return raised


def _stop(tx: Transaction, case: Case, office: Office, now: datetime) -> Case:
    """The minor path stops where it is: the case is back with its handler, as a serious one."""
    moved, step = advance(case, Act.SERIOUS_CUE, None)
    moved = replace(moved, severity=Severity.SERIOUS, route=Route.VERIFICATION)
    store(tx, case, moved, step, office, now)
    tx.audit("serious-cue", actor="system", subject=case.number, version=moved.version)
    forget_case(tx, case, Act.SERIOUS_CUE)
    _point_out(tx, moved, "serious-stopped")
    return moved


def _point_out(tx: Transaction, case: Case, text: str = "serious-later") -> None:
    """Something serious may have come to light: the officers decide."""
    group = tx.people.bound(OFFICERS)
    private = case.private or group is None
    chats = [one.address for one in viewers(tx, case)] if private else [group]
    for chat in chats:
        tx.say(Notice(str(chat), text, {"number": case.number}))
