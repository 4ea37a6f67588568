"""What is owed to a reporter, and the one way to see who it was."""

from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import IllegalActError, NotAllowedError, StaleButtonError
from bot.rules.lures import refuse_lures
from bot.rules.model import Case, Notice, Officer, Unsealing
from bot.rules.workflow import LEADERS
from bot.services.cards import show_card
from bot.services.clocks import stop_clock
from bot.services.visibility import require_sight, viewers


def tell_acceptance(
    tx: Transaction, case: Case, officer: Officer, office: Office, now: datetime
) -> None:
    """Tell a real-name reporter that the matter was accepted (R20 Art. 26, 15 working days).

    Raises:
        IllegalActError: nothing is owed (any more).
        NotAllowedError: the officer may not see the case.
    """
    _owed(tx, case, officer, ClockKind.TELL_ACCEPTANCE)
    stop_clock(tx, case, ClockKind.TELL_ACCEPTANCE, office, now)
    tx.audit("acceptance-told", actor=f"officer:{officer.id}", subject=case.number)
    tx.say(Notice(tx.people.reporter(case.reply_to), "citizen-accepted", {"case": case.id}))
    show_card(tx, case)


def give_feedback(
    tx: Transaction, case: Case, words: str, officer: Officer, office: Office, now: datetime
) -> None:
    """Tell a real-name reporter how the matter ended (R20 Art. 27, 15 working days).

    Raises:
        IllegalActError: nothing is owed (any more).
        NotAllowedError: the officer may not see the case.
        InputError: the words lead out of this conversation.
    """
    _owed(tx, case, officer, ClockKind.FEEDBACK)
    refuse_lures(words)
    stop_clock(tx, case, ClockKind.FEEDBACK, office, now)
    tx.audit("feedback-given", actor=f"officer:{officer.id}", subject=case.number)
    tx.say(
        Notice(
            tx.people.reporter(case.reply_to),
            "citizen-feedback",
            {"words": words, "case": case.id},
        )
    )
    show_card(tx, case)


def _owed(tx: Transaction, case: Case, officer: Officer, kind: ClockKind) -> None:
    require_sight(tx, case, officer)
    if not any(clock.kind == kind for clock in tx.cases.clocks(case.id)):
        raise IllegalActError(possible="")


def ask_unsealing(
    tx: Transaction, case: Case, reason: str, officer: Officer, now: datetime
) -> Unsealing:
    """Ask to see who reported; every leader who may see the case can answer, except the asker.

    Raises:
        NotAllowedError: the officer may not see the case, the reporter chose to stay anonymous
            (R20 Art. 29), or there is nobody to answer.
    """
    require_sight(tx, case, officer)
    if not case.real_name:
        raise NotAllowedError(act="unseal")
    asked = tx.cases.ask_unsealing(case.id, officer.id, reason, now)
    judges = [one for one in viewers(tx, case) if one.role in LEADERS and one.id != officer.id]
    if not judges:
        raise NotAllowedError(act="unseal")
    tx.audit("identity-asked", actor=f"officer:{officer.id}", subject=case.number)
    args = {
        "number": case.number,
        "name": officer.name,
        "reason": reason,
        "request": asked.id,
        "case": case.id,
    }
    for one in judges:
        tx.say(Notice(one.address, "identity-asked", args, slot=f"unseal:{asked.id}"))
    return asked


def answer_unsealing(
    tx: Transaction, unsealing_id: int, officer: Officer, now: datetime, *, granted: bool
) -> None:
    """The second person's answer; granted, the asker alone sees name and contact, once.

    Raises:
        NotAllowedError: not a leader who may see the case, or one's own request.
        StaleButtonError: it was answered already.
    """
    asked = tx.cases.unsealing(unsealing_id)
    if asked is None:
        raise StaleButtonError
    case = tx.cases.get(asked.case_id)
    require_sight(tx, case, officer)
    asker = tx.officers.get(asked.asked_by)
    if officer.role not in LEADERS or officer.id == asked.asked_by:
        raise NotAllowedError(act="unseal")
    if not tx.cases.answer_unsealing(unsealing_id, officer.id, now, granted=granted):
        raise StaleButtonError
    tx.audit(
        "identity-granted" if granted else "identity-refused",
        actor=f"officer:{officer.id}",
        subject=case.number,
        asker=asked.asked_by,
    )
    key = "identity-granted" if granted else "identity-refused"
    args = {"number": case.number, "name": officer.name}
    tx.say(Notice(officer.address, key, args, slot=f"unseal:{unsealing_id}"))
    if granted:
        require_sight(tx, case, asker)  # he may have been recused meanwhile
        tx.say(Notice(asker.address, "identity", {"case": case.id}, once=True))
    else:
        tx.say(Notice(asker.address, key, args))
