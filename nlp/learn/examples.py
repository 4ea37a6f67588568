"""Labelled messages as the network learns them: pieces, and what each piece belongs to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.close.hints import hints_of
from nlp.close.layout import SPANS
from nlp.close.pieces import LONGEST, Pieces, Window
from nlp.samples import Sample, stretches

SEVERITIES, DISCIPLINES = tuple(Severity), tuple(Discipline)
UNSAID = -100  # the label that the loss passes over
UNTOLD = float("nan")  # the same for a threat


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its targets; ``spans`` is (pieces, SPANS), ``marked`` says which kinds were labelled at all."""

    ids: tuple[int, ...]
    hints: NDArray[np.float32]
    severity: int
    discipline: int
    urgent: float  # 0, 1 or UNTOLD
    spans: NDArray[np.float32]
    marked: NDArray[np.float32]


def examples(
    samples: Sequence[Sample], rules: Language, pieces: Pieces, longest: int = LONGEST
) -> Iterator[Example]:
    """Give the beginning of each message; what stands later in a long one is not learned from."""
    docs = rules.pipe(sample.text for sample in samples)
    for sample, doc in zip(samples, docs, strict=True):
        window = shortened(pieces.windows(doc._.source.text)[0], longest)
        yield Example(
            window.ids,
            hints_of(doc),
            SEVERITIES.index(sample.severity),
            DISCIPLINES.index(sample.discipline) if sample.discipline_marked else UNSAID,
            float(sample.urgent) if sample.urgent_marked else UNTOLD,
            targets(sample, doc, window),
            np.array([words is not None for _, words in labelled(sample)], np.float32),
        )


def shortened(window: Window, longest: int) -> Window:
    """Give a window of at most ``longest`` pieces."""
    if len(window.ids) <= longest:
        return window
    kept = longest - 1
    return Window((*window.ids[:kept], window.ids[-1]), (*window.places[:kept], window.places[-1]))


def labelled(sample: Sample) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    """Give each kind of words with those labelled, None where nobody marked that kind."""
    for kind in SPANS:
        if kind == "amount":
            yield kind, sample.sums
        elif kind == "evidence":
            yield kind, sample.evidence
        else:
            yield kind, sample.facts[kind] if sample.facts_marked else None


def targets(sample: Sample, doc: Doc, window: Window) -> NDArray[np.float32]:
    """Give 1 for each piece and kind where a labelled stretch covers one of the piece's characters."""
    covered = np.zeros((len(sample.text), len(SPANS)), np.float32)
    for column, (_, words) in enumerate(labelled(sample)):
        for start, end in _places(sample.text, words or ()):
            covered[start:end, column] = 1
    made = np.zeros((len(window.ids), len(SPANS)), np.float32)
    for row, (start, end) in enumerate(window.places):
        if start < end:
            first, last = doc._.source.origin(start, end)
            made[row] = covered[first:last].max(axis=0, initial=0)
    return made


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        yield from stretches(text, word)
