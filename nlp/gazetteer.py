"""The word lists behind names, posts and units, compiled once."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("lexicon") / "entities.toml"
HAN = "一-鿿"
# signs that end a name only where a verb of taking stands behind them (季大有冒领, but 季大 有钱)
CLOSING = (
    "[有家光名利来](?=冒领|收|拿|把|贪|吞|挪|套|截留|克扣|私|骗|占|强占|索|利用|打|违|[,。]|$)"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Word lists as regular expressions, longest word first."""

    surname: str
    given: str  # one or two signs of a given name
    first: str  # any sign that may begin a name, after a post that leaves no doubt
    post: str
    unit_ending: re.Pattern[str]
    unit_stop: re.Pattern[str]
    too_bare: frozenset[str]
    common: str  # surnames so common that a title behind them leaves no doubt
    no_start: str  # words behind a post that begin no name
    no_names: frozenset[str]


def either(words: Iterable[str]) -> str:
    """Give a regular expression of the words, the longest tried first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@cache
def gazetteer() -> Gazetteer:
    """Give the word lists of the package."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    surname = f"(?:{either(table['double_surnames'])}|[{table['surnames']}])"
    return Gazetteer(
        surname=surname,
        given=f"[^{re.escape(table['not_second'])}](?:(?<=[老小大阿])[一二三四五六七八九]|{CLOSING}|[^{re.escape(table['not_third'])}])?",
        first=f"[^{re.escape(table['not_first'])}]",
        post=f"(?:{either(table['posts'])})",
        unit_ending=re.compile(f"(?=({either(table['unit_endings'])}))"),
        unit_stop=re.compile(f"(?:{either(table['unit_stops'])})$|[^{HAN}〇0-9]$"),
        too_bare=frozenset(table["too_bare"]),
        common=f"[{table['common_surnames']}]",
        no_start=f"(?:{either(table['no_name_start'])})",
        no_names=frozenset(table["no_names"]),
    )
