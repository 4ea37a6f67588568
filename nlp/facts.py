"""Facts of a read message, pointing at the characters as they were written.

Where the close reader has read the message, it says which words are whose; without it the rules' own finds stand.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc

from bot.rules.triage import Facts, Span
from nlp.choice import posts_beside, posts_of, units_of
from nlp.counts import Count, find_counts
from nlp.money import find_amounts
from nlp.occasion import BARS as OCCASIONS
from nlp.occasion import occasions, salient
from nlp.parts import Amount, Grade, Mark, Role, Sum
from nlp.prices import Counted, multiplied
from nlp.stretches import as_the_rules_have_it, runs, touching
from nlp.totals import add_up


@dataclass(frozen=True, slots=True)
class Bars:
    """How sure the close reader must be of a kind of fact.

    ``belongs``: of each character; ``alone``: of the surest one, where the rules (``doc._.<rules>``) find none there.
    """

    rules: str
    belongs: float
    alone: float


# Set on the tuning messages.
BARS = {
    "accused": Bars("people", 0.3, 0.7),
    "unit": Bars("units", 0.4, 0.7),
    "position": Bars("positions", 0.25, 0.8),
}
# How sure the close reader must be that a sum counts, by what the words around it say; and that a count does.
BELONGS = {Role.TAKEN: 0.1, Role.OPEN: 0.15, Role.ASIDE: 0.9}
COUNTED = 0.4
DECIDES = 0.5  # how sure the close reader must be that a character decides, for its sentence to say what was done
SENTENCE = re.compile(r"[^。!?;\n]+")


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Give the stretch of the message as written behind ``doc[start:end]``."""
    source = doc._.source
    first, last = source.origin(start, end)
    return Span(first, last, source.source[first:last])


def facts_of(doc: Doc, most: int) -> Facts:
    """Give the facts of the message, at most ``most`` spans of a kind."""
    total = told_sum(doc)

    def spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
        return tuple(_unlike(span_of(doc, m.start, m.end) for m in marks))[:most]

    found = _read_closely(doc) if doc._.close else _found_by_rules(doc)
    return Facts(
        **{kind: spans(marks) for kind, marks in found.items()},
        what=spans(told(doc)),
        amount=spans(total.words),
        amount_yuan=total.value,
    )


def _found_by_rules(doc: Doc) -> dict[str, Sequence[Mark]]:
    text = doc._.source.text
    return {
        "accused": doc._.people,
        "unit": units_of(text, doc._.people, doc._.positions, doc._.units),
        "position": posts_of(text, doc._.people, doc._.positions),
        "when": salient(doc, doc._.times),
        "where": salient(doc, doc._.places),
    }


def _read_closely(doc: Doc) -> dict[str, Sequence[Mark]]:
    found: dict[str, Sequence[Mark]] = {}
    found |= {kind: list(_believed(doc, kind, bars)) for kind, bars in BARS.items()}
    found |= {kind: occasions(doc, kind) for kind in OCCASIONS}
    if not found["position"]:
        found["position"] = posts_beside(doc._.source.text, found["accused"], doc._.positions)
    return found


def _believed(doc: Doc, kind: str, bars: Bars) -> Iterator[Mark]:
    """Give the stretches that the close reader takes for ``kind``, surer where the rules see nothing of the kind."""
    seen: Sequence[Mark] = doc._.get(bars.rules)
    yield from (mark for mark in seen if mark.start >= doc._.close.read)
    for mark in runs(doc, kind, bars.belongs):
        surest = float(doc._.close.chars[kind][mark.start : mark.end].max())
        if surest >= (bars.belongs if touching(mark, seen) else bars.alone):
            yield as_the_rules_have_it(mark, seen)


def told_sum(doc: Doc) -> Sum:
    """Give what was taken in all: the close reader helps to say which sums and counts belong to it, the rules add up."""
    if not doc._.close:
        by_rules: Sum = doc._.sum
        return by_rules
    text = doc._.source.text
    found = find_amounts(text, lambda start, end: _sure(doc, start, end) >= BELONGS[Role.ASIDE])
    counted = find_counts(text, found)
    amounts = [_weighed(doc, amount, counted) for amount in found]
    counts = [c for c in counted if _sure(doc, c.start, c.end) >= COUNTED]
    return add_up(text, amounts, counts or None)


def _weighed(doc: Doc, amount: Amount, counts: Sequence[Count]) -> Amount:
    """Give a sum with the part it plays; behind what was read closely the rules say it, and multiply."""
    if amount.start >= doc._.close.read:
        return replace(multiplied(amount, Counted(doc._.source.text, counts)), per=())
    belongs = _sure(doc, amount.start, amount.end) >= BELONGS[amount.role]
    return replace(amount, role=Role.TAKEN if belongs else Role.ASIDE)


def _sure(doc: Doc, start: int, end: int) -> float:
    """Give how sure the close reader is that a stretch is a part of the sum."""
    return float(doc._.close.chars["amount"][start:end].max(initial=0))


def _unlike(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the spans whose words were not given before."""
    seen: set[str] = set()
    for span in spans:
        if span.text not in seen:
            seen.add(span.text)
            yield span


def told(doc: Doc) -> Iterator[Mark]:
    """Give the sentences that say what was done: with an asserted cue of an act, or the words that decide."""
    acts = (c for c in doc._.cues if c.asserted and c.grade not in (Grade.LABEL, Grade.CURSE))
    starts = [cue.start for cue in acts]
    if doc._.close:
        starts += np.flatnonzero(doc._.close.chars["evidence"] >= DECIDES).tolist()
    starts.sort()
    for match in SENTENCE.finditer(doc._.source.text):
        if bisect_left(starts, match.start()) < bisect_left(starts, match.end()):
            yield Mark(match.start(), match.end(), "what")
