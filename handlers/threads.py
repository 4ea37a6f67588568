"""Where transactions run: one thread on SQLite, a few on PostgreSQL; never the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


class Writer:
    """Runs synchronous work for asynchronous callers."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="writer")

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """The result of ``work``; once begun it is finished, even if the caller is cancelled."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._pool, work))

    def close(self) -> None:
        """Wait for the work in hand."""
        self._pool.shutdown(wait=True)
