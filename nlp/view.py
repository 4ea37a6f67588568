"""What the fast classifier sees of a message: its characters, and beside them what the rules found.

Names and sums are masked, so that the classifier learns what was done and not who did it; nor is it told how
long the message is, for brevity is no sign of harmlessness.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from nlp.parts import Mark

STEPS = (1, 1_000, 3_000, 10_000, 100_000)
MANY = 5  # payers
LONGEST = 600  # characters that the classifier reads; the rules read all


def view(doc: Doc) -> list[str]:
    """Give the tokens for the classifier: the findings of the rules, then masked characters."""
    return [*_findings(doc), "|", *(token for _, token in _placed(doc))]


def _placed(doc: Doc) -> Iterator[tuple[int, str]]:
    """Give each visible token with the place of its character."""
    hidden = _hidden(doc)
    for index, char in enumerate(doc._.source.text[:LONGEST]):
        if index in hidden:
            if hidden[index]:
                yield index, hidden[index]
        elif not char.isspace():
            yield index, "0" if char.isdigit() else char


def _hidden(doc: Doc) -> dict[int, str]:
    """Give for each masked character the mask, at the first of a stretch, or ""."""
    marks: Sequence[tuple[Mark, str]] = [(m, "<name>") for m in doc._.people]
    made: dict[int, str] = {}
    for mark, mask in marks:
        made |= dict.fromkeys(range(mark.start, mark.end), "")
        made[mark.start] = mask
    for amount in doc._.amounts:
        made |= dict.fromkeys(range(amount.start, amount.end), "")
        made[amount.start] = f"<sum{_step(amount.low)}>"
    return made


def _step(low: int | None) -> int:
    return max((step for step in STEPS if (low or 0) >= step), default=0)


def _findings(doc: Doc) -> Iterator[str]:
    verdict, actor = doc._.verdict, doc._.actor
    yield f"verdict={verdict.severity}"
    yield f"because={verdict.circumstance}"
    yield f"actor={actor.public:d}{actor.private:d}{actor.named:d}"
    yield f"sum={_step(doc._.sum.low)}"
    yield f"discipline={verdict.discipline}"
    if doc._.sum.payers >= MANY:
        yield "payers=many"
    yield f"who={bool(doc._.people):d}{bool(doc._.units):d}{bool(doc._.positions):d}"
    yield from sorted({f"frame={mark.label}" for mark in doc._.frames})
    yield from sorted({f"{'act' if c.asserted else 'not'}={c.rule}" for c in doc._.cues})
    yield from sorted({f"grade={c.grade}" for c in doc._.cues if c.asserted})
