"""Measure proposals against labels: figures between 0 and 1, counted over messages."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Span, Triage
from nlp.samples import KINDS, Sample, stretches

BINS = 10
Pair = tuple[Sample, Triage]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one label."""

    right: int
    proposed: int
    labelled: int

    @property
    def precision(self) -> float:
        """Share of proposals that are right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Share of labels that were found."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def severity_score(pairs: Iterable[Pair], label: Severity) -> Score:
    """Give the score of one severity."""
    rows = [(s.severity is label, t.severity is label) for s, t in pairs]
    return Score(sum(a and b for a, b in rows), sum(b for _, b in rows), sum(a for a, _ in rows))


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Give the mean F1 over the four severities."""
    return sum(severity_score(pairs, label).f1 for label in Severity) / len(Severity)


def serious_caught(pairs: Iterable[Pair]) -> float:
    """Give the share of serious messages proposed as serious or sent to review."""
    return share(
        t.severity is Severity.SERIOUS or t.review
        for s, t in pairs
        if s.severity is Severity.SERIOUS
    )


def review_share(pairs: Iterable[Pair]) -> float:
    """Give the share of all messages sent to review."""
    return share(t.review for _, t in pairs)


def discipline_accuracy(pairs: Iterable[Pair]) -> float:
    """Give the share of messages with a labelled discipline that got it."""
    return share(
        s.discipline is t.discipline for s, t in pairs if s.discipline is not Discipline.NONE
    )


def amount_exact(pairs: Iterable[Pair]) -> float:
    """Give the share of in-scope messages whose sum is right to the yuan, or rightly absent."""
    return share(
        s.amount_yuan == t.facts.amount_yuan
        for s, t in pairs
        if s.severity is not Severity.OUT_OF_SCOPE
    )


def amount_exact_told(pairs: Iterable[Pair]) -> float:
    """Give the share of the messages labelled with a sum that got it to the yuan."""
    return share(
        s.amount_yuan == t.facts.amount_yuan for s, t in pairs if s.amount_yuan is not None
    )


def urgent_score(pairs: Iterable[Pair]) -> Score:
    """Give the score of ``urgent``."""
    rows = [(s.urgent, t.urgent) for s, t in pairs]
    return Score(sum(a and b for a, b in rows), sum(b for _, b in rows), sum(a for a, _ in rows))


def share(values: Iterable[bool]) -> float:
    """Give the share of true values, 0 where there are none."""
    rows = list(values)
    return sum(rows) / len(rows) if rows else 0.0


def fact_f1(pairs: Iterable[Pair], kind: str) -> float:
    """Give the F1 of one kind of fact; a span counts where it overlaps a labelled one."""
    counts = [_fact_counts(s, getattr(t.facts, kind), kind) for s, t in pairs]
    found, right, proposed, labelled = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(proposed, 1), found / max(labelled, 1)
    return 2 * precision * recall / (precision + recall) if found else 0.0


def _fact_counts(sample: Sample, spans: Sequence[Span], kind: str) -> tuple[int, int, int, int]:
    gold = [list(stretches(sample.text, words)) for words in sample.facts[kind]]
    found = sum(
        any(_overlap(span, place) for span in spans for place in places) for places in gold
    )
    right = sum(
        any(_overlap(span, place) for places in gold for place in places) for span in spans
    )
    return found, right, len(spans), len(gold)


def _overlap(span: Span, place: tuple[int, int]) -> bool:
    return span.start < place[1] and place[0] < span.end


def reasons_right(pairs: Iterable[Pair]) -> float:
    """Give the share of reasons that overlap the words labelled as deciding, where such are labelled."""
    return share(
        any(_overlap(reason.span, place) for place in places)
        for s, t in pairs
        if (places := [place for words in s.evidence or () for place in stretches(s.text, words)])
        for reason in t.reasons
    )


def reasons_given(pairs: Iterable[Pair]) -> float:
    """Give the share of in-scope messages, proposed as such, that have a reason at all."""
    return share(
        bool(t.reasons) for s, t in pairs if Severity.OUT_OF_SCOPE not in (s.severity, t.severity)
    )


def calibration_error(pairs: Sequence[Pair]) -> float:
    """Give the expected calibration error over ten equal bins of confidence."""
    gaps = [abs(sure - right) * count for sure, right, count in reliability(pairs)]
    return sum(gaps) / len(pairs) if pairs else 0.0


def reliability(pairs: Sequence[Pair]) -> list[tuple[float, float, int]]:
    """Give for each bin of confidence that is used: mean confidence, share right, and how many messages."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sample, triage in pairs:
        place = min(int(triage.confidence * BINS), BINS - 1)
        bins[place].append((triage.confidence, sample.severity is triage.severity))
    return [
        (sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows), len(rows))
        for rows in bins
        if rows
    ]


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Give all figures of a reader by name."""
    serious = severity_score(pairs, Severity.SERIOUS)
    facts = {f"{kind} F1": fact_f1(pairs, kind) for kind in KINDS}
    urgent = urgent_score(pairs)
    return {
        "macro-F1": macro_f1(pairs),
        "accuracy": share(s.severity is t.severity for s, t in pairs),
        "serious recall": serious.recall,
        "serious recall with review": serious_caught(pairs),
        "serious precision": serious.precision,
        "review share": review_share(pairs),
        "discipline accuracy": discipline_accuracy(pairs),
        "urgent recall": urgent.recall,
        "urgent false alarms": (urgent.proposed - urgent.right) / len(pairs),
        "amount exact": amount_exact(pairs),
        "amount exact, where told": amount_exact_told(pairs),
        **facts,
        "reasons right": reasons_right(pairs),
        "reasons given": reasons_given(pairs),
        "ECE": calibration_error(pairs),
    }


def interval(
    pairs: Sequence[Pair], figure: Callable[[Sequence[Pair]], float], draws: int = 300
) -> tuple[float, float]:
    """Give the 95 % interval of a figure, by drawing the messages anew with a fixed seed."""
    chance = random.Random(0)  # noqa: S311 - resampling, no secret
    values = sorted(figure(chance.choices(pairs, k=len(pairs))) for _ in range(draws))
    return values[int(draws * 0.025)], values[int(draws * 0.975)]
