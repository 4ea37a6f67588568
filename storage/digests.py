"""What the officers' group was told in the morning: one row a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.ports import Digest
from storage.desk import Desk
from storage.tables import digest


class SqlDigests:
    """See :class:`bot.ports.Digests`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, day: date) -> Digest | None:
        row = self._desk.db.execute(select(digest).where(digest.c.day == day)).first()
        return None if row is None else Digest(row.day, row.address, row.body)

    def post(self, new: Digest) -> bool:
        build = sqlite_insert if self._desk.sqlite else pg_insert
        values = {"day": new.day, "address": new.address, "body": new.body}
        new_row = build(digest).on_conflict_do_nothing().values(**values)
        return self._desk.db.execute(new_row.returning(digest.c.day)).first() is not None

    def change(self, old: Digest, new: Digest) -> bool:
        same = (digest.c.day == old.day) & (digest.c.body == old.body)
        values = {"address": new.address, "body": new.body}
        where = same & (digest.c.address == old.address)
        return self._desk.db.execute(update(digest).where(where).values(**values)).rowcount == 1

    def unfolded(self, before: date) -> Sequence[Digest]:
        where = (digest.c.day < before) & ~digest.c.folded
        rows = self._desk.db.execute(select(digest).where(where).order_by(digest.c.day))
        return [Digest(row.day, row.address, row.body) for row in rows]

    def fold(self, day: date) -> None:
        self._desk.db.execute(update(digest).where(digest.c.day == day).values(folded=True))
