"""Read the lexicon: entries with terms, near terms, a severity hint and an article."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline
from nlp.normalize import normalise
from nlp.parts import Grade

LEXICON = Path(__file__).with_name("lexicon")
KEYS = {"id", "discipline", "grade", "article", "terms", "near", "window", "either_order"}


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
        ValueError: an entry has an unknown key, label or word group.
    """
    entries: dict[str, Entry] = {}
    groups = _toml(LEXICON / "groups.toml")
    for directory in (LEXICON, *extra):
        for path in sorted(directory.glob("*.toml")):
            for row in _toml(path).get("cue", ()):
                entries[row["id"]] = _entry(row, groups, path.name)
    return tuple(entries.values())


def read_articles() -> dict[str, dict[str, Any]]:
    """Give article id → ``{"title", "verified"}`` for every article a reason may name."""
    return _toml(LEXICON / "articles.toml")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _entry(row: Mapping[str, Any], groups: Mapping[str, list[str]], name: str) -> Entry:
    unknown = sorted(row.keys() - KEYS)
    if unknown:
        raise ValueError(f"{name}: entry {row['id']!r} has unknown key {unknown[0]!r}")
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
        if not item.startswith("@"):
            yield from _plain([item])
        elif item[1:] not in groups:
            raise ValueError(f"unknown word group {item!r} in the lexicon")
        else:
            yield from _plain(groups[item[1:]])


def _plain(words: Iterable[str]) -> Iterator[str]:
    return (normalise(word).text for word in words)
