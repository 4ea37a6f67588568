"""Take updates out of the inbox, one transaction each; a failing one never blocks other chats."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

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
STORAGE_PAUSE = 2.0
_PAUSES = (1, 5, 30, 120)


@dataclass(frozen=True, slots=True)
class Toast:
    """What a pressed button is answered with; the one call made directly."""

    callback_id: str
    text: str


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
                await asyncio.sleep(STORAGE_PAUSE)
                continue
            for toast in handled or ():
                self._answer(toast)
            if handled is None:
                await self._rest()
            else:
                self._after()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=0.3)
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

    def handle_some(self, most: int = 16) -> list[Toast] | None:
        """Handle up to ``most`` updates, a transaction each; None where nothing waits."""
        toasts: list[Toast] = []
        for count in range(most):
            done = self.handle_one()
            if done is None:
                return toasts if count else None
            if done.callback_id:
                toasts.append(done)
        return toasts

    def handle_one(self) -> Toast | None:
        """Handle the next update; None where nothing waits."""
        now = self._clock()
        received: Received | None = None
        try:
            with self._store.begin(now) as tx:
                received = tx.inbox.claim(now)
                if received is None:
                    return None
                toast = self._handle(tx, received, now)
                tx.inbox.done(received.id)
                return toast
        except StorageUnavailableError:
            raise  # not this update's fault: it stays open and is no dead letter
        except Exception as error:
            if received is None:
                raise
            log.error(
                "update_failed", inbox_id=received.id, tries=received.tries + 1, exc_info=error
            )
            self._set_aside(received, now)
            return Toast("", "")

    def _handle(self, tx: Transaction, received: Received, now: datetime) -> Toast:
        event = read_event(received.payload)
        if event.kind is Kind.OTHER or not event.chat_id:
            return Toast("", "")
        turn = self._turn(tx, event, now)
        try:
            with tx.savepoint():
                route(turn)
        except PetitionError as error:
            _refuse(turn, error)
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

    def _set_aside(self, received: Received, now: datetime) -> None:
        """Try again later; after the last try keep it as a dead letter that people see."""
        last = received.tries + 1 >= MOST_TRIES
        pause = None if last else now + timedelta(seconds=_PAUSES[min(received.tries, 3)])
        with self._store.begin(now) as tx:
            tx.inbox.failed(received.id, not_before=pause)
            if last:
                self._tell_dead(tx, received)

    def _tell_dead(self, tx: Transaction, received: Received) -> None:
        tx.audit("dead-letter", actor="system", subject=f"inbox:{received.id}")
        group = tx.people.bound("officers")
        if group is not None:
            tx.say(Notice(group, "dead-letter", {"row": str(received.id)}))
        event = read_event(received.payload)
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
