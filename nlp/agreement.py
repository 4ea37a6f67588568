"""How far a second person, who saw only the texts and the guide, gave the same labels: ``python -m nlp.agreement``."""

from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from nlp.jsonl import rows
from nlp.samples import DATA, Sample, read_samples

SECOND = DATA / "agreement"
LABELS = ("severity", "discipline", "urgent", "amount_yuan")


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Give Cohen's kappa of two labellers: agreement beyond what chance would give, 1 where all is alike."""
    count = len(first)
    same = sum(a == b for a, b in zip(first, second, strict=True)) / count
    one, other = Counter(first), Counter(second)
    chance = sum(one[label] * other[label] for label in one) / count**2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def read_second(directory: Path = SECOND) -> dict[str, dict[str, Any]]:
    """Give the second labels by message id."""
    return {row["id"]: row for path in sorted(directory.glob("*.jsonl")) for row in rows(path)}


def compare(samples: Sequence[Sample], second: dict[str, dict[str, Any]]) -> Table:
    """Give the agreement on each label as a table."""
    both = [(sample, second[sample.id]) for sample in samples if sample.id in second]
    table = Table(title=f"{len(both)} messages, two labellers")
    for column in ("label", "the same", "kappa"):
        table.add_column(column)
    for label in LABELS:
        first, other = [getattr(s, label) for s, _ in both], [row[label] for _, row in both]
        same = sum(a == b for a, b in zip(first, other, strict=True)) / len(both)
        table.add_row(label, f"{same:.3f}", f"{kappa(first, other):.3f}")
    return table


if __name__ == "__main__":
    everything = [s for name in ("train-*.jsonl", "tune-*.jsonl") for s in read_samples(name)]
    Console().print(compare(everything, read_second()))
