"""Turns: one small change to a labelled message that gives it another label, written by hand.

A turn names its message (``of``), the words that are swapped and what the labels are then; facts are carried over
with the swap. That keeps a minimal pair in one place, and the messages themselves free of near copies.
``python -m nlp.turns [FILE ...]`` prints what the turns make of their messages.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.rules.terms import Severity
from nlp.jsonl import rows
from nlp.samples import DATA, KINDS, Sample, sample_of

Row = Mapping[str, Any]
MARKED = (*KINDS, "amount")


def turned(turn: Row, message: Row) -> dict[str, Any]:
    """Give the row of a labelled message that a turn makes of another.

    Raises:
        ValueError: words to swap do not stand just once in the text, or it is not said what becomes of a fact.
    """
    swap = [(str(old), str(new)) for old, new in turn["swap"]]
    text = _swapped(message["text"], swap)
    if turn["severity"] == Severity.OUT_OF_SCOPE:
        facts: dict[str, Any] = {kind: [] for kind in MARKED} | {"amount_yuan": None}
    else:
        given = turn.get("facts") or {}
        before = message["facts"]
        facts = {
            kind: given[kind] if kind in given else _carried(kind, before, swap, text)
            for kind in MARKED
        }
        if "amount_yuan" not in turn and facts["amount"] != (before.get("amount") or []):
            raise ValueError("the words of the sum have changed: say amount_yuan")
        facts["amount_yuan"] = turn.get("amount_yuan", before.get("amount_yuan"))
    return {
        "id": turn["id"],
        "text": text,
        "severity": turn["severity"],
        "discipline": turn["discipline"],
        "urgent": turn.get("urgent", message["urgent"]),
        "facts": facts,
        "evidence": turn["evidence"],
        "style": message.get("style", ""),
        "note": turn.get("note", ""),
        "of": turn["of"],
    }


def _swapped(text: str, swap: Iterable[tuple[str, str]]) -> str:
    for old, new in swap:
        if not old or text.count(old) != 1:
            raise ValueError(f"「{old}」 stands {text.count(old)} times in the text, not once")
        text = text.replace(old, new)
    return text


def _carried(kind: str, facts: Row, swap: Sequence[tuple[str, str]], text: str) -> list[str]:
    kept = []
    for words in facts.get(kind) or []:
        now = words
        for old, new in swap:
            now = now.replace(old, new)
        found = next((one for one in (now, words) if one and one in text), None)
        if found is None:
            raise ValueError(f"{kind} 「{words}」 is gone: say what {kind} is now")
        kept.append(found)
    return kept


def messages_of(directory: Path = DATA) -> dict[str, dict[str, Any]]:
    """Give the messages that turns may name: those of training and tuning, by id."""
    files = sorted(
        path for name in ("train", "tune") for path in directory.glob(f"{name}-*.jsonl")
    )
    return {str(row["id"]): row for path in files for row in rows(path)}


def read_turns(pattern: str, directory: Path = DATA) -> list[Sample]:
    """Give what the turns of all files of a pattern such as ``turns-*.jsonl`` make of their messages."""
    messages = messages_of(directory)
    return [
        sample_of(turned(turn, messages[turn["of"]]))
        for path in sorted(directory.glob(pattern))
        for turn in rows(path)
    ]


def _shown(turn: Row, messages: Mapping[str, Row]) -> Iterator[str]:
    try:
        row = turned(turn, messages[turn["of"]])
    except (KeyError, ValueError) as error:
        yield f"{turn.get('id')}: {error}"
        return
    before = messages[turn["of"]]
    labels = (f"{one['severity']}/{one['discipline']}" for one in (before, row))
    yield f"{row['id']} {' → '.join(labels)}  [{row['note']}]"
    facts = {kind: words for kind, words in row["facts"].items() if words}
    yield f"  {row['text']}"
    yield f"  {json.dumps(facts, ensure_ascii=False)} ! {row['evidence']} {'urgent' if row['urgent'] else ''}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print each turn's message with its labels."""
    parser = argparse.ArgumentParser(prog="python -m nlp.turns", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="all turns where none is named")
    files = parser.parse_args(arguments).files or sorted(DATA.glob("turns-*.jsonl"))
    messages = messages_of()
    for path in files:
        for turn in rows(path):
            print("\n".join(_shown(turn, messages)))


if __name__ == "__main__":
    main()
