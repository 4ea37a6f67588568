"""A counter without a network: raw updates in at one side, toasts and the database at the other."""

import itertools
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import event

from bot.opening import make_office, open_store
from bot.rules.model import Case
from bot.rules.terms import Discipline, Level, MaterialKind, Mode, Role, Severity, State
from bot.rules.triage import Triage
from bot.services import intake
from bot.stage import settings_for
from handlers.buttons import Button, Buttons
from handlers.dispatch import Dispatcher
from handlers.threads import Writer
from storage.keys import load_or_create
from storage.store import SqlStore
from tests.practice import SMALL

NOW = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
NAMES = {role: f"{sign}某某" for role, sign in zip(Role, "甲乙丙丁戊己庚", strict=True)}


def read(text: str) -> Triage:
    """Minor, or serious where the text says so."""
    severity = Severity.SERIOUS if "套取" in text else Severity.MINOR
    return Triage(severity, 0.9, Discipline.WORK, review=False, urgent=False)


def blank(folder: Path) -> Path:
    """A folder with keys and an empty database."""
    settings = settings_for("http://127.0.0.1:1", folder)
    open_store(settings, load_or_create(settings.keys.file, {})).close()
    return folder


@dataclass(slots=True)
class Counter:
    """One officer of each role, a citizen, and cases in whatever state is wanted."""

    store: SqlStore
    dispatcher: Dispatcher
    buttons: Buttons
    office: Any
    users: dict[Role | None, int]

    def case(self, state: State, *, text: str = "所长打麻将。", **more: Any) -> Case:
        """A case that stands in this state."""
        with self.store.begin(NOW) as tx:
            owner = tx.people.address(self.users[None], kind="private", language="zh")
            tip = tx.tips.start(owner, NOW)
            tx.tips.add(tip.id, MaterialKind.TEXT, text, origin=f"1:{tip.id}", now=NOW)
            from dataclasses import replace

            tip = replace(
                tip,
                mode=Mode.REAL_NAME if more.get("real_name") else Mode.ANONYMOUS,
                level=Level.COUNTY,
                reply_to=tx.people.seal(owner),
            )
            tx.tips.save(tip)
            case = intake.submit(tx, tip, owner, self.office, NOW).case
            changed = replace(case, state=state, version=case.version + 1, **more)
            tx.cases.replace(changed, expected_version=case.version)
            return tx.cases.get(case.id)

    def press(self, role: Role | None, button: Button) -> str:
        """Press a signed button in one's private chat; what the toast says."""
        user = self.users[role]
        number = next(_COUNT)
        query = {
            "id": str(number),
            "from": {"id": user, "is_bot": False, "first_name": "x"},
            "chat_instance": "1",
            "data": self.buttons.pack(button),
            "message": {"message_id": 1, "date": 1, "chat": {"id": user, "type": "private"}},
        }
        self.put({"update_id": number, "callback_query": query}, user)
        (toast,) = self.dispatcher.handle_some()
        assert toast.callback_id == str(number)
        return toast.text

    def put(self, update: dict[str, Any], chat: int) -> None:
        with self.store.begin(NOW) as tx:
            raw = json.dumps(update, ensure_ascii=False).encode()
            tx.inbox.put([(int(update["update_id"]), chat, raw)])

    def get(self, case_id: int) -> Case:
        with self.store.begin(NOW) as tx:
            return tx.cases.get(case_id)


_COUNT = itertools.count(1)


def open_counter(folder: Path, template: Path) -> Counter:
    """A counter in this folder, from a blank one."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    settings = settings_for("http://127.0.0.1:1", folder, **SMALL)
    keys = load_or_create(settings.keys.file, {})
    store = open_store(settings, keys)
    event.listen(store.engine, "checkout", _no_waiting_for_the_disk)
    office, buttons = make_office(settings, read), Buttons(keys.button)
    dispatcher = Dispatcher(
        store, Writer(1), office, buttons, cast("Any", None), clock=lambda: NOW, after=lambda: None
    )
    users: dict[Role | None, int] = {None: 6_000_000_000}
    with store.begin(NOW) as tx:
        for number, role in enumerate(Role, 1):
            users[role] = 6_000_000_000 + number
            address = tx.people.address(users[role], kind="private", language="zh")
            token = tx.officers.invite(NAMES[role], role, expires=NOW + timedelta(hours=1))
            tx.officers.enrol(token, users[role], address, NOW)
    return Counter(store, dispatcher, buttons, office, users)


def _no_waiting_for_the_disk(connection: Any, _record: object, _proxy: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
