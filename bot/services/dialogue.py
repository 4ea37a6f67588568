"""Questions to a reporter and what a reporter may do with a query code."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.codes import plain_code
from bot.rules.lures import refuse_lures
from bot.rules.model import Case, Notice, Officer, Tip
from bot.rules.terms import Act, MaterialKind
from bot.rules.workflow import TRANSITIONS
from bot.services.cards import show_card
from bot.services.casework import Choice, act
from bot.services.learning import forget_case


def ask_reporter(
    tx: Transaction, choice: Choice, question: str, officer: Officer, office: Office, now: datetime
) -> Case:
    """Put an officer's question to the reporter; neither learns who the other is.

    Raises:
        InputError: the question leads out of this conversation.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    refuse_lures(question)
    waits = Act.ASK in TRANSITIONS[tx.cases.get(choice.case_id).state]
    asked = Act.ASK if waits else Act.QUERY  # a case in hand goes on while the answer is awaited
    wanted = Choice(choice.case_id, choice.version, asked, reason=question)
    case = act(tx, wanted, officer, office, now)
    reporter = tx.people.reporter(case.reply_to)
    tx.say(Notice(reporter, "citizen-asked", {"question": question, "tip": case.tip_id}))
    return case


@dataclass(frozen=True, slots=True)
class Refusal:
    """A query code that opened nothing; ``minutes`` until the next try where it is locked."""

    minutes: int = 0


def find(tx: Transaction, code: str, asker: str, now: datetime) -> Tip | Refusal:
    """The tip behind a query code, from any account; a wrong code is counted.

    The refusal is a value, not an exception: the count must be committed with it.
    """
    until = tx.guard.locked_until(asker, now)
    if until is None:
        tip = tx.tips.by_code(plain_code(code))
        if tip is not None:
            tx.guard.clear(asker)
            return tip
        tries, until = tx.guard.wrong(asker, now)
        if until is not None:
            tx.audit("code-locked", actor="system", tries=tries)
    return Refusal(_minutes(until, now) if until else 0)


def _minutes(until: datetime, now: datetime) -> int:
    return max(1, round((until - now).total_seconds() / 60))


def withdraw(tx: Transaction, tip: Tip, origin: str, now: datetime) -> None:
    """Record that the reporter wishes to withdraw: a note; no case is ever closed by it."""
    case = tx.cases.of_tip(tip.id)
    tx.tips.add(tip.id, MaterialKind.NOTE, "举报人表示撤回", origin=origin, now=now)
    if case is not None:
        tx.audit("withdrawal-noted", actor="reporter", subject=case.number)
        forget_case(tx, case, "withdrawn")
        show_card(tx, case)
