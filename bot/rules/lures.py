"""Words to a reporter that lead out of this conversation: links, accounts, phone numbers.

A link tells whoever set it where the reporter is (R20 Art. 29 forbids to look for that), and an
account or a number invites the reporter to come out of the dark. One officer alone could do it.
"""

import re
import unicodedata

from bot.rules.errors import InputError

_LURES = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bwww\."
    r"|(?<![\w@])@\w{4,}"
    r"|[\w.+-]+@[\w-]+\.\w"
    r"|(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\."
    r"(?:com|cn|net|org|gov|me|io|top|xyz|info|cc|vip|site|app|club|link|ru|tv|co|shop|online)\b"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)",
    re.IGNORECASE | re.ASCII,
)


def refuse_lures(words: str) -> None:
    """Pass where nothing in the words leads out of this conversation.

    Raises:
        InputError: a link, an account or a mobile number; it is quoted.
    """
    if found := find_lure(words):
        raise InputError("error-lure", found=found[:40])


def find_lure(words: str) -> str:
    """The first link, account or mobile number in the words; empty where there is none."""
    seen = "".join(
        char for char in unicodedata.normalize("NFKC", words) if unicodedata.category(char) != "Cf"
    )
    found = _LURES.search(seen)
    return found[0] if found else ""
