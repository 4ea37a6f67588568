"""Reading texts from the command line: one as a table, thousands with a progress bar."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.rules.triage import Triage
from nlp.jsonl import to_record

BATCH = 64


class FullReader(Protocol):
    """A reader that also reads many texts at once; ``model`` is the name its proposals carry."""

    model: str

    def triage(self, text: str) -> Triage:
        """The proposal about one text."""

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Triage]:
        """The proposals about many."""


class BadRowError(Exception):
    """A line of the input cannot be read; the message names it and says what is expected."""


def show_table(triage: Triage, out: Console) -> None:
    """Severity, reasons and facts as tables."""
    head = Table(show_header=False, title="建议 · proposal")
    for name, value in (
        ("severity", triage.severity),
        ("confidence", f"{triage.confidence:.2f}"),
        ("discipline", triage.discipline),
        ("review", "需要人工阅读 yes" if triage.review else "no"),
        ("urgent", "yes" if triage.urgent else "no"),
        ("missing", "、".join(triage.missing) or "—"),
        ("spoke", triage.spoke or "—"),
        ("model", triage.model),
    ):
        head.add_row(name, str(value))
    out.print(head)
    reasons = Table("依据的原文 · words", "规则 · rule", "条文 · article", title="理由 · reasons")
    for reason in triage.reasons:
        reasons.add_row(f"「{reason.span.text}」", reason.rule, reason.article or "—")
    out.print(reasons)
    facts = Table("要素 · fact", "原文 · as written", title="事实 · facts")
    for name, value in to_record("", triage)["facts"].items():
        shown = value if not isinstance(value, list) else "、".join(one["text"] for one in value)
        facts.add_row(name, str(shown if shown not in (None, "") else "—"))
    out.print(facts)


def show_json(triage: Triage, out: Console) -> None:
    """The record of one text as JSON."""
    out.print_json(json.dumps(to_record("", triage), ensure_ascii=False))


def classify_stream(reader: FullReader, source: IO[str], target: IO[str]) -> int:
    """JSON lines in, JSON lines out, as they come; how many."""
    return _write(reader, _jsonl_rows(source, "stdin"), target)


def classify_file(reader: FullReader, path: Path, output: Path | None, err: Console) -> int:
    """A CSV or JSONL file, with a progress bar; results are written as they are made.

    Raises:
        BadRowError: a line cannot be read; what came before it is written.
    """
    rows = list(_csv_rows(path) if path.suffix == ".csv" else _jsonl_rows(_lines(path), path.name))
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, disable=not err.is_terminal) as progress:
        task = progress.add_task("读 · reading", total=len(rows))
        watched = _watch(rows, lambda: progress.advance(task))
        if output is None:
            return _write(reader, watched, sys.stdout)
        with output.open("w", encoding="utf-8") as target:
            return _write(reader, watched, target)


def _watch(rows: Iterable[tuple[Any, str]], tick: Any) -> Iterator[tuple[Any, str]]:
    for row in rows:
        tick()
        yield row


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig") as source:
        yield from source


def _write(reader: FullReader, rows: Iterable[tuple[Any, str]], target: IO[str]) -> int:
    names: list[Any] = []

    def texts() -> Iterator[str]:
        for name, text in rows:
            names.append(name)
            yield text

    count = 0
    for triage in reader.pipe(texts(), batch_size=BATCH):
        record = to_record(names[count], triage)
        target.write(json.dumps(record, ensure_ascii=False) + "\n")
        target.flush()
        count += 1
    return count


def _jsonl_rows(source: Iterable[str], name: str) -> Iterator[tuple[Any, str]]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadRowError(
                f'{name} 第 {number} 行读不懂，应为 {{"id": …, "text": …}}'
                f" · line {number} must be an object with id and text"
            ) from error


def _csv_rows(path: Path) -> Iterator[tuple[Any, str]]:
    rows = csv.DictReader(_lines(path))
    if "text" not in (rows.fieldnames or ()):
        found = ", ".join(rows.fieldnames or ()) or "—"
        raise BadRowError(
            f"{path.name} 第一行要有 text 列（现有：{found}）· the first line must name a column text"
        )
    for number, row in enumerate(rows, 1):
        yield str(row.get("id") or number), str(row.get("text") or "")
