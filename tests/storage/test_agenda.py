"""Sessions, reminders that fire once, and the lock after wrong codes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from bot.config import load
from bot.opening import make_office
from bot.rules.model import Reminder, Session
from bot.services.due import fire_due
from storage.store import SqlStore
from tests.journeys.town import read
from tests.storage.helpers import crashing, rows

HOUR = timedelta(hours=1)
OFFICE = make_office(load(None, {}), read)


def plan(store: SqlStore, now: datetime, *rules: str) -> Session:
    """A session tomorrow, with reminders that are due now."""
    with store.begin(now) as tx:
        group = tx.people.address(-100, kind="group", language="zh")
        session = tx.agenda.announce(Session(0, group, now + 24 * HOUR, "礼堂", "警示教育"), 1)
        for rule in rules:
            tx.agenda.plan(Reminder(0, "session", session.id, rule, now))
        return session


def queued(store: SqlStore) -> int:
    return len(rows(store, "SELECT id FROM outbox"))


def test_a_session_comes_back_as_announced(store: SqlStore, now: datetime) -> None:
    session = plan(store, now)
    with store.begin(now) as tx:
        assert tx.agenda.session(session.id) == session
        assert tx.agenda.session(session.id + 1) is None


def test_a_moment_planned_twice_is_one(store: SqlStore, now: datetime) -> None:
    session = plan(store, now, "1d", "1d")
    with store.begin(now) as tx:
        assert len(tx.agenda.due(now)) == 1
        tx.agenda.forget("session", session.id)
        assert tx.agenda.due(now) == []


def test_a_reminder_fires_once(store: SqlStore, now: datetime) -> None:
    plan(store, now, "1d")
    with store.begin(now) as tx:
        assert (fire_due(tx, OFFICE, now), fire_due(tx, OFFICE, now)) == (1, 0)
    with store.begin(now) as tx:
        assert fire_due(tx, OFFICE, now + HOUR) == 0
    assert queued(store) == 1


def test_a_crash_before_the_commit_leaves_it_to_be_fired(store: SqlStore, now: datetime) -> None:
    plan(store, now, "1d")
    with crashing(store, now) as tx:
        fire_due(tx, OFFICE, now)
    assert queued(store) == 0
    with store.begin(now) as tx:
        assert fire_due(tx, OFFICE, now) == 1
    assert queued(store) == 1


def test_two_schedulers_at_the_same_moment_say_it_once(
    url: str, opener: Callable[[str], SqlStore], now: datetime
) -> None:
    stores = [opener(url), opener(url)]
    for _ in range(10):
        plan(stores[0], now, "1d")
    together = Barrier(2)

    def sweep(store: SqlStore) -> int:
        together.wait()
        with store.begin(now) as tx:
            return fire_due(tx, OFFICE, now)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(sweep, stores)) == 10
    assert queued(stores[0]) == 10


def test_one_that_cannot_be_said_does_not_silence_the_others(
    store: SqlStore, now: datetime
) -> None:
    plan(store, now, "1d")
    with store.begin(now) as tx:
        tx.agenda.plan(Reminder(0, "nothing", 1, "1d", now - HOUR))
        assert fire_due(tx, OFFICE, now) == 1
        assert [one.subject for one in tx.agenda.due(now)] == ["nothing"]
    assert queued(store) == 1


def test_wrong_codes_first_pause_and_then_lock(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        for tries in range(1, 5):
            assert tx.guard.wrong("ann", now) == (tries, None)
        count, until = tx.guard.wrong("ann", now)
        assert until is not None
        assert (count, tx.guard.locked_until("ann", now)) == (5, until)
        assert tx.guard.locked_until("ann", until) is None
        assert tx.guard.locked_until("ben", now) is None
        for _ in range(10):
            _, until = tx.guard.wrong("ann", now)
        assert until is not None
        assert until - now >= timedelta(days=1)


def test_a_right_code_forgets_the_wrong_ones(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        for _ in range(4):
            tx.guard.wrong("ann", now)
        tx.guard.clear("ann")
        assert tx.guard.wrong("ann", now) == (1, None)
