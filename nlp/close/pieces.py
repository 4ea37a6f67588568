"""Cut a message into the pieces that the close reader knows, and keep the way back to its characters.

The pieces of a unigram vocabulary: of all ways to cut a text, the one whose pieces are likeliest together. Thirty
lines of our own, for the libraries that do it bring a model hub's client with them, and this program never asks a hub.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

START, PAD, END, UNKNOWN = 0, 1, 2, 3
SPECIAL = frozenset({START, PAD, END, UNKNOWN})
SPACE = "▁"  # stands for a space in the vocabulary, and before the first piece
PENALTY = 10.0  # of an unknown character, beyond the least likely piece
NOWHERE = (0, 0)
LONGEST = 256  # pieces that the network reads at once, both ends included
MOST_WINDOWS = 4  # of a long message; the rules read all of it
MOST_CHARACTERS = 4 * LONGEST * MOST_WINDOWS  # more are never needed to fill the windows


@dataclass(frozen=True, slots=True)
class Piece:
    """An id of the vocabulary and the characters behind it."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """The ids of one stretch of a message; ``places[i]`` are the characters behind ``ids[i]``, empty at both ends."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


class Pieces:
    """Cuts messages; the vocabulary is a list of pieces with their log probabilities."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]]) -> None:
        known = [(at, *entry) for at, entry in enumerate(vocabulary) if at not in SPECIAL]
        self._scores = {piece: (score, at) for at, piece, score in known}
        self._longest = max(len(piece) for piece in self._scores)
        self._unknown = min(score for score, _ in self._scores.values()) - PENALTY

    def windows(self, text: str) -> list[Window]:
        """Give the windows of a normalised text, at least one, at most ``MOST_WINDOWS``."""
        return list(self._windows(text))[:MOST_WINDOWS]

    def _windows(self, text: str) -> Iterator[Window]:
        cut, room = self.cut(text[:MOST_CHARACTERS]), LONGEST - 2
        for at in range(0, max(len(cut), 1), room):
            some = cut[at : at + room]
            places = ((piece.start, piece.end) for piece in some)
            yield Window((START, *(piece.id for piece in some), END), (NOWHERE, *places, NOWHERE))

    def cut(self, text: str) -> list[Piece]:
        """Give the likeliest pieces of a text, in order; they cover it without a gap."""
        marked = SPACE + text.replace(" ", SPACE).replace("\n", SPACE)
        steps = self._steps(marked)
        pieces: list[Piece] = []
        end = len(marked)
        while end:
            start, at = steps[end]
            pieces.append(
                Piece(at, max(start - 1, 0), end - 1)
            )  # the first sign is not the text's
            end = start
        return pieces[::-1]

    def _steps(self, marked: str) -> list[tuple[int, int]]:
        """Give for each place the start and id of the piece that ends there on the likeliest way."""
        best = [0.0] + [float("-inf")] * len(marked)
        steps = [(0, UNKNOWN)] * (len(marked) + 1)
        for start in range(len(marked)):
            here = best[start]
            if here + self._unknown > best[start + 1]:
                best[start + 1], steps[start + 1] = here + self._unknown, (start, UNKNOWN)
            for end in range(start + 1, min(start + self._longest, len(marked)) + 1):
                found = self._scores.get(marked[start:end])
                if found and here + found[0] > best[end]:
                    best[end], steps[end] = here + found[0], (start, found[1])
        return steps


def read_pieces(path: Path) -> Pieces:
    """Give the pieces of a vocabulary file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no list of pieces.
    """
    return Pieces([(piece, score) for piece, score in json.loads(path.read_text("utf-8"))])
