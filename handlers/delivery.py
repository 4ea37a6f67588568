"""The outbox sender: in order for each chat, within Telegram's limits, never lost.

Telegram has no idempotency key. What a crash between sending and noting means is decided per
notice: ``once`` messages are noted first (and set aside as *unknown* if nobody knows), all
others are noted afterwards and may, very rarely, arrive twice.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.ports import Parcel, StorageUnavailableError, Store, Transaction
from bot.rules.model import Notice
from handlers.limiter import Limiter, Limits, seconds
from handlers.render import Part, Voice, render
from handlers.threads import Writer

log = structlog.get_logger()
IN_FLIGHT = 8
"""More requests at once make the HTTP client slower, not faster (measured)."""
MOST_TRIES = 12
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Job:
    """One parcel, rendered: ready to leave."""

    parcel: Parcel
    chat_id: int
    group: bool
    parts: list[Part]


class Delivery:
    """Sends what the outbox holds until it is told to stop."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        bot: Bot,
        voice: Voice,
        limits: Limits,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._writer = writer
        self._bot = bot
        self._voice = voice
        self._limiter = Limiter(limits)
        self._clock = clock
        self._busy: dict[str, asyncio.Task[None]] = {}
        self.wake = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Send until :meth:`stop`; messages in flight are finished."""
        while not self._stopping:
            try:
                jobs = await self._writer.run(self._claim)
            except StorageUnavailableError:
                await asyncio.sleep(2)
                continue
            for job in jobs:
                to = job.parcel.notice.to
                self._busy[to] = asyncio.create_task(self._deliver(job))
                self._busy[to].add_done_callback(partial(self._free, to))
            if not jobs:
                await self._rest()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def stop(self) -> None:
        """Finish what is in flight, start nothing new."""
        self._stopping = True
        self.wake.set()

    def _free(self, address: str, _task: asyncio.Task[None]) -> None:
        self._busy.pop(address, None)
        self.wake.set()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=0.5)
        self.wake.clear()

    def _claim(self) -> list[Job]:
        free = IN_FLIGHT - len(self._busy)
        if free <= 0:
            return []
        now = self._clock()
        with self._store.begin(now) as tx:
            parcels = tx.outbox.claim(now, limit=free, busy=self._busy)
            return [job for parcel in parcels if (job := self._prepare(tx, parcel, now))]

    def _prepare(self, tx: Transaction, parcel: Parcel, now: datetime) -> Job | None:
        chat_id, kind, language = tx.outbox.chat(parcel.notice.to)
        try:
            parts = render(tx, parcel.notice, language, self._voice, now)
        except Exception as error:
            log.error(
                "render_failed", outbox_id=parcel.id, kind=parcel.notice.text, exc_info=error
            )
            tx.outbox.gave_up(parcel, "failed")
            return None
        return Job(parcel, chat_id, kind == "group", parts)

    async def _deliver(self, job: Job) -> None:
        try:
            message_id = await self._send_all(job)
        except TelegramError as error:
            await self._writer.run(partial(self._failed, job, error))
        else:
            await self._writer.run(partial(self._sent, job, message_id))

    def _sent(self, job: Job, message_id: int | None) -> None:
        self._note(lambda tx, now: tx.outbox.sent(job.parcel, message_id, now))

    def _note(self, change: Callable[[Transaction, datetime], None]) -> None:
        now = self._clock()
        with self._store.begin(now) as tx:
            change(tx, now)

    async def _send_all(self, job: Job) -> int | None:
        message_id = None
        for part in job.parts:
            await self._wait_turn(job)
            message_id = await self._send(job, part)
        return message_id

    async def _wait_turn(self, job: Job) -> None:
        to = job.parcel.notice.to
        while (pause := self._limiter.wait(to, group=job.group, now=time.monotonic())) > 0:  # noqa: ASYNC110 - it waits for time itself
            await asyncio.sleep(pause)
        self._limiter.take(to, group=job.group, now=time.monotonic())

    async def _send(self, job: Job, part: Part) -> int | None:
        if job.parcel.message_id is not None and part.file is None:
            edited = await self._edit(job, part)
            if edited is not None:
                return edited
        sent = await self._new(job.chat_id, part)
        return sent.message_id

    async def _edit(self, job: Job, part: Part) -> int | None:
        """Edit the living message; None where it is gone and must be sent anew."""
        try:
            await self._bot.edit_message_text(
                part.html,
                chat_id=job.chat_id,
                message_id=job.parcel.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(part),
            )
        except BadRequest as error:
            said = str(error).lower()
            if NOT_MODIFIED in said:
                return job.parcel.message_id
            if any(word in said for word in GONE):
                return None
            raise
        return job.parcel.message_id

    def _new(self, chat_id: int, part: Part) -> Awaitable[Message]:
        markup = _keyboard(part) or (ForceReply(selective=False) if part.reply else None)
        if part.file is not None:
            return self._bot.send_document(
                chat_id,
                part.file.content,
                filename=part.file.name,
                caption=part.html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                protect_content=part.protect,
            )
        return self._bot.send_message(
            chat_id,
            part.html,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
            protect_content=part.protect,
        )

    def _failed(self, job: Job, error: TelegramError) -> None:
        log.warning("send_failed", outbox_id=job.parcel.id, reason_code=type(error).__name__)
        self._note(lambda tx, now: self._judge(tx, now, job, error))

    def _judge(self, tx: Transaction, now: datetime, job: Job, error: TelegramError) -> None:
        """What becomes of a message that Telegram did not take."""
        parcel = job.parcel
        match error:
            case RetryAfter():
                pause = seconds(error.retry_after)
                self._limiter.halt(pause, time.monotonic())
                tx.outbox.later(parcel, now + timedelta(seconds=pause))
            case ChatMigrated():
                tx.people.moved(job.chat_id, error.new_chat_id)
                tx.outbox.later(parcel, now)
            case Forbidden():
                tx.outbox.blocked(parcel.notice.to)
                tx.outbox.gave_up(parcel, "failed")
            case BadRequest():
                tx.outbox.gave_up(parcel, "failed")
            case NetworkError() if parcel.notice.once:
                tx.outbox.gave_up(parcel, "unknown")
                _tell_unknown(tx, parcel)
            case _ if parcel.tries >= MOST_TRIES:
                tx.outbox.gave_up(parcel, "failed")
            case _:
                tx.outbox.later(parcel, now + timedelta(seconds=min(300, 2**parcel.tries)))


def _tell_unknown(tx: Transaction, parcel: Parcel) -> None:
    group = tx.people.bound("officers")
    if group is not None:
        tx.say(Notice(group, "delivery-unknown", {"row": str(parcel.id)}))


def _keyboard(part: Part) -> InlineKeyboardMarkup | None:
    if not part.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in part.rows
        ]
    )
