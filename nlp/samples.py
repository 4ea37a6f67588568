"""Labelled messages: read the data files of the project."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline, Severity

DATA = Path(__file__).with_name("data")
KINDS = ("accused", "unit", "position", "when", "where")


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled message; facts are strings of the message as written."""

    id: str
    text: str
    severity: Severity
    discipline: Discipline
    urgent: bool
    facts: dict[str, tuple[str, ...]]
    amount_yuan: int | None
    style: str


def read_samples(pattern: str, directory: Path = DATA) -> list[Sample]:
    """Give the messages of all files of a pattern such as ``train-*.jsonl``, in order of file name."""
    paths = sorted(directory.glob(pattern))
    return [
        _sample(json.loads(line))
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _sample(row: dict[str, Any]) -> Sample:
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
    )
