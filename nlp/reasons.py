"""Why a severity was proposed: the words it rests on, with the rule and the article behind them.

The close reader marks the words that decide; the lexicon knows rule and article of what stands there. A reason is a
passage that an officer can read by itself: a clause, with its neighbours where they belong to the same thing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Severity
from bot.rules.triage import Reason
from nlp.decision import SANCTIONED
from nlp.facts import span_of
from nlp.parts import Cue, Grade, Mark

MOST = 3  # reasons where the rules speak alone; who has read closely shows one passage
LONGEST = 60  # characters of a passage
STEP = 15  # characters by which a clause is cut that nobody ended in so many
CHEAP = 0.1  # a passage's weight falls with this power of its length: words must earn their place
CLAUSE, SENTENCE_END = re.compile(r"[^,。!?;:\n ]{2,}"), re.compile(r"[。!?;\n]")
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
# How often a clause with such words decides, among the training messages of that severity; of all clauses one in four.
# What is not named here speaks for another severity and is no reason.
SANCTION = "after_sanction"
SPEAKS: dict[Severity, dict[str, float]] = {
    Severity.SERIOUS: {
        SANCTION: 0.9,
        Grade.SERIOUS: 0.7,
        Grade.CRIME_MONEY: 0.6,
        Grade.GIFT_MONEY: 0.6,
    },
    Severity.MINOR: {Grade.GIFT_MONEY: 0.6, Grade.CRIME_MONEY: 0.6, Grade.MINOR: 0.6},
    Severity.INSUFFICIENT: {Grade.LABEL: 0.8, Grade.CURSE: 0.7},
    Severity.OUT_OF_SCOPE: {
        "fiction": 0.9,
        "hearsay": 0.8,
        "private": 0.7,
        "praise": 0.5,
        "question": 0.5,
        "resolved": 0.5,
    },
}
ANY, LEANS = (
    0.25,
    0.4,
)  # the share of all clauses; how far a word of the rules lifts the close reader's sureness
SUMS = frozenset({"sum_over_bar", "many_payers"})
Sureness = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Known:
    """Words that a rule points at, with its article."""

    start: int
    end: int
    rule: str
    article: str
    speaks: float  # as in ``SPEAKS``


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
    """Give the passage that the close reader and the rules point at, named after a rule that stands there."""
    outside = severity is Severity.OUT_OF_SCOPE
    known = _outside(doc) if outside else _inside(doc, severity)
    sure = leaning(doc._.close.chars["evidence"], known)
    mark = passage(doc._.source.text, sure)
    if mark is None:
        return
    there = [told for told in known if told.start < mark.end and mark.start < told.end]
    best = max(there, key=lambda told: told.speaks, default=None)
    general = SUBJECTS if outside else DUTY
    rule, article = (best.rule, best.article) if best else (CLOSE, general)
    weight = round(min(float(sure[mark.start : mark.end].mean()), 1.0), 3)
    yield Reason(span_of(doc, mark.start, mark.end), rule, article or general, weight)


def _inside(doc: Doc, severity: Severity) -> list[Known]:
    """Give the words of the rules that speak for a severity."""
    speaks = SPEAKS[severity]
    cues = [cue for cue in doc._.cues if cue.asserted and cue.grade in speaks]
    known = [Known(c.start, c.end, c.rule, c.article, speaks[c.grade]) for c in cues]
    if SANCTION in speaks:
        again = SANCTIONED.finditer(doc._.source.text)
        known += [Known(m.start(), m.end(), SANCTION, DUTY, speaks[SANCTION]) for m in again]
    return known


def _outside(doc: Doc) -> list[Known]:
    """Give the words that put a message outside: how it is framed, or the private matter it tells."""
    speaks = SPEAKS[Severity.OUT_OF_SCOPE]
    frames = [
        Known(m.start, m.end, f"frame_{m.label}", SUBJECTS, speaks[m.label]) for m in doc._.frames
    ]
    private = [m for m in doc._.actor.words if m.label == "private"]
    return frames + [
        Known(m.start, m.end, "private_actor", SUBJECTS, speaks["private"]) for m in private
    ]


def leaning(sure: Sureness, known: Iterable[Known]) -> Sureness:
    """Give the close reader's sureness, lifted where the rules know words that speak for the severity."""
    lift = np.zeros_like(sure)
    for told in known:
        here = slice(told.start, told.end)
        lift[here] = np.maximum(lift[here], LEANS * (told.speaks - ANY))
    return sure + lift


def passage(text: str, sure: Sureness) -> Mark | None:
    """Give the passage that weighs most: clauses of one sentence that follow each other; None where nobody is sure.

    A character weighs the square of its sureness, for a few words that surely decide say more than many that may.
    """
    upto = np.concatenate([[0.0], np.cumsum(np.square(sure, dtype=np.float64))])

    def weight(mark: Mark) -> float:
        length: int = mark.end - mark.start
        return float(upto[mark.end] - upto[mark.start]) / float(length**CHEAP)

    best = max(_passages(text), key=weight, default=None)
    return best if best and weight(best) > 0 else None


def _passages(text: str) -> Iterator[Mark]:
    """Give every clause by itself and with those that follow it in its sentence, as far as it can be read at once."""
    clauses = [piece for match in CLAUSE.finditer(text) for piece in _cut(*match.span())]
    for at, (start, first_end) in enumerate(clauses):
        yield Mark(start, first_end, "passage")
        for _, end in clauses[at + 1 :]:
            if end - start > LONGEST or SENTENCE_END.search(text, first_end, end):
                break
            yield Mark(start, end, "passage")


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a clause whole, or in pieces where it is too long to be read at once."""
    step = STEP if end - start > LONGEST else end - start
    yield from ((at, min(at + step, end)) for at in range(start, end, step))


def _from_rules(doc: Doc, severity: Severity) -> Iterator[Reason]:
    cues = doc._.verdict.cues or [cue for cue in doc._.cues if cue.asserted]
    fitting = [cue for cue in _one_each(cues) if cue.grade in SPEAKS[severity]]
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
