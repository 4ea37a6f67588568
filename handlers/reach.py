"""Telegram may be down when the assistant starts: it waits, and tells a wrong token at once."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from telegram.error import InvalidToken, TelegramError

log = structlog.get_logger()
LONGEST_PAUSE = 60.0


async def until_reached(call: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Call until Telegram answers; False where the assistant was told to stop before.

    Raises:
        InvalidToken: waiting would not help.
    """
    pause = 1.0
    while not stop.is_set():
        try:
            await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram_unreachable", reason_code=type(error).__name__, wait=pause)
        else:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(LONGEST_PAUSE, pause * 2)
    return False
