"""The durable inbox: kept once, handled in order for each chat, nothing forgotten too early."""

from datetime import datetime, timedelta

from storage.store import SqlStore
from tests.storage.helpers import claim, crashing, rows

MINUTE = timedelta(minutes=1)


def put(store: SqlStore, now: datetime, *updates: tuple[int, int]) -> None:
    with store.begin(now) as tx:
        tx.inbox.put([(update, chat, f"raw {update}".encode()) for update, chat in updates])


def handle_all(store: SqlStore, now: datetime) -> list[str]:
    handled = []
    with store.begin(now) as tx:
        while received := claim(tx, now):
            handled.append(received.payload.decode())
            tx.inbox.done(received.id)
    return handled


def test_an_update_offered_again_is_kept_once(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5), (2, 5))
    put(store, now, (2, 5), (1, 5), (3, 5))
    assert handle_all(store, now) == ["raw 1", "raw 2", "raw 3"]
    put(store, now, (3, 5))
    assert handle_all(store, now) == []


def test_an_update_twice_in_one_batch_is_kept_once(store: SqlStore, now: datetime) -> None:
    put(store, now, (7, 5), (7, 5))
    with store.begin(now) as tx:
        assert tx.inbox.open() == 1


def test_updates_are_handled_in_the_order_of_arrival(store: SqlStore, now: datetime) -> None:
    put(store, now, (900, 5), (901, 6))
    put(store, now, (12, 5), (13, 6))  # after a quiet week ids may jump back
    assert handle_all(store, now) == ["raw 900", "raw 901", "raw 12", "raw 13"]


def test_a_failing_update_holds_up_its_own_chat_only(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5), (2, 6), (3, 5))
    with store.begin(now) as tx:
        first = claim(tx, now)
        assert first is not None
        assert tx.inbox.failed(first.id, not_before=now + MINUTE)
    assert handle_all(store, now) == ["raw 2"]
    assert handle_all(store, now + MINUTE) == ["raw 1", "raw 3"]


def test_several_taken_together_are_of_different_chats(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5), (2, 5), (3, 6), (4, 7), (5, 6))
    with store.begin(now) as tx:
        taken = tx.inbox.claim(now, limit=3)
        assert [one.payload for one in taken] == [b"raw 1", b"raw 3", b"raw 4"]
        assert len(tx.inbox.claim(now, limit=2)) == 2


def test_failures_are_counted(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5))
    for tries in range(3):
        with store.begin(now) as tx:
            received = claim(tx, now)
            assert received is not None
            assert received.tries == tries
            tx.inbox.failed(received.id, not_before=now)


def test_a_dead_letter_frees_its_chat_and_can_be_tried_again(
    store: SqlStore, now: datetime
) -> None:
    put(store, now, (1, 5), (2, 5))
    with store.begin(now) as tx:
        received = claim(tx, now)
        assert received is not None
        tx.inbox.failed(received.id, not_before=None)
        assert list(tx.inbox.dead()) == [received.id]
    assert handle_all(store, now) == ["raw 2"]
    with store.begin(now) as tx:
        tx.inbox.reopen(received.id)
    assert handle_all(store, now) == ["raw 1"]


def test_a_failure_noted_late_does_not_reopen_what_another_process_did(
    store: SqlStore, now: datetime
) -> None:
    put(store, now, (1, 5))
    assert handle_all(store, now) == ["raw 1"]
    with store.begin(now) as tx:
        assert not tx.inbox.failed(1, not_before=now)
        assert tx.inbox.open() == 0


def test_what_was_claimed_and_not_committed_is_still_open(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5))
    with crashing(store, now) as tx:
        received = claim(tx, now)
        assert received is not None
        tx.inbox.done(received.id)
    assert handle_all(store, now) == ["raw 1"]


def test_an_update_altered_on_disk_becomes_a_dead_letter(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5), (2, 5))
    with store.engine.begin() as db:
        db.exec_driver_sql(
            "UPDATE inbox SET payload = (SELECT payload FROM inbox WHERE update_id = 2)"
        )
    assert handle_all(store, now) == ["raw 2"]
    with store.begin(now) as tx:
        assert len(tx.inbox.dead()) == 1


def test_handled_updates_keep_no_content(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5))
    handle_all(store, now)
    assert rows(store, "SELECT payload FROM inbox") == [(None,)]


def test_an_id_that_telegram_uses_again_after_long_is_a_new_update(
    store: SqlStore, now: datetime
) -> None:
    put(store, now, (1, 5), (2, 5))
    handle_all(store, now)
    put(store, now + MINUTE, (3, 5))
    with store.begin(now) as tx:
        tx.inbox.purge(now + MINUTE)
        assert tx.inbox.open() == 1
    put(store, now, (1, 5))
    assert sorted(handle_all(store, now)) == ["raw 1", "raw 3"]


def test_purging_never_touches_what_is_open_or_dead(store: SqlStore, now: datetime) -> None:
    put(store, now, (1, 5), (2, 6))
    with store.begin(now) as tx:
        tx.inbox.failed(1, not_before=None)
        tx.inbox.purge(now + MINUTE)
        assert (tx.inbox.open(), list(tx.inbox.dead())) == (1, [1])
