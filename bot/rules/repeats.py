"""The same matter told again (重复件): what to look for it by, and how like two tips are.

A tip's *gist* is what is left of it when all that tips have in common is taken away. By keyed *traces*
of the gist a few earlier tips are found without opening any; only those are then compared in full.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
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
    """

    words: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    numbers: Mapping[int, int] = field(default_factory=dict)


# --- finding a few among many ---------------------------------------------------------------

FEWEST, MOST = 32, 44
"""Content traces of a tip: all words of a short one, of a longer one a sample."""
TELLING_UNITS = 3
"""Pairs of a unit's name that are combined with each other and with surnames and numbers."""
MOST_TRACES = 64
PER_TRACE = 200
"""So many tips, the newest, are looked at behind one trace; one that leads to more says little."""
CANDIDATES = 20
"""So many tips are opened and compared."""


def traces(gist: Gist, digest: Digest) -> tuple[int, ...]:
    """The keyed numbers by which this tip can be found, the most telling first."""
    told = [*_who(gist), *_sample(gist, digest)]
    return tuple(dict.fromkeys(_number(digest(one)) for one in told))[:MOST_TRACES]


def _who(gist: Gist) -> Iterable[str]:
    """Names; surname and unit; number and unit; two parts of a unit's name."""
    units = sorted(gist.units, key=lambda one: (-gist.words.get(one, 0), one))[:TELLING_UNITS]
    yield from (f"name {one}" for one in sorted(gist.names))
    yield from (f"who {one} {unit}" for one, unit in product(sorted(gist.surnames)[:3], units))
    numbers = sorted(gist.numbers, key=lambda one: (-gist.numbers[one], -one))[:2]
    yield from (f"number {one} {unit}" for one, unit in product(numbers, units[:2]))
    yield from (f"unit {one} {other}" for one, other in combinations(sorted(units), 2))


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


# --- comparing two ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two tips have in common, each figure from 0 to about 1; ``conflict`` speaks against it."""

    words: float  # how much of what was done: the weight of shared words outside names and posts
    share: float  # of the words of the shorter one
    numbers: float  # how telling the shared numbers are; about equal ones count half
    name: float  # 1 where somebody of the same name is meant: full, or 王所长, 姓王的
    unit: float  # how much of a unit's name is shared
    conflict: float  # 1 two different full names, 0.5 different surnames


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two tips tell the same matter (0..1), and by what: ``person unit number words``."""

    score: float
    matched: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True where the two are linked as telling the same matter."""
        return self.score >= THRESHOLD


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


WEIGHTS = Evidence(words=4.3, share=2.7, numbers=3.6, name=2.0, unit=3.7, conflict=-1.25)
BIAS = -9.2
THRESHOLD = 0.37
"""Weights, bias and threshold were fitted on the odd matters of ``nlp/data/repeats-01.jsonl`` alone: a
logistic regression over the pairs that come to be compared; the threshold is about the lowest that
kept the promised precision of 0.95 over eight folds of them."""
MUCH = 60.0
"""Shared words of this weight, about nine of the rarest, say all that words can say."""
RARE = 7
MOST_NUMBERS = 1.5
ABOVE, BELOW = 1.3, 1.1
"""How far a sum may lie above and below the round number by which another tells it."""
LEAST_SUM = 1_000


def compare(one: Gist, other: Gist) -> Likeness:
    """How surely the two tell the same matter."""
    found = evidence(one, other)
    told = ((getattr(WEIGHTS, name), getattr(found, name)) for name in Evidence.__slots__)
    logit = BIAS + sum(weight * value for weight, value in told)
    matched = (
        ("person", found.name > 0),
        ("unit", found.unit > MOSTLY),
        ("number", found.numbers > 0),
        ("words", found.words > 0),
    )
    return Likeness(1 / (1 + math.exp(-logit)), tuple(name for name, stands in matched if stands))


MOSTLY = 0.7


def evidence(one: Gist, other: Gist) -> Evidence:
    """What the two have in common; roots are taken where the first of a kind says most."""
    names = _pairs(one.names | other.names)
    known = names | one.posts | other.posts | one.units | other.units
    shared = _weight(one, (one.words.keys() & other.words.keys()) - known)
    least = min(_weight(gist, gist.words.keys() - known) for gist in (one, other))
    same, conflict = _person(one, other)
    return Evidence(
        words=math.sqrt(min(shared / MUCH, 1.0)),
        share=math.sqrt(min(shared / least, 1.0)) if least else 0.0,
        numbers=_numbers(one.numbers, other.numbers),
        name=float(same),
        unit=math.sqrt(max(_unit(one, other), _unit(other, one))),
        conflict=conflict,
    )


def _pairs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        name[at : at + size]
        for name in names
        for size in (1, 2)
        for at in range(len(name) - size + 1)
    )


def _weight(gist: Gist, words: Iterable[str]) -> float:
    return float(sum(gist.words[one] for one in words))


def _person(one: Gist, other: Gist) -> tuple[bool, float]:
    """Whether both may mean the same person, and how far they speak of different ones."""
    both = ((one, other), (other, one))
    named = any(_named(name, theirs) for ours, theirs in both for name in ours.names)
    called = any(_called(name, theirs) for ours, theirs in both for name in ours.surnames)
    if named or called:
        return True, 0.0
    if one.names and other.names:
        return False, 1.0
    return False, 0.5 if one.surnames and other.surnames else 0.0


def _named(name: str, gist: Gist) -> bool:
    """True where the text says this name, whether or not it was read as the name of the accused."""
    return name in gist.names or all(
        name[at : at + 2] in gist.words for at in range(len(name) - 1)
    )


TITLES = "书主局所站镇乡县校院科股会队村部处庭馆经某组支委老医警师"
"""First signs of what follows a surname: 王书记, 王某某."""


def _called(surname: str, gist: Gist) -> bool:
    """True where the text calls somebody by this surname: 王所长, 姓王, 老王."""
    last = surname[-1]
    calls = (*(last + title for title in TITLES), f"姓{surname[0]}", f"老{last}", f"小{last}")
    return surname in gist.surnames or any(call in gist.words for call in calls)


def _unit(one: Gist, other: Gist) -> float:
    """The share of the unit's name, or of the whole "who" before the name, that the other has."""
    return max(_found(one, one.units, other), _found(one, one.units | one.posts, other))


def _found(one: Gist, wanted: Set[str], other: Gist) -> float:
    whole = _weight(one, wanted)
    return _weight(one, wanted & other.words.keys()) / whole if whole else 0.0


def _numbers(ours: Mapping[int, int], theirs: Mapping[int, int]) -> float:
    same = ours.keys() & theirs.keys()
    told = sum(ours[n] for n in same)
    about = sum(ours[n] for n in ours if n not in same and any(_about(n, m) for m in theirs))
    return min((told + about / 2) / RARE, MOST_NUMBERS)


def _about(one: int, other: int) -> bool:
    """True where one is the other said roundly: 四十多万 and 四十五万, 小三万 and 两万八."""
    low, high = sorted((one, other))
    if low < LEAST_SUM:
        return False
    return high <= ABOVE * low if _round(low) else _round(high) and high <= BELOW * low


def _round(number: int) -> bool:
    return not str(number)[1:].strip("0")
