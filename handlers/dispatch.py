"""Take updates out of the inbox; a failing one never blocks other chats.

Each update is all or nothing, and done only together with its effects. On SQLite a few of them
share a commit, for a commit waits for the disk; each keeps a savepoint of its own.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.ports import Office, Received, StorageUnavailableError, Store, Transaction
from bot.rules.errors import PetitionError
from bot.rules.model import Conversation, Notice
from handlers.buttons import Buttons
from handlers.event import Event, Kind, read_event
from handlers.routes import route
from handlers.texts import text
from handlers.threads import Writer
from handlers.turn import Turn

log = structlog.get_logger()
MOST_TRIES = 5
PAUSE = 2.0
BATCH = 32
BATCH_SECONDS = 0.05
"""Updates that may share a commit, and for how long they may keep others waiting for it."""
_PAUSES = (1, 5, 30, 120)


@dataclass(frozen=True, slots=True)
class Toast:
    """What a pressed button is answered with; the one call made directly."""

    callback_id: str
    text: str


NOTHING = Toast("", "")


class Dispatcher:
    """Handles what the inbox holds until it is told to stop."""

    def __init__(  # noqa: PLR0913 - the composition root names each part once
        self,
        store: Store,
        writer: Writer,
        office: Office,
        buttons: Buttons,
        bot: Bot,
        *,
        clock: Callable[[], datetime],
        after: Callable[[], None],
    ) -> None:
        self._store = store
        self._writer = writer
        self._office = office
        self._buttons = buttons
        self._bot = bot
        self._clock = clock
        self._after = after
        self._toasts: set[asyncio.Task[None]] = set()
        self.wake = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Handle updates until :meth:`stop`; the ones in hand are finished."""
        await asyncio.gather(*(self._work() for _ in range(self._writer.threads)))
        await asyncio.gather(*self._toasts, return_exceptions=True)

    def stop(self) -> None:
        """Finish the update in hand, take no other."""
        self._stopping = True
        self.wake.set()

    async def _work(self) -> None:
        while not self._stopping:
            try:
                handled = await self._writer.run(self.handle_some)
            except StorageUnavailableError as error:
                log.error("storage_unavailable", reason_code=str(error))
                await self._rest(PAUSE)
                continue
            except Exception as error:
                log.error("dispatch_stumbled", exc_info=error)
                await self._rest(PAUSE)
                continue
            for toast in handled:
                if toast.callback_id:
                    self._answer(toast)
            if handled:
                self._after()
            else:
                await self._rest(0.3)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=seconds)
        self.wake.clear()

    def _answer(self, toast: Toast) -> None:
        task = asyncio.create_task(self._call(toast))
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    async def _call(self, toast: Toast) -> None:
        try:
            await self._bot.answer_callback_query(toast.callback_id, text=toast.text or None)
        except TelegramError as error:  # too old, or the network: harmless
            log.info("toast_lost", reason_code=type(error).__name__)

    def handle_some(self, most: int | None = None) -> list[Toast]:
        """Handle the next updates, one for each toast; none where nothing waits.

        Raises:
            StorageUnavailableError: none of them was handled; they stay open.
        """
        if most is None:  # where several workers wait for each other's rows, batches would clash
            most = BATCH if self._writer.threads == 1 else 1
        now, end = self._clock(), time.monotonic() + BATCH_SECONDS
        toasts: list[Toast] = []
        with self._store.begin(now) as tx:
            while claimed := tx.inbox.claim(now, limit=most - len(toasts)):
                for received in claimed:
                    toasts.append(self._handle_one(tx, received, now))
                    if len(toasts) == most or time.monotonic() > end or self._stopping:
                        return toasts
        return toasts

    def _handle_one(self, tx: Transaction, received: Received, now: datetime) -> Toast:
        try:
            try:
                with tx.savepoint():
                    return self._handle(tx, received, now, route)
            except PetitionError as refusal:
                with tx.savepoint():
                    return self._handle(tx, received, now, partial(_refuse, error=refusal))
        except StorageUnavailableError:
            raise  # not this update's fault: it stays open and is no dead letter
        except Exception as error:
            tries = received.tries + 1
            log.error("update_failed", inbox_id=received.id, tries=tries, exc_info=error)
            self._set_aside(tx, received, now)
            return NOTHING

    def _handle(
        self, tx: Transaction, received: Received, now: datetime, answer: Callable[[Turn], None]
    ) -> Toast:
        event = read_event(received.payload)
        tx.inbox.done(received.id)
        if event.kind is Kind.OTHER or not event.chat_id:
            return NOTHING
        turn = self._turn(tx, event, now)
        answer(turn)
        return Toast(event.callback_id, _toast_text(turn))

    def _turn(self, tx: Transaction, event: Event, now: datetime) -> Turn:
        kind = "private" if event.private else "group"
        here = tx.people.address(event.chat_id, kind=kind, language=event.language)
        turn = Turn(
            tx,
            event,
            self._office,
            self._buttons,
            now,
            here,
            tx.officers.by_user(event.user_id),
            Conversation(),
        )
        turn.talk = tx.conversation(turn.key)
        return turn

    def _set_aside(self, tx: Transaction, received: Received, now: datetime) -> None:
        """Try again later; after the last try keep it as a dead letter that people see."""
        last = received.tries + 1 >= MOST_TRIES
        pause = None if last else now + timedelta(seconds=_PAUSES[min(received.tries, 3)])
        tx.inbox.failed(received.id, not_before=pause)
        if last:
            self._tell_dead(tx, received)

    def _tell_dead(self, tx: Transaction, received: Received) -> None:
        tx.audit("dead-letter", actor="system", subject=f"inbox:{received.id}")
        group = tx.people.bound("officers")
        if group is not None:
            tx.say(Notice(group, "dead-letter", {"row": str(received.id)}))
        try:
            event = read_event(received.payload)
        except Exception as error:  # what cannot be read has nobody to answer to
            log.error("update_unreadable", inbox_id=received.id, exc_info=error)
            return
        if event.private and event.chat_id:
            here = tx.people.address(event.chat_id, kind="private", language=event.language)
            tx.say(Notice(here, "error-dead-letter"))


def _refuse(turn: Turn, error: PetitionError) -> None:
    """Tell the person: on the button where one was pressed, else in the chat."""
    if turn.event.kind is Kind.BUTTON:
        turn.toast = error.text_key
        turn.toast_args = error.args_for_text
    elif turn.event.private or turn.officer is not None:
        turn.say(error.text_key, **error.args_for_text)


def _toast_text(turn: Turn) -> str:
    if not turn.toast:
        return ""
    language = turn.tx.people.language(turn.here)
    return text(turn.toast, language, **turn.toast_args)[:200]
