"""What measurements stand on: a sandbox in a process of its own, a store, a bot."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.config import Settings
from bot.opening import open_store
from bot.stage import TOKEN, USERNAME, settings_for
from sandbox.client import Sim
from storage.keys import Keys, load_or_create
from storage.store import SqlStore


@contextmanager
def folder() -> Iterator[Path]:
    """A folder beside this one, on the disk that is meant, and not in memory."""
    with TemporaryDirectory(prefix=".bench-", dir=Path.cwd()) as made:
        yield Path(made)


@contextmanager
def store_in(
    place: Path, url: str = "http://127.0.0.1:1"
) -> Iterator[tuple[Settings, Keys, SqlStore]]:
    """A new database."""
    settings = settings_for(url, place)
    keys = load_or_create(settings.keys.file, {})
    store = open_store(settings, keys)
    try:
        yield settings, keys, store
    finally:
        store.close()


@asynccontextmanager
async def sandbox() -> AsyncIterator[Sim]:
    """A Bot API server that shares no thread with what is measured."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--bot", f"{USERNAME}={TOKEN}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = await asyncio.to_thread(process.stdout.readline)
        found = re.search(r"http://[\d.:]+", line)
        assert found is not None, line
        async with Sim(found[0]) as sim:
            yield sim
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def bot_at(url: str) -> Bot:
    """The client of the Bot API, as the assistant uses it."""
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(connection_pool_size=16),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )


async def inject(sim: Sim, updates: list[dict[str, Any]]) -> None:
    """Let these updates wait for the bot."""
    for at in range(0, len(updates), 2_000):
        await sim.updates(updates[at : at + 2_000])
