"""From an empty database to this version and back; databases that are not ours are refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.rules.terms import TalkKind
from storage.desk import Safe, seal_json
from storage.engine import open_engine
from storage.keys import Keys
from storage.migrate import (
    DatabaseError,
    ForeignKeyFileError,
    NewerDatabaseError,
    config,
    prepare,
)
from storage.store import SqlStore
from storage.tables import metadata
from tests.storage.helpers import everything, made_keys, run_sql


def test_the_migrations_make_what_the_tables_say(empty_url: str, keys: Keys) -> None:
    engine = open_engine(empty_url)
    prepare(engine, keys)
    with engine.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_preparing_twice_changes_nothing(empty_url: str, keys: Keys, tmp_path: Path) -> None:
    store = SqlStore.open(empty_url, keys, tmp_path)
    prepare(store.engine, keys)
    before = everything(store)
    prepare(store.engine, keys)
    assert everything(store) == before
    store.close()


def test_going_back_leaves_nothing_and_going_forward_works_again(
    empty_url: str, keys: Keys
) -> None:
    engine = open_engine(empty_url)
    prepare(engine, keys)
    command.downgrade(config(engine), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    prepare(engine, keys)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_running_clocks_of_an_older_database_run_on_without_their_old_reminders(
    empty_url: str, keys: Keys, tmp_path: Path
) -> None:
    engine = open_engine(empty_url)
    command.upgrade(config(engine), "0003")
    engine.dispose()
    run_sql(
        empty_url,
        "INSERT INTO tip (id, state, started_at) VALUES (1, 'submitted', '2026-11-23 01:00:00')",
        "INSERT INTO case_file (id, number, tip_id, state, version, discipline, level, received_at,"
        " reply_to, sealed, own_head, private, urgent, insisted, real_name) VALUES (1, '2026-0001',"
        " 1, 'registered', 1, 'work', 'county', '2026-11-23 01:00:00', '', '0', '0', '0', '0',"
        " '0', '0')",
        "INSERT INTO clock (case_id, kind, started_on, due_on, provisional)"
        " VALUES (1, 'disposition', '2026-11-23', '2026-12-23', '0')",
        *(
            "INSERT INTO reminder (subject, subject_id, rule, due_at, fired)"
            f" VALUES ('{subject}', 1, '{rule}', '2026-12-20 01:00:00', '{fired}')"
            for subject, rule, fired in (
                ("clock", "3d", 0),
                ("clock", "0d", 1),
                ("session", "7d", 0),
            )
        ),
    )
    store = SqlStore.open(empty_url, keys, tmp_path)
    prepare(store.engine, keys)
    with store.begin(datetime(2026, 11, 24, tzinfo=UTC)) as tx:
        (clock,) = tx.clocks.running()
        assert (clock.due_on, clock.length, clock.changes) == (date(2026, 12, 23), None, ())
        assert list(tx.clocks.shared()) == [("disposition", date(2026, 12, 23))]
        assert tx.agenda.planned("clock") == []
        assert len(tx.agenda.planned("session")) == 1
    command.downgrade(config(store.engine), "0003")
    prepare(store.engine, keys)
    with store.begin(datetime(2026, 11, 24, tzinfo=UTC)) as tx:
        assert list(tx.clocks.running()) == [clock]
    store.close()


def test_a_talk_and_a_letter_of_before_are_the_first_of_their_case(
    empty_url: str, keys: Keys, tmp_path: Path
) -> None:
    engine = open_engine(empty_url)
    command.upgrade(config(engine), "0004")
    case = (
        "(id, number, tip_id, state, version, discipline, level, received_at, reply_to, sealed,"
        " own_head, private, urgent, insisted, real_name) VALUES (7, '2026-0007', 1, 'talk', 3,"
        " 'work', 'county', '2026-11-23 01:00:00', '', '0', '0', '0', '0', '0', '0')"
    )
    content = Safe.of(keys, tmp_path).content
    with engine.begin() as db:
        db.execute(
            text("INSERT INTO tip (id, state, started_at) VALUES (1, 'submitted', :at)"), AT
        )
        db.execute(text(f"INSERT INTO case_file {case}"))
        body = seal_json(content, ["沈岚", "二楼谈话室"], "talk:7")
        row = "INSERT INTO talk (case_id, at, body) VALUES (7, :at, :body)"
        db.execute(text(row), AT | {"body": body})
        body = seal_json(content, ["王大山", ["问一"]], "letter:青纪函1号")
        row = (
            "INSERT INTO letter (case_id, number, body, issued_on, reply_due)"
            " VALUES (7, '青纪函1号', :body, '2026-11-23', '2026-12-14')"
        )
        db.execute(text(row), {"body": body})
    engine.dispose()
    store = SqlStore.open(empty_url, keys, tmp_path)
    prepare(store.engine, keys)
    with store.begin(datetime(2026, 11, 24, tzinfo=UTC)) as tx:
        (talk,) = tx.handling.talks(7)
        assert (talk.talkers, talk.place, talk.kind) == (("沈岚",), "二楼谈话室", TalkKind.CASE)
        letter = tx.handling.letter(7)
        assert letter is not None
        assert (letter.questions, letter.cc, letter.opinion) == (("问一",), "", None)
        assert tx.cases.get(7).handler is None
        tx.handling.keep_talk(replace(talk, id=0, place="一楼谈话室"))
        assert tx.handling.talk(7).place == "一楼谈话室"  # type: ignore[union-attr]
    command.downgrade(config(store.engine), "0004")
    with store.engine.begin() as db:
        assert db.scalar(text("SELECT count(*) FROM talk WHERE case_id = 7")) == 1
    store.close()


AT = {"at": datetime(2026, 11, 23, 1, tzinfo=UTC)}


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url: str, keys: Keys) -> None:
    run_sql(url, "UPDATE alembic_version SET version_num = '9999'")
    engine = open_engine(url)
    with pytest.raises(NewerDatabaseError, match="9999"):
        prepare(engine, keys)
    engine.dispose()


def test_the_keys_of_another_installation_are_refused(url: str, keys: Keys) -> None:
    engine = open_engine(url)
    with pytest.raises(ForeignKeyFileError, match="key file"):
        prepare(engine, made_keys(2))
    prepare(engine, keys)
    engine.dispose()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 40, None])
def test_what_is_no_database_is_refused_in_words(
    tmp_path: Path, keys: Keys, content: bytes | None
) -> None:
    path = tmp_path / "q.sqlite3"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="cannot be used"):
        prepare(engine, keys)
    engine.dispose()


def test_a_server_that_is_not_there_is_said_in_words(keys: Keys) -> None:
    engine = open_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=2")
    with pytest.raises(DatabaseError, match="cannot be used"):
        prepare(engine, keys)
    engine.dispose()


def test_nobody_else_can_read_the_file(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / "new folder" / "q.sqlite3"
    store = SqlStore.open(f"sqlite:///{path}", keys, tmp_path)
    prepare(store.engine, keys)
    with store.engine.begin():
        modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    store.close()
    assert modes == {"q.sqlite3": 0o600, "q.sqlite3-wal": 0o600, "q.sqlite3-shm": 0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    path.touch(0o644)
    open_engine(f"sqlite:///{path}").dispose()
    assert path.stat().st_mode & 0o777 == 0o600
