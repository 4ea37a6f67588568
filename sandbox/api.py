"""The side bots speak to: finds the method, runs it, meets the faults, writes the journal."""

import asyncio
import inspect
import time
from typing import Any

from aiohttp import web

from sandbox import media, wire
from sandbox.errors import ApiError, SimError, too_many
from sandbox.faults import Fault
from sandbox.feed import encode
from sandbox.fields import parse_all
from sandbox.journal import Entry
from sandbox.limits import paced
from sandbox.methods import METHODS, NAMES
from sandbox.methods.call import Call, Raw, Said
from sandbox.model import Bot
from sandbox.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)
JSON_TYPE = "application/json"
NOT_FOUND = ApiError(404, "Not Found")
UNAUTHORIZED = ApiError(401, "Unauthorized")
HANG = 3600.0


def routes() -> list[web.RouteDef]:
    """Return the routes bots call."""
    return [
        web.route("*", "/bot{token}/{method}", answer_call),
        web.get("/file/bot{token}/{path:.+}", answer_file),
    ]


async def answer_call(request: web.Request) -> web.Response:
    """Answer one Bot API call over HTTP."""
    world = request.app[WORLD]
    bot = world.bots.get(request.match_info["token"])
    if bot is None:
        return _response(UNAUTHORIZED)
    try:
        sent = await wire.read(request)
    except ApiError as error:
        return _response(error)
    name = NAMES.get(request.match_info["method"].lower(), request.match_info["method"])
    return await _with_faults(request, Visit(world, bot, name, sent))


class Visit:
    """One call on its way through the sandbox."""

    def __init__(self, world: World, bot: Bot, name: str, sent: wire.Sent) -> None:
        self.world, self.bot, self.name, self.sent = world, bot, name, sent
        self.at, self.started = world.clock.now(), time.perf_counter()
        self.fault: Fault | None = world.faults.next(name, self.chat)

    @property
    def chat(self) -> object:
        """Return the chat the call names, as it was sent."""
        return self.sent.values.get("chat_id")

    async def outcome(self) -> tuple[int, bytes]:
        """Return the status and the body of the answer."""
        try:
            self._refuse_by_order()
            self._keep_pace()
            return 200, await self._run()
        except ApiError as error:
            return error.code, encode(error.answer())

    async def _run(self) -> bytes:
        method = METHODS.get(self.name.lower())
        if method is None:
            raise NOT_FOUND
        args = parse_all(method.fields, self.sent.values)
        result = method.run(Call(self.world, self.bot, args, self.sent.files))
        return encode_result(await result if inspect.isawaitable(result) else result)

    def _refuse_by_order(self) -> None:
        match self.fault.kind if self.fault else None:
            case "429":
                raise too_many(self.fault.retry_after if self.fault else 1)
            case "500":
                raise ApiError(500, "Internal Server Error")
            case "502":
                raise ApiError(502, "Bad Gateway")
            case _:
                return

    def _keep_pace(self) -> None:
        limits = self.world.limits
        if limits.enforced and paced(self.name):
            wait = limits.admit(str(self.bot.user.username), self.chat, self.at)
            if wait:
                raise too_many(wait)

    def write(self, status: int, body: bytes) -> None:
        """Put the call into the journal."""
        files = {name: f"<{upload.name}, {len(upload.content)} bytes>"
                 for name, upload in self.sent.files.items()}  # fmt: skip
        entry = Entry(
            time=self.at,
            bot=str(self.bot.user.username),
            method=self.name,
            chat=self.chat,
            params=self.sent.values | files,
            status=status,
            answer=body,
            seconds=time.perf_counter() - self.started,
            fault=self.fault.kind if self.fault else None,
        )
        self.world.journal.write(entry)
        if self.world.watchers and self.name != "getUpdates":
            self.world.tell({"type": "journal", "entry": entry.api()})


async def _with_faults(request: web.Request, visit: Visit) -> web.Response:
    kind = visit.fault.kind if visit.fault else None
    if visit.fault and kind in ("delay", "hang"):
        await asyncio.sleep(visit.fault.seconds if kind == "delay" else HANG)
    if kind == "drop_before":
        visit.write(0, b"")
        return _cut(request)
    status, body = await visit.outcome()
    visit.write(status, body)
    if kind == "drop_after":
        return _cut(request)
    return web.Response(body=body, status=status, content_type=JSON_TYPE)


def _cut(request: web.Request) -> web.Response:
    """Break the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def encode_result(result: object) -> bytes:
    """Return a successful answer, encoded."""
    if isinstance(result, Raw):
        return b'{"ok":true,"result":' + result.data + b"}"
    if isinstance(result, Said):
        return encode({"ok": True, "result": result.result, "description": result.description})
    return encode({"ok": True, "result": result})


def _response(error: ApiError) -> web.Response:
    return web.Response(body=encode(error.answer()), status=error.code, content_type=JSON_TYPE)


async def answer_file(request: web.Request) -> web.Response:
    """Answer a download."""
    world = request.app[WORLD]
    if request.match_info["token"] not in world.bots:
        return _response(UNAUTHORIZED)
    try:
        file = media.at_path(world, request.match_info["path"])
    except SimError:
        return _response(NOT_FOUND)
    return web.Response(body=file.content, content_type="application/octet-stream")


async def run_reply(world: World, bot: Bot, reply: dict[str, Any]) -> None:
    """Run the method a bot names in its answer to a webhook."""
    name = str(reply.get("method", ""))
    if name.lower() in METHODS:
        values = {key: value for key, value in reply.items() if key != "method"}
        visit = Visit(world, bot, NAMES[name.lower()], wire.Sent(values, {}))
        visit.write(*await visit.outcome())
