"""The append-only, hash-chained record of every view, decision and change."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from sqlalchemy import insert, select, text

from bot.rules import chain
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
        head = desk.db.execute(
            select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)
        ).first()
        seq, previous = (head.seq + 1, head.mac) if head else (1, chain.GENESIS)
        entry = chain.canonical(
            {
                "seq": seq,
                "at": desk.now.astimezone(UTC).isoformat(timespec="seconds"),
                "act": act,
                "actor": actor,
                "subject": subject,
                "detail": {key: value for key, value in detail.items() if value is not None},
            }
        )
        mac = chain.link(desk.safe.audit, previous, entry)
        desk.db.execute(insert(audit).values(seq=seq, entry=entry, mac=mac))

    def entries(self) -> Iterator[tuple[int, str, bytes]]:
        for row in self._desk.db.execute(select(audit).order_by(audit.c.seq)):
            yield row.seq, row.entry, row.mac
