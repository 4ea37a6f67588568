"""What happens to a lead before and beside its handling: hands, repeats, lower offices, merging, splitting."""

from dataclasses import replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Case, Notice, Officer, Proposal, Tip
from bot.rules.terms import Act, MaterialKind, Role, State, TipState
from bot.rules.workflow import suggested_route
from bot.services.cards import show_card
from bot.services.casework import Choice, act
from bot.services.clocks import start_clock
from bot.services.intake import read_tip
from bot.services.recusals import hide_from, recuse_named
from bot.services.visibility import able_handlers, require_sight, viewers

_UNTAKEN = frozenset({State.REGISTERED, State.AWAITING_REPORTER, State.ESCALATED})


def assign(
    tx: Transaction,
    choice: Choice,
    handler: Officer,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Case:
    """Put a case into a handler's hands and tell case supervision (R20 Art. 14, R19 Art. 23).

    A case that is being handled changes hands and stays where it is.

    Raises:
        NotAllowedError: that officer may not take it (recused, another role).
        StaleButtonError, IllegalActError: see :func:`bot.services.casework.act`.
    """
    case = tx.cases.get(choice.case_id)
    if handler.id not in {one.id for one in able_handlers(tx, case)}:
        raise NotAllowedError(act="assign")
    what = Act.ASSIGN if case.state in _UNTAKEN else Act.REASSIGN
    taken = act(tx, replace(choice, act=what, handler=handler.id), officer, office, now)
    tx.audit("in-hand", actor=f"officer:{officer.id}", subject=case.number, handler=handler.id)
    args = {"number": case.number, "name": handler.name, "by": officer.name, "case": case.id}
    tx.say(Notice(handler.address, "assigned-to-you", args))
    for one in viewers(tx, taken):
        if one.role is Role.OVERSIGHT:
            tx.say(Notice(one.address, "assigned-told", args))
    return taken


def merge(
    tx: Transaction, choice: Choice, into: Case, officer: Officer, office: Office, now: datetime
) -> Case:
    """One case goes on within another; nothing of it is lost, and its reporter keeps his code.

    Raises:
        InputError: into itself, or into one that is itself finished or merged.
        NotAllowedError: the officer may not see the other one, or it is sealed.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    require_sight(tx, into, officer)
    if into.sealed:
        raise NotAllowedError(act=Act.MERGE)
    if into.id == choice.case_id:
        raise InputError("error-merge-itself")
    if into.state in (State.MERGED, State.CLOSED, State.TRANSFERRED, State.SENT_UP):
        raise InputError("error-merge-over", number=into.number)
    wanted = replace(choice, act=Act.MERGE, merged_into=into.id)
    gone = act(tx, wanted, officer, office, now)
    for one in tx.cases.recused(gone.id) - tx.cases.recused(into.id):
        # who must not see a part must not see the whole
        tx.cases.recuse(into.id, one, "merged", now)
        into = hide_from(tx, into, tx.officers.get(one))
    tx.audit("merged", actor=f"officer:{officer.id}", subject=gone.number, into=into.number)
    show_card(tx, into)
    return gone


def split(
    tx: Transaction, choice: Choice, words: str, officer: Officer, office: Office, now: datetime
) -> Case:
    """A second matter of the same tip becomes a case of its own; the officer tells it in his words.

    Its reporter is the same; the query code stays with the first case.

    Raises:
        PetitionError: see :func:`bot.services.casework.act`.
    """
    whole = act(tx, replace(choice, act=Act.SPLIT, reason=words), officer, office, now)
    tip = _tip_of_its_own(tx, whole, words, now)
    triage = read_tip(tx, tip, office)
    route = suggested_route(triage.severity, minor_route=office.minor_route)
    made = tx.cases.register(
        replace(
            whole,
            id=0,
            number=tx.cases.next_number(office.today(now).year),
            tip_id=tip.id,
            state=State.REGISTERED,
            version=1,
            severity=triage.severity,
            discipline=triage.discipline,
            route=None,
            urgent=triage.urgent,
            handler=None,
        )
    )
    tx.tips.save(replace(tip, case_id=made.id))
    tx.cases.propose(Proposal(made.id, triage, route, now))
    for one in tx.cases.recused(whole.id):
        tx.cases.recuse(made.id, one, "split", now)
    if recuse_named(tx, made, words, now) and not made.private:
        made = replace(made, private=True)
        tx.cases.replace(made, expected_version=made.version)
    start_clock(tx, made, ClockKind.DISPOSITION, office, now)
    tx.audit("split", actor=f"officer:{officer.id}", subject=whole.number, into=made.number)
    show_card(tx, made)
    return made


def _tip_of_its_own(tx: Transaction, whole: Case, words: str, now: datetime) -> Tip:
    first = tx.tips.get(whole.tip_id)
    tip = tx.tips.start(f"split:{whole.id}:{whole.version}", now)
    tip = replace(
        tip,
        state=TipState.SUBMITTED,
        mode=first.mode,
        level=first.level,
        reply_to=first.reply_to,
    )
    tx.tips.save(tip)
    origin = f"split:{whole.id}:{whole.version}"
    tx.tips.add(tip.id, MaterialKind.TEXT, words, origin=origin, now=now)
    return tip
