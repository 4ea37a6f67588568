"""What the characters of a message are shown as: nothing it holds can steer a terminal or a page."""

import unicodedata
from collections.abc import Iterable

from nlp.normalize import HIDDEN

BREAKS = "\n\u2028\u2029\x85\x0b\x0c"
JOINERS = "\u200c\u200d"  # emoji and some scripts need them
PICTURES = 0x2400  # ␀ ␁ … stand for the control characters
TAGS = range(0xE0020, 0xE0080)  # flags of regions are spelt with them
SPACE = 0x20
UNSHOWABLE = "\ufffd"  # for halves of characters and for the controls 0x7f to 0x9f


def signs_of(text: str) -> tuple[str, ...]:
    """Each character as it is shown; "" for one that cannot be seen. As many as the text has characters."""
    return tuple(_sign(text, at) for at in range(len(text)))


def hidden_in(text: str) -> int:
    """How many characters of the message cannot be seen, such as those put in to mislead a machine."""
    return sum(_hidden(sign) for sign in text)


def shown(text: str) -> str:
    """The whole text as it is shown."""
    return "".join(signs_of(text))


def on_one_line(words: Iterable[str]) -> str:
    """Signs for the cell of a table."""
    return " ".join("".join(words).split())


def _sign(text: str, at: int) -> str:
    sign = text[at]
    if sign in BREAKS:
        return "\n"
    if sign == "\r":
        return "" if text[at + 1 : at + 2] == "\n" else "\n"
    if _hidden(sign):
        return ""
    if sign == "\t" or sign.isprintable():
        return sign
    return _unprintable(sign)


def _unprintable(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cc" and ord(sign) < SPACE:
        return chr(PICTURES + ord(sign))
    return UNSHOWABLE if kind in ("Cc", "Cs") else sign


def _hidden(sign: str) -> bool:
    """Whether the sign is what the reader takes out unseen, or another control of the layout."""
    unseen = HIDDEN.match(sign) or unicodedata.category(sign) == "Cf"
    return bool(unseen) and not _seen(sign)


def _seen(sign: str) -> bool:
    return sign in JOINERS or ord(sign) in TAGS
