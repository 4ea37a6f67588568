"""A complete little county: the sandbox, the very same bot, and people who use it.

The demo, the scripted story and the journeys of the tests all stand on this stage.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.app import App
from bot.config import Settings, load
from bot.opening import load_reader, make_office, open_store, wall_clock
from bot.ports import Reader
from bot.rules.terms import Role
from handlers.desk import INVITE
from handlers.limiter import Limits
from sandbox.client import Person, Sim
from sandbox.server import Sandbox
from storage.keys import load_or_create
from storage.store import SqlStore

TOKEN = "7000000001:sandbox-token-that-opens-nothing"  # noqa: S105 - it works nowhere else
USERNAME = "qingfeng_demo_bot"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who."""

    citizen: Person
    neighbour: Person
    intake: Person
    supervisor: Person
    head: Person
    officers: int  # chat id of the officers' group
    leaders: int  # chat id of the leaders' group


@dataclass(slots=True)
class ShiftedClock:
    """The real time plus what the story skipped."""

    skipped: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """Now, on this stage."""
        return wall_clock() + self.skipped


def settings_for(url: str, folder: Path, **more: str) -> Settings:
    """The configuration of a bot that talks to the sandbox and keeps its data in ``folder``."""
    env = {
        "QINGFENG_TELEGRAM__TOKEN": TOKEN,
        "QINGFENG_TELEGRAM__BASE_URL": f"{url}/bot",
        "QINGFENG_TELEGRAM__BASE_FILE_URL": f"{url}/file/bot",
        "QINGFENG_STORAGE__URL": f"sqlite:///{folder / 'qingfeng.sqlite3'}",
        "QINGFENG_STORAGE__ATTACHMENTS_DIR": str(folder / "attachments"),
        "QINGFENG_KEYS__FILE": str(folder / "keys.toml"),
        "QINGFENG_LEARNING__MODELS_DIR": str(folder / "models"),
        "QINGFENG_DELIVERY__PER_CHAT_SECONDS": "0.1",
        "QINGFENG_DELIVERY__PER_SECOND": "30",
        "QINGFENG_OFFICE__OWN_HEAD__NAMES": '["陆知远"]',
    }
    return load(None, env | more)


class Stage:
    """``async with Stage(folder) as stage``: everything runs; ``stage.cast`` are the people.

    Args:
        folder: where the bot keeps its data; the same folder again goes on where it stopped.
        port: of the chat page; 0 chooses a free one.
        clock: where the bot takes "now" from.
        reader: another reader of tips, for tests that want to decide what it says.
        options: more settings, as variables of the environment.
        in_a_hurry: nobody waits for Telegram's pace; a story of an hour is told in seconds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        clock: Callable[[], datetime] = wall_clock,
        reader: Reader | None = None,
        options: dict[str, str] | None = None,
        in_a_hurry: bool = False,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self._port = port
        self._reader = reader
        self._options = options or {}
        self._in_a_hurry = in_a_hurry
        self._stack = AsyncExitStack()
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self.box = await self._stack.enter_async_context(Sandbox(port=self._port))
        self.sim = await self._stack.enter_async_context(Sim(self.box.url))
        self.settings = settings_for(self.box.url, self.folder, **self._options)
        if self._reader is None:
            self._reader = load_reader(self.settings)
        await self.sim.add_bot(TOKEN, USERNAME, "清风助手")
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        await self._stack.aclose()

    async def start(self) -> None:
        """Start the bot (again)."""
        keys = load_or_create(self.settings.keys.file, {})
        self.store: SqlStore = open_store(self.settings, keys)
        assert self._reader is not None  # noqa: S101 - loaded on entering
        office = make_office(self.settings, self._reader)
        self.app = App(self.settings, self.store, keys, office, clock=self.clock)
        ready = asyncio.Event()
        self._running = asyncio.create_task(self.app.run(ready=ready.set), name="bot")
        started = asyncio.create_task(ready.wait())
        if self._in_a_hurry:
            self.app.parts.delivery.pace(Limits(10_000, 10_000, 1.0, 10_000))
        await asyncio.wait({self._running, started}, return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            started.cancel()
            self._running.result()

    async def stop(self) -> None:
        """Stop the bot in order; the sandbox and what people see stay."""
        if self._running is not None:
            self.app.stop()
            await self._running
            self.store.close()
            self._running = None

    async def enrol(self, person: Person, name: str, role: Role) -> None:
        """Invite a person as the administrator would, and have the link opened."""
        now = self.clock()
        with self.store.begin(now) as tx:
            token = tx.officers.invite(name, role, expires=now + timedelta(hours=1))
        await person.start(f"{INVITE}{token}")
        await person.sees(name)

    async def people(self) -> Cast:
        """Two citizens, three officers, the officers' group and a leaders' group."""
        add = self.sim.add_user
        citizen, neighbour = await add("周阿姨"), await add("小林")
        intake, supervisor, head = await add("何清"), await add("沈岚"), await add("陆知远")
        await self.enrol(intake, "何清", Role.INTAKE)
        await self.enrol(supervisor, "沈岚", Role.SUPERVISOR)
        await self.enrol(head, "陆知远", Role.HEAD)
        officers = await self._group("信访工作群", [intake, supervisor, head])
        leaders = await self._group("各单位主要负责人", [supervisor, head, neighbour])
        await supervisor.say("/bind", chat=officers)
        await supervisor.sees("工作群", chat=officers)
        self.cast = Cast(citizen, neighbour, intake, supervisor, head, officers, leaders)
        return self.cast

    async def _group(self, title: str, members: list[Person]) -> int:
        made = await self.sim.add_chat(
            title, members=members, admins=members[:1], type="supergroup", bots=[USERNAME]
        )
        return int(made["id"])
