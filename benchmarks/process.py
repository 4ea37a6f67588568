"""The assistant as a process: how soon it serves, what it takes, how quickly it answers."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.stands import folder, sandbox
from bot.stage import TOKEN
from sandbox.client import Person, Sim

IDLE_SECONDS = 6.0
STEPS = 30
PATIENCE = 60.0
CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}/bot"
base_file_url = "{url}/file/bot"
[delivery]
per_second = 30
per_chat_seconds = 0.1
"""


async def process() -> list[Figure]:
    """Start-up, memory, idleness, and the wait for an answer."""
    with folder() as place:
        (place / "config.toml").write_text("")
        async with sandbox() as sim:
            config = CONFIG.format(token=TOKEN, url=sim.base_url)
            (place / "config.toml").write_text(config)
            command = ["-m", "bot", "run", "--config", str(place / "config.toml")]
            starts = [await _start_up(command, sim) for _ in range(3)]
            async with _running(command, sim) as (pid, _):
                idle, memory = await _idle(pid), _memory(pid)
                waits = await _answers(sim)
        async with sandbox() as sim, _running(["-m", "benchmarks.peers", sim.base_url], sim) as it:
            peer_memory, peer = _memory(it[0]), it[1]
    ours = sorted(starts)[1]
    bare = "a bare python-telegram-bot, no database, no model"
    return [
        Figure("start-up, until it asks for updates", ours, "s", bare, peer, most=3.0),
        Figure("memory", memory, "MB", bare, peer_memory),
        Figure("idle, of one core", idle, "%"),
        Figure("an answer to one message, median", waits[len(waits) // 2], "ms", most=100),
        Figure("an answer to one message, slowest", waits[-1], "ms", f"of {len(waits)}"),
    ]


async def _start_up(command: list[str], sim: Sim) -> float:
    async with _running(command, sim) as (_, seconds):
        return seconds


@asynccontextmanager
async def _running(command: list[str], sim: Sim) -> AsyncIterator[tuple[int, float]]:
    """The process id, and the seconds until it first asked for updates."""
    before = await _polls(sim)
    await sim.updates([{"a_kind_of_tomorrow": {}}])  # something waits, so the poll ends at once
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while await _polls(sim) == before:
            assert process.poll() is None, "it ended by itself"
            assert time.perf_counter() - start < PATIENCE
            await asyncio.sleep(0.02)
        yield process.pid, time.perf_counter() - start
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


async def _polls(sim: Sim) -> int:
    """How often updates were asked for."""
    return len(await sim.journal(method="getUpdates"))


async def _idle(pid: int) -> float:
    """Share of one core, in percent, while nobody writes."""
    await asyncio.sleep(2.0)
    before = _processor_seconds(pid)
    await asyncio.sleep(IDLE_SECONDS)
    return 100 * (_processor_seconds(pid) - before) / IDLE_SECONDS


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    line = next(
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmRSS" in line
    )
    return int(line.split()[1]) / 1024


async def _answers(sim: Sim) -> list[float]:
    """Milliseconds from a message to the answer that the person sees, sorted."""
    person = await sim.add_user("周阿姨")
    await person.start()
    await person.sees("匿名")
    waits = [await _answer(person, number) for number in range(STEPS)]
    return sorted(waits)


async def _answer(person: Person, number: int) -> float:
    await asyncio.sleep(0.5)
    last = (await person.last())["message_id"]
    start = time.perf_counter()
    await person.say(f"/help {number}")
    await person.sees(r".", after=last)
    return 1000 * (time.perf_counter() - start)
