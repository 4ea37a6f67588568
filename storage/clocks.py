"""Running deadlines, with everything that was done to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Row, Select, and_, insert, select, update

from bot.rules.clocks import ClockAct
from bot.rules.errors import UnknownCaseError
from bot.rules.lengths import Length
from bot.rules.model import ClockChange, RunningClock
from storage.crypto import CryptoError
from storage.desk import Desk
from storage.tables import case, clock

log = structlog.get_logger()
_RUNS = clock.c.stopped_on.is_(None)


class SqlClocks:
    """See :class:`bot.ports.Clocks`; what concerns one case serves :class:`bot.ports.Cases`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def start(self, new: RunningClock) -> RunningClock:
        """Start a clock; a running one of the same kind is stopped first."""
        self.stop(new.case_id, new.kind, new.started_on)
        values = {"case_id": new.case_id, "kind": new.kind, "started_on": new.started_on}
        made = self._desk.db.execute(insert(clock).values(**values, **_state(new)))
        found = self.get((made.inserted_primary_key or (0,))[0])
        if found is None:
            raise UnknownCaseError
        return found

    def stop(self, case_id: int, kind: str, on: date) -> None:
        """Stop a running clock; nothing happens where none runs."""
        where = and_(clock.c.case_id == case_id, clock.c.kind == kind, _RUNS)
        self._desk.db.execute(update(clock).where(where).values(stopped_on=on))

    def of(self, case_id: int) -> Sequence[RunningClock]:
        """The running clocks of a case, the earliest due first."""
        return self._found(clock.c.case_id == case_id)

    def get(self, clock_id: int) -> RunningClock | None:
        """This clock while it runs."""
        return next(iter(self._found(clock.c.id == clock_id)), None)

    def running(self) -> Sequence[RunningClock]:
        rows = self._desk.db.execute(_query())
        return [one for row in rows if (one := self._readable(row))]

    def shared(self) -> Sequence[tuple[str, date]]:
        running = and_(_RUNS, clock.c.paused_on.is_(None), ~case.c.sealed, ~case.c.private)
        query = select(clock.c.kind, clock.c.due_on).join(case, case.c.id == clock.c.case_id)
        return [(row.kind, row.due_on) for row in self._desk.db.execute(query.where(running))]

    def _found(self, where: ColumnElement[bool]) -> list[RunningClock]:
        return [self._clock(row) for row in self._desk.db.execute(_query().where(where))]

    def _readable(self, row: Row[Any]) -> RunningClock | None:
        try:
            return self._clock(row)
        except CryptoError as error:  # altered on disk: the others must still be counted
            log.error("clock_unreadable", clock_id=row.id, reason_code=type(error).__name__)
            return None

    def change(self, old: RunningClock, new: RunningClock) -> bool:
        same = and_(
            clock.c.id == old.id,
            _RUNS,
            clock.c.due_on == old.due_on,
            clock.c.provisional == old.provisional,
            clock.c.paused_on.is_not_distinct_from(old.paused_on),
        )
        values = _state(new) | {"changes": self._sealed(new)}
        return self._desk.db.execute(update(clock).where(same).values(**values)).rowcount == 1

    def _sealed(self, one: RunningClock) -> bytes | None:
        if not one.changes:
            return None
        body = [
            [
                *(change.act, change.on.isoformat(), change.officer_id, change.reason),
                *(change.due_before.isoformat(), change.due_after.isoformat()),
            ]
            for change in one.changes
        ]
        return self._desk.seal(body, f"clock:{one.id}")

    def _clock(self, row: Row[Any]) -> RunningClock:
        body = self._desk.open(row.changes, f"clock:{row.id}") if row.changes else []
        return RunningClock(
            row.id,
            row.case_id,
            row.kind,
            row.started_on,
            row.due_on,
            row.provisional,
            Length.parse(row.length) if row.length else None,
            row.paused_on,
            tuple(_change(*one) for one in body),
        )


def _query() -> Select[Any]:
    return select(clock).where(_RUNS).order_by(clock.c.due_on, clock.c.id)


def _state(one: RunningClock) -> dict[str, Any]:
    extended = [change.on for change in one.changes if change.act is ClockAct.EXTEND]
    return {
        "due_on": one.due_on,
        "provisional": one.provisional,
        "length": str(one.length) if one.length else None,
        "paused_on": one.paused_on,
        "extended_on": extended[-1] if extended else None,
    }


def _change(
    act: str, on: str, officer_id: int, reason: str, before: str, after: str
) -> ClockChange:
    day = date.fromisoformat
    return ClockChange(ClockAct(act), day(on), officer_id, reason, day(before), day(after))
