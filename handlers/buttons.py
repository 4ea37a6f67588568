"""Buttons: a signed line of at most 64 bytes that says what, of which thing, in which version."""

import base64
import hmac
from dataclasses import dataclass
from hashlib import sha256

from bot.rules.errors import BadButtonError

LIMIT = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Button:
    """What a press asks for. ``subject``: a case or tip id; ``version``: what the person saw."""

    verb: str
    subject: int = 0
    version: int = 0
    extra: str = ""


class Buttons:
    """Writes and reads buttons with one key.

    The signature stops a modified client from pressing what it was never shown.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def pack(self, button: Button) -> str:
        """The callback data for this button.

        Raises:
            ValueError: it would be longer than Telegram takes.
        """
        line = f"{button.verb}:{_short(button.subject)}:{_short(button.version)}:{button.extra}"
        data = f"{line}:{self._mac(line)}"
        if len(data.encode()) > LIMIT:
            raise ValueError(f"button {button.verb} is longer than {LIMIT} bytes")
        return data

    def parse(self, data: str) -> Button:
        """The button behind callback data.

        Raises:
            BadButtonError: it was not written with our key.
        """
        line, _, mac = data.rpartition(":")
        parts = line.split(":")
        if not data.isascii() or len(parts) != 4 or not hmac.compare_digest(mac, self._mac(line)):
            raise BadButtonError
        verb, subject, version, extra = parts
        return Button(verb, int(subject, 36), int(version, 36), extra)

    def _mac(self, line: str) -> str:
        digest = hmac.digest(self._key, line.encode(), sha256)
        return base64.urlsafe_b64encode(digest[:6]).decode()


def _short(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
