"""Forged buttons and calls of the webhook are refused, whatever bytes they are made of."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from telegram import Bot

from bot.rules.errors import BadButtonError
from bot.rules.model import Notice
from bot.rules.terms import Role
from bot.services.cards import withdraw_from
from handlers.buttons import Button, Buttons
from handlers.delivery import Delivery
from handlers.event import ANONYMOUS_ADMIN, Kind, read_event
from handlers.intake import SECRET_HEADER, Hook
from handlers.limiter import Limits
from handlers.sheet import Voice
from handlers.threads import Writer
from tests.journeys.town import MINOR
from tests.security.room import Room

KEY = b"k" * 32


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":::",
        "agree:1:1::",
        "agree:1:1::AAAAAAAA",
        "agree:1:1::" + "A" * 60,
        "同意：1:1::AAAAAAAA",
        "agree:1:1::\udcffAAA",
        "agree:\ud800:1::AAAAAAAA",
        "agree:1:1:x:y:AAAAAAAA",
        "agree:-1:zz!::AAAAAAAA",
    ],
)
def test_a_forged_button_is_refused(data: str) -> None:
    with pytest.raises(BadButtonError):
        Buttons(KEY).parse(data)


def test_a_button_cannot_be_bent_to_another_case_version_or_key() -> None:
    honest = Buttons(KEY).pack(Button("approve", 7, 3, "x"))
    line, _, mac = honest.rpartition(":")
    bent = [
        line.replace(":7:", ":8:"),
        line.replace(":3:", ":4:"),
        line.replace("approve", "low-"),
    ]

    for one in bent:
        with pytest.raises(BadButtonError):
            Buttons(KEY).parse(f"{one}:{mac}")
    with pytest.raises(BadButtonError):
        Buttons(b"o" * 32).parse(honest)


def test_who_posts_for_a_group_is_nobodys_account() -> None:
    sender = f'{{"id": {ANONYMOUS_ADMIN}, "is_bot": true, "first_name": "Group"}}'
    chat = '{"id": -100, "type": "supergroup"}'
    raw = f'{{"message_id": 1, "date": 1, "chat": {chat}, "from": {sender}, "text": "/bind"}}'

    event = read_event(f'{{"update_id": 1, "message": {raw}}}'.encode())

    assert (event.kind, event.user_id) == (Kind.COMMAND, ANONYMOUS_ADMIN)


@pytest.mark.parametrize("secret", [None, b"", b"Wrong", b"\xff\xfe", "密".encode()])
async def test_a_call_without_the_secret_is_refused_and_kept_out(secret: bytes | None) -> None:
    kept: list[object] = []

    class Shut:
        async def keep(self, updates: object) -> None:
            kept.append(updates)

    app = Hook(Shut(), secret="right", path="/hook").app()  # type: ignore[arg-type]
    async with TestServer(app) as server, ClientSession() as web:
        port = server.port
        assert port is not None
        status = await _post(port, secret)
        answer = await web.post(server.make_url("/elsewhere"), json={"update_id": 1})
        right = await _post(port, b"right")

    assert (status, answer.status, right) == (403, 404, 200)
    assert len(kept) == 1


async def _post(port: int, secret: bytes | None) -> int:
    """By hand: no library would send such a header."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    header = b"" if secret is None else f"{SECRET_HEADER}: ".encode() + secret + b"\r\n"
    body = b'{"update_id": 1}'
    head = b"POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n"
    writer.write(head % len(body) + header + b"\r\n" + body)
    line = await reader.readline()
    await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(line.split()[1])


def test_a_withdrawn_card_that_never_hung_anywhere_says_nothing(room: Room) -> None:
    clerk = room.enrol("何清", Role.INTAKE)
    case = room.tip(MINOR)
    room.deliver()
    group = room.bind()
    with room.store.begin(room.now) as tx:
        withdraw_from(tx, case, group)
        withdraw_from(tx, case, clerk.address)

    assert leaving(room) == {group: 0, clerk.address: 1}


def test_what_waited_is_not_shown_to_somebody_who_stepped_aside_meanwhile(room: Room) -> None:
    clerk = room.enrol("何清", Role.INTAKE)
    leader = room.enrol("沈岚", Role.SUPERVISOR)
    case = room.tip(MINOR)
    room.deliver()
    group = room.bind()
    with room.store.begin(room.now) as tx:
        for to in (clerk.address, leader.address, group):
            tx.say(Notice(to, "reasons", {"case": case.id}))
        tx.cases.recuse(case.id, clerk.id, "own", room.now)
        tx.cases.replace(replace(case, private=True), expected_version=case.version)

    assert leaving(room) == {clerk.address: 0, leader.address: 1, group: 0}


def leaving(room: Room) -> dict[str, int]:
    """Chat → how many messages would leave for it now."""
    voice = Voice("纪委", room.office.zone, Buttons(KEY))
    sender = Delivery(room.store, Writer(1), Bot("1:x"), voice, Limits(), clock=lambda: room.now)
    return {job.parcel.notice.to: len(job.parts) for job in sender._claim(8, set())}
