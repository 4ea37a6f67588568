"""Formatted text: what a bot sends becomes plain text and entities.

Offsets count UTF-16 units; the limits of 4,096 and 1,024 count characters, after parsing.
"""

import re
from typing import Any

from sandbox import html, markdown
from sandbox.errors import CAPTION_TOO_LONG, TEXT_EMPTY, TEXT_TOO_LONG, bad

Entity = dict[str, Any]
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
GIVEN = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
     "expandable_blockquote", "text_link", "text_mention", "custom_emoji")
)  # fmt: skip

_MARKS = re.compile(
    r"(?P<email>[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<url>https?://[^\s<>\"，。；、）]+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)
_SPACE = " \t\n\r\v\f\u00a0\u3000"


def units(text: str) -> int:
    """Return the length in UTF-16 units, the unit of every offset in the Bot API."""
    return len(text) + sum(char > "\uffff" for char in text)


def automatic(text: str) -> list[Entity]:
    """Return the entities Telegram finds by itself: commands, mentions, links, mails, hashtags."""
    return [
        {"type": str(hit.lastgroup), "offset": units(text[: hit.start()]), "length": units(hit[0])}
        for hit in _MARKS.finditer(text)
    ]


def parse(text: str, mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Return plain text and entities, trimmed, with the automatic ones added.

    Raises:
        ApiError: the markup is broken.
    """
    plain, entities = _read(text, mode, given)
    plain, entities = _trim(plain.replace("\r\n", "\n"), entities)
    free = [mark for mark in automatic(plain) if not _touches(mark, entities)]
    return plain, sorted([*entities, *free], key=lambda e: (e["offset"], -e["length"]))


def parse_text(text: str, mode: str | None, given: list[Entity] | None) -> dict[str, Any]:
    """Return the `text` and `entities` of a message.

    Raises:
        ApiError: it is empty, too long, or its markup is broken.
    """
    plain, entities = parse(text, mode, given)
    if not plain:
        raise bad(TEXT_EMPTY)
    if len(plain) > TEXT_LIMIT:
        raise bad(TEXT_TOO_LONG)
    return {"text": plain} | ({"entities": entities} if entities else {})


def parse_caption(
    text: str | None, mode: str | None, given: list[Entity] | None
) -> dict[str, Any]:
    """Return the `caption` and `caption_entities` of a message, empty when there is none.

    Raises:
        ApiError: it is too long, or its markup is broken.
    """
    plain, entities = parse(text or "", mode, given)
    if len(plain) > CAPTION_LIMIT:
        raise bad(CAPTION_TOO_LONG)
    if not plain:
        return {}
    return {"caption": plain} | ({"caption_entities": entities} if entities else {})


def _read(text: str, mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    match (mode or "").lower():
        case "html":
            return html.parse(text)
        case "markdownv2":
            return markdown.parse(text)
        case "markdown":
            return markdown.parse_old(text)
        case "" | "none":
            return text, [dict(entity) for entity in given or [] if _sound(entity, text)]
        case _:
            raise bad("unsupported parse_mode")


def _sound(entity: Entity, text: str) -> bool:
    if not isinstance(entity.get("offset"), int):
        raise bad('can\'t parse MessageEntity: Field "offset" must be of type Number')
    if entity.get("type") not in GIVEN:
        return False
    length = entity.get("length")
    if not isinstance(length, int):
        raise bad('can\'t parse MessageEntity: Field "length" must be of type Number')
    return length > 0 and entity["offset"] >= 0 and entity["offset"] + length <= units(text)


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    cut = units(text) - units(text.lstrip(_SPACE))
    plain = text.strip(_SPACE)
    end = units(plain)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] - cut + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return plain, kept


def _touches(mark: Entity, entities: list[Entity]) -> bool:
    """Return whether a mark lies in code or a link, or crosses the edge of something."""
    start, stop = mark["offset"], mark["offset"] + mark["length"]
    for entity in entities:
        first, last = entity["offset"], entity["offset"] + entity["length"]
        apart = stop <= first or last <= start
        inside = first <= start and stop <= last
        if not apart and (not inside or entity["type"] in ("code", "pre", "text_link")):
            return True
    return False
