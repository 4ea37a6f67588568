"""The time of the sandbox: the machine's, moved forward on request; and a signal to wait on."""

import asyncio
import time


class Clock:
    """Tells the time, shifted by the seconds a test has skipped."""

    def __init__(self, skipped: float = 0.0) -> None:
        self.skipped = skipped

    def now(self) -> float:
        """Return seconds since 1970, skips included."""
        return time.time() + self.skipped

    def stamp(self) -> int:
        """Return the whole seconds a Bot API date carries."""
        return int(self.now())


class Signal:
    """Wakes everyone who waits, each time it fires."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        """Wake all waiters."""
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, seconds: float) -> bool:
        """Return True when fired, False when the seconds ran out first."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._waiters.discard(waiter)
        return True
