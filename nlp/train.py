"""Train the shipped model: ``python -m nlp.train`` writes ``nlp/model`` from ``nlp/data/train-*.jsonl``."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.console import Console

from nlp.classifier import FORMAT, MODEL
from nlp.pipeline import build
from nlp.policy import read_policy
from nlp.samples import Sample, read_samples
from nlp.training import (
    DISCIPLINE,
    SEED,
    SEVERITY,
    Recipe,
    Views,
    best_temperature,
    held_out,
    train,
)
from nlp.view import view

NAME = "qingfeng-textcat"


def views_of(samples: Sequence[Sample]) -> list[list[str]]:
    """Give what the classifier sees of each message, after the rules have read it."""
    pipeline = build(read_policy())
    return [view(doc) for doc in pipeline.pipe(sample.text for sample in samples)]


def write_model(samples: Sequence[Sample], path: Path = MODEL) -> dict[str, Any]:
    """Train on ``samples``, write the model to ``path`` and give its description."""
    views = views_of(samples)
    path.mkdir(parents=True, exist_ok=True)
    severity = _write("severity", SEVERITY, views, [s.severity for s in samples], path)
    discipline = _write("discipline", DISCIPLINE, views, [s.discipline for s in samples], path)
    meta = {
        "format": FORMAT,
        "name": NAME,
        "version": digest(samples),
        "messages": len(samples),
        "seed": SEED,
        "severity": severity[0],
        "discipline": discipline[0],
        "temperature": {"severity": severity[1], "discipline": discipline[1]},
    }
    (path / "reader.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
    return meta


def _write(
    question: str, recipes: Sequence[Recipe], views: Views, labels: Sequence[StrEnum], path: Path
) -> tuple[list[str], float]:
    """Train and write the categorizers of one question; give their names and the temperature."""
    kinds = type(labels[0])
    temperature = best_temperature(held_out(recipes, views, labels, kinds), labels)
    names = [f"{question}-{recipe.name}" for recipe in recipes]
    for name, recipe in zip(names, recipes, strict=True):
        train(recipe, views, labels, kinds).to_disk(path / name)
    return names, temperature


def digest(samples: Sequence[Sample]) -> str:
    """Give a short fingerprint of the training data and the recipes, which is the model's version."""
    lines = "\n".join(f"{s.id}\t{s.severity}\t{s.discipline}\t{s.text}" for s in samples)
    return hashlib.sha256(f"{lines}\n{SEVERITY}\n{DISCIPLINE}".encode()).hexdigest()[:8]


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
