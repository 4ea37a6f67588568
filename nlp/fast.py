"""The fast classifier: two spaCy text categorizers, for severity and for discipline."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.parts import Belief
from nlp.view import view

SEVERITY, DISCIPLINE = "fast-severity", "fast-discipline"  # directories of a model
FLOOR = 1e-6
Item = TypeVar("Item")
Label = TypeVar("Label", bound=StrEnum)


@dataclass(frozen=True)
class Fast:
    """A trained text categorizer for each question; they see the rules' findings beside the characters."""

    severity: Language
    discipline: Language

    def believe(self, docs: Sequence[Doc]) -> Iterator[Belief]:
        """Give a belief about each message that the rules have read, not calibrated."""
        views = [view(doc) for doc in docs]
        both = zip(predict(self.severity, views), predict(self.discipline, views), strict=True)
        return (Belief(_of(Severity, one), _of(Discipline, other)) for one, other in both)


def predict(pipeline: Language, views: Sequence[Sequence[str]]) -> Iterator[Mapping[str, float]]:
    """Give what a text categorizer says of each view."""
    docs = [as_view(pipeline, tokens) for tokens in views]
    return (doc.cats for doc in pipeline.pipe(docs, batch_size=64))


def as_view(pipeline: Language, tokens: Sequence[str]) -> Doc:
    """Give the tokens of a view as a ``Doc`` of the categorizer's vocabulary."""
    return Doc(pipeline.vocab, words=list(tokens))


def _of(labels: type[Label], cats: Mapping[str, float]) -> dict[Label, float]:
    return {label: cats.get(label.value, 0.0) for label in labels}


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Give the items in lists of ``size``, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def pooled(
    opinions: Sequence[tuple[Mapping[Label, float], float]], temperature: float
) -> dict[Label, float]:
    """Give the weighted geometric mean of probabilities, sharpened or softened by a temperature."""
    powers = {
        label: sum(weight * math.log(max(cats[label], FLOOR)) for cats, weight in opinions)
        / temperature
        for label in opinions[0][0]
    }
    top = max(powers.values())
    raised = {label: math.exp(power - top) for label, power in powers.items()}
    whole = sum(raised.values())
    return {label: value / whole for label, value in raised.items()}


def read_fast(path: Path) -> Fast:
    """Give the fast classifier of a model directory.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: the files do not fit each other.
    """
    return Fast(spacy.load(path / SEVERITY), spacy.load(path / DISCIPLINE))
