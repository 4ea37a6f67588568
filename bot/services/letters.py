"""Letters of inquiry (函询): numbered, never quoting the tip, served, answered, assessed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import InputError
from bot.rules.model import Case, Letter, Notice, Officer
from bot.rules.quoting import longest_quote
from bot.rules.terms import Act, Opinion
from bot.services.casework import Choice, act
from bot.services.clocks import start_clock
from bot.services.visibility import require_sight

QUOTE_LIMIT = 8
"""Characters in a row that a letter may not share with the tip, or with what is known of the reporter."""

QUOTE_SHOWN = 40
MOST_QUESTIONS = 20
"""A letter asks no more than this; longer lists are a slip of the clipboard."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """To whom a letter goes, what it asks, and which Party head gets a copy, as the officer typed it."""

    addressee: str
    questions: tuple[str, ...]
    cc: str = ""
    to_party_head: bool = False


def issue_letter(
    tx: Transaction,
    choice: Choice,
    draft: LetterDraft,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Case:
    """Number a letter of inquiry and send it as .docx to the officer, never to the accused.

    The reply date is counted from today and counted again when the letter is served.

    Raises:
        InputError: no question, or it repeats the tip's own words or what tells the reporter (R20 Art. 47).
        PetitionError: see :func:`bot.services.casework.act`.
    """
    case = tx.cases.get(choice.case_id)
    check_questions(tx, case, draft.questions, officer)
    refuse_quotes(tx, case, (draft.addressee, draft.cc))
    case = act(tx, replace(choice, act=Act.ISSUE_LETTER), officer, office, now)
    today = office.today(now)
    number = tx.handling.next_letter_number(today.year)
    tx.handling.keep_letter(
        Letter(
            0,
            case.id,
            f"{office.short}函〔{today.year}〕{number}号",
            draft.addressee,
            draft.questions,
            today,
            office.due(ClockKind.LETTER_REPLY, today).date,
            cc=draft.cc,
            to_party_head=draft.to_party_head,
        )
    )
    tx.say(Notice(officer.address, "letter-document", {"case": case.id}))
    return case


def check_questions(
    tx: Transaction, case: Case, questions: tuple[str, ...], officer: Officer
) -> None:
    """Pass where these questions could go out as they are.

    Raises:
        InputError: there is none, there are too many, or see :func:`refuse_quotes`.
        NotAllowedError: see :func:`bot.services.visibility.require_sight`.
    """
    require_sight(tx, case, officer)  # before a word of the tip is shown
    if not questions:
        raise InputError("error-no-questions")
    if len(questions) > MOST_QUESTIONS:
        raise InputError("error-many-questions", most=MOST_QUESTIONS)
    refuse_quotes(tx, case, questions)


def refuse_quotes(tx: Transaction, case: Case, written: tuple[str, ...]) -> None:
    """Refuse what shares eight characters in a row with the tip, or names its reporter.

    The accused's own name, unit and post may be written, although the tip names them too.

    Raises:
        InputError: it does; the shared words are named, what tells the reporter is not.
    """
    tip = tx.tips.get(case.tip_id)
    text = "\n".join(part.text for part in tx.tips.material(case.tip_id))
    known = [tip.facts.get(name, "") for name in ("unit", "position", "accused")]
    for one in written:
        quote = longest_quote(_without(one, known), _without(text, known))
        if len(quote) >= QUOTE_LIMIT:
            raise InputError("error-quotes-tip", quote=quote[:QUOTE_SHOWN])
        if case.real_name and tx.people.without_reporter(case.reply_to, one) != one:
            raise InputError("error-names-reporter")


def _without(text: str, known: list[str]) -> str:
    """The text with what everybody may know taken out: no stretch goes on across it."""
    for word in sorted(known, key=len, reverse=True):
        if len(word) > 1:
            text = text.replace(word, "\n")
    return text


def letter_delivered(
    tx: Transaction,
    choice: Choice,
    officer: Officer,
    office: Office,
    now: datetime,
    *,
    on: date | None = None,
) -> Case:
    """The letter was served, today or on an earlier day: 15 working days to reply start (R19 Art. 29).

    Raises:
        InputError: the day lies ahead, or before the letter was issued.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    today = office.today(now)
    on = on or today
    letter = tx.handling.letter(choice.case_id)
    _require_between(letter.issued_on if letter else on, on, today)
    case = act(tx, replace(choice, act=Act.LETTER_DELIVERED), officer, office, now)
    if on != today:
        start_clock(tx, case, ClockKind.LETTER_REPLY, office, now, on=on)
    if letter is not None:
        due = office.due(ClockKind.LETTER_REPLY, on).date
        tx.handling.keep_letter(replace(letter, delivered_on=on, reply_due=due))
    return case


def reply_received(
    tx: Transaction,
    choice: Choice,
    officer: Officer,
    office: Office,
    now: datetime,
    *,
    on: date | None = None,
) -> Case:
    """The written reply came: its clock stops, the month for the report starts (R19 Arts. 29, 30).

    Whether the Party head signed an opinion on it is entered afterwards, before the report.

    Raises:
        InputError: the day lies ahead, or before the letter was served.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    today = office.today(now)
    on = on or today
    letter = tx.handling.letter(choice.case_id)
    _require_between((letter and letter.delivered_on) or on, on, today)
    case = act(tx, replace(choice, act=Act.REPLY_RECEIVED), officer, office, now)
    if on != today:
        start_clock(tx, case, ClockKind.REPORT, office, now, on=on)
    if letter is not None:
        known = Opinion.NOT_NEEDED if letter.to_party_head else None
        tx.handling.keep_letter(replace(letter, replied_on=on, opinion=known))
    return case


def keep_opinion(tx: Transaction, case: Case, opinion: Opinion, officer: Officer) -> Letter | None:
    """Enter whether the Party head signed an opinion on the reply; a missing one the file says.

    Raises:
        NotAllowedError: see :func:`bot.services.visibility.require_sight`.
    """
    require_sight(tx, case, officer)
    letter = tx.handling.letter(case.id)
    if letter is None or letter.replied_on is None:
        return None
    tx.audit(
        "opinion-entered", actor=f"officer:{officer.id}", subject=case.number, opinion=opinion
    )
    return tx.handling.keep_letter(replace(letter, opinion=opinion))


def _require_between(earliest: date, on: date, today: date) -> None:
    if on > today:
        raise InputError("error-day-ahead")
    if on < earliest:
        raise InputError("error-day-before", earliest=earliest.isoformat())
