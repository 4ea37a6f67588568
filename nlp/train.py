"""Train the shipped model: ``python -m nlp.train`` writes ``nlp/model`` from ``nlp/data/train-*.jsonl``."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.console import Console

from nlp.augment import Variant, variants
from nlp.classifier import FORMAT, MODEL
from nlp.pipeline import build
from nlp.policy import read_policy
from nlp.samples import Sample, read_samples
from nlp.training import (
    DISCIPLINE,
    SEED,
    SEVERITY,
    Cats,
    Extra,
    Views,
    best_temperature,
    held_out,
    train,
)
from nlp.view import view

NAME = "qingfeng-textcat"
RECIPES = {"severity": SEVERITY, "discipline": DISCIPLINE}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the categorizers learn from: messages and their variants, as the classifier sees them."""

    samples: Sequence[Sample]
    views: Views
    variants: Sequence[Variant]
    variant_views: Views

    def labels(self, question: str) -> list[StrEnum]:
        """Give the labels of the messages for ``severity`` or ``discipline``."""
        return [getattr(sample, question) for sample in self.samples]

    def extras(self, question: str) -> list[Extra]:
        """Give the variants with their labels; length misleads about severity only, so only there."""
        if question != "severity":
            return []
        return [
            Extra(seen, variant.sample.severity, variant.parents)
            for variant, seen in zip(self.variants, self.variant_views, strict=True)
        ]

    def held_out(self, question: str) -> list[Cats]:
        """Give for each message the probabilities of categorizers that have not seen it."""
        labels = self.labels(question)
        return held_out(
            RECIPES[question], self.views, labels, type(labels[0]), self.extras(question)
        )


def lesson_of(samples: Sequence[Sample]) -> Lesson:
    """Give the messages and their variants as the classifier sees them, after the rules have read them."""
    rules = build(read_policy())
    made = variants(samples, rules)
    views = [view(doc) for doc in rules.pipe(sample.text for sample in samples)]
    seen = [view(doc) for doc in rules.pipe(variant.sample.text for variant in made)]
    return Lesson(samples, views, made, seen)


def write_model(samples: Sequence[Sample], path: Path = MODEL) -> dict[str, Any]:
    """Train on ``samples``, write the model to ``path`` and give its description."""
    lesson = lesson_of(samples)
    path.mkdir(parents=True, exist_ok=True)
    severity = _write("severity", lesson, path)
    discipline = _write("discipline", lesson, path)
    meta = {
        "format": FORMAT,
        "name": NAME,
        "version": digest(lesson),
        "messages": len(samples),
        "variants": len(lesson.variants),
        "seed": SEED,
        "severity": severity[0],
        "discipline": discipline[0],
        "temperature": {"severity": severity[1], "discipline": discipline[1]},
    }
    (path / "reader.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
    return meta


def _write(question: str, lesson: Lesson, path: Path) -> tuple[list[str], float]:
    """Train and write the categorizers of one question; give their names and the temperature."""
    labels, extras = lesson.labels(question), lesson.extras(question)
    shown = [*lesson.views, *(extra.view for extra in extras)]
    known = [*labels, *(extra.label for extra in extras)]
    recipes = {f"{question}-{recipe.name}": recipe for recipe in RECIPES[question]}
    for name, recipe in recipes.items():
        train(recipe, shown, known, type(labels[0])).to_disk(path / name)
    return list(recipes), best_temperature(lesson.held_out(question), labels)


def digest(lesson: Lesson) -> str:
    """Give a short fingerprint of the messages, their variants and the recipes: the model's version."""
    shown = [*lesson.samples, *(variant.sample for variant in lesson.variants)]
    lines = "\n".join(f"{s.id}\t{s.severity}\t{s.discipline}\t{s.text}" for s in shown)
    return hashlib.sha256(
        f"{lines}\n{SEVERITY}\n{DISCIPLINE}\nformat {FORMAT}".encode()
    ).hexdigest()[:8]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the project's data and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m nlp.train", description=__doc__)
    parser.add_argument("--data", default="train-*.jsonl", help="pattern of the training files")
    parser.add_argument("--out", type=Path, default=MODEL, help="directory of the model")
    options = parser.parse_args(arguments)
    meta = write_model(read_samples(options.data), options.out)
    Console().print_json(data=meta)


if __name__ == "__main__":
    main()
