"""The figures: what counts as right, which errors are worst, what noise costs."""

from dataclasses import replace

import pytest

from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Reason, Span, Triage
from nlp.agreement import kappa
from nlp.evaluate import BROUGHT, PARTS, draw, without_each, worst
from nlp.metrics import reasons_right, reliability
from nlp.parallel import SeveralReaders
from nlp.reader import Reader
from nlp.samples import KINDS, Sample

TEXT = "水利局的赵科长收了五万"


def sample(severity: Severity = Severity.SERIOUS, **changed: object) -> Sample:
    made = Sample(
        "x", TEXT, severity, Discipline.DUTY_CRIME, False, dict.fromkeys(KINDS, ()), None, ""
    )
    return replace(made, **changed)


def proposal(
    severity: Severity, confidence: float = 0.9, *, review: bool = False, reason: str = ""
) -> Triage:
    at = TEXT.index(reason) if reason else 0
    reasons = (Reason(Span(at, at + len(reason), reason), "r", ""),) if reason else ()
    return Triage(
        severity, confidence, Discipline.DUTY_CRIME, review, urgent=False, reasons=reasons
    )


def test_a_serious_tip_missed_without_review_is_the_worst_error() -> None:
    """Then serious ones under review, then the surest of the rest."""
    missed = (sample(), proposal(Severity.MINOR, 0.5))
    reviewed = (sample(), proposal(Severity.MINOR, 0.99, review=True))
    light = (sample(Severity.MINOR), proposal(Severity.SERIOUS, 0.99))
    right = (sample(), proposal(Severity.SERIOUS))
    assert worst([light, right, reviewed, missed]) == [missed, reviewed, light]


def test_a_reason_is_right_where_it_touches_the_words_that_decide() -> None:
    """Beside them it is wrong; messages whose words nobody marked do not count."""
    marked = sample(evidence=("收了五万",))
    pairs = [
        (marked, proposal(Severity.SERIOUS, reason="赵科长收了五万")),
        (marked, proposal(Severity.SERIOUS, reason="水利局")),
    ]
    assert reasons_right(pairs) == 0.5
    assert reasons_right([(sample(), proposal(Severity.SERIOUS, reason="水利局"))]) == 0


def test_each_part_can_be_left_out_and_the_rest_still_reads() -> None:
    rows = without_each([sample()])

    assert list(rows) == [f"without {name}" for name in PARTS]
    assert all(set(figures) == set(BROUGHT) for figures in rows.values())
    assert rows["without close reader"]["macro-F1"] > 0


def test_reliability_compares_what_is_said_with_what_is_true() -> None:
    """One row for each bin of confidence that is used."""
    pairs = [
        (sample(), proposal(Severity.SERIOUS, 0.95)),
        (sample(), proposal(Severity.MINOR, 0.95)),
    ]
    assert reliability(pairs) == [(0.95, 0.5, 2)]


def test_the_diagram_is_drawn(tmp_path) -> None:
    """A picture that can be opened."""
    draw([(sample(), proposal(Severity.SERIOUS, 0.95))], tmp_path / "r.png")
    assert (tmp_path / "r.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [("aabb", "aabb", 1.0), ("aabb", "abab", 0.0), ("aaaa", "aaaa", 1.0), ("ab", "ba", -1.0)],
)
def test_kappa_is_agreement_beyond_chance(first: str, second: str, value: float) -> None:
    """All alike is 1, as chance would have it 0."""
    assert kappa(first, second) == pytest.approx(value)


def rules_alone() -> Reader:
    """Importable by a worker process."""
    import nlp

    return nlp.load(model=None)


@pytest.mark.slow
def test_several_processes_read_like_one_in_the_same_order() -> None:
    """However many cores, the same proposals come back, each at its place."""
    texts = [f"第{number}封：{TEXT}，{'没有' * (number % 3)}" for number in range(300)]
    together = list(SeveralReaders(rules_alone, 2).pipe(texts, batch_size=16))
    assert together == list(rules_alone().pipe(texts))
