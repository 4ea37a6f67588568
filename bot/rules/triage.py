"""What a reader says about a tip: labels, reasons and facts, each tied to characters of the text.

All offsets count characters (Python ``str`` indices) of the text exactly as it was given.
"""

from dataclasses import dataclass, field

from bot.rules.terms import Discipline, Severity


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the message: ``text == message[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a label was proposed: the words it rests on, the rule that fired, the article behind it."""

    span: Span
    rule: str  # id of the lexicon entry or rule, e.g. "bribe_taken"
    article: str  # article id, e.g. "处分条例2023-97"; "" where none applies
    weight: float = 1.0  # 0..1, for ordering; the three strongest go on the card


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts as written in the message; empty tuples where the message is silent."""

    accused: tuple[Span, ...] = ()
    unit: tuple[Span, ...] = ()
    position: tuple[Span, ...] = ()
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()
    what: tuple[Span, ...] = ()  # the sentences that say what was done
    amount: tuple[Span, ...] = ()  # the words the sum was read from
    amount_yuan: int | None = None  # whole yuan, added up; None where no sum is told


@dataclass(frozen=True, slots=True)
class Triage:
    """A proposal about one message. It binds nobody: an officer decides."""

    severity: Severity
    confidence: float  # calibrated probability of ``severity``, 0..1
    discipline: Discipline
    review: bool  # True: "needs an officer's reading", the proposal is not to be relied on
    urgent: bool  # a real threat of suicide, violence or flight
    reasons: tuple[Reason, ...] = ()  # strongest first
    facts: Facts = field(default_factory=Facts)
    missing: tuple[
        str, ...
    ] = ()  # of "accused" "unit" "what" "when" "where" "amount", most useful first
    redirect: str = ""  # for out_of_scope: key of where it belongs: 12345 12315 110 court labour petition house
    model: str = "rules"  # name and version of the reader, recorded with the proposal
    spoke: str = ""  # for the severity: "rules", "classifier" or "both"; "" where nobody said
    unreadable: bool = False  # nothing could be read: empty, an emoji, another language
