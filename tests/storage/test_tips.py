"""Drafts, tips and their material: versions are added, nothing is overwritten."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports import NewFile
from bot.rules.model import Material, Tip
from bot.rules.terms import Level, MaterialKind, Mode, TipState
from storage.store import SqlStore, SqlTransaction
from tests.storage.helpers import rows

TEXT = MaterialKind.TEXT
PHOTO = NewFile("ref", "unique", "照片.jpg", "image/jpeg", 3)


def write(tx: SqlTransaction, tip: Tip, message: int, words: str, now: datetime) -> Material:
    return tx.tips.add(tip.id, TEXT, words, origin=f"5:{message}", now=now)


def test_a_person_has_one_open_draft(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        assert tx.tips.open_draft("ann") is None
        first = tx.tips.start("ann", now)
        second = tx.tips.start("ann", now)
        draft = tx.tips.open_draft("ann")
        assert draft is not None
        assert draft.id == second.id
        assert tx.tips.get(first.id).state is TipState.DISCARDED
        assert tx.tips.open_draft("ben") is None


def test_what_is_known_of_a_tip_is_kept(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tip = replace(
            tx.tips.start("ann", now),
            mode=Mode.REAL_NAME,
            level=Level.COUNTY,
            reply_to="opaque",
            facts={"accused": "王大山"},
            insisted=True,
        )
        tx.tips.save(tip)
        assert tx.tips.get(tip.id) == tip


def test_messages_come_back_in_order(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        for number in range(3):
            write(tx, tip, number, f"第 {number} 段", now)
        assert [one.text for one in tx.tips.material(tip.id)] == ["第 0 段", "第 1 段", "第 2 段"]
        assert tx.tips.count(tip.id) == 3
        assert tx.tips.knows("5:1") == tip.id
        assert tx.tips.knows("5:9") is None


def test_an_edited_message_is_a_new_version(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        write(tx, tip, 1, "起初", now)
        write(tx, tip, 2, "另一段", now)
        assert write(tx, tip, 1, "改过", now + timedelta(minutes=1)).version == 2
        assert [one.text for one in tx.tips.material(tip.id)] == ["另一段", "改过"]
        kept = tx.tips.material(tip.id, all_versions=True)
        assert [(one.version, one.text) for one in kept] == [
            (1, "起初"),
            (1, "另一段"),
            (2, "改过"),
        ]
        assert tx.tips.count(tip.id) == 2


def test_words_that_are_no_unicode_are_kept(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        for number, words in enumerate(("", "😀" * 50_000, "nul \x00 inside", "half \ud83d pair")):
            write(tx, tip, number, words, now)
            assert tx.tips.material(tip.id)[-1].text == words


def test_a_submitted_tip_forgets_its_owner_and_is_found_by_its_code(
    store: SqlStore, now: datetime
) -> None:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        done = replace(tip, state=TipState.SUBMITTED, case_id=4)
        tx.tips.submit(done, code="K7MM2XQ4", now=now)
        assert tx.tips.open_draft("ann") is None
        assert tx.tips.by_code("K7MM2XQ4") == done
        assert tx.tips.by_code("K7MM2XQ5") is None
    assert rows(store, "SELECT owner FROM tip") == [(None,)]


def test_a_file_is_fetched_until_it_is_stored(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        made = tx.tips.add(tip.id, MaterialKind.PHOTO, "", origin="5:1", now=now, file=PHOTO)
        (pending,) = tx.files.pending(now, limit=4)
        assert (pending.material_id, pending.file, pending.tries) == (made.id, PHOTO, 0)
        tx.files.failed(made.id, not_before=now + timedelta(seconds=5))
        assert list(tx.files.pending(now, limit=4)) == []
        (pending,) = tx.files.pending(now + timedelta(seconds=5), limit=4)
        assert pending.tries == 1
        tx.files.stored(made.id, b"jpg")
        assert list(tx.files.pending(now + timedelta(days=1), limit=4)) == []
        (stored,) = tx.tips.material(tip.id)
        assert (stored.file_state, stored.size, stored.file_name) == ("stored", 3, "照片.jpg")
        assert tx.files.read(made.id) == b"jpg"


def test_a_file_that_cannot_be_had_is_given_up(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        ann = tx.people.address(5, kind="private", language="zh")
        tip = tx.tips.start(ann, now)
        tx.tips.save(replace(tip, reply_to=tx.people.seal(ann)))
        made = tx.tips.add(tip.id, MaterialKind.PHOTO, "", origin="5:1", now=now, file=PHOTO)
        tx.files.failed(made.id, not_before=None)
        assert list(tx.files.pending(now, limit=4)) == []
        assert tx.tips.material(tip.id)[0].file_state == "failed"
        assert tx.tips.sender(made.id) == ann
