"""The durable inbox and the transactional outbox (see docs/adr/0002)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.ports import Parcel, Received
from bot.rules.model import Notice
from storage.desk import Desk, open_json
from storage.tables import address, inbox, outbox, posted

LEASE = timedelta(seconds=60)


class SqlInbox:
    """See :class:`bot.ports.Inbox`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(self, updates: Iterable[tuple[int, int, bytes]]) -> None:
        desk = self._desk
        rows = [
            {
                "update_id": update_id,
                "lane": desk.safe.hash("chat", chat_id),
                "payload": desk.safe.content.seal(raw, f"inbox:{update_id}"),
                "received_at": desk.now,
            }
            for update_id, chat_id, raw in updates
        ]
        if rows:
            build = sqlite_insert if desk.sqlite else pg_insert
            keep = build(inbox).on_conflict_do_nothing(index_elements=["update_id"])
            desk.db.execute(keep, rows)

    def claim(self, now: datetime) -> Received | None:
        row = self._desk.db.execute(self._next(now)).first()
        if row is None:
            return None
        payload = self._desk.safe.content.open(row.payload, f"inbox:{row.update_id}")
        return Received(row.id, payload, row.tries)

    def _next(self, now: datetime) -> Select[tuple[int, int, bytes, int]]:
        older = inbox.alias("older")
        waits = select(older.c.id).where(
            older.c.state == "open", older.c.lane == inbox.c.lane, older.c.id < inbox.c.id
        )
        query = (
            select(inbox.c.id, inbox.c.update_id, inbox.c.payload, inbox.c.tries)
            .where(inbox.c.state == "open", ~waits.exists())
            .where(or_(inbox.c.not_before.is_(None), inbox.c.not_before <= now))
            .order_by(inbox.c.id)
            .limit(1)
        )
        return query if self._desk.sqlite else query.with_for_update(skip_locked=True)

    def done(self, received_id: int) -> None:
        self._set(received_id, state="done", payload=None)

    def failed(self, received_id: int, *, not_before: datetime | None) -> None:
        self._set(
            received_id,
            tries=inbox.c.tries + 1,
            not_before=not_before,
            state="open" if not_before else "dead",
        )

    def _set(self, received_id: int, **values: object) -> None:
        self._desk.db.execute(update(inbox).where(inbox.c.id == received_id).values(**values))

    def reopen(self, received_id: int) -> None:
        """A dead letter gets its tries again."""
        self._set(received_id, state="open", tries=0, not_before=None)

    def open(self) -> int:
        return self._count("open")

    def _count(self, state: str) -> int:
        query = select(func.count()).select_from(inbox).where(inbox.c.state == state)
        return self._desk.db.scalar(query) or 0

    def dead(self) -> Sequence[int]:
        return list(self._desk.db.scalars(select(inbox.c.id).where(inbox.c.state == "dead")))


class SqlOutbox:
    """See :class:`bot.ports.Outbox`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(self, notice: Notice) -> None:
        desk = self._desk
        if notice.dedup and desk.db.scalar(
            select(outbox.c.id).where(outbox.c.dedup == notice.dedup)
        ):
            return
        if notice.slot:
            self._supersede(notice)
        body = [notice.text, notice.args, notice.slot]
        desk.db.execute(
            insert(outbox).values(
                dedup=notice.dedup or None,
                address=notice.to,
                slot=notice.slot or None,
                body=desk.seal(body, f"outbox:{notice.to}"),
                once=notice.once,
                not_before=notice.not_before or desk.now,
                created_at=desk.now,
            )
        )

    def _supersede(self, notice: Notice) -> None:
        """Older words for the same living message need not be said any more."""
        unsent = (outbox.c.state == "queued") & outbox.c.leased_until.is_(None)
        same = (outbox.c.address == notice.to) & (outbox.c.slot == notice.slot)
        self._desk.db.execute(update(outbox).where(unsent, same).values(state="sent", body=None))

    def claim(self, now: datetime, *, limit: int, busy: Iterable[str] = ()) -> Sequence[Parcel]:
        desk = self._desk
        older = outbox.alias("older")
        waits = select(older.c.id).where(
            older.c.state == "queued",
            older.c.address == outbox.c.address,
            older.c.id < outbox.c.id,
            older.c.not_before <= now,
        )
        query = (
            select(outbox)
            .where(outbox.c.state == "queued", outbox.c.not_before <= now, ~waits.exists())
            .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
            .where(outbox.c.address.not_in(list(busy)))
            .order_by(outbox.c.id)
            .limit(limit)
        )
        if not desk.sqlite:
            query = query.with_for_update(skip_locked=True)
        return [parcel for row in desk.db.execute(query) if (parcel := self._lease(row, now))]

    def _lease(self, row: Row[Any], now: datetime) -> Parcel | None:
        parcel = self._parcel(row)
        if parcel.notice.once and parcel.tries:
            # It was taken before and nobody knows whether it arrived: a double would be worse.
            self.gave_up(parcel, "unknown")
            return None
        self._set(parcel.id, leased_until=now + LEASE, tries=outbox.c.tries + 1)
        return parcel

    def _parcel(self, row: Row[Any]) -> Parcel:
        text, args, slot = open_json(
            self._desk.safe.content,
            row.body,
            f"outbox:{row.address}",
        )
        notice = Notice(row.address, text, args, slot, once=row.once)
        return Parcel(row.id, notice, row.tries, self._posted(slot, row.address))

    def _posted(self, slot: str, token: str) -> int | None:
        if not slot:
            return None
        where = (posted.c.slot == slot) & (posted.c.address == token)
        return self._desk.db.scalar(select(posted.c.message_id).where(where))

    def sent(self, parcel: Parcel, message_id: int | None, now: datetime) -> None:
        self._set(parcel.id, state="sent", body=None, sent_at=now, leased_until=None)
        slot, to = parcel.notice.slot, parcel.notice.to
        if slot and message_id and message_id != parcel.message_id:
            where = (posted.c.slot == slot) & (posted.c.address == to)
            self._desk.db.execute(posted.delete().where(where))
            self._desk.db.execute(
                insert(posted).values(slot=slot, address=to, message_id=message_id)
            )

    def later(self, parcel: Parcel, not_before: datetime) -> None:
        # The lease is what delays it: moving ``not_before`` would let younger messages overtake.
        tries = parcel.tries if parcel.notice.once else parcel.tries + 1
        self._set(parcel.id, leased_until=not_before, tries=tries)

    def gave_up(self, parcel: Parcel, state: str) -> None:
        self._set(parcel.id, state=state, leased_until=None)

    def _set(self, parcel_id: int, **values: object) -> None:
        self._desk.db.execute(update(outbox).where(outbox.c.id == parcel_id).values(**values))

    def chat(self, token: str) -> tuple[int, str, str]:
        row = self._desk.db.execute(select(address).where(address.c.token == token)).one()
        chat_id = open_json(self._desk.safe.identity, row.sealed, f"address:{token}")
        return chat_id, row.kind, row.language

    def blocked(self, token: str) -> None:
        self._desk.db.execute(update(address).where(address.c.token == token).values(blocked=True))

    def release(self) -> None:
        self._desk.db.execute(
            update(outbox).where(outbox.c.state == "queued").values(leased_until=None)
        )

    def next_due(self) -> datetime | None:
        query = select(func.min(outbox.c.not_before)).where(outbox.c.state == "queued")
        found: datetime | None = self._desk.db.scalar(query)
        return found
