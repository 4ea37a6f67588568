"""Chat addresses and the identity vault: the only tables that know who somebody is."""

import secrets

from sqlalchemy import bindparam, delete, insert, select, update

from bot.rules.errors import UnknownCaseError
from bot.rules.learning import without_reporter
from storage.desk import Desk, open_json, seal_json
from storage.queues import SqlOutbox
from storage.tables import address, binding, posted, session, vault

_KNOWN = select(address.c.token, address.c.blocked).where(address.c.lane == bindparam("chat"))


class SqlPeople:
    """See :class:`bot.ports.People`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def address(self, chat_id: int, *, kind: str, language: str) -> str:
        desk = self._desk
        lane = desk.safe.hash("chat", chat_id)
        known = desk.db.execute(_KNOWN, {"chat": lane}).first()
        if known is None:
            return self._issue(chat_id, lane, kind, language)
        if known.blocked:
            desk.db.execute(update(address).where(address.c.lane == lane).values(blocked=False))
        return str(known.token)

    def _issue(self, chat_id: int, lane: bytes, kind: str, language: str) -> str:
        token = secrets.token_urlsafe(12)
        sealed = seal_json(self._desk.safe.identity, chat_id, f"address:{token}")
        self._desk.db.execute(
            insert(address).values(
                token=token, lane=lane, sealed=sealed, kind=kind, language=language
            )
        )
        return token

    def language(self, token: str) -> str:
        row = self._desk.db.scalar(select(address.c.language).where(address.c.token == token))
        return str(row or "zh")

    def set_language(self, token: str, language: str) -> None:
        self._desk.db.execute(
            update(address).where(address.c.token == token).values(language=language)
        )

    def seal(self, token: str, *, name: str = "", contact: str = "") -> str:
        reply_to = secrets.token_urlsafe(12)
        who = {"address": token, "name": name, "contact": contact}
        sealed = self._sealed(reply_to, who)
        self._desk.db.execute(insert(vault).values(token=reply_to, sealed=sealed))
        return reply_to

    def forget(self, reply_to: str) -> None:
        self._desk.db.execute(delete(vault).where(vault.c.token == reply_to))

    def amend(self, reply_to: str, *, name: str = "", contact: str = "") -> None:
        more = {key: value for key, value in (("name", name), ("contact", contact)) if value}
        sealed = self._sealed(reply_to, self._who(reply_to) | more)
        self._desk.db.execute(update(vault).where(vault.c.token == reply_to).values(sealed=sealed))

    def _sealed(self, reply_to: str, who: dict[str, str]) -> bytes:
        return seal_json(self._desk.safe.identity, who, f"vault:{reply_to}")

    def reporter(self, reply_to: str) -> str:
        return self._who(reply_to)["address"]

    def identity(self, reply_to: str) -> tuple[str, str]:
        who = self._who(reply_to)
        return who["name"], who["contact"]

    def without_reporter(self, reply_to: str, text: str) -> str:
        try:
            return without_reporter(text, self.identity(reply_to))
        except UnknownCaseError:
            return ""

    def _who(self, reply_to: str) -> dict[str, str]:
        sealed = self._desk.db.scalar(select(vault.c.sealed).where(vault.c.token == reply_to))
        if sealed is None:
            raise UnknownCaseError
        who: dict[str, str] = open_json(self._desk.safe.identity, sealed, f"vault:{reply_to}")
        return who

    def bind(self, purpose: str, token: str) -> None:
        changed = self._desk.db.execute(
            update(binding).where(binding.c.purpose == purpose).values(address=token)
        )
        if not changed.rowcount:
            self._desk.db.execute(insert(binding).values(purpose=purpose, address=token))

    def unbind(self, purpose: str) -> None:
        self._desk.db.execute(delete(binding).where(binding.c.purpose == purpose))

    def bound(self, purpose: str) -> str | None:
        return self._desk.db.scalar(select(binding.c.address).where(binding.c.purpose == purpose))

    def moved(self, old_chat_id: int, new_chat_id: int) -> None:
        desk = self._desk
        old, new = desk.safe.hash("chat", old_chat_id), desk.safe.hash("chat", new_chat_id)
        token = desk.db.scalar(select(address.c.token).where(address.c.lane == old))
        if token is None:
            return
        other = desk.db.scalar(select(address.c.token).where(address.c.lane == new))
        if other is not None:  # the new chat already wrote: keep the token that cases know
            self._merge(other, token)
        sealed = seal_json(desk.safe.identity, new_chat_id, f"address:{token}")
        desk.db.execute(
            update(address).where(address.c.token == token).values(lane=new, sealed=sealed)
        )

    def _merge(self, gone: str, kept: str) -> None:
        """What was meant for one token is now meant for the other."""
        db = self._desk.db
        for table in (binding, session):
            db.execute(update(table).where(table.c.address == gone).values(address=kept))
        SqlOutbox(self._desk).readdress(gone, kept)
        db.execute(posted.delete().where(posted.c.address == gone))
        db.execute(address.delete().where(address.c.token == gone))
