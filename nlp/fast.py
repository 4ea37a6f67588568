"""The fast classifier: linear models for severity, discipline and urgency, on n-grams and the rules' findings.

Trained with scikit-learn (``nlp/learn/linear.py``), read with numpy: a row of weights for each n-gram, added up.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.chances import softmax
from nlp.parts import Belief
from nlp.view import view

WEIGHTS, GRAMS = "fast.npz", "grams.json"  # files of a model
FLOOR = 1e-6
URGENT = (False, True)  # the labels of urgency, in order
Item = TypeVar("Item")
Label = TypeVar("Label", bound=StrEnum)
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """A weight for each gram and label, and what each label starts with; labels in the order of their enum."""

    weights: Array
    start: Array

    def chances(self, rows: NDArray[np.intp], values: Array) -> Array:
        """Give the probabilities of the labels for the grams ``rows`` with ``values``."""
        return softmax(self.start + values @ self.weights[rows])


@dataclass(frozen=True)
class Fast:
    """The linear models with the grams they know and how telling each gram is (inverse document frequency)."""

    grams: Mapping[str, int]
    rarity: Array
    severity: Linear
    discipline: Linear
    urgent: Linear

    def believe(self, docs: Iterable[Doc]) -> Iterator[Belief]:
        """Give a belief about each message that the rules have read, not calibrated."""
        for doc in docs:
            rows, values = self._weighed(view(doc))
            yield Belief(
                _of(Severity, self.severity.chances(rows, values)),
                _of(Discipline, self.discipline.chances(rows, values)),
                float(self.urgent.chances(rows, values)[URGENT.index(True)]),
            )

    def _weighed(self, seen: Iterable[str]) -> tuple[NDArray[np.intp], Array]:
        """Give the known grams and their weights: damped count times rarity, of length one together."""
        counts = Counter(row for gram in seen if (row := self.grams.get(gram)) is not None)
        rows = np.fromiter(counts, np.intp, len(counts))
        times = np.fromiter(counts.values(), np.float32, len(counts))
        values = (1 + np.log(times)) * self.rarity[rows]
        length = float(np.linalg.norm(values))
        return rows, (values / length if length else values).astype(np.float32)


def _of(labels: type[Label], chances: Array) -> dict[Label, float]:
    return dict(zip(labels, map(float, chances), strict=True))


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Give the items in lists of ``size``, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def pooled(
    opinions: Sequence[tuple[Mapping[Label, float], float]], temperature: float
) -> dict[Label, float]:
    """Give the weighted geometric mean of probabilities, sharpened or softened by a temperature."""
    powers = {
        label: sum(weight * math.log(max(cats[label], FLOOR)) for cats, weight in opinions)
        / temperature
        for label in opinions[0][0]
    }
    top = max(powers.values())
    raised = {label: math.exp(power - top) for label, power in powers.items()}
    whole = sum(raised.values())
    return {label: value / whole for label, value in raised.items()}


def read_fast(path: Path) -> Fast:
    """Give the fast classifier of a model directory.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: the files are not what they should be, or do not fit each other.
        KeyError: the weights lack a part.
    """
    grams: list[str] = json.loads((path / GRAMS).read_text("utf-8"))
    with (path / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        arrays: dict[str, Any] = {name: kept[name].astype(np.float32) for name in kept}
    if len(arrays["rarity"]) != len(grams):
        raise ValueError(f"{len(grams)} grams, but weights for {len(arrays['rarity'])}")
    return Fast(
        {gram: row for row, gram in enumerate(grams)},
        arrays["rarity"],
        Linear(arrays["severity"], arrays["severity_start"]),
        Linear(arrays["discipline"], arrays["discipline_start"]),
        Linear(arrays["urgent"], arrays["urgent_start"]),
    )
