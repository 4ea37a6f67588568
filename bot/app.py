"""The running assistant: every part made once, started together, stopped in order."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from aiohttp import web
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.config import Settings, require_token
from bot.opening import wall_clock
from bot.ports import Office, Store
from bot.scheduler import SWEEP_SECONDS, make_scheduler
from bot.services.digest import plan_digest, refresh_digest
from bot.services.due import fire_due
from bot.services.recount import recount_clocks
from bot.services.upkeep import tidy
from handlers.buttons import Buttons
from handlers.delivery import Delivery
from handlers.dispatch import Dispatcher
from handlers.fetch import Fetcher
from handlers.intake import ALLOWED, Hook, Inlet, Poller
from handlers.limiter import Limits
from handlers.menus import set_menus
from handlers.reach import until_reached
from handlers.sheet import Voice
from handlers.threads import Writer
from storage.keys import Keys
from storage.store import SqlStore

log = structlog.get_logger()
POSTGRES_WRITERS = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that runs."""

    store: Store
    writer: Writer
    bot: Bot
    dispatcher: Dispatcher
    delivery: Delivery
    fetcher: Fetcher
    inlet: Inlet


class App:
    """One process of the assistant.

    Args:
        settings: the configuration.
        store: from :func:`open_store`.
        keys: the installation's keys.
        office: from :func:`make_office`.
        clock: where "now" comes from; tests advance it by hand.
    """

    def __init__(
        self,
        settings: Settings,
        store: SqlStore,
        keys: Keys,
        office: Office,
        *,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._office = office
        self.store = store
        self.parts = self._assemble(settings, store, keys, office)
        self._stop = asyncio.Event()

    def _assemble(self, settings: Settings, store: SqlStore, keys: Keys, office: Office) -> Parts:
        writer = Writer(1 if store.single_writer else POSTGRES_WRITERS)
        bot, buttons, clock = _bot(settings), Buttons(keys.button), self._clock
        template = settings.office.letter_template
        voice = Voice(office.name, office.zone, buttons, template, office.practice)
        delivery = Delivery(store, writer, bot, voice, _limits(settings), clock=clock)
        fetcher = Fetcher(store, writer, bot, clock=clock)

        def after_handling() -> None:
            delivery.wake.set()
            fetcher.wake.set()

        dispatcher = Dispatcher(
            store, writer, office, buttons, bot, clock=clock, after=after_handling
        )
        inlet = Inlet(store, writer, clock=clock, after=dispatcher.wake.set)
        return Parts(store, writer, bot, dispatcher, delivery, fetcher, inlet)

    async def sweep(self) -> None:
        """Say what is due, and keep the morning's digest true."""
        now = self._clock()

        def work() -> int:
            with self.store.begin(now) as tx:
                fired = fire_due(tx, self._office, now)
            with self.store.begin(now) as tx:  # apart: what is due is said whatever becomes of it
                return fired + refresh_digest(tx, self._office, now)

        if await self.parts.writer.run(work):
            self.parts.delivery.wake.set()

    async def tidy(self) -> None:
        """At night: forget what need not be kept, and read the calendar anew."""
        now = self._clock()

        def work() -> None:
            self._office.days.reload()
            with self.store.begin(now) as tx:
                tidy(tx, self._office, now)
            self._count_again(now)

        await self.parts.writer.run(work)

    def _count_again(self, now: datetime) -> None:
        """Deadlines by the calendar and the policy as they are now, and the next digest."""
        try:
            with self.store.begin(now) as tx:
                plan_digest(tx, self._office, now)
                with tx.savepoint():
                    moved = recount_clocks(tx, self._office, now)
        except Exception as error:  # tips must come in all the same; the next night tries again
            log.error("recount_failed", exc_info=error)
        else:
            if moved:
                log.info("clocks_moved", count=moved)

    def stop(self) -> None:
        """Begin an orderly end."""
        self._stop.set()

    async def run(self, *, ready: Callable[[], None] | None = None) -> None:
        """Serve until :meth:`stop`, SIGINT or SIGTERM; the update in hand is finished first."""
        parts = self.parts
        if self.store.single_writer:
            await parts.writer.run(self._release)
        self._listen_to_signals()
        try:
            if await until_reached(parts.bot.initialize, self._stop):
                await self._work(ready)
        finally:
            await parts.bot.shutdown()
            parts.writer.close()

    async def _work(self, ready: Callable[[], None] | None) -> None:
        parts = self.parts
        await set_menus(parts.bot)
        scheduler = make_scheduler(self.sweep, self.tidy, self._office.zone, seconds=SWEEP_SECONDS)
        scheduler.start()
        await parts.writer.run(partial(self._count_again, self._clock()))
        await self.sweep()
        tasks = [
            asyncio.create_task(one.run(), name=type(one).__name__)
            for one in (parts.dispatcher, parts.delivery, parts.fetcher)
        ]
        try:
            await self._serve(tasks, ready)
        finally:
            scheduler.shutdown(wait=False)
            for one in (parts.dispatcher, parts.delivery, parts.fetcher):
                one.stop()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _release(self) -> None:
        with self.store.begin(self._clock()) as tx:
            tx.outbox.release()

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(name, self.stop)
            except (NotImplementedError, RuntimeError, ValueError):  # not in the main thread
                return

    async def _serve(
        self, tasks: list[asyncio.Task[None]], ready: Callable[[], None] | None
    ) -> None:
        """Take updates in until told to stop, or until one of the parts breaks."""
        telegram = self._settings.telegram
        source = self._webhook() if telegram.mode == "webhook" else self._poll()
        intake = asyncio.create_task(source, name="intake")
        stopped = asyncio.create_task(self._until_stopped(), name="stop")
        log.info("running", mode=telegram.mode)
        if ready is not None:
            ready()
        done, _ = await asyncio.wait(
            {intake, stopped, *tasks}, return_when=asyncio.FIRST_COMPLETED
        )
        for task in (intake, stopped):
            task.cancel()
        await asyncio.gather(intake, stopped, return_exceptions=True)
        for task in done - {stopped}:
            task.result()  # a part that ended by itself ended by an error: raise it

    async def _until_stopped(self) -> None:
        await self._stop.wait()

    async def _poll(self) -> None:
        await Poller(self.parts.bot, self.parts.inlet).run()

    async def _webhook(self) -> None:
        hook = self._settings.telegram.webhook
        secret = hook.secret.get_secret_value() if hook.secret else ""
        path = "/" + str(hook.url).split("/", 3)[-1] if str(hook.url).count("/") > 2 else "/"
        runner = web.AppRunner(Hook(self.parts.inlet, secret=secret, path=path).app())
        await runner.setup()
        try:
            await web.TCPSite(runner, hook.listen, hook.port).start()
            tell = partial(
                self.parts.bot.set_webhook,
                str(hook.url),
                secret_token=secret,
                allowed_updates=list(ALLOWED),
            )
            await until_reached(tell, self._stop)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


def _bot(settings: Settings) -> Bot:
    telegram = settings.telegram
    proxy = telegram.proxy.get_secret_value() if telegram.proxy else None
    return Bot(
        require_token(settings),
        base_url=telegram.base_url,
        base_file_url=telegram.base_file_url,
        request=HTTPXRequest(connection_pool_size=16, proxy=proxy, connect_timeout=10),
        get_updates_request=HTTPXRequest(connection_pool_size=2, proxy=proxy, connect_timeout=10),
    )


def _limits(settings: Settings) -> Limits:
    delivery = settings.delivery
    return Limits(
        per_second=delivery.per_second,
        chat_seconds=delivery.per_chat_seconds * 3,
        group_per_minute=delivery.group_per_minute,
    )
