"""Why a severity was proposed: the words it rests on, from the rules or found by striking words out."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from bot.rules.terms import Severity
from bot.rules.triage import Reason
from nlp.classifier import Classifier
from nlp.facts import span_of
from nlp.parts import Cue, Grade, Mark
from nlp.view import view, views_without

MOST = 3
CLAUSES = 12  # stretches struck out in turn; the rest of a long message is left alone
CLAUSE = re.compile(r"[^,。!?;:\n]{3,}")
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


def reasons_of(doc: Doc, severity: Severity, classifier: Classifier | None) -> tuple[Reason, ...]:
    """Give at most three reasons for ``severity``, strongest first, each at its own words."""
    if severity is Severity.OUT_OF_SCOPE:
        return tuple(_from_frames(doc))[:MOST]
    made = list(_from_rules(doc, severity))
    if not made and classifier:
        made = list(_from_classifier(doc, severity, classifier))
    return tuple(_unlike(sorted(made, key=lambda reason: -reason.weight)))[:MOST]


def _unlike(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Give the reasons whose words were not given before."""
    seen: set[tuple[int, int]] = set()
    for reason in reasons:
        if (reason.span.start, reason.span.end) not in seen:
            seen.add((reason.span.start, reason.span.end))
            yield reason


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
                yield Reason(span_of(doc, mark.start, mark.end), "private_actor", "监察法-15", 0.5)


def _from_classifier(doc: Doc, severity: Severity, classifier: Classifier) -> Iterator[Reason]:
    """Give the stretch without which the classifier would be least sure of its label."""
    clauses = [Mark(m.start(), m.end(), "clause") for m in CLAUSE.finditer(doc._.source.text)][
        :CLAUSES
    ]
    if not clauses:
        return
    stretches = [range(clause.start, clause.end) for clause in clauses]
    whole, *without = classifier.quick([view(doc), *views_without(doc, stretches)])
    losses = [whole[severity.value] - cats[severity.value] for cats in without]
    best = max(range(len(clauses)), key=lambda index: losses[index])
    span = span_of(doc, clauses[best].start, clauses[best].end)
    yield Reason(span, "classifier", "", round(min(max(losses[best], 0.05), 0.5), 3))
