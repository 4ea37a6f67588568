"""Train and calibrate the text categorizers; the same data and seed give the same model."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from nlp.classifier import FLOOR, as_view, batches, pooled

SEED = 20260101
BATCH = 32
DROPOUT = 0.2
FOLDS = 3
Config = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one text categorizer is made."""

    name: str
    model: Config
    epochs: int
    rate: float


WORDS = Recipe(
    "words",
    {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 4,
        "length": 131_072,
        "no_output_layer": False,
    },
    epochs=12,
    rate=0.004,
)
WINDOWS = Recipe(
    "windows",
    {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": True,
        "use_reduce_first": False,
        "use_reduce_last": False,
        "use_reduce_max": True,
        "use_reduce_mean": True,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 64,
                "rows": [4000],
                "attrs": ["ORTH"],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 64,
                "window_size": 2,
                "maxout_pieces": 3,
                "depth": 2,
            },
        },
    },
    epochs=10,
    rate=0.001,
)
SEVERITY = (WORDS, WINDOWS)
DISCIPLINE = (WORDS, replace(WINDOWS, epochs=16))


@dataclass(frozen=True, slots=True)
class Extra:
    """The view and the label of a variant, and the training messages it is made of."""

    view: Sequence[str]
    label: StrEnum
    parents: frozenset[int]


Views = Sequence[Sequence[str]]
Cats = Mapping[str, float]
TEMPERATURES = tuple(round(0.5 + 0.1 * step, 1) for step in range(46))


def train(
    recipe: Recipe, views: Views, labels: Sequence[StrEnum], kinds: type[StrEnum]
) -> Language:
    """Give a text categorizer of the labels ``kinds``, trained on views of messages."""
    fix_random_seed(SEED)
    pipeline = spacy.blank("zh")
    categorizer: Any = pipeline.add_pipe("textcat", config={"model": recipe.model})
    for kind in kinds:
        categorizer.add_label(kind.value)
    examples = [
        _example(pipeline, tokens, label, kinds)
        for tokens, label in zip(views, labels, strict=True)
    ]
    optimizer: Any = pipeline.initialize(lambda: examples)
    optimizer.learn_rate = recipe.rate
    order = random.Random(SEED)  # noqa: S311 - a shuffle, no secret
    for _ in range(recipe.epochs):
        order.shuffle(examples)
        for batch in batches(examples, BATCH):
            pipeline.update(batch, sgd=optimizer, drop=DROPOUT)
    return pipeline


def _example(
    pipeline: Language, tokens: Sequence[str], label: StrEnum, kinds: type[StrEnum]
) -> Example:
    cats = {kind.value: float(kind == label) for kind in kinds}
    return Example.from_dict(as_view(pipeline, tokens), {"cats": cats})


def predict(pipeline: Language, views: Views) -> list[Cats]:
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
    recipes: Sequence[Recipe],
    views: Views,
    labels: Sequence[StrEnum],
    kinds: type[StrEnum],
    extras: Sequence[Extra] = (),
) -> list[Cats]:
    """Give for each message the probabilities of models that have seen neither it nor a variant of it."""
    made: list[Cats] = [{}] * len(views)
    for kept, held in folds(len(views)):
        beside = [extra for extra in extras if extra.parents.issubset(kept)]
        shown = [*(views[i] for i in kept), *(extra.view for extra in beside)]
        known = [*(labels[i] for i in kept), *(extra.label for extra in beside)]
        each = [
            predict(train(recipe, shown, known, kinds), [views[i] for i in held])
            for recipe in recipes
        ]
        for index, cats in zip(held, zip(*each, strict=True), strict=True):
            made[index] = pooled(cats)
    return made


def best_temperature(beliefs: Sequence[Cats], labels: Sequence[StrEnum]) -> float:
    """Give the temperature under which held-out labels are least surprising."""
    return min(TEMPERATURES, key=lambda t: surprise(beliefs, labels, t))


def surprise(beliefs: Sequence[Cats], labels: Sequence[StrEnum], temperature: float) -> float:
    """Give the mean negative log-likelihood of the labels at a temperature."""
    total = 0.0
    for cats, label in zip(beliefs, labels, strict=True):
        powers = {k: math.log(max(p, FLOOR)) / temperature for k, p in cats.items()}
        top = max(powers.values())
        total += (
            top + math.log(sum(math.exp(p - top) for p in powers.values())) - powers[label.value]
        )
    return total / len(labels)
