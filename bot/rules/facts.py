"""Which facts of a tip are known, which are worth asking for, and how they are joined."""

from dataclasses import fields

from bot.rules.model import FIELDS
from bot.rules.triage import Facts, Span, Triage

ASK_AT_MOST = 3
ASKABLE = ("unit", "accused", "what", "when", "where", "amount")


def told(facts: Facts) -> dict[str, str]:
    """Field → the words of the message, for the fields that the message speaks of."""
    found = {name: _words(getattr(facts, name)) for name in FIELDS if name in _SPANS}
    if facts.amount_yuan is not None:
        found["amount"] = found.get("amount") or f"{facts.amount_yuan}元"
    return {name: words for name, words in found.items() if words}


_SPANS = {field.name for field in fields(Facts)} - {"amount_yuan"}


def _words(spans: tuple[Span, ...]) -> str:
    distinct = dict.fromkeys(span.text.strip() for span in spans)
    return "、".join(word for word in distinct if word)[:200]


def questions(triage: Triage, known: dict[str, str]) -> tuple[str, ...]:
    """At most three fields to ask for: what the reader misses most, less what is known."""
    wanted = [name for name in triage.missing if name in ASKABLE and not known.get(name)]
    return tuple(dict.fromkeys(wanted))[:ASK_AT_MOST]
