"""A consistent copy of the database and the sealed files, made while the assistant runs."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.rules.chain import Head
from storage.keys import Keys
from storage.store import SqlStore


class BackupError(Exception):
    """No copy was made; the message says why and what to do."""


def back_up(engine: Engine, attachments: Path, folder: Path, now: datetime) -> Path:
    """Copy everything but the keys into a new folder inside ``folder``; where it is.

    What is copied is ciphertext wherever it speaks of people; without the keys it is worthless,
    so keep them somewhere else.

    Raises:
        BackupError: the database is not SQLite (use pg_dump), or the folder cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise BackupError(
            "PostgreSQL 请用 pg_dump 备份，并另行复制附件目录"
            " · for PostgreSQL use pg_dump, and copy the attachments folder"
        )
    target = folder / f"qingfeng-{now:%Y%m%d-%H%M%S}"
    try:
        target.mkdir(parents=True, mode=0o700)
        _copy_database(engine, target / "qingfeng.sqlite3")
        if attachments.exists():
            shutil.copytree(attachments, target / "attachments")
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise BackupError(f"备份失败 · the backup failed: {error}") from error
    return target


def _copy_database(engine: Engine, target: Path) -> None:
    """SQLite's own online copy: a whole state, whatever is being written meanwhile."""
    db = engine.raw_connection()  # outside any transaction, as VACUUM wants it
    try:
        db.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        db.close()
    target.chmod(0o600)


def head_of_copy(made: Path, keys: Keys, now: datetime) -> Head:
    """Where the audit chain stood in the copy: note it outside, to prove later what was there."""
    store = SqlStore.open(f"sqlite:///{made / 'qingfeng.sqlite3'}", keys, made / "attachments")
    try:
        with store.begin(now) as tx:
            return tx.chain.head()
    finally:
        store.close()
