"""A sandbox with twenty people, and the assistant as a process that may be killed at any moment."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.stage import TOKEN, USERNAME
from sandbox.client import Sim
from sandbox.server import Sandbox
from tests.kills.process import Assistant
from tests.kills.village import Village


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
