"""The durable inbox and the transactional outbox (see docs/adr/0002).

The statements are made once: building them anew for each update cost more than running them.
States are literals in them, so that both databases can use the partial indexes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import (
    Row,
    String,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.ports import Parcel, Received
from bot.rules.model import Notice
from storage.crypto import CryptoError
from storage.desk import Desk, open_json
from storage.tables import Moment, address, inbox, outbox, posted

log = structlog.get_logger()
LEASE = timedelta(seconds=60)

_NOW = bindparam("now", type_=Moment)
_OPEN = literal_column("'open'", String)
_QUEUED = literal_column("'queued'", String)

_KEEP = {
    "sqlite": sqlite_insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]),
    "postgresql": pg_insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]),
}
_OLDER = inbox.alias("older")
_NEXT = (
    select(inbox.c.id, inbox.c.update_id, inbox.c.payload, inbox.c.tries)
    .where(
        inbox.c.state == _OPEN,
        ~select(_OLDER.c.id)
        .where(_OLDER.c.state == _OPEN, _OLDER.c.lane == inbox.c.lane, _OLDER.c.id < inbox.c.id)
        .exists(),
        or_(inbox.c.not_before.is_(None), inbox.c.not_before <= _NOW),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_NEXT_UNLOCKED = _NEXT.with_for_update(skip_locked=True)
_DONE = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"))
    .values(state="done", payload=None, lane=b"")
)
"""Wiped with the chat it came from: two tips of one person must not be found side by side."""


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
                "payload": desk.safe.identity.seal(raw, f"inbox:{update_id}"),
                "received_at": desk.now,
            }
            for update_id, chat_id, raw in updates
        ]
        if rows:
            desk.db.execute(_KEEP[desk.db.dialect.name], rows)

    def claim(self, now: datetime, *, limit: int = 1) -> Sequence[Received]:
        query = _NEXT if self._desk.sqlite else _NEXT_UNLOCKED
        found = self._desk.db.execute(query, {"now": now, "most": limit}).all()
        readable = [received for row in found if (received := self._read(row))]
        return readable if readable or not found else self.claim(now, limit=limit)

    def _read(self, row: Any) -> Received | None:
        try:
            payload = self._desk.safe.identity.open(row.payload, f"inbox:{row.update_id}")
        except CryptoError as error:
            # Altered on disk: nobody can handle it, and it must not stand in others' way.
            log.error("update_unreadable", inbox_id=row.id, reason_code=type(error).__name__)
            self.failed(row.id, not_before=None)
            return None
        return Received(row.id, payload, row.tries)

    def done(self, received_id: int) -> None:
        self._desk.db.execute(_DONE, {"row": received_id})

    def failed(self, received_id: int, *, not_before: datetime | None) -> bool:
        still_open = (inbox.c.id == received_id) & (inbox.c.state == _OPEN)
        values = {
            "tries": inbox.c.tries + 1,
            "not_before": not_before,
            "state": "open" if not_before else "dead",
        }
        return self._desk.db.execute(update(inbox).where(still_open).values(values)).rowcount == 1

    def reopen(self, received_id: int) -> None:
        """A dead letter gets its tries again."""
        dead = (inbox.c.id == received_id) & (inbox.c.state == "dead")
        again = {"state": "open", "tries": 0, "not_before": None}
        self._desk.db.execute(update(inbox).where(dead).values(again))

    def open(self) -> int:
        query = select(func.count()).select_from(inbox).where(inbox.c.state == _OPEN)
        return self._desk.db.scalar(query) or 0

    def dead(self) -> Sequence[int]:
        return list(self._desk.db.scalars(select(inbox.c.id).where(inbox.c.state == "dead")))

    def purge(self, before: datetime) -> None:
        old = (inbox.c.state == "done") & (inbox.c.received_at < before)
        self._desk.db.execute(delete(inbox).where(old))


_NOBODY = ""
"""Stands for the address once a message is over: it and the hour would tell who wrote a tip."""

_PUT = {
    "sqlite": sqlite_insert(outbox).on_conflict_do_nothing(index_elements=["dedup"]),
    "postgresql": pg_insert(outbox).on_conflict_do_nothing(index_elements=["dedup"]),
}
_SUPERSEDE = (
    update(outbox)
    .where(
        outbox.c.state == _QUEUED,
        outbox.c.leased_until.is_(None),
        outbox.c.address == bindparam("to"),
        outbox.c.slot == bindparam("same"),
    )
    .values(state="sent", body=None, address=_NOBODY)
)
_SOONER = outbox.alias("sooner")
_DUE = (
    select(outbox)
    .where(
        outbox.c.state == _QUEUED,
        outbox.c.not_before <= _NOW,
        ~select(_SOONER.c.id)
        .where(
            _SOONER.c.state == _QUEUED,
            _SOONER.c.address == outbox.c.address,
            _SOONER.c.id < outbox.c.id,
            _SOONER.c.not_before <= _NOW,
        )
        .exists(),
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _NOW),
        outbox.c.address.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_DUE_UNLOCKED = _DUE.with_for_update(skip_locked=True)
_LEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(leased_until=bindparam("until", type_=Moment), tries=outbox.c.tries + 1)
)
_WIPED: dict[str, Any] = {"body": None, "address": _NOBODY, "leased_until": None}
_OVER = ("sent", "failed", "unknown")
_POSTED = select(posted.c.message_id).where(
    posted.c.slot == bindparam("in_slot"), posted.c.address == bindparam("to")
)


class SqlOutbox:
    """See :class:`bot.ports.Outbox`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(self, notice: Notice) -> None:
        desk = self._desk
        if notice.slot:  # older words for the same living message need not be said any more
            desk.db.execute(_SUPERSEDE, {"to": notice.to, "same": notice.slot})
        body = [notice.text, notice.args, notice.slot]
        row = {
            "dedup": desk.safe.hash("dedup", notice.dedup).hex() if notice.dedup else None,
            "address": notice.to,
            "slot": notice.slot or None,
            "body": desk.seal(body, f"outbox:{notice.to}"),
            "once": notice.once,
            "not_before": notice.not_before or desk.now,
            "created_at": desk.now,
        }
        desk.db.execute(_PUT[desk.db.dialect.name], row)

    def claim(self, now: datetime, *, limit: int, busy: Iterable[str] = ()) -> Sequence[Parcel]:
        query = _DUE if self._desk.sqlite else _DUE_UNLOCKED
        given = {"now": now, "busy": list(busy), "most": limit}
        found = self._desk.db.execute(query, given).all()
        return [parcel for row in found if (parcel := self._lease(row, now))]

    def _lease(self, row: Row[Any], now: datetime) -> Parcel | None:
        self._desk.db.execute(_LEASE, {"row": row.id, "until": now + LEASE})
        try:
            return self._parcel(row)
        except CryptoError as error:
            log.error("notice_unreadable", outbox_id=row.id, reason_code=type(error).__name__)
            self._settle(row.id, **_WIPED, state="failed")
            return None

    def _parcel(self, row: Row[Any]) -> Parcel:
        sealed = self._desk.safe.content
        text, args, slot = open_json(sealed, row.body, f"outbox:{row.address}")
        notice = Notice(row.address, text, args, slot, once=row.once)
        return Parcel(row.id, notice, row.tries, self._posted(slot, row.address))

    def _posted(self, slot: str, token: str) -> int | None:
        if not slot:
            return None
        return self._desk.db.scalar(_POSTED, {"in_slot": slot, "to": token})

    def renew(self, parcel: Parcel, now: datetime) -> None:
        self._settle(parcel.id, leased_until=now + LEASE)

    def sent(self, parcel: Parcel, message_id: int | None, now: datetime) -> None:
        it = outbox.c.id == parcel.id  # in whatever state: this is what really happened
        done = _WIPED | {"state": "sent", "sent_at": now}
        self._desk.db.execute(update(outbox).where(it).values(done))
        slot, to = parcel.notice.slot, parcel.notice.to
        if slot and message_id and message_id != parcel.message_id:
            self._post(slot, to, message_id)

    def _post(self, slot: str, token: str, message_id: int) -> None:
        build = sqlite_insert if self._desk.sqlite else pg_insert
        new = build(posted).values(slot=slot, address=token, message_id=message_id)
        keys = ["slot", "address"]
        changed = new.on_conflict_do_update(index_elements=keys, set_={"message_id": message_id})
        self._desk.db.execute(changed)

    def later(self, parcel: Parcel, not_before: datetime, *, counted: bool = True) -> None:
        # The lease is what delays it: moving ``not_before`` would let younger messages overtake.
        tries = parcel.tries + 1 if counted and not parcel.notice.once else parcel.tries
        self._settle(parcel.id, leased_until=not_before, tries=tries)

    def gave_up(self, parcel: Parcel, state: str) -> None:
        kept = {"leased_until": None} if state == "unknown" else _WIPED
        self._settle(parcel.id, **kept, state=state)

    def _settle(self, parcel_id: int, **values: object) -> None:
        """Change a message that still waits; what is sent or set aside stays so."""
        it = (outbox.c.id == parcel_id) & (outbox.c.state == _QUEUED)
        self._desk.db.execute(update(outbox).where(it).values(**values))

    def chat(self, token: str) -> tuple[int, str, str]:
        row = self._desk.db.execute(select(address).where(address.c.token == token)).one()
        chat_id = open_json(self._desk.safe.identity, row.sealed, f"address:{token}")
        return chat_id, row.kind, row.language

    def readdress(self, old: str, new: str) -> None:
        """Two tokens turned out to mean one chat: what waits for the one goes to the other."""
        waiting = select(outbox).where(outbox.c.state == _QUEUED, outbox.c.address == old)
        for row in self._desk.db.execute(waiting).all():
            body = self._desk.open(row.body, f"outbox:{old}")
            sealed = self._desk.seal(body, f"outbox:{new}")
            self._settle(row.id, address=new, body=sealed)

    def places(self, slot: str) -> Sequence[str]:
        return list(self._desk.db.scalars(select(posted.c.address).where(posted.c.slot == slot)))

    def blocked(self, token: str) -> None:
        self._desk.db.execute(update(address).where(address.c.token == token).values(blocked=True))

    def release(self) -> None:
        waiting = outbox.c.state == _QUEUED
        self._desk.db.execute(update(outbox).where(waiting).values(leased_until=None))

    def purge(self, before: datetime) -> None:
        old = outbox.c.state.in_(_OVER) & (outbox.c.created_at < before)
        self._desk.db.execute(delete(outbox).where(old))
