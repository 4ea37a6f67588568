"""What a tip is about, by words that people use for one thing: the topics by which repeats are told apart."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from nlp.gazetteer import either

TABLE = Path(__file__).with_name("lexicon") / "topics.toml"


def topics_of(plain: str) -> set[str]:
    """Give the topics of a normalised text."""
    pattern, about = _words()
    return {topic for match in pattern.finditer(plain) for topic in about[match[1]]}


@cache
def _words() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Give the words as a pattern, and the topics of each: its own, and those of words within it."""
    rows: dict[str, list[str]] = tomllib.loads(TABLE.read_text("utf-8"))
    own: defaultdict[str, set[str]] = defaultdict(set)
    for topic, words in rows.items():
        for word in words:
            own[word].add(topic)
    about = {
        word: frozenset[str]().union(*(own[inner] for inner in _within(word) if inner in own))
        for word in own
    }
    return re.compile(f"(?=({either(own)}))"), about


def _within(word: str) -> set[str]:
    """Give all beginnings of a word; what begins later is found at its own place."""
    return {word[:end] for end in range(1, len(word) + 1)}
