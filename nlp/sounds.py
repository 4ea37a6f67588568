"""Signs that sound alike are written as one: a name may be told by ear (罗启明, 罗起明)."""

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("lexicon") / "sounds.json"


def heard(text: str) -> str:
    """Give the text with every sign written as the first of those that sound like it."""
    return text.translate(_first())


@cache
def _first() -> dict[int, str]:
    rows: list[str] = json.loads(TABLE.read_text("utf-8"))
    return {ord(sign): row[0] for row in rows for sign in row}
