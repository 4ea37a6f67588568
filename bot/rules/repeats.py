"""The same matter told again (重复件): what is kept of a tip, and what to look for it by.

A tip's *gist* is what is left of it when all that tips have in common is taken away. By keyed *traces*
of the gist a few earlier tips are found without opening any; only those are then compared in full
(:mod:`bot.rules.likeness`).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, product

Digest = Callable[[str], bytes]
"""A keyed hash of at least eight bytes: the same words give the same bytes, worthless without the key."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What tells this tip from others.

    Args:
        words: pairs of signs of the text, and how telling each is (3 to 7: the rarer, the more).
        names: full names of those accused.
        surnames: the first signs of all names, also of 王所长, 老王, 王某某.
        units: the pairs of ``words`` that stand in the name of a unit.
        posts: those of ``words`` that say what post somebody holds.
        numbers: numbers that are told, sums among them, and how telling each is.
        topics: what it is about (低保, 驾考), and how telling each is. These and what follows are empty
            in gists from before they were made; such a gist is compared by the rest alone.
        places: the pair of signs by which a unit is told from others of its kind: 石桥 of 石桥镇民政所.
        sounds: the full names of three signs, each sign written as the first of those that sound alike.
        spoken: whatever else may be such a name, written likewise.
        months: the months that are spoken of, by name, season or feast.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    numbers: Mapping[int, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()


# --- finding a few among many ---------------------------------------------------------------

FEWEST, MOST = 32, 44
"""Content traces of a tip: all words of a short one, of a longer one a sample."""
TELLING_UNITS = 3
"""Pairs of a unit's name that are combined with each other and with surnames and numbers."""
TELLING_TOPICS = 4
"""Topics that are combined with each other, and with units, surnames and numbers."""
MOST_SOUNDS = 6
MOST_TRACES = 72
PER_TRACE = 200
"""So many tips, the newest, are looked at behind one trace; one that leads to more says little."""
CANDIDATES = 20
"""So many tips are opened and compared."""


def traces(gist: Gist, digest: Digest) -> tuple[int, ...]:
    """The keyed numbers by which this tip can be found, the most telling first."""
    told = [*_who(gist), *_what(gist, digest), *_sample(gist, digest)]
    return tuple(dict.fromkeys(_number(digest(one)) for one in told))[:MOST_TRACES]


def _who(gist: Gist) -> Iterable[str]:
    """Names; surname and unit; number and unit; two parts of a unit's name."""
    units = sorted(gist.units, key=lambda one: (-gist.words.get(one, 0), one))[:TELLING_UNITS]
    yield from (f"name {one}" for one in sorted(gist.names))
    yield from (f"who {one} {unit}" for one, unit in product(sorted(gist.surnames)[:3], units))
    numbers = sorted(gist.numbers, key=lambda one: (-gist.numbers[one], -one))[:2]
    yield from (f"number {one} {unit}" for one, unit in product(numbers, units[:2]))
    yield from (f"unit {one} {other}" for one, other in combinations(sorted(units), 2))


def _what(gist: Gist, digest: Digest) -> Iterable[str]:
    """Topics with each other, with unit, surname and number; and some of what may be names."""
    topics = sorted(gist.topics, key=lambda one: (-gist.topics[one], one))[:TELLING_TOPICS]
    units = sorted(gist.units, key=lambda one: (-gist.words.get(one, 0), one))[:TELLING_UNITS]
    numbers = sorted(gist.numbers, key=lambda one: (-gist.numbers[one], -one))[:2]
    yield from (f"what {one} {other}" for one, other in combinations(sorted(topics), 2))
    yield from (f"where {one} {topic}" for one, topic in product(units, topics[:3]))
    yield from (
        f"whose {one} {topic}" for one, topic in product(sorted(gist.surnames)[:2], topics)
    )
    yield from (f"much {one} {topic}" for one, topic in product(numbers, topics[:2]))
    sounds = (f"sound {one}" for one in gist.sounds | gist.spoken)
    yield from sorted(sounds, key=lambda one: (digest(one), one))[:MOST_SOUNDS]


def _sample(gist: Gist, digest: Digest) -> Iterable[str]:
    """A bottom-k MinHash sample of the words, in which telling words come oftener.

    Every word draws a lot by its keyed hash, the same in every tip; a tip keeps its lowest lots. So
    two tips that share words keep the same of them, however long each is.
    """
    size = min(max(FEWEST, len(gist.words) // 4), MOST)
    lots = {f"word {one}": weight for one, weight in gist.words.items()}
    return sorted(lots, key=lambda one: _lot(digest(one), lots[one]))[:size]


def _lot(mark: bytes, weight: int) -> float:
    return -math.log((int.from_bytes(mark[8:12]) + 1) / 2**32) / weight**2


def _number(mark: bytes) -> int:
    return int.from_bytes(mark[:8], signed=True)


def likely(hits: Iterable[tuple[int, int]]) -> list[int]:
    """The cases most worth opening, of (trace, case) pairs: those with many and rare traces."""
    found = list(hits)
    common = Counter(trace for trace, _ in found)
    worth: defaultdict[int, float] = defaultdict(float)
    for trace, case_id in found:
        worth[case_id] += math.log(1.05 * PER_TRACE / common[trace])
    return sorted(worth, key=lambda one: (-worth[one], -one))[:CANDIDATES]


# --- what is found --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """Two cases that seem to tell the same matter; ``case_id`` came after ``earlier_id``."""

    case_id: int
    earlier_id: int
    score: float
    matched: tuple[str, ...]
    at: datetime

    def other(self, case_id: int) -> int:
        """The case at the other end."""
        return self.earlier_id if case_id == self.case_id else self.case_id
