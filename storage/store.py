"""The store: one object that begins transactions, each one commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.ports import Transaction
from bot.rules.model import Conversation, Notice
from storage.agenda import GuardPolicy, SqlAgenda, SqlGuard
from storage.audit import SqlAudit
from storage.cases import SqlCases
from storage.clocks import SqlClocks
from storage.desk import Desk, Safe
from storage.digests import SqlDigests
from storage.engine import open_engine
from storage.examples import SqlExamples
from storage.files import SqlFiles
from storage.handling import SqlHandling
from storage.keys import Keys
from storage.officers import SqlOfficers
from storage.outages import told_apart
from storage.people import SqlPeople
from storage.queues import SqlInbox, SqlOutbox
from storage.repeats import SqlRepeats
from storage.tables import conversation
from storage.tips import SqlTips

_WHERE = select(conversation).where(conversation.c.key == bindparam("mark"))
_LEAVE = delete(conversation).where(conversation.c.key == bindparam("mark"))


def _upsert(build: Callable[[Table], Any]) -> Any:
    new = build(conversation)
    changed = {name: new.excluded[name] for name in ("flow", "step", "data", "updated_at")}
    return new.on_conflict_do_update(index_elements=["key"], set_=changed)


_STAND = {"sqlite": _upsert(sqlite_insert), "postgresql": _upsert(pg_insert)}


class SqlTransaction:
    """See :class:`bot.ports.Transaction`."""

    def __init__(self, desk: Desk, guard: GuardPolicy) -> None:
        self._desk = desk
        self.people = SqlPeople(desk)
        self.tips = SqlTips(desk)
        self.cases = SqlCases(desk)
        self.handling = SqlHandling(desk)
        self.clocks = SqlClocks(desk)
        self.digests = SqlDigests(desk)
        self.repeats = SqlRepeats(desk)
        self.officers = SqlOfficers(desk)
        self.agenda = SqlAgenda(desk)
        self.guard = SqlGuard(desk, guard)
        self.inbox = SqlInbox(desk)
        self.outbox = SqlOutbox(desk)
        self.files = SqlFiles(desk)
        self.examples = SqlExamples(desk)
        self.chain = SqlAudit(desk)

    def conversation(self, key: str) -> Conversation:
        mark = self._desk.safe.hash("conversation", key)
        row = self._desk.db.execute(_WHERE, {"mark": mark}).first()
        if row is None:
            return Conversation()
        data = self._desk.open(row.data, f"conversation:{mark.hex()}")
        return Conversation(row.flow, row.step, data)

    def converse(self, key: str, where: Conversation, now: datetime) -> None:
        mark = self._desk.safe.hash("conversation", key)
        if not where.flow:
            self._desk.db.execute(_LEAVE, {"mark": mark})
            return
        row = {
            "key": mark,
            "flow": where.flow,
            "step": where.step,
            "data": self._desk.seal(where.data, f"conversation:{mark.hex()}"),
            "updated_at": now,
        }
        self._desk.db.execute(_STAND[self._desk.db.dialect.name], row)

    def say(self, notice: Notice) -> None:
        self.outbox.put(notice)

    def audit(
        self, act: str, /, *, actor: str, subject: str = "", **detail: str | int | None
    ) -> None:
        self.chain.append(act, actor=actor, subject=subject, detail=detail)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        run = self._desk.db.exec_driver_sql  # five times quicker than begin_nested, per update
        with told_apart():
            run("SAVEPOINT part")
            try:
                yield
            except BaseException:
                run("ROLLBACK TO SAVEPOINT part")
                run("RELEASE SAVEPOINT part")
                raise
            run("RELEASE SAVEPOINT part")


class SqlStore:
    """See :class:`bot.ports.Store`."""

    def __init__(self, engine: Engine, safe: Safe, guard: GuardPolicy | None = None) -> None:
        self.engine = engine
        self._safe = safe
        self._guard = guard or GuardPolicy()

    @classmethod
    def open(
        cls, url: str, keys: Keys, folder: Path, guard: GuardPolicy | None = None
    ) -> "SqlStore":
        """A store at this URL; call :func:`storage.migrate.prepare` before the first use."""
        return cls(open_engine(url), Safe.of(keys, folder), guard)

    @property
    def single_writer(self) -> bool:
        """True where one thread must do all the writing (SQLite)."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self, now: datetime) -> Iterator[SqlTransaction]:
        with told_apart(), self.engine.begin() as db:
            yield SqlTransaction(Desk(db, self._safe, now), self._guard)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _implements(transaction: SqlTransaction) -> Transaction:
    """The type checker proves here that the store keeps what the port promises."""
    return transaction
