"""What the components of the pipeline hand to each other, and where on the ``Doc`` it stands.

A ``Doc`` of this pipeline has one token per character of the normalised text, so a token index is a
character index; ``doc._.source`` leads back to the message as given.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity


class Grade(StrEnum):
    """What a cue says about severity when nothing else is known."""

    SERIOUS = "serious"  # serious as it stands
    CRIME_MONEY = "crime_money"  # a bribe or embezzlement: serious unless small and plain
    GIFT_MONEY = "gift_money"  # gifts, meals, charges: the sum decides
    MINOR = "minor"  # light as it stands
    LABEL = "label"  # the name of a crime or breach, no fact
    CURSE = "curse"  # abuse without content


class Role(StrEnum):
    """What a sum of money in the message is."""

    TAKEN = "taken"  # taken, diverted, consumed, wrongly paid out, or lost to the public
    ASIDE = "aside"  # contract prices, wages, guests' gifts, the reporter's own costs
    OPEN = "open"  # nothing near it says


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the normalised text with a label: a name, a unit, a date."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in yuan; ``value`` is None where the words tell only a lower bound."""

    start: int
    end: int
    low: int
    value: int | None
    role: Role
    per: tuple[str, ...] = ()  # 户, 人, 月 … where the sum is a price for one of each
    total: bool = False  # introduced as a total of others
    firm: bool = False  # a price for sure: without a count it tells no sum
    cents: int = 0  # beyond the yuan: 三块五
    counted: tuple[Mark, ...] = ()  # the counts that a price was multiplied by


@dataclass(frozen=True, slots=True)
class Sum:
    """What was taken in all: the yuan, a lower bound, the words, and how many paid."""

    value: int | None = None
    low: int | None = None
    words: tuple[Mark, ...] = ()
    payers: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon entry found in the text, and whether the writer really asserts it."""

    start: int
    end: int
    rule: str
    grade: Grade
    discipline: Discipline
    article: str
    asserted: bool = True
    why_not: str = ""  # negated, hearsay, question, praise, fiction


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is said to have done it."""

    public: bool
    private: bool
    named: bool  # a person or a unit that an officer could find
    words: tuple[Mark, ...] = ()
    official: bool = False  # a post of office or an office itself is told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules alone conclude."""

    severity: Severity
    discipline: Discipline
    cues: tuple[Cue, ...] = ()  # those it rests on, strongest first
    circumstance: str = ""  # the serious circumstance or the path taken


@dataclass(frozen=True, slots=True)
class Belief:
    """What the learned classifier thinks: probabilities by label, and that of a real threat."""

    severity: dict[Severity, float]
    discipline: dict[Discipline, float]
    urgent: float


@dataclass(frozen=True, slots=True)
class Close:
    """What the close reader says; ``chars[kind][i]`` is how sure it is that character i belongs to a fact or reason.

    Of a very long message it reads only the characters before ``read``.
    """

    severity: dict[Severity, float]
    discipline: dict[Discipline, float]
    urgent: float
    chars: dict[str, NDArray[np.float32]]
    read: int


EXTENSIONS: dict[str, Any] = {
    "source": None,
    "amounts": (),
    "sum": Sum(),
    "people": (),
    "units": (),
    "positions": (),
    "times": (),
    "places": (),
    "cues": (),
    "frames": (),
    "urgent": (),
    "actor": Actor(public=False, private=False, named=False),
    "verdict": None,
    "fast": None,
    "close": None,
    "belief": None,
}


def register() -> None:
    """Make the attributes known to spaCy; calling it again changes nothing."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
