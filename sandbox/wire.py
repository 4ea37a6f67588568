"""Reads a call however it was sent: query string, form, multipart or JSON."""

import json
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError, bad

FORM = "application/x-www-form-urlencoded"
UPLOAD_LIMIT = 50 * 1024 * 1024


class Upload(NamedTuple):
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str | None


class Sent(NamedTuple):
    """What a call carries: plain values and files, each by name."""

    values: dict[str, Any]
    files: dict[str, Upload]


async def read(request: web.Request) -> Sent:
    """Return the parameters of a call, whatever their encoding."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Sent(values, {})
    kind = request.content_type
    if kind.startswith("multipart/"):
        return await _read_parts(request, values)
    body = await request.read()
    if kind == "application/json":
        return Sent(values | _read_json(body), {})
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return Sent(values | dict(pairs), {})


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad("can't parse JSON object")
    return values


async def _read_parts(request: web.Request, values: dict[str, Any]) -> Sent:
    files: dict[str, Upload] = {}
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                await _keep(part, values, files)
    except (ValueError, AssertionError):
        raise bad("can't parse multipart body") from None
    return Sent(values, files)


async def _keep(part: BodyPartReader, values: dict[str, Any], files: dict[str, Upload]) -> None:
    content = bytes(await part.read(decode=True))
    if len(content) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    name = part.name or ""
    if part.filename is None:
        values[name] = content.decode("utf-8", "replace")
    else:
        files[name] = Upload(part.filename, content, part.headers.get("Content-Type"))
