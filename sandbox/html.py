"""Telegram's HTML: strict about tags, and exact about where it went wrong."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from sandbox.errors import ApiError, bad

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
OTHER = ("a", "tg-emoji")
_TAG = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>?")
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9A-Fa-f]+);")


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    name: str
    offset: int
    attributes: dict[str, str]
    nested: bool


@dataclass(slots=True)
class Reading:
    """The state of one reading: text so far, its length in UTF-16 units, open tags, entities."""

    source: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def text(self, raw: str) -> None:
        """Take plain characters."""
        plain = _CHARACTER.sub(lambda hit: unescape(hit[0]), raw)
        self.parts.append(plain)
        self.length += len(plain.encode("utf-16-le")) // 2

    def fail(self, text: str, at: int) -> ApiError:
        """Return the refusal, with the place counted in bytes."""
        place = len(self.source[:at].encode())
        return bad(f"can't parse entities: {text.replace('@@', str(place))}")


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return plain text and entities.

    Raises:
        ApiError: a tag is unknown, unclosed or out of order.
    """
    reading = Reading(source)
    at = 0
    while (start := source.find("<", at)) >= 0:
        reading.text(source[at:start])
        at = _tag(reading, start)
    reading.text(source[at:])
    if reading.stack:
        name = reading.stack[-1].name
        raise reading.fail(f'Can\'t find end tag corresponding to start tag "{name}"', 0)
    return "".join(reading.parts), sorted(
        reading.entities, key=lambda entity: (entity["offset"], -entity["length"])
    )


def _tag(reading: Reading, start: int) -> int:
    hit = _TAG.match(reading.source, start)
    if hit is None or not hit[0].endswith(">"):
        raise reading.fail("Unclosed start tag at byte offset @@", start)
    name = hit[2].lower()
    if hit[1]:
        _close(reading, name, start)
    else:
        _open(reading, name, hit[3], start)
    return hit.end()


def _open(reading: Reading, name: str, rest: str, start: int) -> None:
    if name not in SIMPLE and name not in OTHER:
        raise reading.fail(f'Unsupported start tag "{name}" at byte offset @@', start)
    attributes = {hit[1].lower(): unescape(hit[2] or hit[3] or hit[4] or "") for hit in
                  _ATTRIBUTE.finditer(rest)}  # fmt: skip
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise reading.fail('Tag "span" must have class "tg-spoiler" at byte offset @@', start)
    nested = bool(reading.stack) and reading.stack[-1].name == "pre" and name == "code"
    reading.stack.append(Open(name, reading.length, attributes, nested))


def _close(reading: Reading, name: str, start: int) -> None:
    if not reading.stack:
        raise reading.fail("Unexpected end tag at byte offset @@", start)
    opened = reading.stack.pop()
    if name not in ("", opened.name):
        text = (
            f'Unmatched end tag at byte offset @@, expected "</{opened.name}>", found "</{name}>"'
        )
        raise reading.fail(text, start)
    length = reading.length - opened.offset
    if length and (entity := _entity(reading, opened, length)):
        reading.entities.append(entity)


def _entity(reading: Reading, opened: Open, length: int) -> dict[str, Any] | None:
    place = {"offset": opened.offset, "length": length}
    if opened.name == "a":
        return _link(opened, reading, place)
    if opened.nested:
        language = opened.attributes.get("class", "").removeprefix("language-")
        reading.stack[-1].attributes["language"] = language
        return None
    return _kind(opened, place)


def _kind(opened: Open, place: dict[str, int]) -> dict[str, Any]:
    attributes = opened.attributes
    match opened.name:
        case "tg-emoji":
            number = attributes.get("emoji-id", "")
            return {"type": "custom_emoji", **place, "custom_emoji_id": number}
        case "pre" if attributes.get("language"):
            return {"type": "pre", **place, "language": attributes["language"]}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote", **place}
        case name:
            return {"type": SIMPLE[name], **place}


def _link(opened: Open, reading: Reading, place: dict[str, int]) -> dict[str, Any] | None:
    url = opened.attributes.get("href") or "".join(reading.parts)[-place["length"] :]
    if url.startswith("tg://user?id=") and (number := url.rpartition("=")[2]).isdecimal():
        user = {"id": int(number), "is_bot": False, "first_name": number}
        return {"type": "text_mention", **place, "user": user}
    if "." not in url and not url.startswith("tg:") and "localhost" not in url:
        return None
    return {"type": "text_link", **place, "url": url if ":" in url else f"http://{url}"}
