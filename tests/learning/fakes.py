"""A trainer, a reader and a frozen set that take no time: a model is a file that says what it gets wrong."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.classify import FullReader
from bot.learning import Tools
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Triage
from nlp.samples import KINDS, Sample

SERIOUS, MINOR = Severity.SERIOUS, Severity.MINOR


def sample(number: int, severity: Severity) -> Sample:
    urgent = severity is SERIOUS
    return Sample(
        f"f-{number}", f"第{number}条", severity, Discipline.WORK, urgent,
        dict.fromkeys(KINDS, ()), None, "",
    )  # fmt: skip


FROZEN = [sample(number, severity) for number, severity in enumerate([*Severity] * 3)]


@dataclass
class FakeReader:
    """Reads as labelled, but for the first ``missed`` serious, ``harmed`` minor and ``unheard`` urgent messages."""

    model: str
    missed: int = 0
    harmed: int = 0
    unheard: int = 0
    review: bool = False

    def triage(self, text: str) -> Triage:
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Triage]:
        wrong = {SERIOUS: self.missed, MINOR: self.harmed}
        labels = {one.text: one.severity for one in FROZEN}
        threats = [one.text for one in FROZEN if one.urgent][self.unheard :]
        for text in texts:
            severity = labels.get(text, MINOR)
            if wrong.get(severity, 0) > 0:
                wrong[severity] -= 1
                severity = Severity.OUT_OF_SCOPE
            yield Triage(
                severity,
                0.9,
                Discipline.WORK,
                review=self.review,
                urgent=text in threats,
                model=self.model,
            )


@dataclass
class FakeTrainer:
    """Writes what the tests want the next model to be, and remembers what it was shown."""

    version: str = "b2"
    missed: int = 0
    harmed: int = 0
    unheard: int = 0
    review: bool = False
    broken: bool = False
    shipped: FakeReader = field(default_factory=lambda: FakeReader("fake-shipped"))
    shown: list[Sample] = field(default_factory=list)

    def train(self, samples: Sequence[Sample], path: Path) -> dict[str, Any]:
        self.shown = list(samples)
        path.mkdir(parents=True)
        told = {
            "missed": self.missed,
            "harmed": self.harmed,
            "unheard": self.unheard,
            "review": self.review,
        }
        text = "{" if self.broken else json.dumps(told | {"version": self.version})
        (path / "reader.json").write_text(text, "utf-8")
        return {"version": self.version}

    def load(self, path: Path | None) -> FullReader:
        if path is None:
            return self.shipped
        try:
            told = json.loads((path / "reader.json").read_text("utf-8"))
        except ValueError:
            return FakeReader("rules (broken model: ValueError)", review=True)
        return FakeReader(f"fake-{told.pop('version')}", **told)

    def tools(self) -> Tools:
        return Tools(self.train, self.load, lambda: FROZEN)
