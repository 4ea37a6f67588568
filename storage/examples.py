"""Labelled texts, sealed; a keyed hash of the case is the only thing that tells one from another."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from bot.rules.learning import Example
from bot.rules.terms import Discipline, Severity
from storage.desk import Desk
from storage.tables import example

_IN_ORDER = select(example).order_by(example.c.kept_on, example.c.mark)


class SqlExamples:
    """See :class:`bot.ports.Examples`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, case_id: int, new: Example, today: date) -> None:
        mark = self._mark(case_id)
        body = self._desk.seal(asdict(new), _label(mark))
        self.drop(case_id)
        self._desk.db.execute(insert(example).values(mark=mark, body=body, kept_on=today))

    def drop(self, case_id: int) -> bool:
        where = example.c.mark == self._mark(case_id)
        return self._desk.db.execute(delete(example).where(where)).rowcount > 0

    def every(self) -> Sequence[Example]:
        return [self._example(row) for row in self._desk.db.execute(_IN_ORDER)]

    def count(self) -> int:
        return self._desk.db.scalar(select(func.count()).select_from(example)) or 0

    def trim(self, *, before: date, most: int) -> int:
        old = self._desk.db.execute(delete(example).where(example.c.kept_on < before)).rowcount
        newest_first = select(example.c.mark).order_by(example.c.kept_on.desc(), example.c.mark)
        beyond = example.c.mark.in_(newest_first.offset(most))
        return old + self._desk.db.execute(delete(example).where(beyond)).rowcount

    def forget(self) -> int:
        return self._desk.db.execute(delete(example)).rowcount

    def _mark(self, case_id: int) -> bytes:
        return self._desk.safe.hash("example", case_id)

    def _example(self, row: Row[Any]) -> Example:
        told = self._desk.open(row.body, _label(row.mark))
        kind = told["discipline"]
        labels = {
            "severity": Severity(told["severity"]),
            "discipline": Discipline(kind) if kind else None,
            "proposed": Severity(told["proposed"]),
            "proposed_discipline": Discipline(told["proposed_discipline"]),
        }
        return Example(**(told | labels))


def _label(mark: bytes) -> str:
    return f"example:{mark.hex()}"
