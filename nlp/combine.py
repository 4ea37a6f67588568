"""Combine what the rules prove with what the classifier believes, and say which of the two spoke.

The classifier sees the rules' findings beside the message, so its belief already weighs both; the rules'
own verdict stays beside it, and where the two part about ``serious`` an officer must read.
"""

from dataclasses import dataclass

from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.parts import Belief, Verdict
from nlp.policy import Policy
from nlp.safety import must_be_read

RULES_ALONE = (
    0.5  # what the rules' word is worth where no calibrated classifier stands beside them
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """The joint opinion on one message."""

    severity: Severity
    confidence: float
    discipline: Discipline
    review: bool
    spoke: str  # "rules", "classifier" or "both"


def combine(doc: Doc, policy: Policy) -> Opinion:
    """Give the joint opinion; without a classifier the rules speak and an officer must read."""
    verdict, belief = doc._.verdict, doc._.belief
    if belief is None:
        return Opinion(
            verdict.severity, RULES_ALONE, verdict.discipline, review=True, spoke="rules"
        )
    severity = max(belief.severity, key=lambda label: belief.severity[label])
    return Opinion(
        severity,
        belief.severity[severity],
        discipline_of(severity, belief),
        review=in_doubt(verdict, belief, severity, policy) or must_be_read(doc, severity),
        spoke="both" if severity is verdict.severity else "classifier",
    )


def in_doubt(verdict: Verdict, belief: Belief, severity: Severity, policy: Policy) -> bool:
    """Say whether an officer must read: low confidence, or rules and classifier part about serious."""
    sure = belief.severity[severity]
    if sure < policy.review_confidence:
        return True
    if verdict.cues and verdict.severity is not severity and sure < policy.sure_confidence:
        return True
    serious = belief.severity[Severity.SERIOUS]
    if severity is Severity.SERIOUS:
        return verdict.severity is not Severity.SERIOUS and sure < policy.sure_confidence
    return serious >= policy.serious_doubt or (
        verdict.severity is Severity.SERIOUS and serious >= policy.rules_doubt
    )


def discipline_of(severity: Severity, belief: Belief) -> Discipline:
    """Give the likeliest discipline that the severity allows."""
    if severity is Severity.OUT_OF_SCOPE:
        return Discipline.NONE
    allowed = [
        d for d in Discipline if d is not Discipline.NONE or severity is Severity.INSUFFICIENT
    ]
    return max(allowed, key=lambda d: belief.discipline[d])
