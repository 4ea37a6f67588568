"""Stretches of characters that the close reader takes for something, with edges as the rules have them."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.parts import Mark

COARSE = 1  # characters by which a piece may overlap a name
EDGE = re.compile(r"[\s,。!?;:、\"'()\[\]《》<>]")


def runs(doc: Doc, kind: str, sure: float) -> Iterator[Mark]:
    """Give the stretches of characters that the close reader takes for ``kind``, without signs at their edges."""
    text, found = doc._.source.text, doc._.close.chars[kind] >= sure
    for start, end in _true(found):
        inside = [at for at in range(start, end) if not EDGE.match(text[at])]
        if inside:
            yield Mark(inside[0], inside[-1] + 1, kind)


def _true(found: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the runs of true values."""
    padded = np.concatenate([[False], found, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    for at in range(0, len(edges), 2):
        yield int(edges[at]), int(edges[at + 1])


def touching(mark: Mark, seen: Sequence[Mark]) -> list[Mark]:
    """Give the rules' finds that share characters with a stretch."""
    return [other for other in seen if other.start < mark.end and mark.start < other.end]


def as_the_rules_have_it(mark: Mark, seen: Sequence[Mark]) -> Mark:
    """Give the rules' find where a stretch ends nearly alike: pieces are coarse, the rules know where a name begins."""
    return next((other for other in touching(mark, seen) if _nearly(mark, other)), mark)


def _nearly(one: Mark, other: Mark) -> bool:
    return max(abs(one.start - other.start), abs(one.end - other.end)) <= COARSE
