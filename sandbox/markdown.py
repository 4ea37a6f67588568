"""Telegram's two Markdown dialects."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ApiError, bad

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = ("||", "__", "*", "_", "~")
KIND = {"||": "spoiler", "__": "underline", "*": "bold", "_": "italic", "~": "strikethrough"}
NAME = {kind: kind.capitalize() for kind in (*KIND.values(), "code", "pre")} | {"[": "TextUrl"}


@dataclass(slots=True)
class Reading:
    """The state of one reading."""

    source: str
    at: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[tuple[str, int, int]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def text(self, plain: str) -> None:
        """Take plain characters."""
        self.parts.append(plain)
        self.length += len(plain.encode("utf-16-le")) // 2

    def add(self, kind: str, offset: int, **more: str) -> None:
        """Keep an entity that ends here, unless it is empty."""
        if self.length > offset:
            place = {"offset": offset, "length": self.length - offset}
            self.entities.append({"type": kind, **place, **more})

    def fail(self, text: str, at: int) -> ApiError:
        """Return the refusal, with the place counted in bytes."""
        place = len(self.source[:at].encode())
        return bad(f"can't parse entities: {text.replace('@@', str(place))}")

    def unfinished(self, kind: str, at: int) -> ApiError:
        """Return the refusal of an entity that has no end."""
        return self.fail(f"Can't find end of {kind} entity at byte offset @@", at)


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return plain text and entities of MarkdownV2.

    Raises:
        ApiError: a reserved character stands bare, or an entity has no end.
    """
    reading = Reading(source)
    while reading.at < len(source):
        _step(reading)
    if reading.stack:
        mark, _, at = reading.stack[-1]
        raise reading.unfinished(NAME.get(KIND.get(mark, mark), mark), at)
    return "".join(reading.parts), sorted(
        reading.entities, key=lambda entity: (entity["offset"], -entity["length"])
    )


def _step(reading: Reading) -> None:
    rest = reading.source[reading.at :]
    char = rest[0]
    if char == "\\" and len(rest) > 1 and 0 < ord(rest[1]) <= 126:
        reading.text(rest[1])
        reading.at += 2
    elif char == "`":
        _code(reading, "```" if rest.startswith("```") else "`")
    elif char == ">" and _line_starts(reading):
        _quote(reading)
    elif mark := next((mark for mark in MARKS if rest.startswith(mark)), None):
        _mark(reading, mark)
    elif char == "[":
        reading.stack.append(("[", reading.length, reading.at))
        reading.at += 1
    elif char == "]" and reading.stack and reading.stack[-1][0] == "[":
        _link(reading)
    elif char in RESERVED:
        text = f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
        raise reading.fail(text, reading.at)
    else:
        reading.text(char)
        reading.at += 1


def _line_starts(reading: Reading) -> bool:
    return reading.at == 0 or reading.source[reading.at - 1] == "\n"


def _quote(reading: Reading) -> None:
    """Read the lines that start with `>` as one quotation."""
    start, lines = reading.length, []
    source, at = reading.source, reading.at
    while source.startswith(">", at):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        lines.append(source[at + 1 : end])
        at = min(end + 1, len(source))
    inner, entities = parse("\n".join(lines))
    reading.text(inner)
    reading.add("blockquote", start)
    reading.entities += [{**entity, "offset": entity["offset"] + start} for entity in entities]
    if at < len(source) or source.endswith("\n"):
        reading.text("\n")
    reading.at = at


def _mark(reading: Reading, mark: str) -> None:
    if reading.stack and reading.stack[-1][0] == mark:
        _, offset, _ = reading.stack.pop()
        reading.add(KIND[mark], offset)
    elif any(opened == mark for opened, _, _ in reading.stack):
        opened, _, at = reading.stack[-1]
        raise reading.unfinished(NAME.get(KIND.get(opened, opened), opened), at)
    else:
        reading.stack.append((mark, reading.length, reading.at))
    reading.at += len(mark)


def _code(reading: Reading, fence: str) -> None:
    kind = "pre" if fence == "```" else "code"
    start = reading.at + len(fence)
    end = start
    while not reading.source.startswith(fence, end):
        end += 2 if reading.source.startswith("\\", end) else 1
        if end >= len(reading.source):
            raise reading.unfinished(NAME[kind], reading.at)
    inner, more = re.sub(r"\\([\x01-\x7e])", r"\1", reading.source[start:end]), {}
    if kind == "pre" and (hit := re.match(r"([\w+-]+)\n", inner)):
        inner, more = inner[hit.end() :], {"language": hit[1]}
    offset = reading.length
    reading.text(inner)
    reading.add(kind, offset, **more)
    reading.at = end + len(fence)


def _link(reading: Reading) -> None:
    _, offset, at = reading.stack.pop()
    hit = re.compile(r"\]\(((?:\\.|[^)\\])*)\)").match(reading.source, reading.at)
    if hit is None:
        raise reading.unfinished("TextUrl", at)
    reading.add("text_link", offset, url=re.sub(r"\\(.)", r"\1", hit[1]))
    reading.at = hit.end()


_OLD = re.compile(
    r"\\(?P<escaped>[_*`\[])|```(?:(?P<language>\w+)\n)?(?P<pre>.+?)```|`(?P<code>[^`]+)`"
    r"|\*(?P<bold>[^*]+)\*|_(?P<italic>[^_]+)_|\[(?P<label>[^\]]+)\]\((?P<url>[^)]+)\)"
    r"|(?P<bare>[_*`\[])",
    re.DOTALL,
)


def parse_old(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return plain text and entities of the old Markdown, which does not nest.

    Raises:
        ApiError: an entity has no end.
    """
    reading = Reading(source)
    for hit in _OLD.finditer(source):
        reading.text(source[reading.at : hit.start()])
        reading.at = hit.end()
        _old_step(reading, hit)
    reading.text(source[reading.at :])
    return "".join(reading.parts), reading.entities


def _old_step(reading: Reading, hit: re.Match[str]) -> None:
    offset, found = reading.length, {k: v for k, v in hit.groupdict().items() if v}
    if "bare" in found:
        text = "Can't find end of the entity starting at byte offset @@"
        raise reading.fail(text, hit.start())
    reading.text(
        next(
            found[key]
            for key in ("escaped", "pre", "code", "bold", "italic", "label")
            if key in found
        )
    )
    if "label" in found:
        reading.add("text_link", offset, url=found["url"])
    elif "pre" in found:
        reading.add(
            "pre", offset, **({"language": found["language"]} if "language" in found else {})
        )
    elif "escaped" not in found:
        reading.add(str(hit.lastgroup), offset)
