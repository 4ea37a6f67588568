"""The sandbox from a test: `Sim` sets things up, `Person` acts and looks as one person."""

import json
from types import TracebackType
from typing import Any, Self

import aiohttp

from sandbox.person import Person, SimRefusedError

__all__ = ["Person", "Sim", "SimRefusedError"]

Json = dict[str, Any]


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

    async def act(self, name: str, **wish: object) -> Json:
        """Return the answer to `POST /_sim/<name>`; values of None are left out.

        Raises:
            SimRefusedError: it was refused.
        """
        given = {key: value for key, value in wish.items() if value is not None}
        found: Json = json.loads(await self._fetch("POST", name, given, {}))
        return found

    async def act_many(self, name: str, **wish: object) -> list[Json]:
        """Return the answer to `POST /_sim/<name>` where that is a list."""
        given = {key: value for key, value in wish.items() if value is not None}
        found: list[Json] = json.loads(await self._fetch("POST", name, given, {}))
        return found

    async def look(self, path: str, **query: object) -> Json:
        """Return the answer to `GET /_sim/<path>`."""
        found: Json = json.loads(await self._fetch("GET", path, None, query))
        return found

    async def look_many(self, path: str, **query: object) -> list[Json]:
        """Return the answer to `GET /_sim/<path>` where that is a list."""
        found: list[Json] = json.loads(await self._fetch("GET", path, None, query))
        return found

    async def _fetch(self, verb: str, path: str, wish: Json | None, query: Json) -> bytes:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(120))
        params = {name: str(value) for name, value in query.items() if value is not None}
        url = f"{self.base_url}/_sim/{path}"
        async with self._session.request(verb, url, json=wish, params=params) as response:
            body = await response.read()
        if response.status != 200:
            raise SimRefusedError(_reason(response.status, body))
        return body

    async def add_bot(
        self, token: str, username: str, first_name: str = "Bot", **more: object
    ) -> Json:
        """Return the bot's account, made known to the sandbox."""
        return await self.act(
            "bots", token=token, username=username, first_name=first_name, **more
        )

    async def add_user(self, first_name: str, **names: object) -> Person:
        """Return a new person; `id`, `last_name`, `username`, `language_code` may be given."""
        return Person(self, await self.act("users", first_name=first_name, **names))

    async def add_chat(
        self, title: str, *, members: list[Any] | None = None, admins: list[Any] | None = None,
        **wish: object,
    ) -> Json:  # fmt: skip
        """Return a new group; `type`, `bots` and `id` may be given; people by id or as `Person`."""
        found = {"members": _ids(members), "admins": _ids(admins)}
        return await self.act("chats", title=title, **found, **wish)

    def person(self, user: Json | int | Person, bot: str | None = None) -> Person:
        """Return the hands and eyes of a known user; `bot` settles which private chat is meant."""
        if isinstance(user, Person):
            return Person(self, user.user, bot)
        return Person(self, {"id": user} if isinstance(user, int) else user, bot)

    async def join(self, user: int | str, chat: int, **more: object) -> Json:
        """Bring a person, or a bot by its name, into a group; `by` may say who does it."""
        return await self.act("join", user=user, chat=chat, **more)

    async def promote(self, user: int | str, chat: int) -> Json:
        """Make an account an administrator of a group."""
        return await self.act("promote", user=user, chat=chat)

    async def kick(self, user: int | str, chat: int) -> Json:
        """Remove an account from a group."""
        return await self.act("kick", user=user, chat=chat)

    async def migrate(self, chat: int) -> int:
        """Return the new id of a basic group that became a supergroup."""
        return int((await self.act("migrate", chat=chat))["id"])

    async def fault(self, kind: str, **wish: object) -> Json:
        """Order a fault: `method`, `chat`, `count`, `retry_after`, `seconds`, `share`."""
        return await self.act("faults", kind=kind, **wish)

    async def clear_faults(self) -> None:
        """Take all ordered faults back."""
        await self._fetch("DELETE", "faults", None, {})

    async def advance(self, seconds: float) -> float:
        """Return the sandbox's time after skipping some seconds."""
        return float((await self.act("clock", advance_seconds=seconds))["now"])

    async def updates(self, updates: list[Json], bot: str | None = None) -> Json:
        """Queue raw updates; return their count, first and last id."""
        return await self.act("updates", updates=updates, bot=bot)

    async def journal(self, **query: object) -> list[Json]:
        """Return the calls that fit `method`, `chat`, `since`, `limit`."""
        return await self.look_many("journal", **query)

    async def breaches(self) -> list[Json]:
        """Return the messages that came faster than Telegram allows."""
        return await self.look_many("limits")

    async def state(self) -> Json:
        """Return all bots, people and chats."""
        return await self.look("state")

    async def fetch_file(self, file_id: str) -> bytes:
        """Return the content of a file."""
        return await self._fetch("GET", f"files/{file_id}", None, {})

    async def reset(self) -> None:
        """Forget everything but the bots."""
        await self.act("reset")


def _ids(people: list[Any] | None) -> list[Any]:
    return [getattr(one, "id", one) for one in people or []]


def _reason(status: int, body: bytes) -> str:
    try:
        found = json.loads(body)
        return str(found.get("error") or found.get("description"))
    except (ValueError, AttributeError):
        return f"status {status}: {body[:200].decode('utf-8', 'replace')}"
