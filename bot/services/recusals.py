"""Stepping aside (回避, R20 Art. 48): asked for, seen by name, decided by the head.

Whoever may have to step aside sees nothing from the moment the question comes up: that a wrong name
keeps somebody out for a day is mended by the head, that somebody read of himself is not.
"""

from dataclasses import replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.jurisdiction import named_in
from bot.rules.model import Case, Notice, Officer, Request, Tip
from bot.rules.terms import RequestKind, Role
from bot.services.cards import show_card, withdraw_everywhere, withdraw_from
from bot.services.learning import forget_case
from bot.services.visibility import require_sight, viewers

REPORTER = 0
"""Who asked, where it was the reporter."""


def recuse(
    tx: Transaction, case_id: int, officer: Officer, now: datetime, *, reason: str = ""
) -> Case:
    """The officer asks to step aside: from now on he sees nothing of it, and the head decides.

    Raises:
        NotAllowedError: he could not see it anyway.
    """
    case = tx.cases.get(case_id)
    require_sight(tx, case, officer)
    tx.cases.recuse(case.id, officer.id, "own", now)
    tx.audit("recused", actor=f"officer:{officer.id}", subject=case.number, cause="own")
    case = hide_from(tx, case, officer)
    ask_head(tx, case, officer, officer.id, reason, now)
    show_card(tx, case)
    return case


def set_aside(tx: Transaction, case: Case, officer: Officer, head: Officer, now: datetime) -> None:
    """The head decides by himself that an officer steps aside (R20 Art. 48).

    Raises:
        NotAllowedError: the head may not see the case himself.
    """
    require_sight(tx, case, head)
    if officer.id in tx.cases.recused(case.id):
        return
    tx.cases.recuse(case.id, officer.id, "decided", now)
    tx.audit("recused", actor=f"officer:{head.id}", subject=case.number, officer=officer.id)
    show_card(tx, hide_from(tx, case, officer))


def recuse_named(tx: Transaction, case: Case, text: str, now: datetime) -> bool:
    """Recuse every officer whose name, or a declared relation's, stands in the text; the head decides.

    True where somebody was recused: then nothing of the case may reach the group.
    """
    found = [
        officer
        for officer in tx.officers.active()
        if named_in((officer.name, *officer.relations), text)
    ]
    for officer in found:
        recuse_named_officer(tx, case, officer, now)
    return bool(found)


def recuse_named_officer(tx: Transaction, case: Case, officer: Officer, now: datetime) -> None:
    """Recuse one officer because the text names him, once; on record, and the head is asked."""
    if officer.id in tx.cases.recused(case.id):
        return
    tx.cases.recuse(case.id, officer.id, "named", now)
    tx.audit("recused", actor="system", subject=case.number, officer=officer.id, cause="named")
    forget_case(tx, case, "recused")
    if not case.sealed:
        ask_head(tx, case, officer, officer.id, "", now)


def reporter_asked(tx: Transaction, tip: Tip, words: str, now: datetime) -> None:
    """The reporter asks that somebody steps aside; his words are stored (by the caller) with the tip.

    Whoever is named sees nothing from now on; the heads learn that the reporter asked also where the name
    is not quite an officer's.
    """
    case = tx.cases.of_tip(tip.id)
    if case is None:
        return
    tx.audit("recusal-wanted", actor="reporter", subject=case.number)
    named = [one for one in viewers(tx, case) if named_in((one.name, *one.relations), words)]
    for officer in named:
        tx.cases.recuse(case.id, officer.id, "reporter", now)
        case = hide_from(tx, case, officer)
        ask_head(tx, case, officer, REPORTER, "", now)
    for one in viewers(tx, case):
        if one.role is Role.HEAD:
            tx.say(Notice(one.address, "recusal-wanted", {"number": case.number}))


def hide_from(tx: Transaction, case: Case, officer: Officer) -> Case:
    """The card leaves the group, or the chat of the one who must not see it; nothing is learned from it."""
    forget_case(tx, case, "recused")
    if case.handler == officer.id:
        case = _without_handler(tx, case)
    if case.private or case.sealed:
        withdraw_from(tx, case, officer.address)
        return case
    withdraw_everywhere(tx, case, officer.address)
    hidden = replace(case, private=True)
    tx.cases.replace(hidden, expected_version=case.version)
    return hidden


def _without_handler(tx: Transaction, case: Case) -> Case:
    free = replace(case, handler=None)
    tx.cases.replace(free, expected_version=case.version)
    return free


def ask_head(
    tx: Transaction, case: Case, officer: Officer, asked_by: int, reason: str, now: datetime
) -> None:
    """Put the question to the head (to the other leaders where it is about him, or there is none)."""
    data = {"officer": officer.id, "reason": reason}
    request = tx.handling.ask(Request(0, case.id, RequestKind.RECUSAL, asked_by, data), now)
    for judge in judges(tx, case, officer):
        tx.say(recusal_notice(judge, case, officer, request, reason))


def recusal_notice(
    judge: Officer, case: Case, officer: Officer, request: Request, reason: str
) -> Notice:
    """The question as one leader reads it."""
    args = {
        "number": case.number,
        "name": officer.name,
        "by": "reporter" if request.asked_by == REPORTER else "officer",
        "reason": reason or "—",
        "request": request.id,
    }
    return Notice(judge.address, "recusal-asked", args, slot=f"request:{request.id}")


def judges(tx: Transaction, case: Case, about: Officer) -> list[Officer]:
    """Who decides: the heads who may see the case; without one, the supervising leaders."""
    able = [one for one in viewers(tx, case) if one.id != about.id]
    heads = [one for one in able if one.role is Role.HEAD]
    return heads or [one for one in able if one.role is Role.SUPERVISOR]


def decide_recusal(
    tx: Transaction,
    request: Request,
    judge: Officer,
    _office: Office,
    now: datetime,
    *,
    granted: bool,
) -> None:
    """The head's answer: granted, it stays as it is; refused, the officer may see the case again.

    Raises:
        NotAllowedError: not one of those who decide.
        StaleButtonError: it was answered already.
    """
    case = tx.cases.get(request.case_id)
    about = tx.officers.get(int(request.data["officer"]))
    if judge.id not in {one.id for one in judges(tx, case, about)}:
        raise NotAllowedError(act="recuse")
    if not tx.handling.answer(request.id, judge.id, now, granted=granted):
        raise StaleButtonError
    act = "recusal-granted" if granted else "recusal-refused"
    tx.audit(act, actor=f"officer:{judge.id}", subject=case.number, officer=about.id)
    args = {"number": case.number, "name": about.name}
    tx.say(Notice(judge.address, act, args, slot=f"request:{request.id}"))
    if granted:
        return
    tx.cases.readmit(case.id, about.id)
    tx.say(Notice(about.address, "recusal-lifted", {"number": case.number}))
    show_card(tx, _shown_again(tx, case))


def _shown_again(tx: Transaction, case: Case) -> Case:
    """Once nobody is recused any more the card may hang in the group again."""
    if case.sealed or tx.cases.recused(case.id):
        return case
    shown = replace(case, private=False)
    tx.cases.replace(shown, expected_version=case.version)
    for officer in viewers(tx, shown):
        withdraw_from(tx, shown, officer.address)
    return shown
