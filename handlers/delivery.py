"""The outbox sender: in order for each chat, within Telegram's limits, never lost.

Telegram has no idempotency key. What a crash between sending and noting means is decided per
notice: ``once`` messages are noted first (and set aside as *unknown* if nobody knows), all
others are noted afterwards and may, very rarely, arrive twice. What was sent is noted until the
database takes it: a full disk for a moment doubles nothing.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import httpx
import structlog
from telegram import Bot
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
from bot.services.cards import OFFICERS
from bot.services.groups import lose_group
from bot.services.unreachable import tell_unreachable
from bot.services.visibility import may_read
from handlers.finish import finish
from handlers.limiter import Limiter, Limits, seconds
from handlers.pdf import Converter
from handlers.render import render
from handlers.sending import send_part
from handlers.sheet import Part, Voice
from handlers.threads import Writer

log = structlog.get_logger()
IN_FLIGHT = 8
"""More requests at once make the HTTP client slower, not faster (measured)."""
MOST_TRIES = 12
NETWORK_TRIES = 900
"""A network that is down gives a message three days, at five minutes each."""
RENEW_AFTER = 20.0
"""Seconds after which the lease of a message still being sent is renewed; it lasts 60."""
PAUSE = 2.0
_OF_A_CASE = frozenset(
    {
        *("card", "sealed-card", "full-text", "reasons", "material-file"),
        *("identity", "talk-appointment", "talk-reminder", "letter-document", "dates"),
        *("clock-reminder", "clock-today", "clock-overdue", "papers-menu", "paper-document"),
        *("export-code", "export-password", "export-done"),
    }
)
"""What shows a case, or who reported it."""
_ONLY_OVER = frozenset({"card-withdrawn", "digest-folded"})
"""Said over a living message or not at all: on its own it would tell that there is a case, or be a
line that nobody needs."""


Change = Callable[[Transaction, datetime], None]


class StoppedError(Exception):
    """The assistant stops before this message left."""


@dataclass(slots=True)
class Job:
    """One parcel, rendered: ready to leave. ``leased``: since when it is ours alone."""

    parcel: Parcel
    chat_id: int
    group: bool
    parts: list[Part]
    leased: float


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
        self._converter = Converter()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self.wake = asyncio.Event()
        self._stopping = False

    def pace(self, limits: Limits) -> None:
        """From now on at this pace."""
        self._limiter = Limiter(limits)

    async def run(self) -> None:
        """Send until :meth:`stop`; messages in flight are finished."""
        while not self._stopping:
            try:
                jobs = await self._take()
            except StorageUnavailableError as error:
                log.error("storage_unavailable", reason_code=str(error))
                await self._rest(PAUSE)
                continue
            except Exception as error:
                log.error("delivery_stumbled", exc_info=error)
                await self._rest(PAUSE)
                continue
            for job in jobs:
                to = job.parcel.notice.to
                self._busy[to] = asyncio.create_task(self._deliver(job))
                self._busy[to].add_done_callback(partial(self._free, to))
            if not jobs:
                await self._rest(0.5)
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def stop(self) -> None:
        """Finish what is in flight, start nothing new."""
        self._stopping = True
        self.wake.set()

    def _free(self, address: str, task: asyncio.Task[None]) -> None:
        self._busy.pop(address, None)
        self.wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery_stumbled", exc_info=error)  # its lease will run out

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=seconds)
        self.wake.clear()

    async def _take(self) -> list[Job]:
        """Messages that may leave now; chats whose window is full keep no place from others."""
        now, free = time.monotonic(), IN_FLIGHT - len(self._busy)
        if free <= 0 or self._limiter.halted(now):
            return []
        busy = self._busy.keys() | self._limiter.full(now)
        return await self._writer.run(partial(self._claim, free, busy))

    def _claim(self, most: int, busy: set[str]) -> list[Job]:
        now = self._clock()
        with self._store.begin(now) as tx:
            parcels = tx.outbox.claim(now, limit=most, busy=busy)
            return [job for parcel in parcels if (job := self._prepare(tx, parcel, now))]

    def _prepare(self, tx: Transaction, parcel: Parcel, now: datetime) -> Job | None:
        if parcel.notice.once and parcel.tries:  # taken before: nobody knows whether it arrived
            tx.outbox.gave_up(parcel, "unknown")
            _tell_unknown(tx, parcel)
            return None
        try:
            with tx.savepoint():
                chat_id, kind, language = tx.outbox.chat(parcel.notice.to)
                due = _is_due(tx, parcel, group=kind == "group")
                parts = render(tx, parcel.notice, language, self._voice, now) if due else []
        except StorageUnavailableError:
            raise
        except Exception as error:
            log.error(
                "render_failed", outbox_id=parcel.id, kind=parcel.notice.text, exc_info=error
            )
            tx.outbox.gave_up(parcel, "failed")
            return None
        return Job(parcel, chat_id, kind == "group", parts, time.monotonic())

    async def _deliver(self, job: Job) -> None:
        parcel = job.parcel
        try:
            message_id = await self._send_all(job)
        except StoppedError:
            await self._note(lambda tx, now: tx.outbox.later(parcel, now, counted=False))
        except TelegramError as error:
            log.warning("send_failed", outbox_id=parcel.id, reason_code=type(error).__name__)
            if isinstance(error, RetryAfter):
                self._limiter.halt(seconds(error.retry_after), time.monotonic())
            failure = error
            await self._note(lambda tx, now: _judge(tx, now, job, failure))
        except Exception as error:
            log.error("send_broke", outbox_id=parcel.id, exc_info=error)
            await self._note(lambda tx, _now: tx.outbox.gave_up(parcel, "failed"))
        else:
            await self._note(lambda tx, now: tx.outbox.sent(parcel, message_id, now))

    async def _note(self, change: Change) -> None:
        """Write down what became of a message, again and again while the database is away."""
        while True:
            try:
                return await self._writer.run(partial(self._write, change))
            except StorageUnavailableError as error:
                log.error("storage_unavailable", reason_code=str(error))
                if self._stopping:
                    return None
                await asyncio.sleep(PAUSE)

    def _write(self, change: Change) -> None:
        now = self._clock()
        with self._store.begin(now) as tx:
            change(tx, now)

    async def _send_all(self, job: Job) -> int | None:
        parcel, message_id = job.parcel, None
        for draft in job.parts:
            await self._keep_lease(job)
            part = await self._finished(job, draft)
            await self._wait_turn(job)
            await self._keep_lease(job)
            message_id = await send_part(self._bot, job.chat_id, part, parcel.message_id)
        return message_id

    async def _finished(self, job: Job, part: Part) -> Part:
        """The part with its file written; the message stays ours meanwhile."""
        work = asyncio.ensure_future(finish(part, self._converter))
        try:
            while not (await asyncio.wait({work}, timeout=RENEW_AFTER))[0]:
                await self._keep_lease(job)
            return work.result()
        finally:
            work.cancel()

    async def _wait_turn(self, job: Job) -> None:
        to = job.parcel.notice.to
        while (pause := self._limiter.wait(to, group=job.group, now=time.monotonic())) > 0:
            if self._stopping and pause > PAUSE:
                raise StoppedError
            await asyncio.sleep(min(pause, 1.0))
            await self._keep_lease(job)
        self._limiter.take(to, group=job.group, now=time.monotonic())

    async def _keep_lease(self, job: Job) -> None:
        """No other process may take what is still being sent here."""
        if time.monotonic() - job.leased > RENEW_AFTER:
            await self._note(lambda tx, now: tx.outbox.renew(job.parcel, now))
            job.leased = time.monotonic()


def _is_due(tx: Transaction, parcel: Parcel, *, group: bool) -> bool:
    """Whether it may still be said: much can change while a message waits to leave."""
    notice = parcel.notice
    if notice.text in _OF_A_CASE:
        return may_read(tx, tx.cases.get(notice.args["case"]), notice.to, group=group)
    return parcel.message_id is not None or notice.text not in _ONLY_OVER


def _judge(tx: Transaction, now: datetime, job: Job, error: TelegramError) -> None:
    """What becomes of a message that Telegram did not take."""
    parcel = job.parcel
    match error:
        case RetryAfter():
            pause = timedelta(seconds=seconds(error.retry_after))
            tx.outbox.later(parcel, now + pause, counted=False)
        case ChatMigrated() if parcel.tries < MOST_TRIES:
            tx.people.moved(job.chat_id, error.new_chat_id)
            tx.outbox.later(parcel, now)
        case Forbidden():
            tx.outbox.blocked(parcel.notice.to)
            tx.outbox.gave_up(parcel, "failed")
            tell_unreachable(tx, parcel.notice)
            if parcel.notice.to == tx.people.bound(OFFICERS):
                lose_group(tx, parcel.notice)
        case BadRequest() | ChatMigrated():
            tx.outbox.gave_up(parcel, "failed")
        case NetworkError() if parcel.notice.once and not _never_left(error):
            tx.outbox.gave_up(parcel, "unknown")
            _tell_unknown(tx, parcel)
        case _ if parcel.tries >= (
            NETWORK_TRIES if isinstance(error, NetworkError) else MOST_TRIES
        ):
            tx.outbox.gave_up(parcel, "failed")
        case _:
            tx.outbox.later(parcel, now + timedelta(seconds=min(300, 2 ** min(parcel.tries, 9))))


def _never_left(error: NetworkError) -> bool:
    """True where no connection came about: what was never sent cannot be doubled."""
    return isinstance(
        error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
    )


def _tell_unknown(tx: Transaction, parcel: Parcel) -> None:
    group = tx.people.bound(OFFICERS)
    if group is not None:
        tx.say(Notice(group, "delivery-unknown", {"row": str(parcel.id)}))
