"""Combine what the rules prove with what the classifier believes, and say which of the two spoke."""

from dataclasses import dataclass

from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.policy import Policy

RULES_ALONE = 0.55  # what the rules' word is worth without a calibrated classifier beside them


@dataclass(frozen=True, slots=True)
class Opinion:
    """The joint opinion on one message."""

    severity: Severity
    confidence: float
    discipline: Discipline
    review: bool
    spoke: str  # "rules", "classifier" or "both"


def combine(doc: Doc, policy: Policy) -> Opinion:  # noqa: ARG001 - the classifier will need it
    """Give the joint opinion; without a classifier the rules speak and an officer must read."""
    verdict = doc._.verdict
    return Opinion(verdict.severity, RULES_ALONE, verdict.discipline, review=True, spoke="rules")
