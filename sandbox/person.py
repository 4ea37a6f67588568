"""The hands and eyes of one person in a test."""

import asyncio
import base64
import re
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.client import Sim

Json = dict[str, Any]
RECENT = 300
Place = int | Json | None
FILES = ("photo", "document", "voice", "video", "audio", "sticker")


class SimRefusedError(Exception):
    """The sandbox refused what a person was asked to do; the text says why."""


class Person:
    """One user of the sandbox; `chat` is a group or, left out, the private talk with the bot.

    Messages and groups may be given by their id or as the JSON object one got.
    """

    def __init__(self, sim: "Sim", user: Json, bot: str | None = None) -> None:
        self.sim, self.user, self.id, self.bot = sim, user, int(user["id"]), bot

    async def _act(self, name: str, chat: Place, **wish: object) -> Json:
        return await self.sim.act(name, user=self.id, chat=number(chat), bot=self.bot, **wish)

    async def say(
        self, text: str, chat: Place = None, *, reply_to: int | Json | None = None
    ) -> Json:
        """Return the message written."""
        return await self._act("say", chat, text=text, reply_to=number(reply_to))

    async def start(self, payload: str = "") -> Json:
        """Return the /start message, with the payload of a deep link if given."""
        return await self.say(f"/start {payload}".strip())

    async def send(
        self, kind: str, content: bytes = b"", *, chat: Place = None, **wish: object
    ) -> Json:
        """Return the message sent: `file_name`, `caption`, `mime_type`, `size` … may be given."""
        data = base64.b64encode(content).decode()
        return await self._act("send", chat, kind=kind, content_base64=data, **wish)

    async def album(self, items: list[Json], chat: Place = None) -> list[Json]:
        """Return the messages of an album; an item holds `kind`, `content`, `caption`."""
        packed = [_packed(item) for item in items]
        return await self.sim.act_many(
            "album", user=self.id, chat=number(chat), bot=self.bot, items=packed
        )

    async def edit(self, message: int | Json, text: str, chat: Place = None) -> Json:
        """Return one's own message with its new text."""
        return await self._act("edit", chat, message_id=number(message), text=text)

    async def delete(self, message: int | Json, chat: Place = None) -> None:
        """Take a message away."""
        await self._act("delete", chat, message_id=number(message))

    async def tap(
        self, button: str, chat: Place = None, message: int | Json | None = None, *,
        wait: float = 5.0, timeout: float = 5.0,  # noqa: ASYNC109 - waits for the button to come
    ) -> Json:  # fmt: skip
        """Press a button by its text or data, as soon as there is one; return what it came to.

        Without `message`, the newest message with such a button is meant. The result holds
        `callback_query_id` and `answer` (its `text` and `show_alert`, or None when the bot gave
        none in `wait` seconds), or for a reply keyboard the `message` written.

        Raises:
            AssertionError: no such button came in time; it says what the chat does show.
        """
        end = time.monotonic() + timeout
        while True:
            seen = await self._look(chat, limit=RECENT)
            try:
                return await self._act(
                    "tap", chat, message_id=number(message), button=button, wait=wait
                )
            except SimRefusedError as error:
                missing = "no button" in str(error)
                if not missing or not await self._changed(chat, seen, end):
                    raise AssertionError(f"{error}\n{show(seen['messages'])}") from error

    async def sees(
        self,
        text: str,
        chat: Place = None,
        timeout: float = 5.0,  # noqa: ASYNC109 - waits for the message to come
        *,
        after: int | Json = 0,
    ) -> Json:
        """Return the newest message of others that holds the text or matches the expression.

        Raises:
            AssertionError: none came in time; it says what the chat does show.
        """
        end = time.monotonic() + timeout
        while True:
            seen = await self._look(chat, limit=RECENT)
            for message in reversed(seen["messages"]):
                if message["message_id"] > (number(after) or 0) and self._reads(message, text):
                    found: Json = message
                    return found
            if not await self._changed(chat, seen, end):
                lines = show(seen["messages"])
                raise AssertionError(f"no message with {text!r}; the chat shows:\n{lines}")

    async def sees_not(self, text: str, chat: Place = None, within: float = 0.3) -> None:
        """Pass when no message of others holds the text, now and for a moment longer.

        Raises:
            AssertionError: there is one.
        """
        await asyncio.sleep(within)
        for message in await self.messages(chat):
            if self._reads(message, text):
                raise AssertionError(f"should not be seen: {words(message)}")

    def _reads(self, message: Json, text: str) -> bool:
        return message["from"]["id"] != self.id and _fits(text, words(message))

    async def messages(self, chat: Place = None, after: int | Json = 0) -> list[Json]:
        """Return what this person sees in a chat, oldest first."""
        found: list[Json] = (await self._look(chat, after=number(after)))["messages"]
        return found

    async def last(self, chat: Place = None) -> Json:
        """Return the newest message.

        Raises:
            AssertionError: the chat is empty.
        """
        found = await self.messages(chat)
        if not found:
            raise AssertionError("the chat is empty")
        return found[-1]

    async def download(self, message: Json) -> bytes:
        """Return the content of the file in a message."""
        kind = next(kind for kind in FILES if kind in message)
        file = message[kind][-1] if kind == "photo" else message[kind]
        return await self.sim.fetch_file(file["file_id"])

    async def block(self) -> None:
        """Block the bot."""
        await self._act("block", None)

    async def unblock(self) -> None:
        """Take the block back."""
        await self._act("unblock", None)

    async def join(self, chat: int | Json) -> None:
        """Come into a group."""
        await self.sim.act("join", user=self.id, chat=number(chat))

    async def leave(self, chat: int | Json) -> None:
        """Leave a group."""
        await self.sim.act("leave", user=self.id, chat=number(chat))

    async def _look(self, chat: Place, **query: object) -> Json:
        path = f"chats/{'private' if chat is None else number(chat)}/messages"
        more: Json = {"as": self.id, "bot": self.bot}
        return await self.sim.look(path, **query, **more)

    async def _changed(self, chat: Place, seen: Json, end: float) -> bool:
        """Return whether the chat changed before the end."""
        left = end - time.monotonic()
        if left <= 0:
            return False
        fresh = await self._look(chat, changed_since=seen["version"], wait=left, limit=1)
        return bool(fresh["version"] != seen["version"])


def number(thing: int | Json | None) -> int | None:
    """Return the id of a message or chat, given as such or as its JSON object."""
    if isinstance(thing, dict):
        return int(thing["message_id"] if "message_id" in thing else thing["id"])
    return thing


def words(message: Json) -> str:
    """Return all that can be read in a message."""
    document = message.get("document", {}).get("file_name", "")
    poll = message.get("poll", {}).get("question", "")
    parts = [message.get("text"), message.get("caption"), document, poll]
    return "\n".join(part for part in parts if part)


def labels(message: Json) -> list[str]:
    """Return the texts of the buttons under a message."""
    markup = message.get("reply_markup") or {}
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button["text"] for row in rows for button in row]


def show(messages: list[Json], last: int = 12) -> str:
    """Return the newest messages as lines for a reader."""
    return "\n".join(_line(message) for message in messages[-last:]) or "(nothing)"


def _line(message: Json) -> str:
    buttons = "".join(f" [{label}]" for label in labels(message))
    kind = next((f"({kind}) " for kind in FILES if kind in message), "")
    who = message["from"]["first_name"]
    return f"  {message['message_id']} {who}: {kind}{words(message)}{buttons}"


def _fits(text: str, found: str) -> bool:
    if text in found:
        return True
    try:
        return re.search(text, found) is not None
    except re.error:
        return False


def _packed(item: Json) -> Json:
    content = base64.b64encode(item.get("content", b"")).decode()
    kept = {key: value for key, value in item.items() if key != "content"}
    return {"content_base64": content} | kept
