"""Failures on order, the pace, the journal, and the clean slate."""

import time

import aiohttp
import pytest

from sandbox.limits import GROUP
from sandbox.server import Sandbox


@pytest.mark.parametrize(("kind", "code"), [("429", 429), ("500", 500), ("502", 502)])
async def test_an_ordered_failure_happens_as_often_as_ordered(bot, sim, chat, kind, code):
    await sim.fault(kind, method="sendMessage", count=2, retry_after=7)
    for _ in range(2):
        body = await bot.refused("sendMessage", chat_id=chat, text="x")
        assert body["error_code"] == code
    assert body.get("parameters") == ({"retry_after": 7} if code == 429 else None)
    await bot("sendMessage", chat_id=chat, text="x")


async def test_a_429_says_how_long(bot, sim, chat):
    await sim.fault("429", retry_after=3)
    assert await bot.why("getMe") == "Too Many Requests: retry after 3"


async def test_a_failure_may_be_for_one_chat_only(bot, sim, chat, group):
    await sim.fault("500", chat=group, count=None)
    await bot("sendMessage", chat_id=chat, text="x")
    assert (await bot.refused("sendMessage", chat_id=group, text="x"))["error_code"] == 500
    await sim.clear_faults()
    await bot("sendMessage", chat_id=group, text="x")


async def test_a_connection_may_break_before_the_call_is_done(bot, sim, ann, chat):
    await sim.fault("drop_before", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=chat, text="lost")
    await ann.sees_not("lost", within=0.05)


async def test_a_connection_may_break_after_the_call_is_done(bot, sim, ann, chat):
    await sim.fault("drop_after", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await bot("sendMessage", chat_id=chat, text="delivered")
    await ann.sees("delivered")


async def test_an_answer_may_be_late(bot, sim):
    await sim.fault("delay", method="getMe", seconds=0.2)
    start = time.monotonic()
    await bot("getMe")
    assert time.monotonic() - start >= 0.2


async def test_an_unknown_failure_is_refused(sim):
    with pytest.raises(Exception, match="kind must be one of"):
        await sim.fault("earthquake")


async def test_the_journal_keeps_every_call_with_its_answer(bot, sim, chat):
    await bot("sendMessage", chat_id=chat, text="one")
    await bot.refused("sendMessage", chat_id=chat, text="")
    found = await sim.journal(method="sendMessage", chat=chat)
    assert [(e["status"], e["params"]["text"]) for e in found] == [(200, "one"), (400, "")]
    assert found[0]["answer"]["result"]["text"] == "one"
    assert found[0]["bot"] == "first_bot"
    assert await sim.journal(method="sendMessage", since=found[0]["id"]) == found[1:]
    assert await sim.journal(since=time.time() + 60) == []
    assert all(bot.token not in str(entry) for entry in found)


async def test_the_journal_can_be_taken_away_as_lines(bot, box, session):
    await bot("getMe")
    async with session.get(f"{box.url}/_sim/journal.jsonl") as response:
        assert (await response.text()).count("\n") >= 1


async def test_going_past_the_pace_is_noticed(bot, sim, group):
    for i in range(GROUP.most + 1):
        await bot("sendMessage", chat_id=group, text=str(i))
    assert [breach["scope"] for breach in await sim.breaches()] == [f"first_bot/{group}"]


async def test_the_pace_is_enforced_on_request(session):
    async with Sandbox(enforce_limits=True) as box:
        bot = box.world.add_bot("1:x", "x_bot", "X")
        user = box.world.add_user("U")
        box.world.private(bot, user).started = True
        url = f"{box.url}/bot1:x/sendMessage"
        codes = []
        for _ in range(7):
            async with session.post(url, json={"chat_id": user.id, "text": "x"}) as response:
                codes.append(response.status)
        assert codes == [200] * 5 + [429] * 2


async def test_a_reset_leaves_only_the_bots(bot, sim, ann, chat, group):
    await sim.advance(1000)
    await sim.reset()
    state = await sim.state()
    assert (state["users"], state["chats"]) == ([], [])
    assert (await bot("getMe"))["username"] == "first_bot"
    assert await bot.updates() == []
    assert abs(state["now"] - time.time()) < 5
