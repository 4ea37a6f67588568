"""Engines: a SQLite file that survives a power cut, or PostgreSQL."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def open_engine(url: str) -> Engine:
    """An engine for the URL; the folder of a SQLite file is made.

    SQLite runs in WAL mode with ``synchronous=FULL``: a commit that Telegram was told about
    must survive a power cut. What is wiped is overwritten. Errors never quote values. Transactions begin IMMEDIATE, so that a second process waits
    instead of failing half-way.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    return _open_sqlite(url)


def _open_sqlite(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        _keep_private(Path(database))
    engine = create_engine(url, connect_args={"timeout": 15}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _keep_private(path: Path) -> None:
    """Nobody but the owner reads the file; SQLite gives its side files the same rights."""
    with suppress(OSError):  # where this fails, opening the database says why
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)


def _prepare(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None  # we say BEGIN ourselves
    cursor = dbapi_connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
