"""Fit the weights by which two tips are compared: ``python -m nlp.learn.repeats`` prints them.

A logistic regression over the pairs that come to be compared, of the files to tune on. Beside it stands
what it reaches by cross-validation: no pair is judged by weights that have seen either of its matters.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from sklearn.linear_model import LogisticRegression

from bot.rules.likeness import Evidence, evidence
from nlp.repeats_evaluate import TUNED, Found, Told, found_among, read_told, search
from nlp.samples import read_samples

FOLDS, DRAWS = 5, 5
EACH = (
    0.5,
    1.25,
)  # the second file is smaller and lies nearer to what people write: as much as the first
THRESHOLDS = tuple(at / 50 for at in range(10, 46))
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """The pairs of one file that come to be compared, and what they have in common."""

    found: Found
    pairs: Sequence[Pair]
    told: NDArray[np.float64]
    right: NDArray[np.bool_]

    def matters(self, fold: int, draw: int) -> NDArray[np.bool_]:
        """Say of each pair whether its first tip falls into this fold, and whether its second does."""
        lots = np.random.default_rng(draw).permutation(1000) % FOLDS
        numbers = [one.number for one in self.found.told]
        ends = [[lots[numbers[at]] if at < len(numbers) else -1 for at in p] for p in self.pairs]
        return np.asarray(np.array(ends) == fold)


def part(told: Sequence[Told], others: Sequence[str]) -> Part:
    """Look all tips of a file up, and give the pairs that were compared."""
    found = search(told, others)
    pairs = sorted(found.compared)
    features = [astuple(evidence(found.gists[one], found.gists[other])) for one, other in pairs]
    return Part(found, pairs, np.array(features), np.array([p in found.right for p in pairs]))


def fitted(parts: Sequence[Part], kept: Sequence[NDArray[np.bool_]]) -> LogisticRegression:
    """Give the regression over those pairs of each part that are kept."""
    rows = np.concatenate([one.told[keep] for one, keep in zip(parts, kept, strict=True)])
    right = np.concatenate([one.right[keep] for one, keep in zip(parts, kept, strict=True)])
    counts = (int(keep.sum()) for keep in kept)
    weights = np.concatenate([np.full(n, each) for n, each in zip(counts, EACH, strict=True)])
    return LogisticRegression(max_iter=5000).fit(rows, right, weights)


def judged(parts: Sequence[Part], draw: int) -> list[NDArray[np.float64]]:
    """Give how sure each pair is, by the weights of the other folds."""
    sure = [np.zeros(len(one.pairs)) for one in parts]
    for fold in range(FOLDS):
        inside = [one.matters(fold, draw) for one in parts]
        model = fitted(parts, [np.logical_not(ends.any(axis=1)) for ends in inside])
        for one, ends, score in zip(parts, inside, sure, strict=True):
            mine = ends[:, 0]
            score[mine] = model.predict_proba(one.told[mine])[:, 1]
    return sure


def main() -> None:
    """Print the figures at each threshold, then the weights."""
    console = Console(width=110)
    others = [sample.text for sample in read_samples("train-*.jsonl")]
    parts = [part(told, others) for told in map(read_told, TUNED)]
    sures = [judged(parts, draw) for draw in range(DRAWS)]
    for threshold in THRESHOLDS:
        line = [f"{threshold:.2f}"]
        for at, one in enumerate(parts):
            figures = [_figures(one, sure[at], threshold) for sure in sures]
            precision, recall = np.mean(figures, axis=0)
            line.append(f"precision {precision:.3f} recall {recall:.3f}")
        console.print(" | ".join(line))
    model = fitted(parts, [np.ones(len(one.pairs), dtype=bool) for one in parts])
    for name, weight in zip(Evidence.__slots__, model.coef_[0], strict=True):
        console.print(f"{name}={weight:.2f}")
    console.print(f"BIAS = {model.intercept_[0]:.2f}")


def _figures(one: Part, sure: NDArray[np.float64], threshold: float) -> tuple[float, float]:
    linked = {pair for pair, score in zip(one.pairs, sure, strict=True) if score >= threshold}
    figures = found_among(one.found, linked).figures(sorted({t.number for t in one.found.told}))
    return figures["precision"], figures["recall"]


if __name__ == "__main__":
    main()
