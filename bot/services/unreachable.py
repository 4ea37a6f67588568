"""Messages to a reporter that do not arrive: the officers are told, without a word of who it is."""

from bot.ports import Transaction
from bot.rules.model import Case, Notice
from bot.services.cards import OFFICERS
from bot.services.visibility import viewers

TO_REPORTERS = frozenset({"citizen-asked", "citizen-accepted", "citizen-feedback"})


def tell_unreachable(tx: Transaction, lost: Notice) -> None:
    """Tell those who handle the case that the reporter stopped the bot; nothing else is one's business."""
    if lost.text not in TO_REPORTERS:
        return
    case = _case_of(tx, lost)
    if case is None or case.sealed:
        return
    tx.audit("reporter-unreachable", actor="system", subject=case.number)
    group = tx.people.bound(OFFICERS)
    chats = [group] if group and not case.private else [one.address for one in viewers(tx, case)]
    for chat in chats:
        tx.say(Notice(chat, "reporter-unreachable", {"number": case.number}))


def _case_of(tx: Transaction, lost: Notice) -> Case | None:
    if "case" in lost.args:
        return tx.cases.get(int(lost.args["case"]))
    return tx.cases.of_tip(int(lost.args["tip"])) if "tip" in lost.args else None
