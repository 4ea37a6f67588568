"""The line format of ``qingfeng classify --jsonl``."""

from collections.abc import Iterable
from typing import Any

from bot.rules.triage import Facts, Span, Triage

SPANS = ("accused", "unit", "position", "when", "where")


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
