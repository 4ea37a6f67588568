"""An office without Telegram: services on a real SQLite file, and a look at what they would say."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import text

from bot.config import load
from bot.opening import make_office
from bot.ports import NewFile, Office
from bot.rules.model import Case, Officer, Tip
from bot.rules.terms import Level, MaterialKind, Mode, Role
from bot.services import additions, intake
from bot.services.casework import Choice
from storage.desk import open_json
from storage.store import SqlStore
from tests.journeys.town import read
from tests.practice import SMALL

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GROUP = -100_500


@dataclass
class Room:
    """Everybody and everything of one office; each call is one commit."""

    store: SqlStore
    office: Office = field(default_factory=lambda: make_office(load(None, SMALL), read))
    now: datetime = NOW
    numbers: Any = field(default_factory=lambda: count(1))

    def enrol(self, name: str, role: Role, *, user: int = 0) -> Officer:
        user = user or 7000 + next(self.numbers)
        with self.store.begin(self.now) as tx:
            token = tx.officers.invite(name, role, expires=self.now + timedelta(hours=1))
            here = tx.people.address(user, kind="private", language="zh")
            officer = tx.officers.enrol(token, user, here, self.now)
            additions.keep_out(tx, officer, self.now)
        return officer

    def bind(self, chat: int = GROUP) -> str:
        with self.store.begin(self.now) as tx:
            group = tx.people.address(chat, kind="group", language="zh")
            tx.people.bind("officers", group)
        return group

    def draft(
        self,
        *texts: str,
        who: int = 1,
        level: Level = Level.COUNTY,
        mode: Mode = Mode.ANONYMOUS,
        file: str = "",
    ) -> Tip:
        with self.store.begin(self.now) as tx:
            owner = tx.people.address(who, kind="private", language="zh")
            tip = tx.tips.start(owner, self.now)
            name = "贾春生" if mode is Mode.REAL_NAME else ""
            reply_to = tx.people.seal(owner, name=name)
            tip = replace(tip, level=level, mode=mode, reply_to=reply_to)
            tx.tips.save(tip)
            self._write(tx, tip, who, texts, file)
            return intake.understand(tx, tip, self.office).tip

    def _write(self, tx: Any, tip: Tip, who: int, texts: tuple[str, ...], file: str = "") -> None:
        sent = NewFile("ref", "unique", file, "application/pdf", 9) if file else None
        for one in texts:
            origin = f"{who}:{next(self.numbers)}"
            kind = MaterialKind.DOCUMENT if file else MaterialKind.TEXT
            tx.tips.add(tip.id, kind, one, origin=origin, now=self.now, file=sent)

    def submit(self, tip: Tip, *, who: int = 1) -> Case:
        with self.store.begin(self.now) as tx:
            owner = tx.people.address(who, kind="private", language="zh")
            return intake.submit(tx, tip, owner, self.office, self.now).case

    def tip(self, *texts: str, who: int = 1, **more: Any) -> Case:
        return self.submit(self.draft(*texts, who=who, **more), who=who)

    def add(self, case: Case, words: str, *, who: int = 1) -> Case:
        with self.store.begin(self.now) as tx:
            tip = tx.tips.get(case.tip_id)
            self._write(tx, tip, who, (words,))
            additions.add_material(tx, tip, MaterialKind.TEXT, self.office, self.now)
        return self.case(case)

    def case(self, case: Case) -> Case:
        with self.store.begin(self.now) as tx:
            return tx.cases.get(case.id)

    def do(self, work: Any, case: Case, officer: Officer, **choice: Any) -> Case:
        """One of the services that take a choice, at the newest version."""
        wanted = Choice(case.id, self.case(case).version, **choice)
        with self.store.begin(self.now) as tx:
            return work(tx, wanted, officer, self.office, self.now)  # type: ignore[no-any-return]

    def recused(self, case: Case) -> frozenset[int]:
        with self.store.begin(self.now) as tx:
            return tx.cases.recused(case.id)

    def deliver(self) -> list[tuple[str, str, Any]]:
        """What waits to be said, as (address, text, arguments); afterwards it counts as sent."""
        said: list[tuple[str, str, Any]] = []
        with self.store.begin(self.now) as tx:
            while parcels := tx.outbox.claim(self.now + timedelta(minutes=1), limit=50):
                for parcel in parcels:
                    notice = parcel.notice
                    living = parcel.message_id
                    if notice.text != "card-withdrawn" or living is not None:
                        said.append((notice.to, notice.text, notice.args))
                        living = living or next(self.numbers)
                    tx.outbox.sent(parcel, living, self.now)
        return said

    def told(self, address: str) -> list[str]:
        """The texts that this chat gets now (everything else is delivered as well)."""
        return [key for to, key, _args in self.deliver() if to == address]

    def rows(self, statement: str, **values: Any) -> list[Any]:
        with self.store.engine.begin() as db:
            return list(db.execute(text(statement), values))

    def opened(self, sealed: bytes, label: str, key: str = "content") -> Any:
        return open_json(getattr(self.store._safe, key), sealed, label)
