"""An office that has consented, on SQLite and on PostgreSQL; a folder for its own models."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rules.learning import Keeping
from storage.models import Models
from storage.store import SqlStore
from tests.security.room import Room
from tests.storage.conftest import (
    attachments,
    keys,
    kind,
    migrated,
    migrated_file,
    now,
    opener,
    postgres,
    store,
    url,
)

__all__ = [
    "attachments",
    "keys",
    "kind",
    "migrated",
    "migrated_file",
    "now",
    "opener",
    "postgres",
    "store",
    "url",
]

KEEPING = Keeping(timedelta(days=30), 5)


@pytest.fixture
def room(store: SqlStore) -> Room:
    """An office that keeps examples for 30 days, five at most."""
    made = Room(store)
    made.office = replace(made.office, learning=KEEPING)
    return made


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(tmp_path / "models")
