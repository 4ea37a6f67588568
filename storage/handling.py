"""Talks, letters of inquiry, and what officers asked of each other."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.rules.model import Letter, Request, Talk, TalkRecord
from bot.rules.terms import Opinion, RequestKind, TalkKind
from storage.counters import next_value
from storage.desk import Desk
from storage.tables import letter, request, talk

_COLUMNS = frozenset({"id", "case_id", "kind", "at", "held_on"})
"""What of a talk stands in columns of its own; all else is sealed."""


class SqlHandling:
    """See :class:`bot.ports.Handling`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- talks

    def keep_talk(self, new: Talk) -> Talk:
        mark = self._mark_of(new.id)
        body = {name: value for name, value in asdict(new).items() if name not in _COLUMNS}
        if new.record is not None:
            body["record"] = _plain(new.record)
        values = {
            "case_id": new.case_id,
            "kind": new.kind,
            "mark": mark,
            "at": new.at,
            "body": self._desk.seal(body, f"talk:{mark}"),
            "held_on": new.held_on,
        }
        row_id = self._put(talk, new.id, values)
        found = self.talk_by_id(row_id)
        return found or new

    def _mark_of(self, talk_id: int) -> str:
        known = self._desk.db.scalar(select(talk.c.mark).where(talk.c.id == talk_id))
        return str(known or secrets.token_urlsafe(12))

    def talk(self, case_id: int) -> Talk | None:
        found = self.talks(case_id)
        return found[-1] if found else None

    def talk_by_id(self, talk_id: int) -> Talk | None:
        row = self._desk.db.execute(select(talk).where(talk.c.id == talk_id)).first()
        return None if row is None else self._talk(row)

    def talks(self, case_id: int | None) -> Sequence[Talk]:
        query = select(talk).where(talk.c.case_id.is_not_distinct_from(case_id))
        return [self._talk(row) for row in self._desk.db.execute(query.order_by(talk.c.id))]

    def hold_talk(self, talk_id: int, on: date) -> None:
        where = talk.c.id == talk_id
        self._desk.db.execute(update(talk).where(where).values(held_on=on))

    def talks_held(self, year: int) -> Mapping[TalkKind, int]:
        in_year = talk.c.held_on.between(date(year, 1, 1), date(year, 12, 31))
        query = select(talk.c.kind, func.count()).where(in_year).group_by(talk.c.kind)
        found = {TalkKind(kind): count for kind, count in self._desk.db.execute(query)}
        return {kind: found.get(kind, 0) for kind in TalkKind}

    def _talk(self, row: Row[Any]) -> Talk:
        body = self._desk.open(row.body, f"talk:{row.mark}")
        if isinstance(body, list):  # as the first version kept it: talker and place
            body = {"talkers": body[:1], "place": body[1]}
        body["talkers"] = tuple(body["talkers"])
        body["record"] = _record(body.get("record"))
        return Talk(
            row.id, row.case_id, TalkKind(row.kind), at=row.at, held_on=row.held_on, **body
        )

    # --- letters

    def keep_letter(self, new: Letter) -> Letter:
        body = [new.addressee, list(new.questions), new.cc]
        values = {
            "case_id": new.case_id,
            "number": new.number,
            "body": self._desk.seal(body, f"letter:{new.number}"),
            "issued_on": new.issued_on,
            "reply_due": new.reply_due,
            "delivered_on": new.delivered_on,
            "to_party_head": new.to_party_head,
            "replied_on": new.replied_on,
            "opinion": new.opinion,
        }
        row_id = self._put(letter, new.id, values)
        row = self._desk.db.execute(select(letter).where(letter.c.id == row_id)).one()
        return self._letter(row)

    def letter(self, case_id: int) -> Letter | None:
        found = self.letters(case_id)
        return found[-1] if found else None

    def letters(self, case_id: int) -> Sequence[Letter]:
        query = select(letter).where(letter.c.case_id == case_id).order_by(letter.c.id)
        return [self._letter(row) for row in self._desk.db.execute(query)]

    def _letter(self, row: Row[Any]) -> Letter:
        addressee, questions, *more = self._desk.open(row.body, f"letter:{row.number}")
        return Letter(
            row.id,
            row.case_id,
            row.number,
            addressee,
            tuple(questions),
            row.issued_on,
            row.reply_due,
            row.delivered_on,
            more[0] if more else "",
            row.to_party_head,
            row.replied_on,
            Opinion(row.opinion) if row.opinion else None,
        )

    def next_letter_number(self, year: int) -> int:
        return next_value(self._desk.db, f"letter:{year}")

    # --- requests

    def ask(self, new: Request, now: datetime) -> Request:
        values = {
            "case_id": new.case_id,
            "kind": new.kind,
            "asked_by": new.asked_by,
            "data": self._desk.seal(new.data, f"request:{new.case_id}:{new.kind}"),
            "asked_at": now,
        }
        found = self.request(self._put(request, 0, values))
        return found or new

    def request(self, request_id: int) -> Request | None:
        row = self._desk.db.execute(select(request).where(request.c.id == request_id)).first()
        return None if row is None else self._request(row)

    def requests(self, case_id: int) -> Sequence[Request]:
        query = select(request).where(request.c.case_id == case_id).order_by(request.c.id)
        return [self._request(row) for row in self._desk.db.execute(query)]

    def answer(self, request_id: int, officer_id: int, now: datetime, *, granted: bool) -> bool:
        free = (request.c.id == request_id) & request.c.answered_by.is_(None)
        answer = {"answered_by": officer_id, "granted": granted, "answered_at": now}
        return self._desk.db.execute(update(request).where(free).values(**answer)).rowcount == 1

    def _request(self, row: Row[Any]) -> Request:
        data = self._desk.open(row.data, f"request:{row.case_id}:{row.kind}")
        kind = RequestKind(row.kind)
        return Request(row.id, row.case_id, kind, row.asked_by, data, row.answered_by, row.granted)

    def _put(self, table: Any, row_id: int, values: dict[str, Any]) -> int:
        """Change this row, or insert a new one where the id is 0; its id."""
        if row_id:
            self._desk.db.execute(update(table).where(table.c.id == row_id).values(**values))
            return row_id
        (made,) = self._desk.db.execute(insert(table).values(**values)).inserted_primary_key or (
            0,
        )
        return int(made)


def _plain(record: TalkRecord) -> dict[str, Any]:
    moments = {"began": record.began.isoformat(), "ended": record.ended.isoformat()}
    return asdict(record) | moments


def _record(plain: dict[str, Any] | None) -> TalkRecord | None:
    if plain is None:
        return None
    return TalkRecord(
        tuple(plain["talkers"]),
        datetime.fromisoformat(plain["began"]),
        datetime.fromisoformat(plain["ended"]),
        tuple((asked, said) for asked, said in plain["answers"]),
        plain["read_back"],
        plain["signed"],
    )
