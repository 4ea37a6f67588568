"""Measure the reader beside its baselines: ``python -m nlp.evaluate`` prints one table."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import nlp
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Triage
from nlp.baselines import by_bare_textcat, by_keywords, by_tfidf
from nlp.classifier import cooled
from nlp.metrics import Pair, figures, interval, macro_f1, serious_caught, severity_score
from nlp.parts import Belief
from nlp.reader import Reader
from nlp.samples import Sample, read_samples
from nlp.train import lesson_of
from nlp.training import best_temperature

HEADLINE = ("macro-F1", "accuracy", "serious recall", "serious recall with review", "serious precision", "review share", "discipline accuracy", "urgent recall", "urgent false alarms", "amount exact", "amount exact, where told", "accused F1", "unit F1", "position F1", "when F1", "where F1", "ECE")  # fmt: skip
SETS = {
    "dev": "messages of the author of the training data, never trained on",
    "check": "messages by another hand, never trained on",
    "fresh": "messages by that other hand, read once after the rules were mended, never trained on",
}
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


def cross_checked(reader: Reader, samples: Sequence[Sample]) -> list[Triage]:
    """Give proposals for training messages by classifiers that have not seen them (rules unchanged)."""
    docs = list(nlp.load(model=None).docs([sample.text for sample in samples]))
    lesson = lesson_of(samples)
    severity, discipline = lesson.held_out("severity"), lesson.held_out("discipline")
    heat = {
        "severity": best_temperature(severity, [s.severity for s in samples]),
        "discipline": best_temperature(discipline, [s.discipline for s in samples]),
    }
    for doc, one, other in zip(docs, severity, discipline, strict=True):
        doc._.belief = Belief(
            cooled(one, Severity, heat["severity"]),
            cooled(other, Discipline, heat["discipline"]),
        )
    return [reader.read(doc) for doc in docs]


def intervals(pairs: Sequence[Pair]) -> dict[str, tuple[float, float]]:
    """Give the 95 % intervals of the three figures that matter most."""
    return {
        "macro-F1": interval(pairs, macro_f1),
        "serious recall": interval(
            pairs, lambda rows: severity_score(rows, Severity.SERIOUS).recall
        ),
        "serious recall with review": interval(pairs, serious_caught),
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
    parser.add_argument(
        "--set", choices=sorted(SETS), default="dev", help="which labelled messages"
    )
    parser.add_argument("--data", help="pattern of other labelled files")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument(
        "--cross", action="store_true", help="also cross-check on the training data (minutes)"
    )
    options = parser.parse_args(arguments)
    pattern = options.data or f"{options.set}-*.jsonl"
    title = f"messages of {pattern}" if options.data else SETS[options.set]
    samples, training = read_samples(pattern), read_samples("train-*.jsonl")
    reader = nlp.load()
    rows = compare(reader, training, samples)
    if options.cross:
        held = list(zip(training, cross_checked(reader, training), strict=True))
        rows = {"cross-checked": figures(held)} | rows
    console = Console()
    pairs = list(zip(samples, reader.pipe([s.text for s in samples]), strict=True))
    console.print({name: [round(v, 3) for v in span] for name, span in intervals(pairs).items()})
    console.print(show(rows, f"{len(samples)} {title}"))
    console.print(
        {name: round(value, 1) for name, value in speed(reader, [s.text for s in samples]).items()}
    )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
