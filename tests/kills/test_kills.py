"""The assistant is killed again and again while people write: nothing is lost, nothing stored twice."""

import asyncio
import random
from datetime import timedelta

import pytest

from bot.opening import wall_clock
from bot.rules.model import Reminder, Session
from bot.stage import USERNAME
from handlers.delivery import IN_FLIGHT
from sandbox.person import words
from tests.kills.process import Assistant
from tests.kills.village import Village

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def live_and_die(village: Village, chance: random.Random, *, early: bool) -> None:
    """One life: some lines wait already, more come in, and then the process is killed."""
    assistant = village.assistant
    await village.write()
    assistant.start()
    if early:  # still starting: reading its keys, its database, its model …
        await asyncio.sleep(chance.uniform(0.3, 1.5))
    else:
        await assistant.is_running()
        writing = asyncio.create_task(village.write())
        await asyncio.sleep(chance.uniform(0.05, 0.7))
        assistant.kill()
        await writing
        return
    assistant.kill()
    await village.write()


async def check(village: Village, kills: int) -> None:
    """Everything was stored once and in order, and everything was answered."""
    assert village.stored() == village.said
    doubles = 0
    for person, counts in (await village.answers()).items():
        assert set(counts) == set(range(1, len(village.said[person]) + 1))
        again = counts.total() - len(counts)
        assert again <= kills  # one message at a time leaves for each chat
        doubles += again
    assert doubles <= kills * IN_FLIGHT


async def test_twelve_kills_and_five_hundred_updates(village: Village) -> None:
    chance = random.Random(20261123)
    for life in range(12):
        await live_and_die(village, chance, early=life % 6 == 5)
    await village.write()
    assert sum(map(len, village.said.values())) == 500
    village.assistant.start()
    await village.assistant.is_running()
    await village.assistant.has_done_everything()
    assert await village.assistant.stop() == 0
    await check(village, kills=12)


async def test_kills_while_telegram_calls_us(village: Village) -> None:
    chance = random.Random(7)
    village.assistant.configure("webhook")
    for _ in range(2):
        await live_and_die(village, chance, early=False)
    village.assistant.start()
    await village.assistant.is_running()
    await until_all_is_noted(village)
    await village.assistant.has_done_everything()
    assert await village.assistant.stop() == 0
    await check(village, kills=2)


async def test_two_processes_share_a_database_and_one_dies_now_and_then(
    crowded_village: tuple[Village, Assistant, Assistant],
) -> None:
    village, steady, mortal = crowded_village
    steady.start()
    await steady.is_running()
    for _ in range(2):
        mortal.start()
        await mortal.is_running()
        writing = asyncio.create_task(village.write(3))
        await asyncio.sleep(0.4)
        mortal.kill()
        await writing
    await village.everything_is_stored()
    assert await steady.stop() == 0
    assert village.stored() == village.said


async def until_all_is_noted(village: Village) -> None:
    """Telegram pauses longer and longer before it calls again, so there is nothing to ask but time."""
    for _ in range(300):
        answers = await village.answers()
        if all(len(answers[one]) == len(lines) for one, lines in village.said.items()):
            return
        await asyncio.sleep(0.2)


async def test_an_orderly_stop_finishes_what_is_in_hand(village: Village) -> None:
    await village.write(5)
    village.assistant.start()
    await village.assistant.is_running()
    await asyncio.sleep(0.15)
    assert await village.assistant.stop() == 0
    village.assistant.start()
    await village.assistant.is_running()
    await village.assistant.has_done_everything()
    assert await village.assistant.stop() == 0
    await check(village, kills=0)


async def test_a_reminder_due_while_the_assistant_is_down_is_said_once(village: Village) -> None:
    assistant = village.assistant
    group = await village.sim.add_chat(
        "各单位", members=village.people[:3], type="supergroup", bots=[USERNAME]
    )
    now = wall_clock()
    store = assistant.open_store()
    with store.begin(now) as tx:
        home = tx.people.address(int(group["id"]), kind="group", language="zh")
        starts = now + timedelta(hours=2)
        session = tx.agenda.announce(Session(0, home, starts, "礼堂", "警示教育"), 1)
        tx.agenda.plan(Reminder(0, "session", session.id, "2h", now + timedelta(seconds=3)))
    store.close()
    assistant.start()
    await assistant.is_running()
    assistant.kill()
    await asyncio.sleep(max(0.0, (now - wall_clock()).total_seconds() + 3.1))
    for _ in range(2):
        assistant.start()
        await assistant.is_running()
        await village.people[0].sees("礼堂", group, timeout=10)
        await assistant.has_done_everything()
        assistant.kill()
    seen = [words(message) for message in await village.people[0].messages(group)]
    assert sum("礼堂" in text for text in seen) == 1
