"""The sandbox from a test: `Sim` sets things up, `Person` acts and looks as one person."""

import asyncio
import base64
import json
import re
import time
from types import TracebackType
from typing import Any, Self

import aiohttp

Json = dict[str, Any]


class SimRefusedError(Exception):
    """The sandbox refused what a person was asked to do; the text says why."""


class Sim:
    """The `/_sim/` side of a running sandbox; close it, or use `async with`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def ask(self, verb: str, path: str, wish: Json | None = None, **query: Any) -> Any:
        """Return the answer of `/_sim/<path>`.

        Raises:
            SimRefusedError: it was refused.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(120))
        params = {name: str(value) for name, value in query.items() if value is not None}
        url = f"{self.base_url}/_sim/{path}"
        async with self._session.request(verb, url, json=wish, params=params) as response:
            body = json.loads(await response.read() or b"null")
        if response.status != 200:
            raise SimRefusedError((body or {}).get("error") or (body or {}).get("description"))
        return body

    async def act(self, name: str, **wish: Any) -> Any:
        """Return the answer to `POST /_sim/<name>`; values of None are left out."""
        return await self.ask("POST", name, {k: v for k, v in wish.items() if v is not None})

    async def add_bot(
        self, token: str, username: str, first_name: str = "Bot", **more: Any
    ) -> Json:
        """Return the bot's account, made known to the sandbox."""
        found: Json = await self.act(
            "bots", token=token, username=username, first_name=first_name, **more
        )
        return found

    async def add_user(self, first_name: str, **names: Any) -> "Person":
        """Return a new person; `id`, `last_name`, `username`, `language_code` may be given."""
        return Person(self, await self.act("users", first_name=first_name, **names))

    async def add_chat(self, title: str, **wish: Any) -> Json:
        """Return a new group; `type`, `members`, `admins`, `bots`, `id` may be given."""
        people = {
            name: [getattr(one, "id", one) for one in wish.pop(name, [])]
            for name in ("members", "admins")
        }
        found: Json = await self.act("chats", title=title, **people, **wish)
        return found

    def person(self, user: "Json | int | Person", bot: str | None = None) -> "Person":
        """Return the hands and eyes of a known user; `bot` settles which private chat is meant."""
        if isinstance(user, Person):
            return Person(self, user.user, bot)
        return Person(self, {"id": user} if isinstance(user, int) else user, bot)

    async def migrate(self, chat: int) -> int:
        """Return the new id of a basic group that became a supergroup."""
        return int((await self.act("migrate", chat=chat))["id"])

    async def fault(self, kind: str, **wish: Any) -> Json:
        """Order a fault: `method`, `chat`, `count`, `retry_after`, `seconds`, `share`."""
        found: Json = await self.act("faults", kind=kind, **wish)
        return found

    async def clear_faults(self) -> None:
        """Take all ordered faults back."""
        await self.ask("DELETE", "faults")

    async def advance(self, seconds: float) -> float:
        """Return the sandbox's time after skipping some seconds."""
        return float((await self.act("clock", advance_seconds=seconds))["now"])

    async def updates(self, updates: list[Json], bot: str | None = None) -> Json:
        """Queue raw updates; return their count, first and last id."""
        found: Json = await self.act("updates", updates=updates, bot=bot)
        return found

    async def journal(self, **query: Any) -> list[Json]:
        """Return the calls that fit `method`, `chat`, `since`, `limit`."""
        found: list[Json] = await self.ask("GET", "journal", **query)
        return found

    async def breaches(self) -> list[Json]:
        """Return the messages that came faster than Telegram allows."""
        found: list[Json] = await self.ask("GET", "limits")
        return found

    async def state(self) -> Json:
        """Return all bots, people and chats."""
        found: Json = await self.ask("GET", "state")
        return found

    async def reset(self) -> None:
        """Forget everything but the bots."""
        await self.ask("POST", "reset")


class Person:
    """One user of the sandbox; `chat` is a group's id or, left out, the talk with the bot."""

    def __init__(self, sim: Sim, user: Json, bot: str | None = None) -> None:
        self.sim, self.user, self.id, self.bot = sim, user, int(user["id"]), bot

    async def _act(self, name: str, chat: int | None, **wish: Any) -> Any:
        return await self.sim.act(name, user=self.id, chat=chat, bot=self.bot, **wish)

    async def say(
        self, text: str, chat: int | None = None, *, reply_to: int | None = None
    ) -> Json:
        """Return the message written."""
        found: Json = await self._act("say", chat, text=text, reply_to=reply_to)
        return found

    async def start(self, payload: str = "") -> Json:
        """Return the /start message, with the payload of a deep link if given."""
        return await self.say(f"/start {payload}".strip())

    async def send(
        self, kind: str, content: bytes = b"", *, chat: int | None = None, **wish: Any
    ) -> Json:
        """Return the message sent: `file_name`, `caption`, `mime_type`, `size` … may be given."""
        data = base64.b64encode(content).decode()
        found: Json = await self._act("send", chat, kind=kind, content_base64=data, **wish)
        return found

    async def album(self, items: list[Json], chat: int | None = None) -> list[Json]:
        """Return the messages of an album; an item is like the arguments of `send`."""
        packed = [_packed(item) for item in items]
        found: list[Json] = await self._act("album", chat, items=packed)
        return found

    async def edit(self, message: int, text: str, chat: int | None = None) -> Json:
        """Return one's own message with its new text."""
        found: Json = await self._act("edit", chat, message_id=message, text=text)
        return found

    async def delete(self, message: int, chat: int | None = None) -> None:
        """Take a message away."""
        await self._act("delete", chat, message_id=message)

    async def tap(
        self, button: str, chat: int | None = None, message: int | None = None, *,
        wait: float = 5.0, timeout: float = 5.0,
    ) -> Json:  # fmt: skip
        """Press a button by its text or data, as soon as there is one; return what it came to.

        Without `message`, the newest message with such a button is meant. The result holds
        `callback_query_id` and `answer` (its `text` and `show_alert`, or None when the bot gave
        none in `wait` seconds), or for a reply keyboard the `message` written.
        """
        end = time.monotonic() + timeout
        while True:
            seen = await self._look(chat)
            try:
                found: Json = await self._act(
                    "tap", chat, message_id=message, button=button, wait=wait
                )
                return found
            except SimRefusedError as error:
                if "no button" not in str(error) or not await self._changed(chat, seen, end):
                    raise AssertionError(f"{error}\n{show(seen['messages'])}") from error

    async def sees(
        self, text: str, chat: int | None = None, timeout: float = 5.0, *, after: int = 0
    ) -> Json:
        """Return the newest message of others that holds the text or matches the expression.

        Raises:
            AssertionError: none came in time; it says what the chat does show.
        """
        end = time.monotonic() + timeout
        while True:
            seen = await self._look(chat)
            for message in reversed(seen["messages"]):
                others = message["from"]["id"] != self.id and message["message_id"] > after
                if others and _fits(text, words(message)):
                    found: Json = message
                    return found
            if not await self._changed(chat, seen, end):
                raise AssertionError(
                    f"no message with {text!r}; the chat shows:\n{show(seen['messages'])}"
                )

    async def sees_not(self, text: str, chat: int | None = None, within: float = 0.3) -> None:
        """Pass when no message of others holds the text, now and for a moment longer.

        Raises:
            AssertionError: there is one.
        """
        await asyncio.sleep(within)
        for message in await self.messages(chat):
            if message["from"]["id"] != self.id and _fits(text, words(message)):
                raise AssertionError(f"should not be seen: {words(message)}")

    async def messages(self, chat: int | None = None, after: int = 0) -> list[Json]:
        """Return what this person sees in a chat, oldest first."""
        found: list[Json] = (await self._look(chat, after=after))["messages"]
        return found

    async def last(self, chat: int | None = None) -> Json:
        """Return the newest message.

        Raises:
            AssertionError: the chat is empty.
        """
        found = await self.messages(chat)
        if not found:
            raise AssertionError("the chat is empty")
        return found[-1]

    async def block(self) -> None:
        """Block the bot."""
        await self._act("block", None)

    async def unblock(self) -> None:
        """Take the block back."""
        await self._act("unblock", None)

    async def join(self, chat: int) -> None:
        """Come into a group."""
        await self._act("join", chat)

    async def leave(self, chat: int) -> None:
        """Leave a group."""
        await self._act("leave", chat)

    async def _look(self, chat: int | None, **query: Any) -> Json:
        path = f"chats/{chat if chat is not None else 'private'}/messages"
        query |= {"as": self.id, "bot": self.bot}
        found: Json = await self.sim.ask("GET", path, **query)
        return found

    async def _changed(self, chat: int | None, seen: Json, end: float) -> bool:
        """Return whether the chat changed before the end."""
        left = end - time.monotonic()
        if left <= 0:
            return False
        fresh = await self._look(chat, changed_since=seen["version"], wait=left)
        return bool(fresh["version"] != seen["version"])


def words(message: Json) -> str:
    """Return all that can be read in a message."""
    document = message.get("document", {}).get("file_name", "")
    parts = [message.get("text"), message.get("caption"), document]
    return "\n".join(part for part in parts if part)


def labels(message: Json) -> list[str]:
    """Return the texts of the buttons under a message."""
    markup = message.get("reply_markup") or {}
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button["text"] for row in rows for button in row]


def show(messages: list[Json], last: int = 12) -> str:
    """Return the newest messages as lines for a reader."""
    lines = [_line(message) for message in messages[-last:]]
    return "\n".join(lines) or "(nothing)"


def _line(message: Json) -> str:
    buttons = "".join(f" [{label}]" for label in labels(message))
    kind = next((k for k in ("photo", "document", "voice", "video", "audio") if k in message), "")
    return f"  {message['message_id']} {message['from']['first_name']}: {kind} {words(message)}{buttons}"


def _fits(text: str, found: str) -> bool:
    if text in found:
        return True
    try:
        return re.search(text, found) is not None
    except re.error:
        return False


def _packed(item: Json) -> Json:
    content = item.get("content", b"")
    return {k: v for k, v in item.items() if k != "content"} | {
        "content_base64": base64.b64encode(content).decode()
    }
