"""What the evidence is told in: Chinese first, English second, names of rules and titles of articles."""

from collections.abc import Iterator

from bot.rules.triage import Reason, Triage
from handlers.cards import article
from handlers.texts import LANGUAGES, text, word
from nlp.entries import read_articles
from nlp.names import rule_names

MIDDLE = " · "
CIRCLED = 0x2460  # ①


def both(key: str, **values: object) -> str:
    """A text of the catalogue in Chinese and English."""
    return MIDDLE.join(text(f"explain-{key}", language, **values) for language in LANGUAGES)


def both_words(kind: str, value: str) -> str:
    """A word of the field in Chinese and English."""
    return MIDDLE.join(word(kind, value, language) for language in LANGUAGES)


def rule(reason: Reason) -> str:
    """What the rule of a reason is called; its id where it has no name."""
    names = rule_names().get(reason.rule)
    return MIDDLE.join(names) if names else reason.rule


def basis(reason: Reason) -> str:
    """The title of the article behind a reason, with a word where the office must still check it."""
    if not reason.article:
        return "—"
    known = read_articles().get(reason.article)
    if known is None:
        return article(reason.article)
    title = str(known["title"]).replace(": ", "：").replace("(", "（").replace(")", "）")
    return title if known["verified"] else f"{title}（{both('unverified')}）"


def circled(number: int) -> str:
    """①, ② … and (21) where there is no such sign."""
    return chr(CIRCLED + number - 1) if number <= 20 else f"({number})"


def missing(triage: Triage) -> str:
    """What the citizen may still be asked for."""
    told = [both(f"tag-{name}") for name in triage.missing]
    return "；".join(told) or both("nothing")


def review(triage: Triage, length: int, *, bar: float, longest: int) -> str:
    """Whether an officer must read it, and why, as far as the proposal tells."""
    if not triage.review:
        return both("no")
    return f"{both('yes')}（{'；'.join(_why(triage, length, bar, longest))}）"


def _why(triage: Triage, length: int, bar: float, longest: int) -> Iterator[str]:
    if triage.unreadable:
        yield both("why-unreadable")
        return
    if length >= longest:
        yield both("why-long", count=longest)
    if triage.confidence < bar:
        yield both("why-low", bar=f"{bar:.2f}")
    elif length < longest:
        yield both("why-doubt")
