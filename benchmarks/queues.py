"""Intake and handling: from Telegram into the inbox, and from the inbox to its effects."""

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.peers import polled
from benchmarks.stands import bot_at, folder, inject, sandbox, store_in
from benchmarks.town import FIRST, Town
from bot.config import Settings
from bot.opening import load_reader, make_office, wall_clock
from handlers.buttons import Buttons
from handlers.dispatch import Dispatcher
from handlers.event import chat_of
from handlers.intake import Inlet, Poller
from handlers.threads import Writer
from storage.keys import Keys
from storage.store import SqlStore

INTAKE = 20_000
PEOPLE = 200
ROUNDS = 3
"""The machine is seldom ours alone: the best of a few rounds says most about the program."""


class CountingInlet(Inlet):
    """Knows when it has kept enough."""

    kept = 0
    enough = 0
    full: asyncio.Event

    async def keep(self, updates: Sequence[dict[str, Any]]) -> None:
        """Commit, then count."""
        await super().keep(updates)
        self.kept += len(updates)
        if self.kept >= self.enough:
            self.full.set()


async def intake() -> Figure:
    """Telegram's side to a committed row, with synchronous=FULL."""
    with folder() as place, store_in(place) as (_, keys, store):
        async with sandbox() as sim:
            await inject(sim, Town(Buttons(keys.button)).lines(INTAKE))
            inlet = CountingInlet(store, Writer(1), clock=wall_clock, after=lambda: None)
            inlet.enough, inlet.full = INTAKE, asyncio.Event()
            async with bot_at(sim.base_url) as bot:
                start = time.perf_counter()
                polling = asyncio.create_task(Poller(bot, inlet).run())
                await inlet.full.wait()
                ours = INTAKE / (time.perf_counter() - start)
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
        async with sandbox() as sim:
            await inject(sim, Town(Buttons(keys.button)).lines(INTAKE))
            theirs = await polled(sim.base_url, INTAKE)
    peer = "python-telegram-bot's polling loop, keeping nothing"
    return Figure("intake: getUpdates to a durable row", ours, "updates/s", peer, theirs, 5_000)


def handling() -> list[Figure]:
    """A full inbox, and nothing else to do."""
    with folder() as place, store_in(place) as (settings, keys, store):
        town = Town(Buttons(keys.button))
        dispatcher = make_dispatcher(settings, keys, store, Writer(1))
        rounds = [town.writing(PEOPLE, FIRST + PEOPLE * at) for at in range(ROUNDS)]
        messages = max(_handled(store, dispatcher, updates) for updates in rounds)
        submitting = town.submitting(PEOPLE // 10)
        tips = _handled(store, dispatcher, submitting) / len(submitting) * (PEOPLE // 10)
        commits, syncs = _commits(place), _syncs(place)
    peer = f"bare SQLite commits of one row; the disk syncs {syncs:,.0f} times/s"
    return [
        Figure(
            f"a whole handled update, best of {ROUNDS} rounds",
            messages,
            "updates/s",
            peer,
            commits,
            1_000,
        ),
        Figure("read, asked, skipped and handed in", tips, "tips/s", "five updates, read twice"),
    ]


def make_dispatcher(
    settings: Settings,
    keys: Keys,
    store: SqlStore,
    writer: Writer,
    after: Callable[[], None] = lambda: None,
) -> Dispatcher:
    """A dispatcher with the real reader of tips."""
    office = make_office(settings, load_reader(settings))
    bot, buttons = bot_at("http://127.0.0.1:1"), Buttons(keys.button)
    return Dispatcher(store, writer, office, buttons, bot, clock=wall_clock, after=after)


def _handled(store: SqlStore, dispatcher: Dispatcher, updates: list[dict[str, Any]]) -> float:
    """Updates a second, from the claim to the commit."""
    rows = [(one["update_id"], chat_of(one), json.dumps(one).encode()) for one in updates]
    with store.begin(wall_clock()) as tx:
        tx.inbox.put(rows)
    start = time.perf_counter()
    while dispatcher.handle_some():
        pass
    spent = time.perf_counter() - start
    with store.begin(wall_clock()) as tx:
        assert (tx.inbox.open(), list(tx.inbox.dead())) == (0, [])
    return len(updates) / spent


def _commits(place: Path, rows: int = 1_000) -> float:
    """One-row commits a second on the same disk, without any library."""
    db = sqlite3.connect(place / "bare.sqlite3", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (b)"):
        db.execute(statement)
    start = time.perf_counter()
    for _ in range(rows):
        db.execute("INSERT INTO t VALUES (?)", (b"x" * 500,))
    spent = time.perf_counter() - start
    db.close()
    return rows / spent


def _syncs(place: Path, times: int = 500) -> float:
    handle = os.open(place / "sync", os.O_CREAT | os.O_WRONLY)
    start = time.perf_counter()
    for at in range(times):
        os.pwrite(handle, b"x" * 4096, at * 4096)
        os.fdatasync(handle)
    spent = time.perf_counter() - start
    os.close(handle)
    return times / spent
