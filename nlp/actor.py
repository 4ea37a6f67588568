"""Is a public official meant, or someone private, and could an officer find out who?"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from nlp.gazetteer import either
from nlp.parts import Actor, Mark

OFFICE = re.compile("(?:[局所站队院委府办校庭]|中心|社区|街道|大队|支队|联|[村镇乡])$")
NO_OFFICE = re.compile(
    "事务所|诊所|研究所|加油站|驿站|培训|物业|装修|家政|美容|健身|购物|民办|私立|民营"
)
TABLE = Path(__file__).with_name("lexicon") / "actors.toml"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return {name: re.compile(either(words)) for name, words in table.items()}


def find_actor(
    text: str, people: Sequence[Mark], units: Sequence[Mark], posts: Sequence[Mark]
) -> Actor:
    """Say who is meant: an official (a word of office), a private person, someone who can be found."""
    words = _patterns()
    public = [Mark(m.start(), m.end(), "public") for m in words["public"].finditer(text)]
    private = [Mark(m.start(), m.end(), "private") for m in words["private"].finditer(text)]
    full_names = [p for p in people if _is_full(text[p.start : p.end])]
    named = bool(units) or bool(full_names) or (bool(people) and bool(posts))
    return Actor(
        public=bool(public or posts or any(map(_office, words_of(text, units)))),
        private=bool(private),
        named=named,
        words=tuple(public[:3] + private[:3]),
    )


def words_of(text: str, marks: Sequence[Mark]) -> list[str]:
    """Give the words under marks."""
    return [text[mark.start : mark.end] for mark in marks]


def _office(unit: str) -> bool:
    """Say whether a unit is an office of the state by its ending, and not private by its name."""
    return bool(OFFICE.search(unit)) and not NO_OFFICE.search(unit)


def _is_full(name: str) -> bool:
    return len(name) >= 2 and not name.startswith(("老", "小", "姓"))
