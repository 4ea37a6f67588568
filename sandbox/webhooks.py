"""Delivers updates to a bot's webhook: in order per chat, again and again until they are taken."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from sandbox.clock import Clock
from sandbox.feed import Waiting, Webhook
from sandbox.model import Bot

LONGEST_PAUSE = 60.0
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
Reply = Callable[[Bot, dict[str, Any]], Awaitable[None]]


class Courier:
    """Carries the updates of one bot while it has a webhook."""

    def __init__(self, bot: Bot, clock: Clock, reply: Reply) -> None:
        self.bot, self.clock, self.reply = bot, clock, reply
        self.busy: set[str] = set()
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self, session: aiohttp.ClientSession) -> None:
        """Deliver for ever; ends by being cancelled."""
        try:
            while True:
                hook = self.bot.webhook
                if hook is not None:
                    self._dispatch(session, hook)
                await self.bot.feed.signal.wait(1.0)
        finally:
            for task in list(self.tasks):
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

    def _dispatch(self, session: aiohttp.ClientSession, hook: Webhook) -> None:
        """Start the oldest update of every queue that is idle."""
        self.bot.feed.expire()
        for update in self.bot.feed.waiting:
            if len(self.busy) >= hook.max_connections:
                return
            if update.queue not in self.busy:
                self.busy.add(update.queue)
                task = asyncio.create_task(self._carry(session, update))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)

    async def _carry(self, session: aiohttp.ClientSession, update: Waiting) -> None:
        tries = 0
        try:
            while (hook := self.bot.webhook) is not None and update.expires > self.clock.now():
                pause = await self._try(session, hook, update)
                if pause is None:
                    break
                await asyncio.sleep(pause or _pause(tries))
                tries += 1
            else:
                return
            with contextlib.suppress(ValueError):
                self.bot.feed.waiting.remove(update)
        finally:
            self.busy.discard(update.queue)
            self.bot.feed.signal.fire()

    async def _try(
        self, session: aiohttp.ClientSession, hook: Webhook, update: Waiting
    ) -> float | None:
        """Return None when the update was taken, else the pause asked for (0: none asked)."""
        headers = {"Content-Type": "application/json"} | (
            {SECRET: hook.secret} if hook.secret else {}
        )
        try:
            async with session.post(hook.url, data=update.data, headers=headers) as response:
                body = await response.read()
                status, asked = response.status, response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return self._failed(hook, f"Connection failed: {type(error).__name__}", "")
        if status // 100 != 2:
            return self._failed(
                hook, f"Wrong response from the webhook: {status} {response.reason}", asked
            )
        await self._answer(body)
        return None

    def _failed(self, hook: Webhook, text: str, asked: str) -> float:
        hook.error_date, hook.error_text = self.clock.stamp(), text
        return float(asked) if asked.isdecimal() else 0.0

    async def _answer(self, body: bytes) -> None:
        if body.startswith(b"{"):
            with contextlib.suppress(ValueError):
                await self.reply(self.bot, json.loads(body))


def _pause(tries: int) -> float:
    """Return how long to wait after this many retries: at once, then 2, 4, 8 … seconds."""
    return 0.0 if tries == 0 else min(2.0**tries, LONGEST_PAUSE)
