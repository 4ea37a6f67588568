"""Triage ↔ JSON, for the sealed body of a proposal."""

from dataclasses import asdict
from typing import Any

from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Facts, Reason, Span, Triage


def triage_to_json(triage: Triage) -> dict[str, Any]:
    """The whole triage as plain JSON values."""
    return asdict(triage)


def triage_from_json(data: dict[str, Any]) -> Triage:
    """The triage that :func:`triage_to_json` wrote."""
    facts: dict[str, Any] = {
        name: value if name == "amount_yuan" else tuple(Span(**span) for span in value)
        for name, value in data["facts"].items()
    }
    reasons = tuple(
        Reason(**(reason | {"span": Span(**reason["span"])})) for reason in data["reasons"]
    )
    plain = {
        "severity": Severity(data["severity"]),
        "discipline": Discipline(data["discipline"]),
        "facts": Facts(**facts),
        "reasons": reasons,
        "missing": tuple(data["missing"]),
    }
    return Triage(**(data | plain))
