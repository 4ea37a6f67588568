"""The side on which one acts as people: JSON over HTTP under `/_sim/`."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.api import WORLD
from sandbox.feed import encode
from sandbox.sim import control, look, people, setup
from sandbox.world import World

Act = Callable[[World, dict[str, Any]], Any]

ACTS: dict[str, Act] = {
    "bots": setup.add_bot,
    "users": setup.add_user,
    "chats": setup.add_chat,
    "say": people.say,
    "send": people.send,
    "album": people.album,
    "vote": people.vote,
    "edit": people.edit,
    "delete": people.delete,
    "join": people.join,
    "leave": people.leave,
    "kick": people.kick,
    "promote": people.promote,
    "demote": people.demote,
    "block": people.block,
    "unblock": people.unblock,
    "migrate": people.migrate,
    "faults": control.order_fault,
    "reset": control.reset,
    "clock": control.move_clock,
    "updates": control.inject,
}


def routes() -> list[web.RouteDef]:
    """Return all routes of this side."""
    acts = [web.post(f"/_sim/{name}", _handler(act)) for name, act in ACTS.items()]
    return [
        *acts,
        web.post("/_sim/tap", _tap),
        web.get("/_sim/chats/{chat}/messages", look.messages),
        web.get("/_sim/state", look.state),
        web.get("/_sim/events", look.events),
        web.get("/_sim/journal", look.journal),
        web.get("/_sim/journal.jsonl", look.journal_lines),
        web.get("/_sim/limits", look.limits),
        web.get("/_sim/commands", look.commands),
        web.get("/_sim/files/{file_id}", look.file),
        web.get("/_sim/faults", look.faults),
        web.delete("/_sim/faults", look.clear_faults),
    ]


async def wish_of(request: web.Request) -> dict[str, Any]:
    """Return the JSON object a request carries; none is an empty one.

    Raises:
        ValueError: the body is something else.
    """
    body = await request.read()
    found = json.loads(body) if body else {}
    if not isinstance(found, dict):
        raise TypeError("a JSON object is expected")
    return found


def _handler(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return answer(act(request.app[WORLD], await wish_of(request)))

    return handle


async def _tap(request: web.Request) -> web.Response:
    return answer(await people.tap(request.app[WORLD], await wish_of(request)))


def answer(value: object) -> web.Response:
    """Return a JSON answer."""
    return web.Response(body=encode(value), content_type="application/json")
