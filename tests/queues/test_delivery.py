"""The sender under bad luck: nothing lost, nothing doubled that must not be, order kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.rules.model import Notice
from handlers.buttons import Buttons
from handlers.delivery import Delivery
from handlers.limiter import Limits
from handlers.sheet import Voice
from handlers.threads import Writer
from tests.queues.conftest import ANN, BEN, OFFICERS, Clock, ShakyStore

QUICK = Limits(per_second=1000, per_chat=1000, chat_seconds=1.0, group_per_minute=1000)
HELLO, MORE = "citizen-welcome", "citizen-help"


class Telegram:
    """Takes messages; ``trouble`` says what goes wrong next, in its order."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.trouble: list[TelegramError | Exception] = []

    async def send_message(self, chat_id: int, *_text: Any, **_more: Any) -> Any:
        if self.trouble:
            raise self.trouble.pop(0)
        self.sent.append(chat_id)
        return SimpleNamespace(message_id=len(self.sent))


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def delivery(
    store: ShakyStore,
    writer: Writer,
    telegram: Telegram,
    clock: Clock,
    homes: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Delivery:
    monkeypatch.setattr("handlers.delivery.PAUSE", 0.05)
    voice = Voice("青岭县纪委监委", ZoneInfo("Asia/Shanghai"), Buttons(b"k" * 32))
    return Delivery(store, writer, telegram, voice, QUICK, clock=clock)  # type: ignore[arg-type]


@asynccontextmanager
async def running(delivery: Delivery) -> AsyncIterator[None]:
    task = asyncio.create_task(delivery.run())
    yield
    delivery.stop()
    await asyncio.wait_for(task, 5)


async def until(condition: Callable[[], object]) -> None:
    """Wait a little for what must come."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


async def in_time(clock: Clock, condition: Callable[[], object]) -> None:
    """Let ten minutes pass again and again until it comes."""
    await until(lambda: clock.skip(600) or condition())


async def keep_awake(delivery: Delivery) -> None:
    while True:
        delivery.wake.set()
        await asyncio.sleep(0.01)


def say(store: ShakyStore, clock: Clock, *notices: Notice) -> None:
    with store.begin(clock()) as tx:
        for notice in notices:
            tx.say(notice)


def states(store: ShakyStore) -> list[str]:
    with store._store.engine.begin() as db:
        return list(db.exec_driver_sql("SELECT state FROM outbox ORDER BY id").scalars())


def refused_connection() -> NetworkError:
    error = NetworkError("httpx.ConnectError: all connection attempts failed")
    error.__cause__ = httpx.ConnectError("refused")
    return error


async def test_a_network_that_fails_only_delays(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [NetworkError("bad gateway"), TimedOut(), refused_connection()]
    say(store, clock, Notice(homes[ANN], HELLO), Notice(homes[ANN], MORE))
    async with running(delivery):
        await in_time(clock, lambda: states(store) == ["sent", "sent"])
    assert (telegram.sent, telegram.trouble) == ([ANN, ANN], [])


async def test_a_long_outage_of_telegram_loses_nothing(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [NetworkError("down") for _ in range(40)]
    say(store, clock, Notice(homes[ANN], HELLO))
    async with running(delivery):
        hurry = asyncio.create_task(keep_awake(delivery))
        await in_time(clock, lambda: states(store) == ["sent"])
        hurry.cancel()


async def test_what_may_have_arrived_and_must_not_be_doubled_is_left_to_people(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [TimedOut()]
    say(store, clock, Notice(homes[ANN], HELLO, once=True))
    async with running(delivery):
        await until(lambda: states(store) == ["unknown", "sent"])
    assert telegram.sent == [OFFICERS]


async def test_what_never_left_may_be_sent_again_even_if_only_once(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [refused_connection()]
    say(store, clock, Notice(homes[ANN], HELLO, once=True))
    async with running(delivery):
        await in_time(clock, lambda: states(store) == ["sent"])
    assert telegram.sent == [ANN]


async def test_after_a_crash_while_sending_a_once_message_is_not_sent_again(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    say(store, clock, Notice(homes[ANN], HELLO, once=True), Notice(homes[BEN], HELLO))
    with store.begin(clock()) as tx:
        assert len(tx.outbox.claim(clock(), limit=8)) == 2  # and here the process died
    with store.begin(clock()) as tx:
        tx.outbox.release()
    async with running(delivery):
        await until(lambda: states(store) == ["unknown", "sent", "sent"])
    assert sorted(telegram.sent) == [OFFICERS, BEN]


async def test_who_blocked_the_bot_is_not_asked_again(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [Forbidden("bot was blocked by the user")]
    say(store, clock, Notice(homes[ANN], HELLO), Notice(homes[BEN], HELLO))
    async with running(delivery):
        await until(lambda: states(store) == ["failed", "sent"])
    assert telegram.sent == [BEN]


async def test_what_telegram_refuses_for_good_frees_the_chat(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [BadRequest("chat not found")]
    say(store, clock, Notice(homes[ANN], HELLO), Notice(homes[ANN], MORE))
    async with running(delivery):
        await until(lambda: states(store) == ["failed", "sent"])


@pytest.mark.parametrize("once", [False, True])
async def test_too_many_requests_halt_everything_for_as_long_as_told(
    delivery: Delivery,
    telegram: Telegram,
    store: ShakyStore,
    clock: Clock,
    homes: dict[int, str],
    once: bool,
) -> None:
    telegram.trouble = [RetryAfter(1)]
    say(store, clock, Notice(homes[ANN], HELLO, once=once))
    async with running(delivery):
        await until(lambda: not telegram.trouble)
        say(store, clock, Notice(homes[BEN], HELLO))
        await asyncio.sleep(0.5)
        assert telegram.sent == []
        await until(lambda: states(store) == ["sent", "sent"])


async def test_stopping_does_not_wait_for_a_long_halt(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    say(store, clock, Notice(homes[ANN], HELLO), Notice(homes[BEN], HELLO))
    telegram.trouble = [RetryAfter(300)]
    async with running(delivery):
        await until(lambda: not telegram.trouble)
    assert set(states(store)) <= {"queued", "sent"}


async def test_a_group_that_moved_gets_its_message_at_the_new_place(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [ChatMigrated(-1009)]
    say(store, clock, Notice(homes[OFFICERS], HELLO), Notice(homes[OFFICERS], MORE))
    async with running(delivery):
        await until(lambda: states(store) == ["sent", "sent"])
    assert telegram.sent == [-1009, -1009]


@pytest.mark.parametrize("broken", [Notice("", "no-such-text"), Notice("nobody", HELLO)])
async def test_a_broken_notice_is_set_aside_and_stops_nobody(
    delivery: Delivery,
    telegram: Telegram,
    store: ShakyStore,
    clock: Clock,
    homes: dict[int, str],
    broken: Notice,
) -> None:
    say(store, clock, Notice(broken.to or homes[ANN], broken.text), Notice(homes[ANN], HELLO))
    async with running(delivery):
        await until(lambda: states(store) == ["failed", "sent"])


async def test_a_mistake_of_ours_while_sending_is_no_end(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    telegram.trouble = [ZeroDivisionError()]
    say(store, clock, Notice(homes[ANN], HELLO), Notice(homes[ANN], MORE))
    async with running(delivery):
        await until(lambda: states(store) == ["failed", "sent"])


async def test_what_was_sent_while_the_database_was_away_is_not_sent_again(
    delivery: Delivery, telegram: Telegram, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    class Away(Telegram):
        async def send_message(self, chat_id: int, *_text: Any, **_more: Any) -> Any:
            store.gone = 5
            return await super().send_message(chat_id)

    away = Away()
    delivery._bot = away  # type: ignore[assignment]
    say(store, clock, Notice(homes[ANN], HELLO))
    async with running(delivery):
        await until(lambda: away.sent and not store.gone)
        clock.skip(600)
        await until(lambda: states(store) == ["sent"])
        await asyncio.sleep(0.1)
    assert away.sent == [ANN]


async def test_a_message_that_takes_long_keeps_its_lease(
    delivery: Delivery,
    telegram: Telegram,
    store: ShakyStore,
    clock: Clock,
    homes: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("handlers.delivery.RENEW_AFTER", 0.0)
    say(store, clock, Notice(homes[ANN], HELLO))
    taken = clock()
    with store.begin(taken) as tx:
        (parcel,) = tx.outbox.claim(taken, limit=1)
        job = delivery._prepare(tx, parcel, taken)
    assert job is not None
    clock.skip(50)
    await delivery._keep_lease(job)
    clock.skip(50)
    with store.begin(clock()) as tx:
        assert tx.outbox.claim(clock(), limit=1) == []
