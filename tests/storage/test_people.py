"""Addresses, the vault, and what lies on the disk: no name, no chat and no word in plain text."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.ports import NewFile
from bot.rules.errors import UnknownCaseError
from bot.rules.model import Conversation, Notice
from bot.rules.terms import MaterialKind, Role
from storage.keys import Keys
from storage.store import SqlStore
from tests.storage.helpers import crashing, everything

CHAT = 4815162342
NAME, CONTACT, STORY = "周桂兰", "13800138000", "村支书王大山收了两条烟"


def test_a_chat_keeps_its_token(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        first = tx.people.address(CHAT, kind="private", language="en")
        assert tx.people.address(CHAT, kind="private", language="zh") == first
        assert tx.people.address(CHAT + 1, kind="private", language="zh") != first
        assert tx.outbox.chat(first) == (CHAT, "private", "en")


def test_a_person_who_blocked_the_bot_and_comes_back_is_written_to_again(
    store: SqlStore, now: datetime
) -> None:
    with store.begin(now) as tx:
        ann = tx.people.address(CHAT, kind="private", language="zh")
        tx.outbox.blocked(ann)
        assert tx.people.address(CHAT, kind="private", language="zh") == ann


def test_the_language_can_be_changed(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        ann = tx.people.address(CHAT, kind="private", language="zh")
        tx.people.set_language(ann, "en")
        assert tx.people.language(ann) == "en"
        assert tx.people.language("nobody") == "zh"


def test_the_vault_gives_back_who_reported(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        ann = tx.people.address(CHAT, kind="private", language="zh")
        reply_to = tx.people.seal(ann, name=NAME)
        tx.people.amend(reply_to, contact=CONTACT)
        assert tx.people.identity(reply_to) == (NAME, CONTACT)
        assert tx.people.reporter(reply_to) == ann
        assert reply_to != ann
        with pytest.raises(UnknownCaseError):
            tx.people.reporter("unknown")


def test_a_purpose_is_bound_to_one_chat(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        assert tx.people.bound("officers") is None
        tx.people.bind("officers", "first")
        tx.people.bind("officers", "second")
        assert tx.people.bound("officers") == "second"


def test_a_chat_that_nobody_knows_does_not_move(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tx.people.moved(-1, -2)
        assert tx.people.bound("officers") is None


def test_where_a_person_stands_is_remembered_and_forgotten(store: SqlStore, now: datetime) -> None:
    here = Conversation("tip", "story", {"tip": 3, "ask": ["when"]})
    with store.begin(now) as tx:
        assert tx.conversation("ann") == Conversation()
        tx.converse("ann", here, now)
        tx.converse("ben", Conversation("tip", "mode"), now)
    with crashing(store, now) as tx:
        tx.converse("ann", Conversation("tip", "review"), now)
    with store.begin(now) as tx:
        assert tx.conversation("ann") == here
        tx.converse("ann", Conversation("tip", "edit", {"field": "what"}), now)
        assert tx.conversation("ann") == Conversation("tip", "edit", {"field": "what"})
        tx.converse("ann", Conversation(), now)
        assert tx.conversation("ann") == Conversation()
        assert tx.conversation("ben").step == "mode"


def fill(store: SqlStore, now: datetime) -> list[str]:
    """Everything a citizen and an officer leave behind; the tokens that stand in plain text."""
    with store.begin(now) as tx:
        ann = tx.people.address(CHAT, kind="private", language="zh")
        reply_to = tx.people.seal(ann, name=NAME, contact=CONTACT)
        tip = tx.tips.start(ann, now)
        file = NewFile("FILE-REFERENCE", "u", "白条.jpg", "image/jpeg", 5)
        tx.tips.add(tip.id, MaterialKind.PHOTO, STORY, origin=f"{CHAT}:7", now=now, file=file)
        tx.files.stored(1, STORY.encode())
        tx.converse(ann, Conversation("tip", "story", {"words": STORY}), now)
        tx.inbox.put([(9, CHAT, STORY.encode())])
        tx.say(Notice(ann, "citizen-review", {"facts": {"accused": "王大山"}}))
        token = tx.officers.invite("何清", Role.INTAKE, expires=now)
        tx.officers.enrol(token, CHAT + 1, "officer-address", now)
        tx.guard.wrong(str(CHAT), now)
    return [ann, reply_to]


def test_nothing_that_speaks_of_people_lies_in_plain_text(store: SqlStore, now: datetime) -> None:
    fill(store, now)
    found = everything(store)
    for secret in (NAME, CONTACT, STORY, "王大山", "何清", "白条", "FILE-REFERENCE", str(CHAT)):
        assert secret.encode() not in found


def test_attachments_lie_sealed_and_readable_by_the_owner_alone(
    store: SqlStore, now: datetime, attachments: Path
) -> None:
    fill(store, now)
    with store.begin(now) as tx:
        assert tx.files.read(1) == STORY.encode()
    (path,) = attachments.iterdir()
    assert STORY.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_vault_does_not_open_with_the_key_of_the_contents(
    store: SqlStore, now: datetime, keys: Keys, url: str, attachments: Path
) -> None:
    ann, reply_to = fill(store, now)
    other = Keys(keys.content, keys.content, keys.lookup, keys.audit, keys.button)
    thief = SqlStore.open(url, other, attachments)
    try:
        with thief.begin(now) as tx, pytest.raises(Exception, match="another key"):
            tx.people.identity(reply_to)
        with thief.begin(now) as tx, pytest.raises(Exception, match="another key"):
            tx.outbox.chat(ann)
    finally:
        thief.close()
