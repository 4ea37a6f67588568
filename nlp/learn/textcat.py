"""A bare spaCy text categorizer, the baseline; the same data and seed give the same model."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from nlp.fast import batches

SEED = 20260101
BATCH = 32
DROPOUT = 0.2
Views = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text categorizer is made: a bag of character n-grams."""

    model: dict[str, Any]
    epochs: int = 8
    rate: float = 0.004


WORDS = Recipe(
    {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 4,
        "length": 131_072,
        "no_output_layer": False,
    }
)


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


def as_view(pipeline: Language, tokens: Sequence[str]) -> Doc:
    """Give the tokens of a view as a ``Doc`` of the categorizer's vocabulary."""
    return Doc(pipeline.vocab, words=list(tokens))


def predict(pipeline: Language, views: Views) -> Iterator[Mapping[str, float]]:
    """Give what a text categorizer says of each view."""
    docs = [as_view(pipeline, tokens) for tokens in views]
    return (doc.cats for doc in pipeline.pipe(docs, batch_size=64))
