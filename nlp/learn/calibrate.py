"""Find how the two learned parts are pooled, on labelled messages that neither was trained on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nlp.belief import Mix
from nlp.fast import FLOOR

WEIGHTS = tuple(round(0.05 * step, 2) for step in range(4, 21))  # of the close reader
TEMPERATURES = tuple(round(0.2 + 0.05 * step, 2) for step in range(57))
Opinion = tuple[Mapping[Any, float], Mapping[Any, float] | None]


def best_mix(
    fast: Sequence[Mapping[Any, float]],
    close: Sequence[Mapping[Any, float]],
    labels: Sequence[Any],
) -> dict[str, float]:
    """Give the fields of the :class:`Mix` under which the labels are least surprising."""
    both = list(zip(fast, close, strict=True))
    alone: list[Opinion] = [(one, None) for one in fast]
    heat = min(TEMPERATURES, key=lambda t: surprise(Mix(0, 1, t), alone, labels))
    pooled = min(_mixes(heat), key=lambda mix: surprise(mix, both, labels))
    return asdict(pooled)


def _mixes(alone: float) -> Iterator[Mix]:
    for weight in WEIGHTS:
        for temperature in TEMPERATURES:
            yield Mix(weight, temperature, alone)


def surprise(mix: Mix, opinions: Sequence[Opinion], labels: Sequence[Any]) -> float:
    """Give the mean negative log-likelihood of the labels."""
    given = (
        mix.of(fast, close)[label] for (fast, close), label in zip(opinions, labels, strict=True)
    )
    return -sum(math.log(max(chance, FLOOR)) for chance in given) / len(labels)
