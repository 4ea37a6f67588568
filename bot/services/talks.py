"""The first real steps of a talk and of a letter inquiry."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import InputError
from bot.rules.model import Case, Letter, Notice, Officer, Talk
from bot.rules.quoting import longest_quote
from bot.rules.terms import Act
from bot.services.casework import Choice, act
from bot.services.visibility import require_sight

QUOTE_LIMIT = 12
"""Characters in a row of a letter's question that may stand in the tip as well."""

QUOTE_SHOWN = 40
MOST_QUESTIONS = 20
"""A letter asks no more than this; longer lists are a slip of the clipboard."""


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """Who talks, when and where, as the officer typed it."""

    talker: str
    at: datetime
    place: str


def arrange_talk(
    tx: Transaction,
    choice: Choice,
    plan: TalkPlan,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Case:
    """Fix a talk; the officer gets the appointment message to pass on (R19 Art. 28).

    Raises:
        InputError: the moment has passed.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    if plan.at <= now:
        raise InputError("error-time-past")
    case = act(tx, replace(choice, act=Act.ARRANGE_TALK), officer, office, now)
    tx.cases.keep_talk(Talk(case.id, plan.talker, plan.at, plan.place))
    tx.say(Notice(officer.address, "talk-appointment", {"case": case.id}))
    return case


def talk_held(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """The talk took place: the month for the report starts (R19 Art. 30).

    Raises:
        PetitionError: see :func:`bot.services.casework.act`.
    """
    case = act(tx, replace(choice, act=Act.TALK_HELD), officer, office, now)
    talk = tx.cases.talk(case.id)
    if talk is not None:
        tx.cases.keep_talk(replace(talk, held_on=office.today(now)))
    return case


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """To whom a letter goes and what it asks, as the officer typed it."""

    addressee: str
    questions: tuple[str, ...]


def issue_letter(
    tx: Transaction,
    choice: Choice,
    draft: LetterDraft,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Case:
    """Number a letter of inquiry and send it as .docx to the officer, never to the accused.

    The reply date is counted from today and counted again when the letter is delivered.

    Raises:
        InputError: no question, or a question repeats the tip's own words (R20 Art. 47).
        PetitionError: see :func:`bot.services.casework.act`.
    """
    if not draft.questions:
        raise InputError("error-no-questions")
    if len(draft.questions) > MOST_QUESTIONS:
        raise InputError("error-many-questions", most=MOST_QUESTIONS)
    require_sight(tx, tx.cases.get(choice.case_id), officer)  # before a word of the tip is shown
    _refuse_quotes(tx, choice.case_id, draft.questions)
    case = act(tx, replace(choice, act=Act.ISSUE_LETTER), officer, office, now)
    today = office.today(now)
    number = tx.cases.next_letter_number(today.year)
    letter = Letter(
        0,
        case.id,
        f"{office.short}函〔{today.year}〕{number}号",
        draft.addressee,
        draft.questions,
        today,
        office.due(ClockKind.LETTER_REPLY, today).date,
    )
    tx.cases.keep_letter(letter)
    tx.say(Notice(officer.address, "letter-document", {"case": case.id}))
    return case


def _refuse_quotes(tx: Transaction, case_id: int, questions: tuple[str, ...]) -> None:
    text = "\n".join(part.text for part in tx.tips.material(tx.cases.get(case_id).tip_id))
    for question in questions:
        quote = longest_quote(question, text)
        if len(quote) >= QUOTE_LIMIT:
            raise InputError("error-quotes-tip", quote=quote[:QUOTE_SHOWN])


def letter_delivered(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """The letter was received today: 15 working days to reply start (R19 Art. 29).

    Raises:
        PetitionError: see :func:`bot.services.casework.act`.
    """
    case = act(tx, replace(choice, act=Act.LETTER_DELIVERED), officer, office, now)
    letter = tx.cases.letter(case.id)
    if letter is not None:
        today = office.today(now)
        due = office.due(ClockKind.LETTER_REPLY, today).date
        tx.cases.keep_letter(replace(letter, delivered_on=today, reply_due=due))
    return case
