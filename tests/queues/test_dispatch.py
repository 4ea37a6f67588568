"""The dispatcher under bad luck: each update is all or nothing, and none stands in others' way."""

import asyncio
import json
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.ports import Office
from handlers import routes
from handlers.buttons import Buttons
from handlers.dispatch import MOST_TRIES, Dispatcher
from handlers.event import Kind
from handlers.threads import Writer
from handlers.turn import Turn
from tests.queues.conftest import ANN, BEN, Clock, ShakyStore

POISON = b'{"update_id": 1, "message": {"text": "no chat, no date"}}'


class Telegram:
    """Takes answers to pressed buttons, or refuses them."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.refuses = False

    async def answer_callback_query(self, callback_id: str, text: str | None = None) -> None:
        if self.refuses:
            raise BadRequest("query is too old and response timeout expired")
        self.toasts.append(callback_id)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def dispatcher(
    store: ShakyStore, writer: Writer, office: Office, telegram: Telegram, clock: Clock
) -> Dispatcher:
    return Dispatcher(
        store, writer, office, Buttons(b"k" * 32), telegram,  # type: ignore[arg-type]
        clock=clock, after=lambda: None,
    )  # fmt: skip


def text(who: int, words: str) -> dict[str, Any]:
    user = {"id": who, "is_bot": False, "first_name": "某"}
    chat = {"id": who, "type": "private", "first_name": "某"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": words}
    return {"message": message}


def press(who: int) -> dict[str, Any]:
    message = text(who, "…")["message"]
    query = {"id": "q1", "from": message["from"], "chat_instance": "1", "data": "forged"}
    return {"callback_query": query | {"message": message}}


def receive(store: ShakyStore, clock: Clock, *updates: dict[str, Any] | bytes) -> None:
    with store.begin(clock()) as tx:
        for number, update in enumerate(updates, start=1):
            raw = update if isinstance(update, bytes) else None
            body = raw or json.dumps({"update_id": number} | update).encode()  # type: ignore[operator]
            tx.inbox.put([(number, ANN if raw else _who(update), body)])


def _who(update: Any) -> int:
    message = update.get("message") or update["callback_query"]["message"]
    return int(message["chat"]["id"])


def said(store: ShakyStore, clock: Clock) -> list[str]:
    """All that waits to be said, by its text."""
    found = []
    with store.begin(clock()) as tx:
        while parcels := tx.outbox.claim(clock(), limit=50):
            found += [parcel.notice.text for parcel in parcels]
            for parcel in parcels:
                tx.outbox.sent(parcel, None, clock())
    return found


def waiting(store: ShakyStore, clock: Clock) -> tuple[int, int]:
    with store.begin(clock()) as tx:
        return tx.inbox.open(), len(tx.inbox.dead())


def handle_all(dispatcher: Dispatcher) -> None:
    while dispatcher.handle_some():
        pass


def exhaust(dispatcher: Dispatcher, clock: Clock) -> None:
    """Let all tries be made."""
    for _ in range(MOST_TRIES):
        handle_all(dispatcher)
        clock.skip(600)


def test_what_nobody_can_read_is_set_aside_and_officers_are_told(
    dispatcher: Dispatcher, store: ShakyStore, clock: Clock, homes: dict[int, str]
) -> None:
    receive(store, clock, POISON, text(BEN, "/start"))
    handle_all(dispatcher)
    assert waiting(store, clock) == (1, 0)
    assert said(store, clock) == ["citizen-welcome"]
    exhaust(dispatcher, clock)
    assert waiting(store, clock) == (0, 1)
    assert said(store, clock) == ["dead-letter"]


def test_a_mistake_of_ours_leaves_nothing_half_done_and_spoils_no_neighbour(
    dispatcher: Dispatcher,
    store: ShakyStore,
    clock: Clock,
    homes: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def half(turn: Turn) -> None:
        turn.say("citizen-help")
        if turn.here == homes[ANN]:
            raise ZeroDivisionError

    monkeypatch.setitem(routes._KINDS, Kind.TEXT, half)
    receive(store, clock, text(BEN, "甲"), text(ANN, "乙"), text(BEN, "丙"))
    handle_all(dispatcher)
    assert said(store, clock) == ["citizen-help", "citizen-help"]
    exhaust(dispatcher, clock)
    assert waiting(store, clock) == (0, 1)
    assert sorted(said(store, clock)) == ["dead-letter", "error-dead-letter"]
    monkeypatch.undo()
    with store.begin(clock()) as tx:
        tx.inbox.reopen(tx.inbox.dead()[0])
    handle_all(dispatcher)
    assert waiting(store, clock) == (0, 0)


def test_a_refusal_undoes_what_came_before_it_and_is_said(
    dispatcher: Dispatcher, store: ShakyStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(turn: Turn) -> None:
        turn.say("citizen-help")
        turn.need_officer()

    monkeypatch.setitem(routes._KINDS, Kind.TEXT, refuse)
    receive(store, clock, text(ANN, "甲"))
    handle_all(dispatcher)
    assert waiting(store, clock) == (0, 0)
    assert said(store, clock) == ["error-not-allowed"]


def test_while_the_database_is_away_updates_wait_and_are_no_failures(
    dispatcher: Dispatcher, store: ShakyStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.dispatch.PAUSE", 0.01)
    receive(store, clock, text(ANN, "/start"))
    store.gone = 3

    async def serve() -> None:
        running = asyncio.create_task(dispatcher.run())
        while store.gone or waiting(store, clock)[0]:
            await asyncio.sleep(0.01)
        dispatcher.stop()
        await running

    asyncio.run(serve())
    assert said(store, clock) == ["citizen-welcome"]
    assert waiting(store, clock) == (0, 0)


@pytest.mark.parametrize("refuses", [False, True])
async def test_a_pressed_button_is_answered_after_the_commit(
    dispatcher: Dispatcher, store: ShakyStore, clock: Clock, telegram: Telegram, refuses: bool
) -> None:
    telegram.refuses = refuses
    receive(store, clock, press(ANN), text(ANN, "/start"))
    running = asyncio.create_task(dispatcher.run())
    while waiting(store, clock)[0]:
        await asyncio.sleep(0.01)
    dispatcher.stop()
    await running
    assert telegram.toasts == ([] if refuses else ["q1"])
    assert said(store, clock) == ["citizen-welcome"]


def test_kinds_we_do_not_know_pass_without_a_trace(
    dispatcher: Dispatcher, store: ShakyStore, clock: Clock
) -> None:
    with store.begin(clock()) as tx:
        tx.inbox.put([(1, 0, b'{"update_id": 1, "a_kind_of_tomorrow": {}}')])
    handle_all(dispatcher)
    assert waiting(store, clock) == (0, 0)
    assert said(store, clock) == []
