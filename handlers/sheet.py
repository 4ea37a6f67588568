"""What a rendered message is made of: parts, files, and the sheet they are written on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.ports import Transaction
from bot.rules.model import Notice
from bot.rules.practice import Practice
from handlers import cards
from handlers.buttons import Buttons
from handlers.keyboards import Rows
from handlers.texts import text

LIMIT = 4096
"""Characters of one message after its markup is read."""


@dataclass(frozen=True, slots=True)
class File:
    """A document to send."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is still to be written, after the transaction; see :mod:`handlers.finish`.

    Args:
        name: of the file, without its ending; ``form`` is the ending: docx, xlsx or pdf.
        write: makes the Word or Excel file from what was read already.
        otherwise: what is said where no PDF comes about.
    """

    name: str
    write: Callable[[], bytes]
    form: str = "docx"
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One message: HTML, buttons, perhaps a file; ``protect`` forbids forwarding and saving."""

    html: str
    rows: Sequence[Sequence[tuple[str, str]]] = ()  # (what it says, callback data)
    file: File | None = None
    draft: Draft | None = None
    protect: bool = False
    menu: tuple[str, ...] = ()  # commands that this chat is offered from now on
    reply: bool = False  # ask for a reply to this very message: groups hide other texts from bots


@dataclass(frozen=True, slots=True)
class Voice:
    """What the renderer knows besides the notice."""

    office: str
    zone: ZoneInfo
    buttons: Buttons
    letter_template: Path | None = None
    practice: Practice = field(default_factory=Practice)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One rendering: the notice, the language, and a transaction to look things up in."""

    tx: Transaction
    notice: Notice
    language: str
    voice: Voice
    now: datetime
    args: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str, **args: Any) -> str:
        """A text of the catalogue in this language."""
        return text(key, self.language, **args)

    def at(self, moment: datetime) -> str:
        """A moment in the office's time, with its weekday."""
        return cards.full_moment(moment, self.voice.zone)

    def pack(self, rows: Rows) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Buttons as callback data."""
        return tuple(
            tuple((label, self.voice.buttons.pack(button)) for label, button in row)
            for row in rows
        )


def split(blocks: Sequence[str]) -> list[str]:
    """Blocks joined into messages within Telegram's limit; only plain text is ever cut."""
    messages = [""]
    for block in blocks:
        for piece in _pieces(block):
            if _units(messages[-1]) + _units(piece) + 1 > LIMIT:
                messages.append("")
            messages[-1] += piece + "\n"
    return [message.rstrip("\n") for message in messages if message.strip()]


def _units(text: str) -> int:
    """The length as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(block: str) -> Iterator[str]:
    size, rest = LIMIT - 200, block
    while _units(rest) > size:
        cut = _cut(rest, size)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _cut(text: str, size: int) -> int:
    """Where to cut at the latest: not inside an escaped sign such as ``&amp;``."""
    cut = min(size, len(text))
    while (over := _units(text[:cut]) - size) > 0:
        cut -= (over + 1) // 2
    sign = text.rfind("&", max(0, cut - 8), cut)
    return sign if sign > 0 and ";" not in text[sign:cut] else cut
