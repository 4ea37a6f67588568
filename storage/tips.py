"""Drafts, submitted tips and their material; nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.ports import NewFile
from bot.rules.model import Material, Tip
from bot.rules.terms import Level, MaterialKind, Mode, TipState
from storage.desk import Desk, sealed_name
from storage.people import SqlPeople
from storage.tables import material, tip

# Made once: building a statement anew costs several times what running it does.
_DRAFT = select(tip).where(tip.c.owner == bindparam("mine"), tip.c.state == TipState.DRAFT)
_DISCARD = (
    update(tip)
    .where(tip.c.owner == bindparam("mine"), tip.c.state == TipState.DRAFT)
    .values(state=TipState.DISCARDED, owner=None)
)
_START, _ADD = insert(tip), insert(material)
_SAVE = update(tip).where(tip.c.id == bindparam("row"))
_GET = select(tip).where(tip.c.id == bindparam("row"))
_VERSIONS = select(func.max(material.c.version)).where(material.c.origin == bindparam("mark"))
_RETIRE = update(material).where(material.c.origin == bindparam("mark")).values(current=False)
_COUNT = (
    select(func.count())
    .select_from(material)
    .where(material.c.tip_id == bindparam("row"), material.c.current)
    .where(material.c.kind != MaterialKind.SCAN)
)


class SqlTips:
    """See :class:`bot.ports.Tips`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_draft(self, owner: str) -> Tip | None:
        row = self._desk.db.execute(_DRAFT, {"mine": self._owner(owner)}).first()
        return None if row is None else self._tip(row)

    def start(self, owner: str, now: datetime) -> Tip:
        mine = self._owner(owner)
        self._desk.db.execute(_DISCARD, {"mine": mine})
        new = {"owner": mine, "state": TipState.DRAFT, "started_at": now}
        (tip_id,) = self._desk.db.execute(_START, new).inserted_primary_key or (0,)
        return Tip(tip_id, TipState.DRAFT, Mode.UNDECIDED, Level.UNKNOWN, "")

    def save(self, changed: Tip) -> None:
        values: dict[str, Any] = {
            "state": changed.state,
            "mode": changed.mode,
            "level": changed.level,
            "reply_to": changed.reply_to,
            "facts": self._desk.seal(changed.facts, f"tip:{changed.id}"),
            "insisted": changed.insisted,
            "case_id": changed.case_id,
        }
        if changed.state is not TipState.DRAFT:
            values["owner"] = None
        self._desk.db.execute(_SAVE, values | {"row": changed.id})

    def get(self, tip_id: int) -> Tip:
        return self._tip(self._desk.db.execute(_GET, {"row": tip_id}).one())

    def add(
        self,
        tip_id: int,
        kind: MaterialKind,
        text: str,
        *,
        origin: str,
        now: datetime,
        file: NewFile | None = None,
    ) -> Material:
        mark = self._desk.safe.hash("origin", origin)
        version = self._retire(mark) + 1
        label = f"material:{mark.hex()}:{version}"
        values: dict[str, Any] = {
            "tip_id": tip_id,
            "origin": mark,
            "version": version,
            "current": True,
            "kind": kind,
            "body": self._desk.seal(text, label),
            "received_at": now,
        }
        if file is not None:
            values |= {"file": self._desk.seal(asdict(file), label), "file_state": "pending"}
        (row_id,) = self._desk.db.execute(_ADD, values).inserted_primary_key or (0,)
        return Material(row_id, tip_id, version, kind, text, now, file.name if file else "")

    def _retire(self, mark: bytes) -> int:
        """The newest version of this message so far (0 if none), no longer current."""
        newest = self._desk.db.scalar(_VERSIONS, {"mark": mark}) or 0
        if newest:
            self._desk.db.execute(_RETIRE, {"mark": mark})
        return newest

    def knows(self, origin: str) -> int | None:
        mark = self._desk.safe.hash("origin", origin)
        return self._desk.db.scalar(
            select(material.c.tip_id)
            .where(material.c.origin == mark, material.c.kind != MaterialKind.SCAN)
            .limit(1)
        )

    def count(self, tip_id: int) -> int:
        return self._desk.db.scalar(_COUNT, {"row": tip_id}) or 0

    def material(self, tip_id: int, *, all_versions: bool = False) -> Sequence[Material]:
        query = select(material).where(material.c.tip_id == tip_id).order_by(material.c.id)
        query = query.where(material.c.kind != MaterialKind.SCAN)
        if not all_versions:
            query = query.where(material.c.current)
        return [self._material(row) for row in self._desk.db.execute(query)]

    def scans(self, tip_id: int) -> Sequence[Material]:
        where = (material.c.tip_id == tip_id) & (material.c.kind == MaterialKind.SCAN)
        query = select(material).where(where, material.c.current).order_by(material.c.id)
        return [self._material(row) for row in self._desk.db.execute(query)]

    def sender(self, material_id: int) -> str | None:
        query = select(tip.c.reply_to).join(material, material.c.tip_id == tip.c.id)
        query = query.where(material.c.kind != MaterialKind.SCAN)
        reply_to = self._desk.db.scalar(query.where(material.c.id == material_id))
        return SqlPeople(self._desk).reporter(reply_to) if reply_to else None

    def submit(self, changed: Tip, *, code: str, now: datetime) -> None:
        self.save(changed)
        self._desk.db.execute(
            update(tip)
            .where(tip.c.id == changed.id)
            .values(code=self._desk.safe.hash("code", code), submitted_at=now)
        )

    def purge(self, before: datetime) -> None:
        old = (tip.c.state == TipState.DISCARDED) & (tip.c.started_at < before)
        gone = self._desk.db.scalars(select(tip.c.id).where(old)).all()
        parts = self._desk.db.scalars(select(material.c.id).where(material.c.tip_id.in_(gone)))
        for part in parts.all():
            (self._desk.safe.folder / sealed_name(part)).unlink(missing_ok=True)
        self._desk.db.execute(delete(material).where(material.c.tip_id.in_(gone)))
        self._desk.db.execute(delete(tip).where(tip.c.id.in_(gone)))

    def by_code(self, code: str) -> Tip | None:
        where = tip.c.code == self._desk.safe.hash("code", code)
        row = self._desk.db.execute(select(tip).where(where)).first()
        return None if row is None else self._tip(row)

    def _owner(self, token: str) -> bytes:
        return self._desk.safe.hash("owner", token)

    def _tip(self, row: Row[Any]) -> Tip:
        facts = self._desk.open(row.facts, f"tip:{row.id}") if row.facts else {}
        return Tip(
            row.id,
            TipState(row.state),
            Mode(row.mode),
            Level(row.level),
            row.reply_to,
            facts,
            row.insisted,
            row.case_id,
        )

    def _material(self, row: Row[Any]) -> Material:
        label = f"material:{row.origin.hex()}:{row.version}"
        name = self._desk.open(row.file, label)["name"] if row.file else ""
        return Material(
            row.id,
            row.tip_id,
            row.version,
            MaterialKind(row.kind),
            self._desk.open(row.body, label),
            row.received_at,
            name,
            row.file_state,
            row.sha256,
            row.size,
        )
