"""Why a severity was proposed: the words it rests on, with the rule and the article behind them.

The close reader marks the words that decide; the lexicon knows rule and article of what stands there. A reason is a
passage that an officer can read by itself: a clause, with its neighbours where they belong to the same thing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Severity
from bot.rules.triage import Reason
from nlp.facts import span_of
from nlp.parts import Cue, Grade, Mark

MOST = 3
PASSAGES, LONGEST = 2, 60  # reasons of a message that was read closely, and the characters of one
# Shares: of a clause's sureness for its neighbour, of the first passage's weight for the next.
LIKE, NEARLY = 0.4, 0.95
BONUS = np.float32(0.1)  # what a word of the rules adds to the close reader's sureness
CANDIDATES = 8  # clauses from which passages grow, however long a letter is
CLAUSE, SENTENCE_END = re.compile(r"[^,。!?;:\n]{2,}"), re.compile(r"[。!?;\n]")
CLOSE = "close_reading"  # the rule of words that only the close reader points at
# What the office watches over, and whom: where no entry names an article.
DUTY, SUBJECTS = "监察法-11", "监察法-15"
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


@dataclass(frozen=True, slots=True)
class Known:
    """Words that a rule points at, with its article."""

    start: int
    end: int
    rule: str
    article: str
    weight: float


def reasons_of(doc: Doc, severity: Severity) -> tuple[Reason, ...]:
    """Give at most three reasons for ``severity``, strongest first, each at its own words."""
    if doc._.close:
        return tuple(_seen_closely(doc, severity))
    outside = severity is Severity.OUT_OF_SCOPE
    made = _from_frames(doc) if outside else _from_rules(doc, severity)
    return tuple(_unlike(sorted(made, key=lambda reason: -reason.weight)))[:MOST]


def _unlike(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Give the reasons whose words were not given before."""
    seen: set[tuple[int, int]] = set()
    for reason in reasons:
        if (reason.span.start, reason.span.end) not in seen:
            seen.add((reason.span.start, reason.span.end))
            yield reason


def _seen_closely(doc: Doc, severity: Severity) -> Iterator[Reason]:
    """Give the passages that the close reader and the rules point at, named after a rule that stands there."""
    known = _outside(doc) if severity is Severity.OUT_OF_SCOPE else _inside(doc, severity)
    sure = doc._.close.chars["evidence"].copy()
    for told in known:
        sure[told.start : told.end] += BONUS
    for mark in passages(doc._.source.text, sure)[:PASSAGES]:
        weight = round(min(float(sure[mark.start : mark.end].mean()), 1.0), 3)
        there = [told for told in known if told.start < mark.end and mark.start < told.end]
        best = max(there, key=lambda told: told.weight, default=None)
        span = span_of(doc, mark.start, mark.end)
        general = SUBJECTS if severity is Severity.OUT_OF_SCOPE else DUTY
        rule, article = (best.rule, best.article) if best else (CLOSE, general)
        yield Reason(span, rule, article or general, weight)


def _inside(doc: Doc, severity: Severity) -> list[Known]:
    """Give the words of the lexicon that speak for a severity."""
    cues = [cue for cue in doc._.cues if cue.asserted and cue.grade in FITTING[severity]]
    return [Known(c.start, c.end, c.rule, c.article, WEIGHT[c.grade]) for c in cues]


def _outside(doc: Doc) -> list[Known]:
    """Give the words that put a message outside: how it is framed, or the private matter it tells."""
    frames = [Known(m.start, m.end, f"frame_{m.label}", SUBJECTS, 0.5) for m in doc._.frames]
    private = [m for m in doc._.actor.words if m.label == "private"]
    return frames + [Known(m.start, m.end, "private_actor", SUBJECTS, 0.4) for m in private]


def passages(text: str, sure: NDArray[np.float32]) -> list[Mark]:
    """Give the passages that decide, the weightiest first: clauses with their like neighbours in a sentence.

    A passage after the first must weigh nearly as much as the first.
    """
    clauses = [Mark(m.start(), m.end(), "clause") for m in CLAUSE.finditer(text)]
    found: list[Mark] = []
    surest = sorted(clauses, key=lambda c: -float(sure[c.start : c.end].sum()))
    for clause in surest[:CANDIDATES]:
        if not any(mark.start <= clause.start < mark.end for mark in found):
            taken = {c for c in clauses if any(m.start <= c.start < m.end for m in found)}
            found.append(_grown(text, clause, clauses, taken, sure))
    weights = {mark: float(sure[mark.start : mark.end].sum()) for mark in found}
    ranked = sorted(found, key=lambda mark: -weights[mark])
    return [mark for mark in ranked if weights[mark] >= NEARLY * weights[ranked[0]] > 0]


def _grown(
    text: str, clause: Mark, clauses: Sequence[Mark], taken: set[Mark], sure: NDArray[np.float32]
) -> Mark:
    """Give a clause with the neighbours that are nearly as sure as itself, within its sentence."""
    bar = LIKE * float(sure[clause.start : clause.end].mean())
    grown = clause
    for way in (-1, 1):
        beside = (c for c in clauses[::way] if (c.start - clause.start) * way > 0)
        for other in beside:
            wider = Mark(min(grown.start, other.start), max(grown.end, other.end), "clause")
            apart = SENTENCE_END.search(text[wider.start : wider.end])
            unlike = other in taken or float(sure[other.start : other.end].mean()) < bar
            if apart or unlike or wider.end - wider.start > LONGEST:
                break
            grown = wider
    return grown


def _from_rules(doc: Doc, severity: Severity) -> Iterator[Reason]:
    cues = doc._.verdict.cues or [cue for cue in doc._.cues if cue.asserted]
    fitting = [cue for cue in _one_each(cues) if cue.grade in FITTING[severity]]
    for cue in fitting:
        article = cue.article or DUTY
        yield Reason(span_of(doc, cue.start, cue.end), cue.rule, article, WEIGHT[cue.grade])
    if severity is Severity.SERIOUS and doc._.verdict.circumstance in SUMS and fitting:
        for mark in doc._.sum.words[:1]:
            yield Reason(
                span_of(doc, mark.start, mark.end),
                doc._.verdict.circumstance,
                fitting[0].article or DUTY,
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
        yield Reason(span_of(doc, mark.start, mark.end), f"frame_{mark.label}", SUBJECTS, 0.5)
    if not doc._.frames:
        for mark in doc._.actor.words:
            if mark.label == "private":
                yield Reason(span_of(doc, mark.start, mark.end), "private_actor", SUBJECTS, 0.5)
