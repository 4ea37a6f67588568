"""Query codes: 60 random bits in letters that are hard to mistake for each other."""

from collections.abc import Callable
from unicodedata import normalize

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MISTAKES = str.maketrans({"O": "Q", "0": "Q", "I": "J", "L": "J", "1": "J", "U": "V"})


def make_code(choose: Callable[[str], str]) -> str:
    """A new code such as ``7K3F-9QWD-X2MP``; ``choose`` picks one letter at random.

    Twelve of thirty letters are 58.9 bits: at five tries a day per chat, guessing is hopeless.
    """
    letters = "".join(choose(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """The code behind what somebody typed: upper case, only letters and digits, no lookalikes."""
    kept = "".join(
        letter
        for letter in normalize("NFKC", typed).upper()
        if letter.isascii() and letter.isalnum()
    )
    return kept.translate(_MISTAKES)
