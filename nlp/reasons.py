"""Why a severity was proposed: the words it rests on, with the rule and the article behind them.

The close reader marks the words that decide; the lexicon knows rule and article of what stands there. Words that
only one of the two points at come after those that both do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bot.rules.terms import Severity
from bot.rules.triage import Reason
from nlp.facts import runs, span_of
from nlp.parts import Cue, Grade, Mark

MOST = 3
SURE, DOUBTED = (
    0.4,
    0.2,
)  # of the close reader: words that decide; words of a rule that it does not believe
SHORTEST = 2  # characters of a reason
CLOSE = "close_reading"  # the rule of words that only the close reader points at
DUTY, SUBJECTS = (
    "监察法-11",
    "监察法-15",
)  # what the office watches over, and whom: where no entry names an article
WEIGHT = {
    Grade.SERIOUS: 1.0,
    Grade.CRIME_MONEY: 0.9,
    Grade.GIFT_MONEY: 0.7,
    Grade.MINOR: 0.6,
    Grade.LABEL: 0.4,
    Grade.CURSE: 0.2,
}
FITTING = {
    Severity.SERIOUS: frozenset({Grade.SERIOUS, Grade.CRIME_MONEY, Grade.GIFT_MONEY}),
    Severity.MINOR: frozenset({Grade.CRIME_MONEY, Grade.GIFT_MONEY, Grade.MINOR}),
    Severity.INSUFFICIENT: frozenset({Grade.LABEL, Grade.CURSE}),
    Severity.OUT_OF_SCOPE: frozenset(),
}
SUMS = frozenset({"sum_over_bar", "many_payers"})


def reasons_of(doc: Doc, severity: Severity) -> tuple[Reason, ...]:
    """Give at most three reasons for ``severity``, strongest first, each at its own words."""
    by_rules = list(
        _from_frames(doc) if severity is Severity.OUT_OF_SCOPE else _from_rules(doc, severity)
    )
    made = list(_seen_closely(doc, severity, by_rules)) if doc._.close else by_rules
    return tuple(_apart(sorted(made, key=lambda reason: -reason.weight)))[:MOST]


def _apart(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Give the reasons that do not overlap one given before."""
    given: list[Reason] = []
    for reason in reasons:
        if not any(_overlap(reason, other) for other in given):
            given.append(reason)
            yield reason


def _overlap(one: Reason, other: Reason) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _seen_closely(doc: Doc, severity: Severity, by_rules: list[Reason]) -> Iterator[Reason]:
    """Give the words that the close reader marks, named after a rule that stands there; then rules it does not deny."""
    cues = [cue for cue in doc._.cues if cue.asserted and cue.grade in FITTING[severity]]
    for mark in runs(doc, "evidence", SURE):
        if mark.end - mark.start >= SHORTEST:
            yield _named(doc, mark, severity, cues)
    for reason in by_rules:
        sure = _sureness(doc, reason)
        if sure >= DOUBTED:
            yield replace(reason, weight=round(reason.weight * sure, 3))


def _named(doc: Doc, mark: Mark, severity: Severity, cues: Iterable[Cue]) -> Reason:
    sure = float(doc._.close.chars["evidence"][mark.start : mark.end].mean())
    inside = [cue for cue in cues if cue.start < mark.end and mark.start < cue.end]
    best = max(inside, key=lambda cue: WEIGHT[cue.grade], default=None)
    span = span_of(doc, mark.start, mark.end)
    if best is None:
        article = SUBJECTS if severity is Severity.OUT_OF_SCOPE else DUTY
        return Reason(span, CLOSE, article, round(sure, 3))
    return Reason(span, best.rule, best.article, round(sure, 3))


def _sureness(doc: Doc, reason: Reason) -> float:
    """Give how sure the close reader is of the words of a rule."""
    marks = doc._.close.chars["evidence"]
    inside = [
        at
        for at in range(len(marks))
        if reason.span.start <= doc._.source.starts[at] < reason.span.end
    ]
    return float(marks[inside].max(initial=0)) if inside else 0.0


def _from_rules(doc: Doc, severity: Severity) -> Iterator[Reason]:
    cues = doc._.verdict.cues or [cue for cue in doc._.cues if cue.asserted]
    fitting = [cue for cue in _one_each(cues) if cue.grade in FITTING[severity]]
    for cue in fitting:
        yield Reason(span_of(doc, cue.start, cue.end), cue.rule, cue.article, WEIGHT[cue.grade])
    if severity is Severity.SERIOUS and doc._.verdict.circumstance in SUMS and fitting:
        for mark in doc._.sum.words[:1]:
            yield Reason(
                span_of(doc, mark.start, mark.end),
                doc._.verdict.circumstance,
                fitting[0].article,
                0.8,
            )


def _one_each(cues: Iterable[Cue]) -> Iterator[Cue]:
    seen: set[str] = set()
    for cue in cues:
        if cue.rule not in seen:
            seen.add(cue.rule)
            yield cue


def _from_frames(doc: Doc) -> Iterator[Reason]:
    """Give why a message is not this office's: how it is framed, or the private matter it tells."""
    for mark in doc._.frames:
        yield Reason(span_of(doc, mark.start, mark.end), f"frame_{mark.label}", "", 0.5)
    if not doc._.frames:
        for mark in doc._.actor.words:
            if mark.label == "private":
                yield Reason(span_of(doc, mark.start, mark.end), "private_actor", SUBJECTS, 0.5)
