"""The learned classifier: two spaCy text categorizers, for severity and for discipline."""

import json
import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.parts import Belief
from nlp.view import view

MODEL = Path(__file__).with_name("model")
FORMAT = 3  # raised when the view of a message changes its shape
BROKEN = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    ImportError,
    struct.error,
)
FLOOR = 1e-6
Item = TypeVar("Item")
Label = TypeVar("Label", bound=StrEnum)


@dataclass(frozen=True)
class Classifier:
    """Trained text categorizers, pooled for each question, with the temperatures that calibrate them."""

    severity: tuple[Language, ...]
    discipline: tuple[Language, ...]
    meta: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return f"{self.meta['name']}-{self.meta['version']}"

    def believe(self, views: Sequence[Sequence[str]]) -> Iterator[Belief]:
        """Give a belief for each view of a message."""
        grave, kinds = self._cats(self.severity, views), self._cats(self.discipline, views)
        heat = self.meta["temperature"]
        for one, other in zip(grave, kinds, strict=True):
            yield Belief(
                cooled(one, Severity, heat["severity"]),
                cooled(other, Discipline, heat["discipline"]),
            )

    def quick(self, views: Sequence[Sequence[str]]) -> list[Mapping[str, float]]:
        """Give the severities of views by the first categorizer alone, for comparing variants."""
        return list(self._one(self.severity[0], views))

    def _cats(
        self, pipelines: Sequence[Language], views: Sequence[Sequence[str]]
    ) -> Iterator[Mapping[str, float]]:
        each = [self._one(pipeline, views) for pipeline in pipelines]
        return map(pooled, zip(*each, strict=True))

    def _one(
        self, pipeline: Language, views: Sequence[Sequence[str]]
    ) -> Iterator[Mapping[str, float]]:
        docs = [as_view(pipeline, tokens) for tokens in views]
        return (doc.cats for doc in pipeline.pipe(docs, batch_size=64))


def pooled(opinions: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Give the geometric mean of several categorizers' probabilities."""
    return {
        label: math.exp(
            sum(math.log(max(cats[label], FLOOR)) for cats in opinions) / len(opinions)
        )
        for label in opinions[0]
    }


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Give the items in lists of ``size``, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def as_view(pipeline: Language, tokens: Sequence[str]) -> Doc:
    """Give the tokens of a view as a ``Doc`` of the classifier's vocabulary."""
    return Doc(pipeline.vocab, words=list(tokens))


def cooled(
    cats: Mapping[str, float], labels: type[Label], temperature: float
) -> dict[Label, float]:
    """Give the probabilities of ``labels`` after dividing their logits by a temperature."""
    powers = {
        label: math.log(max(cats.get(label.value, 0.0), FLOOR)) / temperature for label in labels
    }
    top = max(powers.values())
    raised = {label: math.exp(power - top) for label, power in powers.items()}
    whole = sum(raised.values())
    return {label: value / whole for label, value in raised.items()}


def read_classifier(path: Path = MODEL) -> Classifier:
    """Give the trained classifier in a directory.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: the files do not fit each other or this version of the code.
        KeyError: the description lacks a key.
    """
    meta = json.loads((path / "reader.json").read_text("utf-8"))
    if meta["format"] != FORMAT:
        raise ValueError(f"model format {meta['format']!r}, expected {FORMAT}")
    return Classifier(
        tuple(spacy.load(path / name) for name in meta["severity"]),
        tuple(spacy.load(path / name) for name in meta["discipline"]),
        meta,
    )


def find_classifier(path: Path = MODEL) -> tuple[Classifier | None, str]:
    """Give the classifier and its name, or None and a name that says why the rules go alone."""
    if not (path / "reader.json").exists():
        return None, "rules (no model)"
    try:
        classifier = read_classifier(path)
        next(classifier.believe([["x"]]))
    except BROKEN as error:
        return None, f"rules (broken model: {type(error).__name__})"
    return classifier, classifier.name


class Beliefs:
    """Sets what the classifier believes about read messages, a batch at a time."""

    def __init__(self, classifier: Classifier) -> None:
        self.classifier = classifier

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.belief``."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Set the beliefs of a stream, a batch at a time."""
        for docs in batches(stream, batch_size):
            for doc, belief in zip(
                docs, self.classifier.believe([view(doc) for doc in docs]), strict=True
            ):
                doc._.belief = belief
                yield doc
