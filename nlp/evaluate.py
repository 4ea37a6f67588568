"""Measure the reader beside its baselines: ``python -m nlp.evaluate`` prints one table."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import nlp
from bot.rules.triage import Triage
from nlp.baselines import by_bare_textcat, by_keywords, by_tfidf
from nlp.metrics import figures
from nlp.reader import Reader
from nlp.samples import Sample, read_samples

HEADLINE = ("macro-F1", "accuracy", "serious recall", "serious recall with review", "serious precision", "review share", "discipline accuracy", "urgent recall", "urgent false alarms", "amount exact", "amount exact, where told", "accused F1", "unit F1", "position F1", "when F1", "where F1", "ECE")  # fmt: skip
PLAIN = (
    "macro-F1",
    "accuracy",
    "serious recall",
    "serious precision",
    "discipline accuracy",
    "ECE",
)


def measure(samples: Sequence[Sample], triages: Sequence[Triage]) -> dict[str, float]:
    """Give all figures of proposals for labelled messages."""
    return figures(list(zip(samples, triages, strict=True)))


def compare(
    reader: Reader, training: Sequence[Sample], samples: Sequence[Sample]
) -> dict[str, dict[str, float]]:
    """Give the figures of the reader and of each baseline, all on the same messages."""
    texts = [sample.text for sample in samples]
    rules = nlp.load(model=None)
    return {
        reader.model: measure(samples, list(reader.pipe(texts))),
        "rules alone": measure(samples, list(rules.pipe(texts))),
        "bare textcat": _only(measure(samples, by_bare_textcat(training, samples))),
        "TF-IDF + LR": _only(measure(samples, by_tfidf(training, samples))),
        "keywords": _only(measure(samples, by_keywords(samples))),
    }


def _only(made: dict[str, float]) -> dict[str, float]:
    return {name: made[name] for name in PLAIN}


def speed(reader: Reader, texts: Sequence[str]) -> dict[str, float]:
    """Give messages per second in batches and the 99th percentile of single messages in ms."""
    began = time.perf_counter()
    count = sum(1 for _ in reader.pipe(texts))
    batched = count / (time.perf_counter() - began)
    single = []
    for text in texts:
        began = time.perf_counter()
        reader.triage(text)
        single.append((time.perf_counter() - began) * 1000)
    return {"texts/s": batched, "p99 ms": sorted(single)[int(len(single) * 0.99)]}


def show(rows: dict[str, dict[str, float]], title: str) -> Table:
    """Give the figures as a table, one column for each reader."""
    table = Table(title=title)
    table.add_column("figure")
    for name in rows:
        table.add_column(name, justify="right")
    for figure in HEADLINE:
        table.add_row(
            figure, *(f"{made[figure]:.3f}" if figure in made else "-" for made in rows.values())
        )
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table and write the figures as JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m nlp.evaluate", description=__doc__)
    parser.add_argument("--data", default="dev-*.jsonl", help="pattern of the labelled files")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args(arguments)
    samples, training = read_samples(options.data), read_samples("train-*.jsonl")
    reader = nlp.load()
    rows = compare(reader, training, samples)
    console = Console()
    console.print(show(rows, f"{len(samples)} messages of {options.data}"))
    console.print(
        {name: round(value, 1) for name, value in speed(reader, [s.text for s in samples]).items()}
    )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
