"""The dispatcher and the sender on a real store, with a Telegram that does what a test says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.opening import make_office, wall_clock
from bot.ports import Office, StorageUnavailableError, Transaction
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Triage
from bot.stage import settings_for
from handlers.threads import Writer
from storage.keys import Keys
from storage.migrate import prepare
from storage.store import SqlStore
from tests.practice import SMALL

ANN, BEN, OFFICERS = 5, 6, -100


@dataclass
class Clock:
    """The real time, and what a test skips of it."""

    skipped: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return wall_clock() + self.skipped

    def skip(self, seconds: float) -> None:
        self.skipped += timedelta(seconds=seconds)


class ShakyStore:
    """A store that can go away; ``gone`` counts down the transactions that fail."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.gone = 0
        self.single_writer = True

    def begin(self, now: datetime) -> Any:
        if self.gone:
            self.gone -= 1
            raise StorageUnavailableError("OperationalError")
        return self._store.begin(now)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What goes wrong here is meant to; nobody need read it."""
    with capture_logs():
        yield


@pytest.fixture
def keys() -> Keys:
    return Keys(*(bytes([part]) * 32 for part in range(5)))


@pytest.fixture
def store(tmp_path: Path, keys: Keys) -> Iterator[ShakyStore]:
    store = SqlStore.open(f"sqlite:///{tmp_path / 'q.sqlite3'}", keys, tmp_path / "attachments")
    prepare(store.engine, keys)
    yield ShakyStore(store)
    store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def writer() -> Iterator[Writer]:
    writer = Writer(1)
    yield writer
    writer.close()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    triage = Triage(Severity.MINOR, 0.9, Discipline.WORK, review=False, urgent=False)
    return make_office(settings_for("http://127.0.0.1:1", tmp_path, **SMALL), lambda _text: triage)


@pytest.fixture
def homes(store: ShakyStore, clock: Clock) -> dict[int, str]:
    """The addresses of two people and of the officers' group."""
    with store.begin(clock()) as tx:
        found = {who: address(tx, who) for who in (ANN, BEN, OFFICERS)}
        tx.people.bind("officers", found[OFFICERS])
    return found


def address(tx: Transaction, who: int) -> str:
    kind = "private" if who > 0 else "group"
    return tx.people.address(who, kind=kind, language="zh")
