"""What rules and articles are called when people read them."""

import tomllib
from functools import cache

from nlp.entries import LEXICON


@cache
def rule_names() -> dict[str, tuple[str, str]]:
    """Give rule id → (中文, English) for the lexicon's entries and whatever else a reason may name."""
    table = tomllib.loads((LEXICON / "rules.toml").read_text("utf-8"))
    return {rule: (chinese, english) for rule, (chinese, english) in table["names"].items()}
