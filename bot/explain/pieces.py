"""A message cut where a marked stretch begins or ends: joined, the pieces are the message again.

Stretches may overlap as they like. Nothing is dropped and nothing is nested: each piece names all the
stretches that cover it. Where only one can be seen, the reason with the fewest words lies on top: what lies
under it still shows on both sides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.rules.triage import Triage

MARKED_FACTS = ("accused", "unit", "position", "when", "where", "amount")
"""Facts worth a mark, in the order in which they are told; whole sentences (``what``) would hide the rest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the message: a reason by its number in the table, or a fact by its kind."""

    start: int
    end: int
    number: int = 0  # of a reason, 1 is the strongest; 0 for a fact
    fact: str = ""  # of MARKED_FACTS; "" for a reason


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the message that the same marks cover from its first to its last character."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()  # reasons before facts, the strongest first

    @property
    def end(self) -> int:
        """Where the next piece begins."""
        return self.start + len(self.text)

    @property
    def reasons(self) -> tuple[int, ...]:
        """The numbers of the reasons that rest on it."""
        return tuple(mark.number for mark in self.marks if mark.number)

    @property
    def top(self) -> int:
        """The number of the reason that is seen here: the shortest, then the strongest; 0 for none."""
        reasons = [mark for mark in self.marks if mark.number]
        return min(reasons, key=lambda mark: mark.end - mark.start).number if reasons else 0

    @property
    def opening(self) -> tuple[Mark, ...]:
        """The marks that begin with it, those that reach farthest first."""
        begun = [mark for mark in self.marks if mark.start == self.start]
        return tuple(sorted(begun, key=lambda mark: -mark.end))

    @property
    def closing(self) -> tuple[Mark, ...]:
        """The marks that end with it, those that began last first."""
        ended = [mark for mark in reversed(self.marks) if mark.end == self.end]
        return tuple(sorted(ended, key=lambda mark: -mark.start))


def pieces_of(text: str, triage: Triage) -> tuple[Piece, ...]:
    """The message in pieces; an empty message has none."""
    marks = tuple(_marks(triage, len(text)))
    cuts = sorted({0, len(text)} | {at for mark in marks for at in (mark.start, mark.end)})
    return tuple(
        Piece(start, text[start:end], _covering(marks, start)) for start, end in pairwise(cuts)
    )


def _marks(triage: Triage, length: int) -> Iterator[Mark]:
    """The reasons and facts that lie inside the message; others cannot be drawn."""
    for number, reason in enumerate(triage.reasons, 1):
        if 0 <= reason.span.start < reason.span.end <= length:
            yield Mark(reason.span.start, reason.span.end, number=number)
    for kind in MARKED_FACTS:
        for span in getattr(triage.facts, kind):
            if 0 <= span.start < span.end <= length:
                yield Mark(span.start, span.end, fact=kind)


def _covering(marks: Sequence[Mark], at: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.start <= at < mark.end)
