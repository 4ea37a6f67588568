"""Check files of lexicon entries before they are used: what is wrong is named with file, line and key."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline
from nlp.normalize import normalise
from nlp.parts import Grade

Groups = Mapping[str, list[str]]
Row = dict[str, Any]
WORDS = '文字的列表，如 ["挂机"] | a list of words such as ["挂机"]'
CHAINS = (
    '列表的列表，如 [["上班", ["挂机", "@game"]]]；@ 后面是 groups.toml 里的词组名'
    ' | lists of slots such as [["上班", ["挂机", "@game"]]]; after @ the name of a group in groups.toml'
)
_CUE = re.compile(r"\s*\[\[\s*cue\s*\]\]")
_AT_LINE = re.compile(r"\(at line (\d+)")


class LexiconError(ValueError):
    """A file of entries cannot be used: ``file``, ``line`` (0: none), ``key``, what was ``found`` and ``expected``."""

    def __init__(self, file: Path, line: int, key: str, found: str, expected: str) -> None:
        place = f"{file.name}:{line}" if line else file.name
        super().__init__(f"{place}: {key}: found {found}; expected {expected}")
        self.file, self.line, self.key = file, line, key
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class Form:
    """What the value of a key must be, in words, and how to tell."""

    expected: str
    fits: Callable[[Any, Groups], bool]


def own_rows(directory: Path, groups: Groups) -> list[Row]:
    """Give the entries of an office's own directory.

    Raises:
        LexiconError: there is no such directory or nothing in it, or a file is wrong.
    """
    form = "放有 .toml 词表的目录 | a folder with .toml files of entries"
    if not directory.is_dir():
        raise LexiconError(directory, 0, "", "没有这个目录 / no such folder", form)
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        raise LexiconError(directory, 0, "", "没有 .toml 文件 / no .toml file in it", form)
    rows: dict[str, Row] = {}
    for path in paths:
        for number, row in enumerate(read_rows(path, groups, only_cues=True)):
            if row["id"] in rows:
                text = path.read_text("utf-8-sig")
                form = "每条一个 id | an id of its own for each entry"
                raise LexiconError(
                    path, _line(text, number, "id"), "cue.id", repr(row["id"]), form
                )
            rows[row["id"]] = row
    return list(rows.values())


def read_rows(path: Path, groups: Groups, *, only_cues: bool = False) -> list[Row]:
    """Give the entries of one file; with ``only_cues`` it may hold nothing else.

    Raises:
        LexiconError: it cannot be read, or an entry is wrong.
    """
    text = _text(path)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        form = "TOML（词要加引号）| TOML (words in quotation marks)"
        raise LexiconError(path, int(line[1]) if line else 0, "TOML", str(error), form) from error
    for key in sorted(tree.keys() - {"cue"}) if only_cues else ():
        raise LexiconError(
            path, _first(text.split("\n"), rf"\s*\[*\s*{_name(key)}"), key, _UNKNOWN, "[[cue]]"
        )
    rows = tree.get("cue", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LexiconError(path, 0, "cue", repr(rows)[:60], "[[cue]]")
    for number, row in enumerate(rows):
        for key, found, expected in _faults(row, groups):
            raise LexiconError(path, _line(text, number, key), f"cue.{key}", found, expected)
    return rows


def _text(path: Path) -> str:
    form = "可读的 UTF-8 文件 | a readable file in UTF-8"
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(path, 0, "TOML", "不是 UTF-8 编码 / not UTF-8", form) from error
    except OSError as error:
        raise LexiconError(path, 0, "TOML", error.strerror or "", form) from error


def _line(text: str, number: int, key: str) -> int:
    """The line where a key of the entry ``number`` stands; the entry's first line where it has none."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _CUE.match(line)]
    if number >= len(heads):
        return 0
    end = (*heads, len(lines))[number + 1]
    within = _first(lines[heads[number] : end], rf"\s*{_name(key)}\s*=")
    return heads[number] + (within or 1)


def _first(lines: Sequence[str], pattern: str) -> int:
    """The number of the first line that a pattern matches; 0 where there is none."""
    return next((at for at, line in enumerate(lines, 1) if re.match(pattern, line)), 0)


def _name(key: str) -> str:
    return rf"[\"']?{re.escape(key)}[\"']?"


def _faults(row: Row, groups: Groups) -> Iterator[tuple[str, str, str]]:
    """Key, what was found and what is expected, for everything that is wrong in one entry."""
    every = ", ".join(_FORMS)
    for key in sorted(row.keys() - _FORMS.keys()):
        yield key, _UNKNOWN, f"以下之一：{every} | one of: {every}"
    for key, form in _FORMS.items():
        if key in row and not form.fits(row[key], groups):
            yield key, repr(row[key])[:60], form.expected
        elif key in _NEEDED and key not in row:
            yield key, "没有 / none", form.expected
    if not (row.get("terms") or row.get("near")):
        yield (
            "terms",
            "没有 / none",
            f"terms 或 near 至少一个 | terms or near, at least one: {WORDS}",
        )


def _word(value: object) -> bool:
    return isinstance(value, str) and bool(normalise(value).text.strip())


def _words(value: object) -> bool:
    return isinstance(value, list) and all(map(_word, value))


def _chains(value: object, groups: Groups) -> bool:
    """Say whether it is a list of chains, each of at least one slot with words or known groups."""
    return isinstance(value, list) and all(
        isinstance(slots, list) and slots and all(_slot(slot, groups) for slot in slots)
        for slots in value
    )


def _slot(slot: object, groups: Groups) -> bool:
    items: Sequence[object] = slot if isinstance(slot, list) else [slot]
    return bool(items) and all(
        item[1:] in groups if isinstance(item, str) and item.startswith("@") else _word(item)
        for item in items
    )


def _one_of(kinds: type[Discipline] | type[Grade]) -> Form:
    every = ", ".join(kinds)
    return Form(
        f"以下之一：{every} | one of: {every}",
        lambda value, _: isinstance(value, str) and value in set(kinds),
    )


_UNKNOWN = "未知的键 / an unknown key"
_NEEDED = ("id", "discipline", "grade")
_FORMS = {
    "id": Form("非空文字 | a text that is not empty", lambda value, _: _word(value)),
    "discipline": _one_of(Discipline),
    "grade": _one_of(Grade),
    "article": Form("文字，可空 | a text, may be empty", lambda value, _: isinstance(value, str)),
    "terms": Form(WORDS, lambda value, _: _words(value)),
    "near": Form(CHAINS, _chains),
    "window": Form(
        "0 或更大的整数 | a whole number, 0 or more",
        lambda value, _: type(value) is int and value >= 0,
    ),
    "either_order": Form(
        "true 或 false | true or false", lambda value, _: isinstance(value, bool)
    ),
}
