"""Train and calibrate the text categorizers; the same data and seed give the same model."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from nlp.classifier import FLOOR, as_view, batches

SEED = 20260101
EPOCHS = 12
RATE = 0.004
BATCH = 32
DROPOUT = 0.2
FOLDS = 5
MODEL: dict[str, Any] = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 4,
    "length": 131_072,
    "no_output_layer": False,
}
Views = Sequence[Sequence[str]]
TEMPERATURES = tuple(round(0.5 + 0.1 * step, 1) for step in range(46))


def train(views: Views, labels: Sequence[StrEnum], kinds: type[StrEnum]) -> Language:
    """Give a text categorizer of the labels ``kinds``, trained on views of messages."""
    fix_random_seed(SEED)
    pipeline = spacy.blank("zh")
    categorizer: Any = pipeline.add_pipe("textcat", config={"model": MODEL})
    for kind in kinds:
        categorizer.add_label(kind.value)
    examples = [
        _example(pipeline, tokens, label, kinds)
        for tokens, label in zip(views, labels, strict=True)
    ]
    optimizer: Any = pipeline.initialize(lambda: examples)
    optimizer.learn_rate = RATE
    order = random.Random(SEED)  # noqa: S311 - a shuffle, no secret
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for batch in batches(examples, BATCH):
            pipeline.update(batch, sgd=optimizer, drop=DROPOUT)
    return pipeline


def _example(
    pipeline: Language, tokens: Sequence[str], label: StrEnum, kinds: type[StrEnum]
) -> Example:
    cats = {kind.value: float(kind == label) for kind in kinds}
    return Example.from_dict(as_view(pipeline, tokens), {"cats": cats})


def predict(pipeline: Language, views: Views) -> list[Mapping[str, float]]:
    """Give the uncalibrated probabilities of each view."""
    docs = [as_view(pipeline, tokens) for tokens in views]
    return [dict(doc.cats) for doc in pipeline.pipe(docs, batch_size=64)]


def folds(count: int, groups: int = FOLDS) -> Iterator[tuple[list[int], list[int]]]:
    """Give (train, held out) indices, each message held out once."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)  # noqa: S311 - a shuffle, no secret
    for group in range(groups):
        held = set(order[group::groups])
        yield [i for i in range(count) if i not in held], sorted(held)


def held_out(
    views: Views, labels: Sequence[StrEnum], kinds: type[StrEnum]
) -> list[Mapping[str, float]]:
    """Give for each message the probabilities of a model that has not seen it."""
    made: list[Mapping[str, float]] = [{}] * len(views)
    for kept, held in folds(len(views)):
        model = train([views[i] for i in kept], [labels[i] for i in kept], kinds)
        for index, cats in zip(held, predict(model, [views[i] for i in held]), strict=True):
            made[index] = cats
    return made


def best_temperature(beliefs: Sequence[Mapping[str, float]], labels: Sequence[StrEnum]) -> float:
    """Give the temperature under which held-out labels are least surprising."""
    return min(TEMPERATURES, key=lambda t: surprise(beliefs, labels, t))


def surprise(
    beliefs: Sequence[Mapping[str, float]], labels: Sequence[StrEnum], temperature: float
) -> float:
    """Give the mean negative log-likelihood of the labels at a temperature."""
    total = 0.0
    for cats, label in zip(beliefs, labels, strict=True):
        powers = {k: math.log(max(p, FLOOR)) / temperature for k, p in cats.items()}
        top = max(powers.values())
        total += (
            top + math.log(sum(math.exp(p - top) for p in powers.values())) - powers[label.value]
        )
    return total / len(labels)
