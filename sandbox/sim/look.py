"""What can be seen: messages as a person sees them, the state, the journal, live events."""

import asyncio
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox import limits as pace
from sandbox.api import WORLD
from sandbox.errors import SimError
from sandbox.feed import encode
from sandbox.model import Chat, Json
from sandbox.posting import bots_in, chat_key, people, view
from sandbox.world import World

LONGEST_WAIT = 60.0
EVENTS_KEPT = 5_000


def _json(value: object) -> web.Response:
    return web.Response(body=encode(value), content_type="application/json")


async def messages(request: web.Request) -> web.Response:
    """Answer with the messages of a chat, oldest first, in their newest version.

    `as` names the person, `after` and `before` message ids, `limit` the newest so many; with `changed_since`
    (a version) and `wait` (seconds) the answer comes once the chat is newer than that.
    """
    world, query = request.app[WORLD], request.query
    chat = _chat(world, request.match_info["chat"], query.get("as"), query.get("bot"))
    since = int(query.get("changed_since", -1))
    if chat.version <= since and "wait" in query:
        await chat.signal.wait(min(float(query["wait"]), LONGEST_WAIT))
    after, before = int(query.get("after", 0)), int(query.get("before", 1 << 62))
    limit = int(query.get("limit", 0))
    shown = [
        m for number, m in chat.messages.items() if after < number < before and m.version > since
    ]
    return _json(
        {
            "chat": chat_key(chat),
            "version": chat.version,
            "messages": [view(chat, message) for message in shown[-limit:]],
        }
    )


def _chat(world: World, name: str, viewer: str | None, bot: str | None) -> Chat:
    if ":" in name:
        bot_id, _, user_id = name.partition(":")
        return world.private(world.bot(bot_id), world.user(int(user_id)))
    if viewer is None:
        return world.group(int(name)) if name.startswith("-") else _talk(world, int(name), bot)
    return world.chat_of(world.user(int(viewer)), None if name == "private" else name, bot)


def _talk(world: World, user_id: int, bot: str | None) -> Chat:
    return world.private(world.bot(bot), world.user(user_id))


async def state(request: web.Request) -> web.Response:
    """Answer with all bots, people and chats."""
    world = request.app[WORLD]
    return _json(
        {
            "now": world.clock.now(),
            "bots": [_bot(world, token) for token in world.bots],
            "users": [user.api() for user in world.users.values() if not user.is_bot],
            "chats": [_summary(world, chat) for chat in world.chats()],
        }
    )


def _bot(world: World, token: str) -> Json:
    bot = world.bots[token]
    hook = bot.webhook.url if bot.webhook else ""
    return bot.user.api() | {"pending_update_count": len(bot.feed.waiting), "webhook": hook}


def _summary(world: World, chat: Chat) -> Json:
    last = next(reversed(chat.messages.values()), None)
    return chat.api() | {
        "key": chat_key(chat),
        "people": people(world, chat),
        "bots": [bot.id for bot in bots_in(world, chat)],
        "admins": [
            uid for uid, rank in chat.members.items() if rank in ("creator", "administrator")
        ],
        "blocked": chat.blocked,
        "started": chat.started,
        "pinned": chat.pinned,
        "version": chat.version,
        "last": view(chat, last) if last else None,
    }


async def events(request: web.Request) -> web.StreamResponse:
    """Stream what happens as server-sent events, until the reader goes."""
    world = request.app[WORLD]
    queue: asyncio.Queue[Json] = asyncio.Queue(EVENTS_KEPT)

    def put(event: Json) -> None:
        if not queue.full():
            queue.put_nowait(event)

    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    world.watchers.add(put)
    try:
        await response.write(b": hello\n\n")
        while not world.closed:
            await response.write(b"data: " + encode(await queue.get()) + b"\n\n")
    except ConnectionResetError:
        return response
    finally:
        world.watchers.discard(put)
    return response


def _entries(request: web.Request) -> list[Any]:
    query = request.query
    found = request.app[WORLD].journal.find(
        method=query.get("method"), chat=query.get("chat"), since=float(query.get("since", 0))
    )
    return found[-int(query["limit"]) :] if "limit" in query else found


async def journal(request: web.Request) -> web.Response:
    """Answer with the calls that fit `method`, `chat`, `since` (time or entry id) and `limit`."""
    return _json([entry.api() for entry in _entries(request)])


async def journal_lines(request: web.Request) -> web.Response:
    """Answer with the same as JSON lines, to keep."""
    lines = b"".join(encode(entry.api()) + b"\n" for entry in _entries(request))
    return web.Response(body=lines, content_type="application/x-ndjson")


async def limits(request: web.Request) -> web.Response:
    """Answer with every message that came faster than Telegram allows."""
    found = pace.breaches(_entries(request))
    return _json([breach._asdict() for breach in found])


async def commands(request: web.Request) -> web.Response:
    """Answer with the command menus a bot has set, by scope and language."""
    bot = request.app[WORLD].bot(request.query.get("bot"))
    menus = [{"scope": scope, "language_code": language, "commands": commands}
             for (scope, language), commands in bot.commands.items()]  # fmt: skip
    return _json(menus)


async def file(request: web.Request) -> web.Response:
    """Answer with the content of a file, as a person opens it."""
    found = request.app[WORLD].files.get(request.match_info["file_id"])
    if found is None:
        raise SimError("no such file")
    return web.Response(
        body=found.content,
        content_type=found.mime or "application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )


async def faults(request: web.Request) -> web.Response:
    """Answer with the faults still to come."""
    return _json([asdict(fault) for fault in request.app[WORLD].faults.orders])


async def clear_faults(request: web.Request) -> web.Response:
    """Take all faults back."""
    request.app[WORLD].faults.orders.clear()
    return _json({"cleared": True})
