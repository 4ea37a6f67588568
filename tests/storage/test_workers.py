"""Several workers on one PostgreSQL: nothing twice, nothing lost, each chat in its order."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Lock

import pytest

from bot.rules.model import Notice
from storage.store import SqlStore
from tests.storage.helpers import claim, rows

WORKERS = 4
CHATS = 12
UPDATES = 300


class Record:
    """What was handled, by chat, in the order in which it was committed or at least begun."""

    def __init__(self) -> None:
        self.by_chat: dict[int, list[int]] = defaultdict(list)
        self._lock = Lock()

    def note(self, chat: int, number: int) -> None:
        with self._lock:
            self.by_chat[chat].append(number)

    @property
    def all(self) -> list[int]:
        return sorted(number for numbers in self.by_chat.values() for number in numbers)


@pytest.fixture
def stores(postgres_url: str, opener: Callable[[str], SqlStore]) -> list[SqlStore]:
    """One for each worker, as if each were a process of its own."""
    return [opener(postgres_url) for _ in range(WORKERS)]


def in_parallel(work: Callable[[SqlStore], None], stores: list[SqlStore]) -> None:
    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(work, stores))


@pytest.mark.slow
def test_four_workers_handle_everything_once_and_in_order(
    stores: list[SqlStore], now: datetime
) -> None:
    record = Record()
    with stores[0].begin(now) as tx:
        tx.inbox.put((n, n * 7 % CHATS, str(n).encode()) for n in range(1, UPDATES + 1))

    def work(store: SqlStore) -> None:
        while True:
            with store.begin(now) as tx:
                received = claim(tx, now)
                if received is None:
                    if tx.inbox.open() == 0:
                        return
                    continue
                number = int(received.payload)
                record.note(number * 7 % CHATS, number)
                tx.audit("handled", actor="worker", n=number)
                tx.inbox.done(received.id)

    in_parallel(work, stores)
    assert record.all == list(range(1, UPDATES + 1))
    assert all(numbers == sorted(numbers) for numbers in record.by_chat.values())
    with stores[0].begin(now) as tx:
        assert (tx.chain.head().count, tx.chain.broken_at()) == (UPDATES, None)


@pytest.mark.slow
def test_four_senders_send_everything_once_and_in_order(
    stores: list[SqlStore], now: datetime
) -> None:
    record = Record()
    with stores[0].begin(now) as tx:
        homes = [tx.people.address(n, kind="private", language="zh") for n in range(CHATS)]
        for number in range(UPDATES // 2):
            tx.say(Notice(homes[number % CHATS], "text", {"n": number}))

    def work(store: SqlStore) -> None:
        while True:
            with store.begin(now) as tx:
                parcels = tx.outbox.claim(now, limit=3)
            for parcel in parcels:
                number = int(parcel.notice.args["n"])
                record.note(number % CHATS, number)
                with store.begin(now) as tx:
                    tx.outbox.sent(parcel, None, now)
            if not parcels and not rows(store, "SELECT id FROM outbox WHERE state = 'queued'"):
                return

    in_parallel(work, stores)
    assert record.all == list(range(UPDATES // 2))
    assert all(numbers == sorted(numbers) for numbers in record.by_chat.values())


def test_a_row_in_hand_is_passed_over_and_its_chat_waits(
    stores: list[SqlStore], now: datetime
) -> None:
    with stores[0].begin(now) as tx:
        tx.inbox.put([(1, 5, b"first"), (2, 5, b"second"), (3, 6, b"other")])
    with stores[0].begin(now) as mine, stores[1].begin(now) as theirs:
        first, other = claim(mine, now), claim(theirs, now)
        assert first is not None
        assert other is not None
        assert (first.payload, other.payload) == (b"first", b"other")
        theirs.inbox.done(other.id)
        assert claim(theirs, now) is None


def test_one_key_said_by_two_processes_at_once_is_said_once(
    stores: list[SqlStore], now: datetime
) -> None:
    with stores[0].begin(now) as tx:
        ann = tx.people.address(5, kind="private", language="zh")

    def work(store: SqlStore) -> None:
        for number in range(20):
            with store.begin(now) as tx:
                tx.say(Notice(ann, "text", dedup=f"key:{number}"))

    in_parallel(work, stores)
    assert rows(stores[0], "SELECT count(*) FROM outbox") == [(20,)]
