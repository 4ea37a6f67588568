"""The store: one object that begins transactions, each one commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from bot.ports import Transaction
from bot.rules.model import Conversation, Notice
from storage.agenda import SqlAgenda, SqlGuard
from storage.audit import SqlAudit
from storage.cases import SqlCases
from storage.desk import Desk, Safe
from storage.engine import open_engine
from storage.files import SqlFiles
from storage.keys import Keys
from storage.officers import SqlOfficers
from storage.people import SqlPeople
from storage.queues import SqlInbox, SqlOutbox
from storage.tables import conversation
from storage.tips import SqlTips


@dataclass(frozen=True, slots=True)
class GuardPolicy:
    """How many wrong query codes within how long lock a chat, and for how long."""

    window: timedelta = timedelta(minutes=15)
    tries: int = 5
    lock: timedelta = timedelta(hours=24)


class SqlTransaction:
    """See :class:`bot.ports.Transaction`."""

    def __init__(self, desk: Desk, guard: GuardPolicy) -> None:
        self._desk = desk
        self.people = SqlPeople(desk)
        self.tips = SqlTips(desk)
        self.cases = SqlCases(desk)
        self.officers = SqlOfficers(desk)
        self.agenda = SqlAgenda(desk)
        self.guard = SqlGuard(desk, window=guard.window, tries=guard.tries, lock=guard.lock)
        self.inbox = SqlInbox(desk)
        self.outbox = SqlOutbox(desk)
        self.files = SqlFiles(desk)
        self.record = SqlAudit(desk)

    def conversation(self, key: str) -> Conversation:
        mark = self._desk.safe.hash("conversation", key)
        row = self._desk.db.execute(select(conversation).where(conversation.c.key == mark)).first()
        if row is None:
            return Conversation()
        data = self._desk.open(row.data, f"conversation:{mark.hex()}")
        return Conversation(row.flow, row.step, data)

    def converse(self, key: str, where: Conversation, now: datetime) -> None:
        mark = self._desk.safe.hash("conversation", key)
        self._desk.db.execute(delete(conversation).where(conversation.c.key == mark))
        if where.flow:
            self._desk.db.execute(
                insert(conversation).values(
                    key=mark,
                    flow=where.flow,
                    step=where.step,
                    data=self._desk.seal(where.data, f"conversation:{mark.hex()}"),
                    updated_at=now,
                )
            )

    def say(self, notice: Notice) -> None:
        self.outbox.put(notice)

    def audit(self, act: str, *, actor: str, subject: str = "", **detail: str | int | None) -> None:
        self.record.append(act, actor=actor, subject=subject, detail=detail)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        with self._desk.db.begin_nested():
            yield


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
        with self.engine.begin() as db:
            yield SqlTransaction(Desk(db, self._safe, now), self._guard)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _implements(transaction: SqlTransaction) -> Transaction:
    """The type checker proves here that the store keeps what the port promises."""
    return transaction
