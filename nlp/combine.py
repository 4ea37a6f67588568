"""Combine what the rules prove with what the learned parts believe, and say which of the two spoke.

The learned parts see the rules' findings beside the message, so their belief already weighs both; the rules'
own verdict stays beside it, and where the two part about ``serious`` an officer must read. In two narrow cases the
rules know better and speak (``settled``).
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
COUNTED = frozenset(
    {
        "sum_over_bar",
        "many_payers",
        "repeated",
        "relief_money",
        "refuses_to_return",
        "after_sanction",
    }
)
FRAMES = frozenset({"fiction", "praise", "resolved"})


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
    likeliest = believed(belief, policy)
    severity = settled(doc, belief, likeliest, policy)
    overruled = severity is not likeliest
    return Opinion(
        severity,
        confidence_of(severity, belief, overruled=overruled),
        discipline_of(severity, belief),
        review=(overruled and severity is Severity.SERIOUS)
        or in_doubt(verdict, belief, likeliest, policy)
        or must_be_read(doc, severity),
        spoke=_spoke(verdict.severity, severity, likeliest),
    )


def believed(belief: Belief, policy: Policy) -> Severity:
    """Give the likeliest severity; ``serious`` needs less, for one missed is worse than ten read twice."""
    if belief.severity[Severity.SERIOUS] >= policy.serious_bar:
        return Severity.SERIOUS
    return max(belief.severity, key=lambda label: belief.severity[label])


def settled(doc: Doc, belief: Belief, likeliest: Severity, policy: Policy) -> Severity:
    """Give the severity where the rules know better than the classifier, else the likeliest.

    Counting is the rules' trade: who took how much from how many. And a message framed as fiction, praise or
    settled is no report, however much crime it tells of.
    """
    verdict = doc._.verdict
    if verdict.circumstance in COUNTED and doc._.actor.official:
        accused = bool(doc._.people and doc._.positions)
        doubted = belief.severity[Severity.SERIOUS] >= policy.serious_doubt
        if likeliest is Severity.MINOR or (accused and doubted):
            return Severity.SERIOUS
    framed = any(mark.label in FRAMES for mark in doc._.frames)
    if likeliest is Severity.INSUFFICIENT and framed and verdict.severity is Severity.OUT_OF_SCOPE:
        return Severity.OUT_OF_SCOPE
    return likeliest


def confidence_of(severity: Severity, belief: Belief, *, overruled: bool) -> float:
    """Give how sure the reader is; a message the rules put outside takes what was left for too little told."""
    if not overruled:
        return belief.severity[severity]
    if severity is Severity.OUT_OF_SCOPE:
        return belief.severity[severity] + belief.severity[Severity.INSUFFICIENT]
    return RULES_ALONE


def _spoke(rules: Severity, severity: Severity, likeliest: Severity) -> str:
    if severity is not likeliest:
        return "rules"
    return "both" if severity is rules else "classifier"


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
