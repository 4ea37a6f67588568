"""The outbox: in order for each chat, leased while it is sent, nothing doubled or overtaken."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.ports import Parcel
from bot.rules.model import Notice
from storage.queues import LEASE
from storage.store import SqlStore
from tests.storage.helpers import crashing, rows

SECOND = timedelta(seconds=1)


@pytest.fixture
def ann(store: SqlStore, now: datetime) -> str:
    with store.begin(now) as tx:
        return tx.people.address(5, kind="private", language="zh")


@pytest.fixture
def group(store: SqlStore, now: datetime) -> str:
    with store.begin(now) as tx:
        return tx.people.address(-100, kind="group", language="zh")


def say(store: SqlStore, now: datetime, *notices: Notice) -> None:
    with store.begin(now) as tx:
        for notice in notices:
            tx.say(notice)


def claim(
    store: SqlStore, now: datetime, limit: int = 8, busy: Sequence[str] = ()
) -> list[Parcel]:
    with store.begin(now) as tx:
        return list(tx.outbox.claim(now, limit=limit, busy=busy))


def texts(parcels: Sequence[Parcel]) -> list[str]:
    return [parcel.notice.text for parcel in parcels]


def send_all(store: SqlStore, now: datetime) -> list[str]:
    sent: list[str] = []
    while parcels := claim(store, now):
        with store.begin(now) as tx:
            for parcel in parcels:
                tx.outbox.sent(parcel, 77, now)
        sent += texts(parcels)
    return sent


def test_each_chat_gets_its_messages_in_order(
    store: SqlStore, now: datetime, ann: str, group: str
) -> None:
    say(store, now, Notice(ann, "a1"), Notice(group, "g1"), Notice(ann, "a2"), Notice(ann, "a3"))
    assert texts(claim(store, now)) == ["a1", "g1"]
    assert claim(store, now) == []
    with store.begin(now) as tx:
        tx.outbox.release()
    assert send_all(store, now) == ["a1", "g1", "a2", "a3"]


def test_a_message_comes_back_as_it_was_said(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "text", {"n": 3, "who": "周<b>"}, slot="case:1", once=True))
    (parcel,) = claim(store, now)
    assert parcel.notice == Notice(ann, "text", {"n": 3, "who": "周<b>"}, slot="case:1", once=True)
    assert (parcel.tries, parcel.message_id) == (0, None)


def test_a_second_message_with_the_same_key_is_dropped(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "one", dedup="k"), Notice(ann, "two", dedup="k"))
    assert send_all(store, now) == ["one"]
    say(store, now, Notice(ann, "three", dedup="k"))
    assert send_all(store, now) == []


def test_messages_without_a_key_are_all_sent(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "same"), Notice(ann, "same"))
    assert send_all(store, now) == ["same", "same"]


def test_a_leased_message_is_nobody_elses(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "a1"), Notice(ann, "a2"))
    assert texts(claim(store, now)) == ["a1"]
    assert claim(store, now + LEASE - SECOND) == []
    (again,) = claim(store, now + LEASE)
    assert (again.notice.text, again.tries) == ("a1", 1)


def test_a_renewed_lease_lasts_longer(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "long"))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.renew(parcel, now + 40 * SECOND)
    assert claim(store, now + LEASE) == []
    assert texts(claim(store, now + LEASE + 40 * SECOND)) == ["long"]


def test_chats_that_are_busy_are_passed_over(
    store: SqlStore, now: datetime, ann: str, group: str
) -> None:
    say(store, now, Notice(ann, "a1"), Notice(group, "g1"))
    assert texts(claim(store, now, busy=[ann])) == ["g1"]


def test_no_more_than_asked_are_taken(
    store: SqlStore, now: datetime, ann: str, group: str
) -> None:
    say(store, now, Notice(ann, "a1"), Notice(group, "g1"))
    assert texts(claim(store, now, limit=1)) == ["a1"]


def test_a_message_that_waits_for_its_retry_is_not_overtaken(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "a1"), Notice(ann, "a2"))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.later(parcel, now + 5 * SECOND)
    assert claim(store, now + 4 * SECOND) == []
    assert send_all(store, now + 5 * SECOND) == ["a1", "a2"]


def test_tries_count_failures_but_not_what_telegram_put_off(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "a1"))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.later(parcel, now, counted=False)
    (parcel,) = claim(store, now)
    assert parcel.tries == 0
    with store.begin(now) as tx:
        tx.outbox.later(parcel, now)
    (parcel,) = claim(store, now)
    assert parcel.tries == 1


def test_a_message_for_later_lets_others_pass_until_then(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "later", not_before=now + SECOND), Notice(ann, "now"))
    assert send_all(store, now) == ["now"]
    say(store, now, Notice(ann, "younger"))
    assert send_all(store, now + SECOND) == ["later", "younger"]


def test_a_once_message_taken_before_shows_its_earlier_try(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "once", once=True))
    claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.release()  # the process died while sending, and starts again
    (parcel,) = claim(store, now)
    assert parcel.tries == 1  # so the sender knows that it may have arrived
    with store.begin(now) as tx:
        tx.outbox.gave_up(parcel, "unknown")
    assert claim(store, now + LEASE) == []


def test_a_once_message_that_surely_did_not_leave_may_be_tried_again(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "once", once=True))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.later(parcel, now)
    assert claim(store, now)[0].tries == 0


def test_a_message_given_up_frees_its_chat(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "a1"), Notice(ann, "a2"))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.gave_up(parcel, "failed")
    assert send_all(store, now) == ["a2"]


@pytest.mark.parametrize("late", ["later", "gave_up"])
def test_a_slow_process_cannot_undo_what_was_sent(
    store: SqlStore, now: datetime, ann: str, late: str
) -> None:
    say(store, now, Notice(ann, "a1"))
    (slow,) = claim(store, now)
    assert send_all(store, now + LEASE) == ["a1"]
    with store.begin(now) as tx:
        if late == "later":
            tx.outbox.later(slow, now)
        else:
            tx.outbox.gave_up(slow, "failed")
    assert rows(store, "SELECT state FROM outbox") == [("sent",)]


def test_a_slot_remembers_its_living_message(store: SqlStore, now: datetime, ann: str) -> None:
    for _ in range(2):
        say(store, now, Notice(ann, "card", slot="case:1"))
        (parcel,) = claim(store, now)
        with store.begin(now) as tx:
            tx.outbox.sent(parcel, 41 if parcel.message_id is None else 42, now)
    say(store, now, Notice(ann, "card", slot="case:1"), Notice(ann, "card", slot="case:2"))
    assert claim(store, now)[0].message_id == 42
    with store.begin(now) as tx:
        tx.outbox.release()
    assert rows(store, "SELECT slot, message_id FROM posted") == [("case:1", 42)]


def test_only_the_newest_words_of_a_slot_are_said(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "old", slot="s"), Notice(ann, "between"))
    say(store, now, Notice(ann, "new", slot="s"))
    assert send_all(store, now) == ["between", "new"]


def test_words_on_their_way_are_not_taken_back(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "old", slot="s"))
    (parcel,) = claim(store, now)
    say(store, now, Notice(ann, "new", slot="s"))
    assert claim(store, now) == []
    with store.begin(now) as tx:
        tx.outbox.sent(parcel, 9, now)
    (newer,) = claim(store, now)
    assert (newer.notice.text, newer.message_id) == ("new", 9)


def test_nothing_leaves_before_the_commit(store: SqlStore, now: datetime, ann: str) -> None:
    with crashing(store, now) as tx:
        tx.say(Notice(ann, "a1"))
    assert claim(store, now) == []


def test_a_sent_message_keeps_no_words_and_goes_in_time(
    store: SqlStore, now: datetime, ann: str
) -> None:
    say(store, now, Notice(ann, "a1", {"name": "王大山"}), Notice(ann, "a2"))
    (parcel,) = claim(store, now)
    with store.begin(now) as tx:
        tx.outbox.sent(parcel, 1, now)
    assert rows(store, "SELECT body FROM outbox WHERE state = 'sent'") == [(None,)]
    with store.begin(now) as tx:
        tx.outbox.purge(now + SECOND)
    assert rows(store, "SELECT state FROM outbox") == [("queued",)]


def test_a_message_altered_on_disk_is_set_aside(store: SqlStore, now: datetime, ann: str) -> None:
    say(store, now, Notice(ann, "a1"), Notice(ann, "a2"))
    with store.engine.begin() as db:
        db.exec_driver_sql("UPDATE outbox SET address = 'elsewhere' WHERE id = 1")
    assert send_all(store, now) == ["a2"]
    assert rows(store, "SELECT state FROM outbox ORDER BY id") == [("failed",), ("sent",)]


def test_a_moved_group_keeps_its_token_and_what_waits_for_it(
    store: SqlStore, now: datetime, group: str
) -> None:
    say(store, now, Notice(group, "before"))
    with store.begin(now) as tx:
        tx.people.bind("officers", group)
        new = tx.people.address(-1009, kind="group", language="zh")  # it wrote before we knew
        tx.say(Notice(new, "meanwhile"))
        tx.people.moved(-100, -1009)
        assert tx.people.address(-1009, kind="group", language="zh") == group
        assert tx.outbox.chat(group)[0] == -1009
        assert tx.people.bound("officers") == group
    assert send_all(store, now) == ["before", "meanwhile"]
