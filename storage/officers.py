"""Enrolled officers and their one-time invites."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from bot.rules.errors import InviteError
from bot.rules.model import Officer
from bot.rules.terms import Role
from storage.desk import Desk, open_json, seal_json
from storage.tables import invite, officer

_BY_USER = select(officer).where(officer.c.user == bindparam("mark"), officer.c.active)


class SqlOfficers:
    """See :class:`bot.ports.Officers`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def by_user(self, user_id: int) -> Officer | None:
        mark = self._desk.safe.hash("user", user_id)
        row = self._desk.db.execute(_BY_USER, {"mark": mark}).first()
        return None if row is None else self._officer(row)

    def get(self, officer_id: int) -> Officer:
        row = self._desk.db.execute(select(officer).where(officer.c.id == officer_id)).one()
        return self._officer(row)

    def active(self) -> Sequence[Officer]:
        query = select(officer).where(officer.c.active).order_by(officer.c.id)
        return [self._officer(row) for row in self._desk.db.execute(query)]

    def invite(self, name: str, role: Role, *, expires: datetime) -> str:
        token = secrets.token_urlsafe(24)
        mark = self._desk.safe.hash("invite", token)
        sealed = seal_json(self._desk.safe.identity, name, f"invite:{mark.hex()}")
        self._desk.db.execute(
            insert(invite).values(token=mark, role=role, name=sealed, expires_at=expires)
        )
        return token

    def enrol(self, token: str, user_id: int, address: str, now: datetime) -> Officer:
        mark = self._desk.safe.hash("invite", token)
        row = self._desk.db.execute(select(invite).where(invite.c.token == mark)).first()
        if row is None or row.expires_at < now:
            raise InviteError
        free = (invite.c.token == mark) & invite.c.used_at.is_(None)
        if self._desk.db.execute(update(invite).where(free).values(used_at=now)).rowcount != 1:
            raise InviteError
        name = open_json(self._desk.safe.identity, row.name, f"invite:{mark.hex()}")
        return self._enter(name, Role(row.role), user_id, address)

    def _enter(self, name: str, role: Role, user_id: int, address: str) -> Officer:
        """A person enrolled again, also with another account, keeps id and declared relations.

        Decisions and recusals stay his, and nobody is two persons with two accounts.
        """
        mark = self._desk.safe.hash("user", user_id)
        known = self._known(mark, name)
        values: dict[str, Any] = {
            "user": mark,
            "role": role,
            "address": address,
            "body": self._body(mark, name, known.relations if known else ()),
            "active": True,
            "enrolled_at": self._desk.now,
        }
        if known is None:
            self._desk.db.execute(insert(officer).values(**values))
        else:
            self._desk.db.execute(update(officer).where(officer.c.id == known.id).values(**values))
        where = officer.c.user == mark
        return self._officer(self._desk.db.execute(select(officer).where(where)).one())

    def _known(self, mark: bytes, name: str) -> Officer | None:
        """Who enrolled with this account, or under this name, before.

        Raises:
            InviteError: account and name belong to two different officers.
        """
        rows = self._desk.db.execute(select(officer).order_by(officer.c.id)).all()
        same = {row.id for row in rows if row.user == mark}
        found = [self._officer(row) for row in rows]
        known = [one for one in found if one.id in same or one.name == name]
        if len(known) > 1:
            raise InviteError
        return known[0] if known else None

    def declare(self, officer_id: int, relations: Iterable[str]) -> None:
        row = self._desk.db.execute(select(officer).where(officer.c.id == officer_id)).one()
        body = self._body(row.user, self._officer(row).name, tuple(relations))
        self._desk.db.execute(update(officer).where(officer.c.id == officer_id).values(body=body))

    def retire(self, officer_id: int) -> bool:
        where = (officer.c.id == officer_id) & officer.c.active
        return (
            self._desk.db.execute(update(officer).where(where).values(active=False)).rowcount == 1
        )

    def _body(self, mark: bytes, name: str, relations: tuple[str, ...]) -> bytes:
        return seal_json(
            self._desk.safe.identity, [name, list(relations)], f"officer:{mark.hex()}"
        )

    def _officer(self, row: Row[Any]) -> Officer:
        label = f"officer:{row.user.hex()}"
        name, relations = open_json(self._desk.safe.identity, row.body, label)
        return Officer(row.id, name, Role(row.role), row.address, row.active, tuple(relations))
