"""The audit record: append-only in the database itself, chained, and whole with many appenders."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy.exc import DBAPIError

from bot.rules.chain import Head
from storage.store import SqlStore
from tests.storage.helpers import crashing, rows

CHANGES = {
    "an entry rewritten": (
        'UPDATE audit SET entry = \'{"act":"nothing"}\' WHERE seq = 2',
        2,
    ),
    "a seal replaced": ("UPDATE audit SET mac = (SELECT mac FROM audit WHERE seq = 1)", 2),
    "an entry dropped": ("DELETE FROM audit WHERE seq = 2", 2),
    "an entry renumbered": ("UPDATE audit SET seq = 9 WHERE seq = 3", 3),
    "the first dropped": ("DELETE FROM audit WHERE seq = 1", 1),
}


def append(store: SqlStore, now: datetime, count: int = 3) -> Head:
    with store.begin(now) as tx:
        for number in range(count):
            tx.audit(
                "viewed", actor="officer:1", subject=f"2026-{number:04d}", part=None, n=number
            )
        return tx.chain.head()


def broken_at(store: SqlStore, now: datetime, expected: Head | None = None) -> int | None:
    with store.begin(now) as tx:
        return tx.chain.broken_at(expected)


def lift_triggers(store: SqlStore) -> None:
    """What only somebody who owns the database can do; the chain shows it all the same."""
    with store.engine.begin() as db:
        if store.single_writer:
            for act in ("update", "delete"):
                db.exec_driver_sql(f"DROP TRIGGER audit_no_{act}")
        else:
            db.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")


def test_entries_are_kept_as_written(store: SqlStore, now: datetime) -> None:
    head = append(store, now)
    assert head.count == 3
    entry = json.loads(rows(store, "SELECT entry FROM audit WHERE seq = 2")[0][0])
    assert entry == {
        "act": "viewed",
        "actor": "officer:1",
        "at": "2026-11-23T09:00:00+00:00",
        "detail": {"n": 1},
        "subject": "2026-0001",
    }
    assert broken_at(store, now, head) is None


def test_an_entry_goes_with_its_transaction(store: SqlStore, now: datetime) -> None:
    append(store, now)
    with crashing(store, now) as tx:
        tx.audit("decided", actor="officer:1")
    assert append(store, now, 1).count == 4
    assert broken_at(store, now) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET entry = ''", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 3"],
)
def test_the_database_refuses_to_change_entries(
    store: SqlStore, now: datetime, statement: str
) -> None:
    head = append(store, now)
    with pytest.raises(DBAPIError, match="append-only"):
        rows(store, statement)
    assert broken_at(store, now, head) is None


def test_postgresql_refuses_to_empty_the_record_too(
    postgres_url: str, opener: Callable[[str], SqlStore], now: datetime
) -> None:
    store = opener(postgres_url)
    append(store, now)
    with pytest.raises(DBAPIError, match="append-only"):
        rows(store, "TRUNCATE audit")


@pytest.mark.parametrize("change", CHANGES)
def test_tampering_is_found(store: SqlStore, now: datetime, change: str) -> None:
    append(store, now)
    statement, first_broken = CHANGES[change]
    lift_triggers(store)
    with store.engine.begin() as db:
        if "SET mac" in statement:
            statement += " WHERE seq = 2"
        db.exec_driver_sql(statement)
    assert broken_at(store, now) == first_broken


def test_a_record_cut_off_at_its_end_is_found_by_a_head_noted_earlier(
    store: SqlStore, now: datetime
) -> None:
    head = append(store, now)
    lift_triggers(store)
    with store.engine.begin() as db:
        db.exec_driver_sql("DELETE FROM audit WHERE seq = 3")
    assert broken_at(store, now) is None
    assert broken_at(store, now, head) == 3


def test_many_appenders_make_one_chain(
    url: str, opener: Callable[[str], SqlStore], now: datetime
) -> None:
    stores = [opener(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: append(stores[number % 4], now), range(40)))
    assert rows(stores[0], "SELECT count(*), max(seq) FROM audit") == [(120, 120)]
    assert broken_at(stores[0], now) is None
