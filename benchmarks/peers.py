"""Plain python-telegram-bot, as its documentation shows it: what others would write."""

import asyncio
import sys
import time
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.stage import TOKEN


async def polled(url: str, updates: int) -> float:
    """Updates a second through the polling loop, to a handler that does nothing."""
    return await _serve(url, updates, echo=False)


async def echoed(url: str, updates: int) -> float:
    """Updates a second, each answered with its own text; nothing is kept."""
    return await _serve(url, updates, echo=True)


async def _serve(url: str, updates: int, *, echo: bool) -> float:
    done, left = asyncio.Event(), updates

    async def handle(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        nonlocal left
        if echo and update.effective_message is not None:
            await update.effective_message.reply_text(update.effective_message.text or "…")
        left -= 1
        if not left:
            done.set()

    application = make(url)
    application.add_handler(TypeHandler(Update, handle))
    async with application:
        start = time.perf_counter()
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        await done.wait()
        spent = time.perf_counter() - start
        await application.updater.stop()
        await application.stop()
    return updates / spent


def make(url: str) -> Application[Any, Any, Any, Any, Any, Any]:
    """A bot without any rate limiter, for the sandbox."""
    return Application.builder().token(TOKEN).base_url(f"{url}/bot").build()


if __name__ == "__main__":
    make(sys.argv[1]).run_polling()
