"""A fresh office for each test; the tables are made once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import open_engine
from storage.keys import Keys
from storage.migrate import prepare
from storage.store import SqlStore
from tests.security.room import Room

KEYS = Keys(*(bytes([7, part]) * 16 for part in range(5)))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "q.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    prepare(engine, KEYS)
    engine.dispose()  # the last connection writes the log into the file
    return path


@pytest.fixture
def room(tmp_path: Path, empty_database: Path) -> Iterator[Room]:
    path = tmp_path / "q.sqlite3"
    shutil.copy(empty_database, path)
    store = SqlStore.open(f"sqlite:///{path}", KEYS, tmp_path / "attachments")
    yield Room(store)
    store.close()
