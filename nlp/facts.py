"""Facts of a read message, pointing at the characters as they were written.

Where the close reader has read the message, it says which words are whose; without it the rules' own finds stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.triage import Facts, Span
from nlp.choice import posts_of, units_of
from nlp.money import find_amounts
from nlp.parts import Amount, Grade, Mark, Role, Sum
from nlp.totals import add_up, find_counts

SURE = 0.5  # of a character, to belong to a fact
EDGE = re.compile(r"[\s,。!?;:、\"'()\[\]《》<>]")
DATED = re.compile(r"\d{4}年|[\d一二三四五六七八九十]月|[日号]|至|到")
RELATIVE = re.compile("[去前上]|春节|中秋|端午|腊月|正月|国庆|元旦|今年.")
LOOSE = re.compile(
    r"^(?:今年|今天|现在|这[些几].*|最近|近日|次年|当年|同年|那年|下午|上午|早上|晚上|中午|年后|年前|疫情|今晚|.*年前|.*点多?|\d+号|开学|半夜|夜里)$"
)
FAR = 200
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
    kinds = ("accused", "unit", "position", "when", "where")
    return {kind: list(runs(doc, kind)) for kind in kinds}


def runs(doc: Doc, kind: str, sure: float = SURE) -> Iterator[Mark]:
    """Give the stretches of characters that the close reader takes for ``kind``, without signs at their edges."""
    text, found = doc._.source.text, doc._.close.chars[kind] >= sure
    for start, end in _stretches(found):
        inside = [at for at in range(start, end) if not EDGE.match(text[at])]
        if inside:
            yield Mark(inside[0], inside[-1] + 1, kind)


def _stretches(found: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the runs of true values."""
    padded = np.concatenate([[False], found, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    for at in range(0, len(edges), 2):
        yield int(edges[at]), int(edges[at + 1])


def told_sum(doc: Doc) -> Sum:
    """Give what was taken in all: the close reader says which sums count, the rules add them up."""
    if not doc._.close:
        by_rules: Sum = doc._.sum
        return by_rules
    text = doc._.source.text
    amounts = find_amounts(text, lambda start, end: _sure(doc, start, end))
    counts = [c for c in find_counts(text, amounts) if _sure(doc, c.start, c.end)]
    return add_up(text, [_weighed(doc, amount) for amount in amounts], counts)


def _weighed(doc: Doc, amount: Amount) -> Amount:
    counts = _sure(doc, amount.start, amount.end)
    return replace(amount, role=Role.TAKEN if counts else Role.ASIDE)


def _sure(doc: Doc, start: int, end: int) -> bool:
    """Say whether the close reader takes a stretch for a part of the sum."""
    return bool(doc._.close.chars["amount"][start:end].max(initial=0) >= SURE)


def salient(doc: Doc, marks: Sequence[Mark]) -> list[Mark]:
    """Give the one stretch that says most exactly when or where: dated, and near what was done."""
    text = doc._.source.text
    anchors = [c.start for c in doc._.cues if c.asserted] + [a.start for a in doc._.amounts]

    def rank(mark: Mark) -> tuple[float, int]:
        words = text[mark.start : mark.end]
        exact = (
            bool(DATED.search(words))
            + bool(RELATIVE.search(words))
            - 2 * bool(LOOSE.search(words))
        )
        near = min((abs(mark.start - anchor) for anchor in anchors), default=FAR)
        return exact - min(near, FAR) / FAR, -mark.start

    return sorted(marks, key=rank, reverse=True)[:1]


def _unlike(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the spans whose words were not given before."""
    seen: set[str] = set()
    for span in spans:
        if span.text not in seen:
            seen.add(span.text)
            yield span


def told(doc: Doc) -> Iterator[Mark]:
    """Give the sentences that say what was done: those with an asserted cue of an act."""
    starts = [
        c.start for c in doc._.cues if c.asserted and c.grade not in (Grade.LABEL, Grade.CURSE)
    ]
    for match in SENTENCE.finditer(doc._.source.text):
        if any(match.start() <= start < match.end() for start in starts):
            yield Mark(match.start(), match.end(), "what")
