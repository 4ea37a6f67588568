"""JSON lines: read a file of them, and the line format of ``qingfeng classify --jsonl``."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.rules.triage import Facts, Span, Triage

SPANS = ("accused", "unit", "position", "when", "where")


def numbered_rows(path: Path) -> Iterator[tuple[int, Any]]:
    r"""Give what stands in each line of a file, with the line's number; blank lines are passed over.

    Only ``\n`` ends a line: other breaks, such as U+2028, may stand raw inside a string.

    Raises:
        ValueError: a line is no JSON; the file and the line are named.
    """
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield number, json.loads(line)
                except json.JSONDecodeError as error:
                    raise ValueError(f"{path.name}:{number} is no JSON: {error}") from error


def rows(path: Path) -> Iterator[Any]:
    """Give what stands in each line of a file; see :func:`numbered_rows`."""
    return (row for _, row in numbered_rows(path))


def to_record(id: str, triage: Triage) -> dict[str, Any]:  # noqa: A002 - the key of the line is "id"
    """Give one line as a dictionary; offsets count characters of the text as given."""
    return {
        "id": id,
        "severity": triage.severity.value,
        "confidence": round(triage.confidence, 4),
        "discipline": triage.discipline.value,
        "review": triage.review,
        "urgent": triage.urgent,
        "reasons": [
            {
                "start": r.span.start,
                "end": r.span.end,
                "text": r.span.text,
                "rule": r.rule,
                "article": r.article,
            }
            for r in triage.reasons
        ],
        "facts": _facts(triage.facts),
        "missing": list(triage.missing),
    }


def _facts(facts: Facts) -> dict[str, Any]:
    made: dict[str, Any] = {kind: _spans(getattr(facts, kind)) for kind in SPANS}
    return made | {"amount_yuan": facts.amount_yuan}


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"text": span.text, "start": span.start, "end": span.end} for span in spans]
