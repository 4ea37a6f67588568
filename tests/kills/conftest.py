"""A sandbox with twenty people, and the assistant as a process that may be killed at any moment."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.stage import TOKEN, USERNAME
from sandbox.client import Sim
from sandbox.server import Sandbox
from tests.kills.process import Assistant
from tests.kills.village import Village
from tests.storage.conftest import postgres
from tests.storage.helpers import run_sql

__all__ = ["postgres"]


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """Everybody has begun a tip and is writing the story."""
    async with Sandbox() as box, Sim(box.url) as sim:
        await sim.add_bot(TOKEN, USERNAME, "清风助手")
        assistant = Assistant(tmp_path, box.url)
        village = Village(sim, assistant)
        await village.settle()
        yield village
        await asyncio.to_thread(assistant.end)


@pytest.fixture
async def crowded_village(
    tmp_path: Path, postgres: Callable[[str], str]
) -> AsyncIterator[tuple[Village, Assistant, Assistant]]:
    """The same people, and two processes that share one PostgreSQL."""
    run_sql(postgres("postgres"), "CREATE DATABASE village")
    async with Sandbox() as box, Sim(box.url) as sim:
        await sim.add_bot(TOKEN, USERNAME, "清风助手")
        database = postgres("village")
        steady = Assistant(tmp_path, box.url, database=database, name="a")
        mortal = Assistant(tmp_path, box.url, database=database, name="b")
        steady.configure("webhook")
        mortal.configure("webhook", called_at=steady.port)
        village = Village(sim, steady)
        await village.settle()
        yield village, steady, mortal
        for one in (steady, mortal):
            await asyncio.to_thread(one.end)
    run_sql(postgres("postgres"), "DROP DATABASE village WITH (FORCE)")
