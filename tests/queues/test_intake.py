"""The way in: what is not committed is not acknowledged, and nothing that comes in stops it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.intake import SECRET_HEADER, Hook, Inlet, Poller
from handlers.threads import Writer
from tests.queues.conftest import Clock, ShakyStore

SECRET = "a-word-between-us"


class Telegram:
    """Hands out what waits from an offset on; ``trouble`` comes first, in its order."""

    base_url = "http://telegram/bot"

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.trouble: list[TelegramError] = []
        self.offsets: list[int | None] = []
        self.request = self

    async def delete_webhook(self) -> bool:
        return True

    async def post(self, url: str, **_more: Any) -> list[dict[str, Any]]:
        await asyncio.sleep(0.01)
        if self.trouble:
            raise self.trouble.pop(0)
        asked = parse_qs(urlsplit(url).query).get("offset")
        self.offsets.append(int(asked[0]) if asked else None)
        return [one for one in self.updates if not asked or one["update_id"] >= int(asked[0])]


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def inlet(store: ShakyStore, writer: Writer, clock: Clock) -> Inlet:
    return Inlet(store, writer, clock=clock, after=lambda: None)


@pytest.fixture
async def client(inlet: Inlet) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = Hook(inlet, secret=SECRET, path="/hook").app()
    async with TestClient(TestServer(app)) as client:
        yield client


def message(number: int, words: str = "…") -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": 5}, "text": words}}


def kept(store: ShakyStore, clock: Clock) -> int:
    with store.begin(clock()) as tx:
        return int(tx.inbox.open())


async def poll_until_kept(
    telegram: Telegram, inlet: Inlet, store: ShakyStore, clock: Clock, number: int
) -> None:
    poller = Poller(telegram, inlet)  # type: ignore[arg-type]
    poller._pause = 0.01
    polling = asyncio.create_task(poller.run())
    for _ in range(500):
        await asyncio.sleep(0.01)
        if not store.gone and not telegram.trouble and kept(store, clock) == number:
            break
    await asyncio.sleep(0.05)
    poller.stop()
    await asyncio.gather(polling, return_exceptions=True)
    assert kept(store, clock) == number


async def test_the_offset_moves_only_after_the_commit(
    telegram: Telegram, inlet: Inlet, store: ShakyStore, clock: Clock
) -> None:
    telegram.updates = [message(7), message(8)]
    store.gone = 3
    await poll_until_kept(telegram, inlet, store, clock, 2)
    assert telegram.offsets[:4] == [None, None, None, None]
    assert telegram.offsets[-1] == 9


async def test_trouble_with_telegram_passes(
    telegram: Telegram, inlet: Inlet, store: ShakyStore, clock: Clock
) -> None:
    telegram.updates = [message(7)]
    telegram.trouble = [NetworkError("down"), Conflict("another poller"), RetryAfter(0)]
    await poll_until_kept(telegram, inlet, store, clock, 1)


async def test_half_a_surrogate_pair_and_unknown_kinds_are_kept(
    telegram: Telegram, inlet: Inlet, store: ShakyStore, clock: Clock
) -> None:
    telegram.updates = [message(7, "half \ud83d"), {"update_id": 8, "a_kind_of_tomorrow": {}}]
    await poll_until_kept(telegram, inlet, store, clock, 2)


async def test_a_wrong_token_is_not_tried_for_ever(telegram: Telegram, inlet: Inlet) -> None:
    telegram.trouble = [InvalidToken()]
    with pytest.raises(InvalidToken):
        await Poller(telegram, inlet).run()  # type: ignore[arg-type]


async def test_a_call_is_answered_well_only_after_the_commit(
    client: TestClient[web.Request, web.Application], store: ShakyStore, clock: Clock
) -> None:
    store.gone = 1
    for status, number in ((503, 0), (200, 1), (200, 1)):  # Telegram calls again until it is 200
        answer = await client.post("/hook", json=message(7), headers={SECRET_HEADER: SECRET})
        assert answer.status == status
        assert kept(store, clock) == number


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        ("another word", b'{"update_id": 1}', 403),
        ("", b'{"update_id": 1}', 403),
        (SECRET, b"no json", 400),
        (SECRET, b"[1]", 400),
        (SECRET, b'{"update_id": null}', 400),
        (SECRET, b"\xff\xfe", 400),
    ],
)
async def test_what_is_not_telegram_is_turned_away(
    client: TestClient[web.Request, web.Application],
    store: ShakyStore,
    clock: Clock,
    secret: str,
    body: bytes,
    status: int,
) -> None:
    answer = await client.post("/hook", data=body, headers={SECRET_HEADER: secret})
    assert answer.status == status
    assert kept(store, clock) == 0
