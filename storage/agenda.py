"""Sessions, moments at which something is due, and the count of wrong codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.rules.model import Reminder, Session
from storage.desk import Desk
from storage.tables import guard, reminder, session


@dataclass(frozen=True, slots=True)
class GuardPolicy:
    """After how many wrong query codes a chat pauses, and after how many it is locked."""

    tries: int = 5
    pause: timedelta = timedelta(minutes=15)
    lock_after: int = 15
    lock: timedelta = timedelta(days=7)


class SqlAgenda:
    """See :class:`bot.ports.Agenda`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def announce(self, new: Session, created_by: int) -> Session:
        values = {
            "address": new.address,
            "starts_at": new.starts_at,
            "place": new.place,
            "topic": new.topic,
            "created_by": created_by,
        }
        (row_id,) = self._desk.db.execute(
            insert(session).values(**values)
        ).inserted_primary_key or (0,)
        return Session(row_id, new.address, new.starts_at, new.place, new.topic)

    def session(self, session_id: int) -> Session | None:
        where = (session.c.id == session_id) & ~session.c.cancelled
        row = self._desk.db.execute(select(session).where(where)).first()
        if row is None:
            return None
        return Session(row.id, row.address, row.starts_at, row.place, row.topic)

    def plan(self, new: Reminder) -> None:
        build = sqlite_insert if self._desk.sqlite else pg_insert
        values = {
            "subject": new.subject,
            "subject_id": new.subject_id,
            "rule": new.rule,
            "due_at": new.due_at,
        }
        self._desk.db.execute(build(reminder).on_conflict_do_nothing().values(**values))

    def due(self, now: datetime) -> Sequence[Reminder]:
        return self._open(reminder.c.due_at <= now)

    def planned(self, subject: str) -> Sequence[Reminder]:
        return self._open(reminder.c.subject == subject)

    def _open(self, where: ColumnElement[bool]) -> list[Reminder]:
        query = select(reminder).where(~reminder.c.fired, where)
        return [
            Reminder(row.id, row.subject, row.subject_id, row.rule, row.due_at)
            for row in self._desk.db.execute(query.order_by(reminder.c.due_at, reminder.c.id))
        ]

    def drop(self, one: Reminder) -> None:
        where = (reminder.c.id == one.id) & ~reminder.c.fired
        self._desk.db.execute(delete(reminder).where(where))

    def fire(self, one: Reminder) -> bool:
        where = (reminder.c.id == one.id) & ~reminder.c.fired & (reminder.c.due_at == one.due_at)
        return (
            self._desk.db.execute(update(reminder).where(where).values(fired=True)).rowcount == 1
        )

    def forget(self, subject: str, subject_id: int) -> None:
        where = (reminder.c.subject == subject) & (reminder.c.subject_id == subject_id)
        self._desk.db.execute(delete(reminder).where(where, ~reminder.c.fired))


class SqlGuard:
    """See :class:`bot.ports.Guard`."""

    def __init__(self, desk: Desk, policy: GuardPolicy) -> None:
        self._desk = desk
        self._policy = policy

    def wrong(self, who: str, now: datetime) -> tuple[int, datetime | None]:
        mark = self._desk.safe.hash("guard", who)
        row = self._desk.db.execute(select(guard).where(guard.c.who == mark)).first()
        forgotten = row is None or row.since + self._policy.lock < now
        count = 1 if forgotten or row is None else row.wrong + 1
        until = self._until(count, now)
        values = {"wrong": count, "since": now, "locked_until": until}
        if row is None:
            self._desk.db.execute(insert(guard).values(who=mark, **values))
        else:
            self._desk.db.execute(update(guard).where(guard.c.who == mark).values(**values))
        return count, until

    def _until(self, count: int, now: datetime) -> datetime | None:
        """Every few wrong codes a pause; after many a long lock."""
        policy = self._policy
        if count >= policy.lock_after:
            return now + policy.lock
        return now + policy.pause if count % policy.tries == 0 else None

    def locked_until(self, who: str, now: datetime) -> datetime | None:
        mark = self._desk.safe.hash("guard", who)
        until = self._desk.db.scalar(select(guard.c.locked_until).where(guard.c.who == mark))
        return until if until and until > now else None

    def clear(self, who: str) -> None:
        self._desk.db.execute(
            delete(guard).where(guard.c.who == self._desk.safe.hash("guard", who))
        )
