"""What the rules found, as a row of zeros and ones that the close reader is told beside the message.

A small network counts badly; the rules count well. So it is told the sum, the circumstance and who is meant,
and learns how far to trust them.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Severity
from nlp.frames import WHOLE

STEPS = (0, 1, 1_000, 3_000, 10_000, 100_000, 300_000)
CIRCUMSTANCES = (
    "serious_act",
    "after_sanction",
    "sum_over_bar",
    "many_payers",
    "for_profit_or_long",
    "no_sum_told",
    "relief_money",
    "repeated",
    "refuses_to_return",
    "light",
    "nothing_to_check",
    "no_office",
    "no_cue_named",
    "no_cue",
    "framed",
    "question",
    "private",
)
MANY = 5  # payers
HINTS = (
    *(f"<rules:{label.value}>" for label in Severity),
    *(f"<because:{name}>" for name in CIRCUMSTANCES),
    *(f"<sum:{step}>" for step in STEPS),
    *(f"<who:{public}{private}{named}>" for public in "01" for private in "01" for named in "01"),
    *(f"<frame:{name}>" for name in WHOLE),
    "<payers>",
    "<threat>",
)


def hints_of(doc: Doc) -> NDArray[np.float32]:
    """Give for each of ``HINTS`` 1 where the rules found it in a message, else 0."""
    found = set(_hints(doc))
    return np.array([hint in found for hint in HINTS], np.float32)


def _hints(doc: Doc) -> Iterator[str]:
    verdict, actor = doc._.verdict, doc._.actor
    yield f"<rules:{verdict.severity.value}>"
    if verdict.circumstance in CIRCUMSTANCES:
        yield f"<because:{verdict.circumstance}>"
    yield f"<sum:{max(step for step in STEPS if (doc._.sum.low or 0) >= step)}>"
    yield f"<who:{actor.public:d}{actor.private:d}{actor.named:d}>"
    yield from (f"<frame:{mark.label}>" for mark in doc._.frames)
    if doc._.sum.payers >= MANY:
        yield "<payers>"
    if doc._.urgent:
        yield "<threat>"
