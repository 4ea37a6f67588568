"""What the fast classifier sees of a message: its n-grams of characters, and beside them what the rules found."""

from collections.abc import Iterator

from spacy.tokens import Doc

STEPS = (1, 1_000, 3_000, 10_000, 100_000)
MANY = 5  # payers
LONGEST = 1_200  # characters that the classifier reads; the rules read all
GRAM = 4  # characters of the longest n-gram
FINDING = "#"  # before what the rules found


def view(doc: Doc) -> list[str]:
    """Give the n-grams of the normalised message and the findings of the rules."""
    text = doc._.source.text[:LONGEST]
    grams = (
        text[at : at + size] for size in range(1, GRAM + 1) for at in range(len(text) - size + 1)
    )
    return [*grams, *(FINDING + finding for finding in findings(doc))]


def _step(low: int | None) -> int:
    return max((step for step in STEPS if (low or 0) >= step), default=0)


def findings(doc: Doc) -> Iterator[str]:
    """Give what the rules found in a message, as words with values."""
    verdict, actor = doc._.verdict, doc._.actor
    yield f"verdict={verdict.severity}"
    yield f"because={verdict.circumstance}"
    yield f"actor={actor.public:d}{actor.private:d}{actor.named:d}"
    yield f"sum={_step(doc._.sum.low)}"
    yield f"discipline={verdict.discipline}"
    if doc._.sum.payers >= MANY:
        yield "payers=many"
    yield f"who={bool(doc._.people):d}{bool(doc._.units):d}{bool(doc._.positions):d}"
    if doc._.urgent:
        yield "threat"
    yield from sorted({f"frame={mark.label}" for mark in doc._.frames})
    yield from sorted({f"{'act' if c.asserted else 'not'}={c.rule}" for c in doc._.cues})
    yield from sorted({f"grade={c.grade}" for c in doc._.cues if c.asserted})
