"""A full disk, a lost server: nothing is half done, nothing is lost, and then it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import StorageUnavailableError
from bot.rules.model import Notice
from storage.engine import open_engine
from storage.store import SqlStore
from tests.storage.helpers import claim, rows, run_sql

BIG = "x" * 200_000


@dataclass
class FullDisk:
    """SQLite may not grow its file any more, and reports what it reports on a full disk."""

    store: SqlStore

    def strike(self, db: Connection) -> None:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def pass_by(self) -> None:
        with self.store.engine.connect() as db:
            db.exec_driver_sql("PRAGMA max_page_count = 1000000")


@dataclass
class LostServer:
    """The server ends all our connections and takes no new ones."""

    admin_url: str
    name: str

    def strike(self, _db: Connection) -> None:
        run_sql(
            self.admin_url,
            f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='{self.name}'",
        )

    def pass_by(self) -> None:
        run_sql(self.admin_url, f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS true")


@pytest.fixture
def outage(
    kind: str, url: str, store: SqlStore, request: pytest.FixtureRequest
) -> FullDisk | LostServer:
    if kind == "sqlite":
        return FullDisk(store)
    address: Callable[[str], str] = request.getfixturevalue("postgres")
    return LostServer(address("postgres"), str(store.engine.url.database))


def receive(store: SqlStore, now: datetime, update_id: int) -> None:
    with store.begin(now) as tx:
        tx.inbox.put([(update_id, 5, BIG.encode())])


def test_what_was_kept_before_stays_and_what_fails_can_be_kept_after(
    store: SqlStore, now: datetime, outage: FullDisk | LostServer
) -> None:
    receive(store, now, 1)
    with store.engine.connect() as db:
        outage.strike(db)
    for _ in range(2):
        with pytest.raises(StorageUnavailableError):
            receive(store, now, 2)
    outage.pass_by()
    receive(store, now, 2)
    assert rows(store, "SELECT update_id FROM inbox ORDER BY id") == [(1,), (2,)]


def test_an_outage_in_the_middle_undoes_the_whole_update(
    store: SqlStore, now: datetime, outage: FullDisk | LostServer
) -> None:
    receive(store, now, 1)

    def handle(*, interrupted: bool) -> None:
        with store.begin(now) as tx, tx.savepoint():
            received = claim(tx, now)
            assert received is not None
            tx.inbox.done(received.id)
            ann = tx.people.address(5, kind="private", language="zh")
            if interrupted:
                outage.strike(tx.people._desk.db)
            with tx.savepoint():
                for _ in range(3):
                    tx.say(Notice(ann, "text", {"words": BIG}))

    with pytest.raises(StorageUnavailableError):
        handle(interrupted=True)
    outage.pass_by()
    with store.begin(now) as tx:
        assert tx.inbox.open() == 1
    assert rows(store, "SELECT id FROM outbox") == []
    handle(interrupted=False)
    assert len(rows(store, "SELECT id FROM outbox")) == 3


def test_a_mistake_in_a_statement_is_no_outage(store: SqlStore, now: datetime) -> None:
    with pytest.raises(SQLAlchemyError), store.begin(now) as tx, tx.savepoint():
        tx.people._desk.db.exec_driver_sql("SELECT nothing FROM nowhere")


def test_a_rule_of_the_tables_broken_by_one_update_spoils_no_other(
    store: SqlStore, now: datetime
) -> None:
    with store.begin(now) as tx:
        with pytest.raises(SQLAlchemyError), tx.savepoint():
            tx.people._desk.db.exec_driver_sql("INSERT INTO counter (name) VALUES ('x')")
        assert tx.cases.next_number(2026) == "2026-0001"


def test_a_file_that_another_process_holds_is_an_outage(
    url: str, kind: str, now: datetime, store: SqlStore
) -> None:
    if kind != "sqlite":
        return  # PostgreSQL lets several write at once
    hasty = SqlStore(open_engine(url), store._safe)
    with hasty.engine.connect() as db:
        db.exec_driver_sql("PRAGMA busy_timeout = 50")  # it waits 15 seconds otherwise
    with store.engine.begin(), pytest.raises(StorageUnavailableError):
        receive(hasty, now, 1)
    receive(hasty, now, 1)
    hasty.close()
