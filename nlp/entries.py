"""Read the lexicon: entries with terms, near terms, a severity hint and an article."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline
from nlp.lexicon_check import own_rows, read_rows
from nlp.normalize import normalise
from nlp.parts import Grade

LEXICON = Path(__file__).with_name("lexicon")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the lexicon: the words that tell it and what they mean."""

    rule: str
    discipline: Discipline
    grade: Grade
    article: str
    terms: tuple[str, ...]
    near: tuple[tuple[tuple[str, ...], ...], ...]  # each: slots whose words stand close together
    window: int  # characters from the end of one slot to the start of the next
    either_order: bool


def read_lexicon(extra: Iterable[Path] = ()) -> tuple[Entry, ...]:
    """Give the entries of the package and of further directories; a later id replaces an earlier.

    Raises:
        LexiconError: an entry has an unknown key, label or word group, or a file cannot be read.
    """
    groups = _toml(LEXICON / "groups.toml")
    rows = [row for path in sorted(LEXICON.glob("*.toml")) for row in read_rows(path, groups)]
    rows += [row for directory in extra for row in own_rows(directory, groups)]
    entries = {str(row["id"]): _entry(row, groups) for row in rows}
    return tuple(entries.values())


def read_articles() -> dict[str, dict[str, Any]]:
    """Give article id → ``{"title", "verified"}`` for every article a reason may name."""
    return _toml(LEXICON / "articles.toml")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _entry(row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Entry:
    near = tuple(
        tuple(tuple(_words(slot, groups)) for slot in slots) for slots in row.get("near", ())
    )
    return Entry(
        rule=row["id"],
        discipline=Discipline(row["discipline"]),
        grade=Grade(row["grade"]),
        article=row.get("article", ""),
        terms=tuple(_plain(row.get("terms", ()))),
        near=near,
        window=int(row.get("window", 10)),
        either_order=bool(row.get("either_order", False)),
    )


def _words(slot: str | list[str], groups: Mapping[str, list[str]]) -> Iterator[str]:
    """Give the words of a slot: a group's name, one word, or a list of both."""
    for item in [slot] if isinstance(slot, str) else slot:
        yield from _plain(groups[item[1:]] if item.startswith("@") else [item])


def _plain(words: Iterable[str]) -> Iterator[str]:
    return (normalise(word).text for word in words)
