"""Train the fast classifier: logistic regression on n-grams and the rules' findings, with scikit-learn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.fast import GRAMS, WEIGHTS
from nlp.samples import Sample
from nlp.view import view


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the linear models are fitted."""

    fewest: int = 2  # messages in which a gram must stand
    looseness: float = 10.0  # scikit-learn's C
    rounds: int = 1_000


LINEAR = Recipe()
NEVER = -20.0  # the start of a label that no message has


def write_fast(docs: Sequence[Doc], samples: Sequence[Sample], path: Path) -> None:
    """Train on messages that the rules have read and write the files of :func:`nlp.fast.read_fast`."""
    cutter: Any = TfidfVectorizer(analyzer=view, sublinear_tf=True, min_df=LINEAR.fewest)
    seen = cutter.fit_transform(docs)
    said = [at for at, sample in enumerate(samples) if sample.discipline_marked]
    severity = _fit(seen, [sample.severity for sample in samples], Severity)
    discipline = _fit(seen[said], [samples[at].discipline for at in said], Discipline)
    np.savez_compressed(
        path / WEIGHTS,
        rarity=cutter.idf_.astype(np.float16),
        severity=severity[0],
        severity_start=severity[1],
        discipline=discipline[0],
        discipline_start=discipline[1],
    )
    grams = json.dumps(cutter.get_feature_names_out().tolist(), ensure_ascii=False)
    (path / GRAMS).write_text(grams + "\n", "utf-8")


def _fit(seen: Any, labels: Sequence[StrEnum], kinds: type[StrEnum]) -> tuple[Any, Any]:
    """Give (grams, labels) weights and the labels' starts; a label without a message is never likely."""
    model: Any = LogisticRegression(
        C=LINEAR.looseness, max_iter=LINEAR.rounds, class_weight="balanced"
    )
    model.fit(seen, [label.value for label in labels])
    weights = np.zeros((seen.shape[1], len(kinds)), np.float16)
    start = np.full(len(kinds), NEVER, np.float32)
    for row, label in enumerate(model.classes_):
        column = list(kinds).index(kinds(label))
        weights[:, column], start[column] = model.coef_[row], model.intercept_[row]
    return weights, start
