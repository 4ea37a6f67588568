"""Train the fast classifier: logistic regression on n-grams and the rules' findings, with scikit-learn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.fast import GRAMS, URGENT, WEIGHTS
from nlp.samples import Sample
from nlp.view import view


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the linear models are fitted."""

    fewest: int = 3  # messages in which a gram must stand
    looseness: float = 20.0  # scikit-learn's C
    rounds: int = 1_000
    processes: int = 2


LINEAR = Recipe()
NEVER = -20.0  # the start of a label that no message has


def write_fast(docs: Sequence[Doc], samples: Sequence[Sample], path: Path) -> None:
    """Train on messages that the rules have read and write the files of :func:`nlp.fast.read_fast`."""
    cutter: Any = TfidfVectorizer(analyzer=view, sublinear_tf=True, min_df=LINEAR.fewest)
    seen = cutter.fit_transform(docs)
    said = [at for at, sample in enumerate(samples) if sample.discipline_marked]
    heard = [at for at, sample in enumerate(samples) if sample.urgent_marked]
    questions = {
        "severity": (seen, [sample.severity for sample in samples], tuple(Severity)),
        "discipline": (seen[said], [samples[at].discipline for at in said], tuple(Discipline)),
        "urgent": (seen[heard], [samples[at].urgent for at in heard], URGENT),
    }
    answers = Parallel(n_jobs=LINEAR.processes)(delayed(_fit)(*one) for one in questions.values())
    arrays = {"rarity": cutter.idf_.astype(np.float16)}
    for name, (weights, start) in zip(questions, answers, strict=True):
        arrays |= {name: weights, f"{name}_start": start}
    np.savez_compressed(path / WEIGHTS, **arrays)
    grams = json.dumps(cutter.get_feature_names_out().tolist(), ensure_ascii=False)
    (path / GRAMS).write_text(grams + "\n", "utf-8")


def _fit(seen: Any, labels: Sequence[Any], kinds: Sequence[Any]) -> tuple[Any, Any]:
    """Give (grams, labels) weights and the labels' starts; a label without a message is never likely."""
    given = [kinds.index(label) for label in labels]
    weights = np.zeros((seen.shape[1], len(kinds)), np.float16)
    start = np.full(len(kinds), NEVER, np.float32)
    if len(set(given)) <= 1:
        start[given[:1]] = 0.0
        return weights, start
    model: Any = LogisticRegression(
        C=LINEAR.looseness, max_iter=LINEAR.rounds, class_weight="balanced"
    )
    model.fit(seen, given)
    rows, starts = model.coef_, model.intercept_
    if len(model.classes_) == len(URGENT):  # scikit-learn keeps one row for two labels
        rows, starts = np.vstack([-rows, rows]) / 2, np.concatenate([-starts, starts]) / 2
    for row, column in enumerate(model.classes_):
        weights[:, column], start[column] = rows[row], starts[row]
    return weights, start
