"""What somebody finds who holds the database, a backup of it, or a copy with one of the keys."""

import json
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.rules.model import Notice
from bot.rules.terms import Role
from handlers.event import Kind, read_event
from handlers.minimal import without_persons
from storage.crypto import WrongKeyError
from storage.engine import open_engine
from tests.journeys.town import MINOR
from tests.security.room import Room

AUNT = {
    "id": 5_000_111,
    "is_bot": False,
    "first_name": "周桂芳",
    "last_name": "周氏",
    "username": "zhou_guifang",
    "language_code": "zh-hans",
}


def message(**more: Any) -> dict[str, Any]:
    private = {"id": AUNT["id"], "type": "private", "first_name": "周桂芳", "username": "zhou"}
    body = {"message_id": 7, "date": 1, "chat": private, "from": AUNT}
    return {"update_id": 40, "message": body | more}


def test_two_tips_of_one_person_cannot_be_found_side_by_side(room: Room) -> None:
    group = room.bind()
    for number in (1, 2):
        with room.store.begin(room.now) as tx:
            tx.inbox.put([(number, 1, b"{}")])
            (received,) = tx.inbox.claim(room.now)
            tx.inbox.done(received.id)
        tip = room.draft(MINOR + str(number))
        with room.store.begin(room.now) as tx:
            owner = tx.people.address(1, kind="private", language="zh")
            album = Notice(
                owner, "citizen-noted-album", {"tip": tip.id}, dedup=f"album:{tip.id}:9"
            )
            tx.say(album)
        room.submit(tip)
        room.deliver()

    tokens = {token for (token,) in room.rows("SELECT token FROM address")} - {group}
    tables = [name for (name,) in room.rows("SELECT name FROM sqlite_master WHERE type='table'")]
    shown = "\n".join(
        str(room.rows(f"SELECT * FROM {name}")) for name in tables if name != "address"
    )
    assert tokens
    assert not [token for token in tokens if token in shown]
    assert "album:" not in shown
    assert room.rows("SELECT DISTINCT lane FROM inbox") == [(b"",)]


def test_what_could_not_be_sent_keeps_neither_words_nor_address(room: Room) -> None:
    room.tip(MINOR)
    with room.store.begin(room.now) as tx:
        for parcel in tx.outbox.claim(room.now, limit=9):
            tx.outbox.gave_up(parcel, "failed")

    assert set(room.rows("SELECT body, address FROM outbox")) == {(None, "")}
    with room.store.begin(room.now) as tx:
        tx.outbox.purge(room.now + timedelta(days=1))
    assert room.rows("SELECT count(*) FROM outbox") == [(0,)]


def test_a_waiting_update_does_not_open_with_the_key_of_contents(room: Room) -> None:
    with room.store.begin(room.now) as tx:
        tx.inbox.put([(40, 1, json.dumps(message(text="您好")).encode())])
    ((sealed,),) = room.rows("SELECT payload FROM inbox")

    with pytest.raises(WrongKeyError):
        room.store._safe.content.open(sealed, "inbox:40")


@pytest.mark.parametrize(
    "more",
    [
        {"text": "我要反映"},
        {"text": "他", "entities": [{"type": "text_mention", "offset": 0, "user": AUNT}]},
        {"text": "转", "forward_origin": {"type": "user", "date": 1, "sender_user": AUNT}},
        {"text": "回", "reply_to_message": message(text="周桂芳说")["message"]},
        {"contact": {"phone_number": "13800000000", "first_name": "周桂芳", "user_id": 5}},
    ],
)
def test_nothing_that_telegram_knows_about_a_person_is_stored(more: dict[str, Any]) -> None:
    kept = json.dumps(without_persons(message(**more)), ensure_ascii=False)

    assert not [one for one in ("周", "zhou", "13800000000") if one in kept]
    assert read_event(kept.encode()).chat_id == AUNT["id"]


def test_a_press_keeps_the_button_and_not_the_words_above_it() -> None:
    pressed = message(text="对象：季大有", reply_markup={"inline_keyboard": []})["message"]
    query = {"id": "1", "from": AUNT, "data": "agree:1:1::x", "chat_instance": "2"}
    update = {"update_id": 41, "callback_query": query | {"message": pressed}}

    kept = json.dumps(without_persons(update), ensure_ascii=False)

    assert "季大有" not in kept
    event = read_event(kept.encode())
    assert (event.kind, event.button, event.private) == (Kind.BUTTON, "agree:1:1::x", True)


def test_an_error_of_the_database_quotes_no_value(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'q.sqlite3'}")
    with pytest.raises(SQLAlchemyError) as told, engine.begin() as db:
        db.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("13800000000",))
    engine.dispose()

    assert "13800000000" not in str(told.value)


def test_what_is_wiped_is_overwritten(room: Room) -> None:
    with room.store.engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_database_log_and_attachments_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "q.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE one (a)")
        rights = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    engine.dispose()

    assert set(rights.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_tip_of_an_officer_does_not_lead_to_the_officer(room: Room) -> None:
    officer = room.enrol("何清", Role.INTAKE, user=77)
    room.tip(MINOR, who=77)
    room.deliver()

    assert officer.address not in str(room.rows("SELECT * FROM outbox"))
    assert officer.address not in str(room.rows("SELECT * FROM tip"))
    assert officer.address not in str(room.rows("SELECT * FROM case_file"))


def test_a_readable_copy_of_the_file_holds_no_word_of_a_tip(room: Room, tmp_path: Path) -> None:
    room.tip(MINOR)
    room.deliver()
    with sqlite3.connect(tmp_path / "q.sqlite3") as db:
        dump = "\n".join(db.iterdump())
    db.close()

    assert "打麻将" not in dump
    assert "石桥镇" not in dump
