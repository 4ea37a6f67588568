"""The safety net: a message that tells of an official and of something grave is never put aside unread."""

import re

from spacy.tokens import Doc

from bot.rules.terms import Severity
from nlp.parts import Grade

ASIDE = frozenset({Severity.OUT_OF_SCOPE, Severity.INSUFFICIENT})
GRAVE = frozenset({Grade.SERIOUS, Grade.CRIME_MONEY})
FRAMED = frozenset({"framed", "question"})
TAKING = re.compile(
    "(?:收|拿|吞|贪|敲诈|讹|勒索|索要|张口要|开口要|塞|送|打点|孝敬|回扣|好处|私分|套|冒领|领走|扣下|截留|挪用)[^,。!?;]{0,12}$"
)
REACH = 16
OUR = re.compile("(?:我们?|咱们?|俺们?|本)[^,。!?;]{0,6}$")
NEAR = 8  # characters before a post


def must_be_read(doc: Doc, severity: Severity) -> bool:
    """Say whether an officer must read a message that would be put aside as ``severity``."""
    if severity not in ASIDE:
        return False
    if doc._.verdict.circumstance in FRAMED and not doc._.people and not our_own(doc):
        return False  # thanks, a film, a question about nobody by name
    if severity is Severity.OUT_OF_SCOPE and official_act_found(doc):
        return True
    return _official(doc) and (grave_act(doc) or money_taken(doc))


def our_own(doc: Doc) -> bool:
    """Say whether the writer speaks of a post as of their own place: 我们镇的镇长."""
    text = doc._.source.text
    return any(OUR.search(text[max(0, p.start - NEAR) : p.start]) for p in doc._.positions)


def official_act_found(doc: Doc) -> bool:
    """Say whether the rules found a named official and an act of theirs that is in scope."""
    inside = doc._.verdict.severity in (Severity.SERIOUS, Severity.MINOR)
    return inside and doc._.actor.official and doc._.actor.named


def grave_act(doc: Doc) -> bool:
    """Say whether the writer asserts an act of the lexicon that is serious or a crime of money."""
    return any(cue.asserted and cue.grade in GRAVE for cue in doc._.cues)


def money_taken(doc: Doc) -> bool:
    """Say whether a sum stands behind a word of taking in the same clause."""
    text = doc._.source.text
    return any(
        TAKING.search(text[max(0, amount.start - REACH) : amount.start])
        for amount in doc._.amounts
    )


def _official(doc: Doc) -> bool:
    return doc._.actor.official and not (doc._.actor.private and not doc._.actor.named)
