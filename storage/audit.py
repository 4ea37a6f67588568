"""The append-only, hash-chained record of every view, decision and change."""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from sqlalchemy import insert, select, text

from bot.rules.chain import Head, Link, canonical, seal, verify
from storage.desk import Desk
from storage.tables import audit

_LOCK = 0x71_66  # any number: it only has to be the same in every process


class SqlAudit:
    """Append to the chain, and read it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def append(self, act: str, *, actor: str, subject: str, detail: dict[str, Any]) -> None:
        desk = self._desk
        if not desk.sqlite:  # one appender at a time, or two entries would name one predecessor
            desk.db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        entry = {
            "at": desk.now.astimezone(UTC).isoformat(timespec="seconds"),
            "act": str(act),
            "actor": actor,
            "subject": subject,
            "detail": {name: _plain(value) for name, value in detail.items() if value is not None},
        }
        link = seal(desk.safe.audit, self.head(), entry)
        stored = {"seq": link.seq, "entry": canonical(entry).decode(), "mac": link.mac}
        desk.db.execute(insert(audit).values(**stored))

    def head(self) -> Head:
        """Where the chain stands."""
        query = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)
        row = self._desk.db.execute(query).first()
        return Head(row.seq, row.mac) if row else Head()

    def links(self) -> Iterator[Link]:
        """All entries, oldest first."""
        for row in self._desk.db.execute(select(audit).order_by(audit.c.seq)):
            yield Link(row.seq, json.loads(row.entry), row.mac)

    def broken_at(self, expected: Head | None = None) -> int | None:
        """The number of the first entry that is not as it was written; None where all are."""
        return verify(self._desk.safe.audit, self.links(), expected=expected)


def _plain(value: str | int) -> str | int:
    """Enumerations as their plain text."""
    return str(value) if isinstance(value, str) else value
