"""Words written so that a filter will not find them, and how to read them."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SIGNS = "*._|~+·-/ "
APART = " /"  # signs that also stand between two words: 李家村 长期
TABLE = Path(__file__).with_name("lexicon") / "evasions.toml"
HAN = r"[一-鿿]"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A pattern of evasive spellings and what each stands for."""

    pattern: re.Pattern[str]
    target: Callable[[str], str]


@cache
def rewrites() -> tuple[Rewrite, ...]:
    """Give all rewrites in the order in which they must be applied."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    spaced = re.compile(rf"(?<!{HAN})(?:{HAN} ){{2,}}{HAN}(?!{HAN})")
    return (
        Rewrite(spaced, lambda found: found.replace(" ", "")),
        _table(_spellings(table["words"])),
        _table(table["exact"]),
        *(
            Rewrite(re.compile(row["pattern"]), _constant(row["target"]))
            for row in table["context"]
        ),
    )


def _constant(target: str) -> Callable[[str], str]:
    return lambda _found: target


def _table(spellings: Mapping[str, str]) -> Rewrite:
    """Give one rewrite for a whole table of fixed spellings, the longest first."""
    ordered = sorted(spellings, key=len, reverse=True)
    lead = r"(?:(?<![a-z])(?=[a-z])|(?=[^a-z]))"
    pattern = re.compile(f"{lead}(?:{'|'.join(map(re.escape, ordered))})(?![a-z])")
    return Rewrite(pattern, lambda found: spellings[found])


def _spellings(words: Mapping[str, str]) -> dict[str, str]:
    """Give the spellings of each word with one part in pinyin, in initials, or cut by a sign."""
    made: dict[str, str] = {}
    for word, pinyin in words.items():
        for spelling in _variants(word, pinyin.split()):
            made.setdefault(spelling, word)
    return made


def _variants(word: str, sounds: list[str]) -> list[str]:
    whole = ["".join(sounds)] if len("".join(sounds)) >= 5 else []
    signs = [sign for sign in SIGNS if sign not in APART or not word.endswith("长")]
    cut = [sign.join(word) for sign in signs]
    parts = [(word[:at], sound, word[at + 1 :]) for at, sound in enumerate(sounds)]
    mixed = [head + short + tail for head, sound, tail in parts for short in (sound, sound[0])]
    return [
        *whole,
        *cut,
        *mixed,
        *(f"{head} {sound} {tail}".strip() for head, sound, tail in parts),
    ]
