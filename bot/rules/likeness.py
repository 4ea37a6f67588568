"""How like two tips are: whether their gists tell the same matter, and by what."""

import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from bot.rules.repeats import Gist


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two tips have in common, each figure from 0 to about 1; the last two speak against it."""

    content: float  # how much of what was done: shared words outside names and posts, and topics
    numbers: float  # how telling the shared numbers are; about equal ones count half
    named: float  # 1 where a full name of one is told by the other, as written or as heard
    called: float  # 1 where only the surname is shared, however it is told: 王所长, 姓王的
    unit: float  # how much of a unit's name is shared
    place: float  # how telling a shared name of a village, town or house is
    season: float  # 1 where months are shared, -1 where both tell of others
    stranger: float  # 1 where both tell of persons, and of different ones
    elsewhere: float  # 1 where both tell of places, and of different ones


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two tips tell the same matter (0..1), and by what: ``person unit number words``."""

    score: float
    matched: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True where the two are linked as telling the same matter."""
        return self.score >= THRESHOLD


WEIGHTS = Evidence(
    content=6.4,
    numbers=4.3,
    named=1.4,
    called=3.05,
    unit=2.85,
    place=1.6,
    season=1.25,
    stranger=-2.05,
    elsewhere=-0.5,
)
BIAS = -10.1
THRESHOLD = 0.48
"""Weights and bias are a logistic regression over the pairs that come to be compared of the files to tune
on (``python -m nlp.learn.repeats``); the threshold is about where, by cross-validation over matters,
precision came to the 0.95 that is promised."""
MUCH = 84.0
"""Shared words and topics of this weight say all that they can say."""
TOPIC = 2
"""A topic says more than a pair of signs."""
RARE = 7
MOST_NUMBERS = 1.5
ABOVE, BELOW = 1.3, 1.1
"""How far a sum may lie above and below the round number by which another tells it."""
LEAST_SUM = 1_000
PROPER = 6
"""A place is known by its name only where the pair of signs is so rare."""
MOSTLY = 0.7


def compare(one: Gist, other: Gist) -> Likeness:
    """How surely the two tell the same matter."""
    found = evidence(one, other)
    told = ((getattr(WEIGHTS, name), getattr(found, name)) for name in Evidence.__slots__)
    logit = BIAS + sum(weight * value for weight, value in told)
    matched = (
        ("person", found.named + found.called > 0),
        ("unit", found.unit > MOSTLY),
        ("number", found.numbers > 0),
        ("words", found.content > 0),
    )
    return Likeness(1 / (1 + math.exp(-logit)), tuple(name for name, stands in matched if stands))


def evidence(one: Gist, other: Gist) -> Evidence:
    """What the two have in common; roots are taken where the first of a kind says most."""
    named, called = _named(one, other), _called(one, other)
    place = _place(one, other)
    return Evidence(
        content=math.sqrt(min(_content(one, other) / MUCH, 1.0)),
        numbers=_numbers(one.numbers, other.numbers),
        named=float(named),
        called=float(called and not named),
        unit=math.sqrt(max(_unit(one, other), _unit(other, one))),
        place=place / RARE,
        season=_season(one.months, other.months),
        stranger=float(bool(one.surnames and other.surnames) and not (named or called)),
        elsewhere=float(bool(_proper(one) and _proper(other)) and not place),
    )


# --- what was done -----------------------------------------------------------------------------


def _content(one: Gist, other: Gist) -> float:
    """The weight of shared topics, and of shared words that are no part of names, units and posts."""
    names = _pairs(one.names | other.names)
    known = names | one.posts | other.posts | one.units | other.units
    words = _shared(one.words, other.words, (one.words.keys() & other.words.keys()) - known)
    topics = one.topics.keys() & other.topics.keys()
    return words + TOPIC * _shared(one.topics, other.topics, topics)


def _shared(ours: Mapping[str, int], theirs: Mapping[str, int], both: Iterable[str]) -> float:
    """What these weigh, by the lighter word of the two: gists of two versions may differ."""
    return float(sum(min(ours[one], theirs[one]) for one in both))


def _pairs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        name[at : at + size]
        for name in names
        for size in (1, 2)
        for at in range(len(name) - size + 1)
    )


def _weight(weights: Mapping[str, int], words: Iterable[str]) -> float:
    return float(sum(weights[one] for one in words))


def _numbers(ours: Mapping[int, int], theirs: Mapping[int, int]) -> float:
    told = sum(min(ours[n], theirs[n]) for n in ours.keys() & theirs.keys())
    about = (_nearly(ours, theirs) + _nearly(theirs, ours)) / 2
    return min((told + about / 2) / RARE, MOST_NUMBERS)


def _nearly(ours: Mapping[int, int], theirs: Mapping[int, int]) -> int:
    """How telling our numbers are that the other tells only roundly, or more exactly."""
    return sum(
        weight
        for n, weight in ours.items()
        if n not in theirs and any(_about(n, m) for m in theirs)
    )


def _about(one: int, other: int) -> bool:
    """True where one is the other said roundly: 四十多万 and 四十五万, 小三万 and 两万八."""
    low, high = sorted((one, other))
    if low < LEAST_SUM:
        return False
    return high <= ABOVE * low if _round(low) else _round(high) and high <= BELOW * low


def _round(number: int) -> bool:
    return not str(number)[1:].strip("0")


def _season(ours: Set[int], theirs: Set[int]) -> float:
    if not ours or not theirs:
        return 0.0
    return 1.0 if ours & theirs else -1.0


# --- by whom -----------------------------------------------------------------------------------


def _named(one: Gist, other: Gist) -> bool:
    """True where a full name of one is told by the other, in signs that are or sound the same."""
    both = ((one, other), (other, one))
    return any(
        ours.sounds & (theirs.sounds | theirs.spoken)
        or any(_says(theirs, name) for name in ours.names)
        for ours, theirs in both
    )


def _says(gist: Gist, name: str) -> bool:
    """True where the text says this name, whether or not it was read as the name of the accused."""
    return name in gist.names or all(
        name[at : at + 2] in gist.words for at in range(len(name) - 1)
    )


TITLES = "书主局所站镇乡县校院科股会队村部处庭馆经某组支委老医警师"
"""First signs of what follows a surname: 王书记, 王某某."""


def _called(one: Gist, other: Gist) -> bool:
    """True where one calls somebody by a surname that the other tells."""
    both = ((one, other), (other, one))
    return any(_calls(theirs, name) for ours, theirs in both for name in ours.surnames)


def _calls(gist: Gist, surname: str) -> bool:
    """True where the text calls somebody by this surname: 王所长, 姓王, 老王."""
    last = surname[-1]
    calls = (*(last + title for title in TITLES), f"姓{surname[0]}", f"老{last}", f"小{last}")
    said = gist.words.keys() - gist.units  # 水利局 calls nobody 利局
    return surname in gist.surnames or any(call in said for call in calls)


# --- where -------------------------------------------------------------------------------------


def _unit(one: Gist, other: Gist) -> float:
    """The share of the unit's name, or of the whole "who" before the name, that the other has."""
    return max(_found(one, one.units, other), _found(one, one.units | one.posts, other))


def _found(one: Gist, wanted: Set[str], other: Gist) -> float:
    whole = _weight(one.words, wanted)
    return _weight(one.words, wanted & other.words.keys()) / whole if whole else 0.0


def _place(one: Gist, other: Gist) -> int:
    """How telling the rarest place is that one names and the other speaks of."""
    both = (_proper(one) & other.words.keys()) | (_proper(other) & one.words.keys())
    return max((_lighter(one, other, place) for place in both), default=0)


def _lighter(one: Gist, other: Gist, place: str) -> int:
    """What the place weighs, by the lighter of the two gists that weigh it."""
    return min(gist.words[place] for gist in (one, other) if place in gist.words)


def _proper(gist: Gist) -> Set[str]:
    return {place for place in gist.places if gist.words.get(place, 0) >= PROPER}
