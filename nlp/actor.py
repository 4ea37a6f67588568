"""Is a public official meant, or someone private, and could an officer find out who?"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from nlp.gazetteer import either
from nlp.parts import Actor, Mark

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
        public=bool(public or posts),
        private=bool(private),
        named=named,
        words=tuple(public[:3] + private[:3]),
    )


def _is_full(name: str) -> bool:
    return len(name) >= 2 and not name.startswith(("老", "小", "姓"))
