"""Fetch citizens' files from Telegram and seal them in our own store."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.ports import PendingFile, StorageUnavailableError, Store, Transaction
from bot.rules.model import Notice
from handlers.threads import Writer

log = structlog.get_logger()
MOST_TRIES = 6


class Fetcher:
    """Fetches pending files until it is told to stop. A link of Telegram's lives one hour."""

    def __init__(
        self, store: Store, writer: Writer, bot: Bot, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._writer = writer
        self._bot = bot
        self._clock = clock
        self.wake = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Fetch until :meth:`stop`."""
        while not self._stopping:
            try:
                files = await self._writer.run(self._pending)
                for file in files:
                    if not self._stopping:
                        await self._fetch(file)
            except StorageUnavailableError as error:
                log.error("storage_unavailable", reason_code=str(error))
                files = []
            except Exception as error:
                log.error("fetch_stumbled", exc_info=error)
                files = []
            if not files:
                await self._rest()

    def stop(self) -> None:
        """Finish the file in hand."""
        self._stopping = True
        self.wake.set()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=1.0)
        self.wake.clear()

    def _pending(self) -> list[PendingFile]:
        now = self._clock()
        with self._store.begin(now) as tx:
            return list(tx.files.pending(now, limit=4))

    async def _fetch(self, pending: PendingFile) -> None:
        try:
            found = await self._bot.get_file(pending.file.file_ref)
            content = bytes(await found.download_as_bytearray())
        except TelegramError as error:
            log.warning("fetch_failed", count=pending.tries, reason_code=type(error).__name__)
            final = isinstance(error, BadRequest)
            await self._writer.run(lambda: self._note_failure(pending, final=final))
            return
        except Exception as error:  # an answer that makes no sense; asked again later
            log.error("fetch_broke", count=pending.tries, exc_info=error)
            await self._writer.run(lambda: self._note_failure(pending, final=False))
            return
        await self._writer.run(lambda: self._store_content(pending, content))

    def _store_content(self, pending: PendingFile, content: bytes) -> None:
        with self._store.begin(self._clock()) as tx:
            tx.files.stored(pending.material_id, content)

    def _note_failure(self, pending: PendingFile, *, final: bool) -> None:
        """Try again later; a file that cannot be had is told to the one who sent it."""
        now = self._clock()
        last = final or pending.tries + 1 >= MOST_TRIES
        pause = None if last else now + timedelta(seconds=5 * 3**pending.tries)
        with self._store.begin(now) as tx:
            tx.files.failed(pending.material_id, not_before=pause)
            if last:
                _tell_sender(tx, pending)


def _tell_sender(tx: Transaction, pending: PendingFile) -> None:
    to = tx.tips.sender(pending.material_id)
    if to is not None:
        tx.say(Notice(to, "citizen-file-lost", {"row": pending.material_id}))
