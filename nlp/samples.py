"""Labelled messages: read the data files of the project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline, Severity
from nlp.jsonl import rows

DATA = Path(__file__).with_name("data")
KINDS = ("accused", "unit", "position", "when", "where")


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled message; facts, sums and evidence are strings of the message as written."""

    id: str
    text: str
    severity: Severity
    discipline: Discipline
    urgent: bool
    facts: dict[str, tuple[str, ...]]
    amount_yuan: int | None
    style: str
    sums: tuple[str, ...] | None = (
        None  # the words the sum rests on; None where nobody marked them
    )
    evidence: tuple[str, ...] | None = None  # the words that decide the severity; None as above
    facts_marked: bool = True  # False where nobody looked for facts
    discipline_marked: bool = True  # False where nobody said it
    urgent_marked: bool = True  # as above
    clean: str = ""  # id of the message that this one is a noisy spelling of
    of: str = ""  # id of the message that this one is a turn of


def read_samples(pattern: str, directory: Path = DATA) -> list[Sample]:
    """Give the messages of all files of a pattern such as ``train-*.jsonl``, in order of file name."""
    paths = sorted(directory.glob(pattern))
    return [sample_of(row) for path in paths for row in rows(path)]


def sample_of(row: dict[str, Any]) -> Sample:
    """Give the sample that a row of a data file describes."""
    facts = row.get("facts") or {}
    return Sample(
        id=str(row["id"]),
        text=row["text"],
        severity=Severity(row["severity"]),
        discipline=Discipline(row["discipline"]),
        urgent=bool(row.get("urgent", False)),
        facts={kind: tuple(facts.get(kind) or ()) for kind in KINDS},
        amount_yuan=facts.get("amount_yuan"),
        style=row.get("style", ""),
        sums=_marked(facts.get("amount")),
        evidence=_marked(row.get("evidence")),
        clean=str(row.get("clean", "")),
        of=str(row.get("of", "")),
    )


def _marked(words: list[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(words)


def stretches(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Give every place where ``words`` stand in ``text``."""
    at = text.find(words)
    while at >= 0 and words:
        yield at, at + len(words)
        at = text.find(words, at + 1)
