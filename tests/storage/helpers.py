"""What the tests of the store say often."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from sqlalchemy import create_engine, text

from bot.ports import Received
from storage.keys import Keys
from storage.store import SqlStore, SqlTransaction
from storage.tables import metadata


def made_keys(seed: int = 1) -> Keys:
    return Keys(*(bytes([seed, part]) * 16 for part in range(5)))


def run_sql(url: str, *statements: str) -> None:
    """Statements outside any transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        for statement in statements:
            db.execute(text(statement))
    engine.dispose()


def rows(store: SqlStore, statement: str, **values: Any) -> list[Any]:
    """What is really in the tables."""
    with store.engine.begin() as db:
        return list(db.execute(text(statement), values))


def claim(tx: SqlTransaction, now: datetime) -> Received | None:
    """The next update, if there is one."""
    return next(iter(tx.inbox.claim(now)), None)


class CrashError(Exception):
    """Something broke just before the commit."""


@contextmanager
def crashing(store: SqlStore, now: datetime) -> Iterator[SqlTransaction]:
    """A transaction that does not reach its commit."""
    with suppress(CrashError), store.begin(now) as tx:
        yield tx
        raise CrashError


def everything(store: SqlStore) -> bytes:
    """All that stands in all tables, in one heap of bytes."""
    found = bytearray()
    with store.engine.begin() as db:
        for table in metadata.sorted_tables:
            for row in db.execute(table.select()):
                for value in row:
                    found += value if isinstance(value, bytes) else str(value).encode()
    return bytes(found)
