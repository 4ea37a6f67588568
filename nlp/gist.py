"""What tells a tip from others: the gist by which the same matter told again is found."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from bot.rules.repeats import Gist
from nlp.gazetteer import either, gazetteer
from nlp.normalize import normalise
from nlp.parts import Mark
from nlp.people import find_people, find_positions
from nlp.places import find_units
from nlp.rarity import numbers_of, parts_of, rarity
from nlp.seasons import months_of
from nlp.sounds import heard
from nlp.spoken import LENGTH, NO_SURNAME, TITLE, headed_names, said_names, titled_surnames
from nlp.topics import topics_of

SAME = Path(__file__).with_name("lexicon") / "same_words.toml"
LONGEST = 4_000  # characters that are looked at
TELLING = 3  # pairs that stand in more than one message of twelve say nothing
RARE_SIGN = 4  # a single sign says less than a pair
LONGEST_NAME = 4
POST = 12  # characters before a name that may tell his post
BREAK = re.compile(r"[,。!?;:、\n]")
OWNER = re.compile("^[我咱本这那]?们?[本市省全]?县?(?:城里)?")  # what precedes the name of a unit
LONGEST_UNIT = 12  # a longer one has swallowed part of the sentence


def gist_of(text: str, facts: Mapping[str, str]) -> Gist:
    """Give the gist of a tip: of its text, and of the facts as its writer confirmed them."""
    plain = normalise(text[:LONGEST]).text
    units = find_units(plain)
    people = find_people(plain, units)
    told = [one for one in _words(plain, people) if one[0] not in NO_SURNAME]
    persons = [*told, *headed_names(plain), *_listed(facts.get("accused", ""))]
    named = [*_words(plain, units), *_listed(facts.get("unit", ""))]
    posts = (*_words(plain, find_positions(plain, units)), *_before(plain, people))
    words = {
        part: weight
        for part in _parts((plain, *persons, *named))
        if (weight := _weight(part)) >= TELLING
    }
    spoken = _parts(one for one in named if len(one) <= LONGEST_UNIT)
    return Gist(
        words=words,
        names=frozenset(one for one in persons if _full(one)),
        surnames=frozenset(filter(None, map(_surname, (*persons, *titled_surnames(plain))))),
        units=frozenset(part for part in spoken if len(part) > 1 and part in words),
        posts=frozenset(_parts(posts) & words.keys()),
        numbers={int(one): rarity(one) for one in numbers_of(plain)},
        topics={one: rarity(f"#{one}") for one in topics_of("\n".join((plain, *named)))},
        places=frozenset(filter(None, map(_place, named))),
        sounds=frozenset(heard(one) for one in persons if len(one) == LENGTH and _full(one)),
        spoken=frozenset(map(heard, said_names(plain, units))),
        months=months_of(plain),
    )


def _place(unit: str) -> str:
    """Give the pair of signs by which a unit is told from others of its kind: 石梁 of 石梁镇财政所."""
    own = OWNER.sub("", unit)
    pair = own[:2]
    return pair if len(own) > 2 and parts_of(pair) >= {pair} and rarity(pair) >= TELLING else ""


def _parts(texts: Iterable[str]) -> set[str]:
    """Give the signs and pairs of texts in which words that mean the same are written the same."""
    pattern, plainest = _same()
    return parts_of("\n".join(pattern.sub(lambda m: plainest[m.group()], one) for one in texts))


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = tomllib.loads(SAME.read_text("utf-8"))
    plainest = {word: row[-1] for row in (*rows["units"], *rows["words"]) for word in row}
    return re.compile(either(plainest)), plainest


def _words(plain: str, marks: Iterable[Mark]) -> list[str]:
    return [plain[mark.start : mark.end] for mark in marks]


def _before(plain: str, people: Iterable[Mark]) -> list[str]:
    """Give what stands before each name in its clause: it says who he is, not what he did."""
    return [
        BREAK.split(plain[max(0, one.start - POST) : one.start])[-1] + plain[one.start]
        for one in people
    ]


def _listed(told: str) -> list[str]:
    """Give the parts of a fact that lists several, in plain spelling."""
    return [one for one in re.split("[、,;]", normalise(told).text) if one]


def _weight(part: str) -> int:
    weight = rarity(part)
    return weight if len(part) > 1 else weight - 2 if weight > RARE_SIGN else 0


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = gazetteer()
    post = rf"{words.post}|{TITLE}"
    called = re.compile(rf"(?:姓|[老小])?(?P<surname>{words.surname})")
    return called, re.compile(rf"某|[x*×]|^[姓老小]|(?:{post})$")


def _surname(person: str) -> str:
    """Give the first sign of a name, however it is told: 王长河, 姓王的所长, 老王, 王某某."""
    found = _patterns()[0].match(person)
    return found["surname"] if found else ""


def _full(person: str) -> bool:
    """Say whether a surname and a given name are told, and nothing besides."""
    called, less = _patterns()
    found = called.match(person)
    return bool(found and found.end() < len(person) <= LONGEST_NAME and not less.search(person))


def gists(texts: Iterable[str]) -> list[Gist]:
    """Give the gists of many texts, of which nothing else is known."""
    return [gist_of(text, {}) for text in texts]
