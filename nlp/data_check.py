"""Check labelled messages before they are used: ``python -m nlp.data_check [FILE ...]``.

Without a file all data of the package is checked. It names each line that is wrong and what is expected:
labels, exact words, near copies (character 5-grams), and leaks between training and other sets. Only messages of
the evaluation sets may be like each other, where one names the other: minimal pairs, and noisy spellings.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rules.terms import Discipline, Severity
from nlp.jsonl import numbered_rows
from nlp.samples import DATA, KINDS
from nlp.turns import turned

SETS = ("train", "tune", "check", "fresh", "dev", "contrast", "noise")
TURNS = {"turns": "train", "pairs": "tune"}  # what they are made of, and of nothing else
GRAM, LIKE = 5, 0.3
TELLING = (Severity.SERIOUS, Severity.MINOR)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a data file."""

    file: str
    line: int
    data: dict[str, Any]

    @property
    def place(self) -> str:
        """Where the line stands, with its id."""
        return f"{self.file}:{self.line} {self.data.get('id', '?')}"


def labelled_files() -> list[Path]:
    """Give the package's files of labelled messages."""
    return sorted(path for name in (*SETS, *TURNS) for path in DATA.glob(f"{name}-*.jsonl"))


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """Give the lines of files.

    Raises:
        ValueError: a line is no JSON object.
    """
    for path in paths:
        yield from (Row(path.name, number, data) for number, data in numbered_rows(path))


def carried_out(rows: Iterable[Row]) -> Iterator[Row]:
    """Give rows with each turn as the message that it makes; one that cannot be made stays as it is, with the reason."""
    everything = list(rows)
    messages = {str(row.data.get("id")): row for row in everything if "swap" not in row.data}
    for row in everything:
        yield row if "swap" not in row.data else Row(row.file, row.line, _made(row, messages))


def _made(row: Row, messages: Mapping[str, Row]) -> dict[str, Any]:
    turn = row.data
    fault = ""
    lacking = {"id", "of", "swap", "severity", "discipline", "evidence"} - turn.keys()
    message = messages.get(str(turn.get("of")))
    kind = TURNS.get(row.file.partition("-")[0], "")
    if lacking:
        fault = f"lacks {', '.join(sorted(lacking))}"
    elif message is None or not message.file.startswith(kind):
        fault = f"there is no message {turn['of']} in {kind}-*.jsonl"
    else:
        try:
            return turned(turn, message.data)
        except (TypeError, ValueError) as error:
            fault = str(error)
    return {"id": turn.get("id"), "text": "", "fault": fault}


def faults(row: Row) -> Iterator[str]:
    """Give what is wrong with one line by itself."""
    data = row.data
    if "fault" in data:
        yield data["fault"]
        return
    missing = {"id", "text", "severity", "discipline", "urgent", "facts"} - data.keys()
    if missing:
        yield f"lacks {', '.join(sorted(missing))}"
        return
    if data["severity"] not in set(Severity) or data["discipline"] not in set(Discipline):
        yield f"unknown label {data['severity']} / {data['discipline']}"
        return
    yield from _label_faults(Severity(data["severity"]), data)
    yield from _word_faults(data)


def _label_faults(severity: Severity, data: dict[str, Any]) -> Iterator[str]:
    none = data["discipline"] == Discipline.NONE
    if severity is Severity.OUT_OF_SCOPE and not none:
        yield "out_of_scope has discipline none"
    if severity in TELLING and none:
        yield f"{severity} needs a discipline"
    if severity is Severity.OUT_OF_SCOPE and any(data["facts"].get(key) for key in KINDS):
        yield "out_of_scope has no facts"
    amount = data["facts"].get("amount_yuan")
    if amount is not None and (not isinstance(amount, int) or isinstance(amount, bool)):
        yield "amount_yuan is a whole number or null"
    if not isinstance(data["urgent"], bool):
        yield "urgent is true or false"


def _word_faults(data: dict[str, Any]) -> Iterator[str]:
    lists = {key: data["facts"].get(key) or [] for key in (*KINDS, "amount")}
    lists["evidence"] = data.get("evidence") or []
    for key, words in lists.items():
        if not isinstance(words, list):
            yield f"{key} is a list"
            continue
        for word in words:
            if not isinstance(word, str) or not word or word not in data["text"]:
                yield f"{key} 「{word}」 is no stretch of the text"


def grams(text: str) -> frozenset[str]:
    """Give the character n-grams of a text without white space."""
    bare = "".join(text.split())
    return frozenset(bare[i : i + GRAM] for i in range(max(1, len(bare) - GRAM + 1)))


def copies(rows: Sequence[Row]) -> Iterator[tuple[Row, Row, float]]:
    """Give the pairs of messages that are near copies: n-gram Jaccard above the bar."""
    made = [grams(row.data["text"]) if row.data["text"] else frozenset() for row in rows]
    where: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(made):
        shared = Counter(other for gram in own for other in where[gram])
        for other, both in shared.items():
            score = both / (len(own) + len(made[other]) - both)
            if score > LIKE:
                yield rows[other], rows[index], score
        for gram in own:
            where[gram].append(index)


def declared(one: Row, other: Row) -> bool:
    """Say whether two messages are like each other on purpose: a turn and its message, or a pair of an evaluation set."""
    roots = {row.data.get("of", row.data.get("id")) for row in (one, other)}
    if len(roots) == 1:
        return True
    if one.file.startswith("train") or other.file.startswith("train"):
        return False
    return _names(one, other) or _names(other, one)


def _names(row: Row, other: Row) -> bool:
    name = str(other.data["id"])
    return (
        name == row.data.get("clean") or f"contrast of {name};" in f"{row.data.get('note', '')};"
    )


def problems(rows: Sequence[Row], only: frozenset[str]) -> Iterator[str]:
    """Give a sentence for everything that is wrong in the files ``only`` (all where it is empty)."""
    seen: dict[str, Row] = {}
    for row in rows:
        watched = not only or row.file in only
        if watched:
            yield from (f"{row.place}: {fault}" for fault in faults(row))
        known = seen.setdefault(str(row.data.get("id")), row)
        if known is not row and watched:
            yield f"{row.place}: id is used at {known.place}"
    for one, other, score in copies(rows):
        if (not only or {one.file, other.file} & only) and not declared(one, other):
            yield f"{other.place}: near copy of {one.place} ({score:.2f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong; 0 where nothing is."""
    parser = argparse.ArgumentParser(prog="python -m nlp.data_check", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="only what concerns these files")
    files = parser.parse_args(arguments).files
    everything = sorted({*labelled_files(), *(file.resolve() for file in files)})
    rows = list(carried_out(read_rows(everything)))
    found = list(problems(rows, frozenset(file.name for file in files)))
    print("\n".join(found))
    print(f"{len(rows)} messages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
