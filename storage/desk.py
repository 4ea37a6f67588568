"""What every repository needs at hand: the connection, the keys, the hour."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from storage.crypto import Box, lookup_hash
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Safe:
    """The keys as things that seal and hash. ``folder`` holds sealed files."""

    content: Box
    identity: Box
    lookup: bytes
    audit: bytes
    folder: Path

    @classmethod
    def of(cls, keys: Keys, folder: Path) -> "Safe":
        """A safe with these keys."""
        return cls(Box(keys.content), Box(keys.identity), keys.lookup, keys.audit, folder)

    def hash(self, purpose: str, value: str | int) -> bytes:
        """A keyed hash: equal for equal values of one purpose, useless without the key."""
        return lookup_hash(self.lookup, purpose, str(value))


@dataclass(frozen=True, slots=True)
class Desk:
    """One transaction's working place."""

    db: Connection
    safe: Safe
    now: datetime

    @property
    def sqlite(self) -> bool:
        """True on SQLite, where one writer at a time makes row locks unnecessary."""
        return self.db.dialect.name == "sqlite"

    def seal(self, value: Any, label: str) -> bytes:
        """JSON, sealed with the content key; ``label`` ties it to its place."""
        return seal_json(self.safe.content, value, label)

    def open(self, sealed: bytes, label: str) -> Any:
        """The JSON value that was sealed with this label."""
        return open_json(self.safe.content, sealed, label)


def seal_json(box: Box, value: Any, label: str) -> bytes:
    """A JSON value as ciphertext bound to ``label``; half a surrogate pair passes, as in JSON."""
    plain = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return box.seal(plain, label)


def open_json(box: Box, sealed: bytes, label: str) -> Any:
    """The JSON value behind the ciphertext; raises if it was sealed elsewhere or altered."""
    return json.loads(box.open(sealed, label))


def sealed_name(material_id: int) -> str:
    """The file name of a sealed attachment; it says nothing."""
    return f"{material_id:08d}.sealed"
