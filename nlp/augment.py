"""Short and long variants of training messages, so that length alone says nothing about severity.

People who write at length tell something serious, and short training messages are mostly questions or curses;
a classifier trained on them alone takes brevity for harmlessness. So a message lends its shortest stretch that
still tells the same by the rules, and harmless messages are joined into long ones. Nothing new is invented.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from bot.rules.terms import Severity
from nlp.samples import Sample

SEED = 20260102
SHORT, SHORTEST, MOST_CLAUSES = 45, 8, 4
CLAUSE = re.compile(r"[^，。！？；,!?;\n]+[，。！？；,!?;\n]?")
TELLING = (Severity.SERIOUS, Severity.MINOR)
QUIET = (Severity.OUT_OF_SCOPE, Severity.INSUFFICIENT)


@dataclass(frozen=True, slots=True)
class Variant:
    """A message made of one or two training messages, with their places in the training data."""

    sample: Sample
    parents: frozenset[int]


def variants(samples: Sequence[Sample], rules: Language) -> list[Variant]:
    """Give the short stretches of telling messages and the joined quiet ones."""
    return [*shortened(samples, rules), *joined(samples)]


def shortened(samples: Sequence[Sample], rules: Language) -> Iterator[Variant]:
    """Give for each message its shortest and its longest short stretch that the rules read like its label."""
    for index, sample in enumerate(samples):
        texts = sorted(set(stretches(sample.text)), key=lambda text: (len(text), text))
        like = [doc._.source.source for doc in rules.pipe(texts) if tells(doc, sample)]
        for text in dict.fromkeys([*like[:1], *like[-1:]]):
            yield Variant(replace(sample, text=text), frozenset({index}))


def tells(doc: Doc, sample: Sample) -> bool:
    """Say whether the rules read a stretch like its whole; a harmless one must speak of officials."""
    verdict = doc._.verdict
    if verdict.severity is not sample.severity:
        return False
    if sample.severity in TELLING:
        return bool(verdict.discipline is sample.discipline)
    return bool(doc._.actor.public)


def stretches(text: str) -> Iterator[str]:
    """Give the short runs of neighbouring clauses of a longer message, without the last punctuation."""
    clauses = [match.group() for match in CLAUSE.finditer(text)]
    for first in range(len(clauses)):
        for last in range(first + 1, min(first + MOST_CLAUSES, len(clauses)) + 1):
            run = "".join(clauses[first:last]).rstrip("，。；,;\n").strip()
            if SHORTEST <= len(run) <= SHORT and len(run) < len(text) - 2:
                yield run


def joined(samples: Sequence[Sample]) -> Iterator[Variant]:
    """Give pairs of messages out of scope, and pairs that tell too little, as one message each."""
    chance = random.Random(SEED)  # noqa: S311 - a shuffle, no secret
    for label in QUIET:
        places = [i for i, sample in enumerate(samples) if sample.severity is label]
        chance.shuffle(places)
        for one, other in zip(places[::2], places[1::2], strict=False):
            first, second = samples[one], samples[other]
            text = f"{first.text.rstrip('，。,')}。{second.text}"
            sample = replace(first, text=text, urgent=first.urgent or second.urgent)
            yield Variant(sample, frozenset({one, other}))
