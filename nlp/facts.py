"""Facts and reasons of a read message, pointing at the characters as they were written."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from bot.rules.triage import Facts, Span
from nlp.choice import posts_of, units_of
from nlp.parts import Grade, Mark

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
    text = doc._.source.text

    def spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
        return tuple(_unlike(span_of(doc, m.start, m.end) for m in marks))[:most]

    return Facts(
        accused=spans(doc._.people),
        unit=spans(units_of(text, doc._.people, doc._.positions, doc._.units)),
        position=spans(posts_of(text, doc._.people, doc._.positions)),
        when=spans(salient(doc, doc._.times)),
        where=spans(salient(doc, doc._.places)),
        what=spans(told(doc)),
        amount=spans(doc._.sum.words),
        amount_yuan=doc._.sum.value,
    )


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
