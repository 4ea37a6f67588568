"""From Telegram's side and back again: kept, handled, answered."""

import asyncio
import time
from dataclasses import replace
from typing import Any

from benchmarks.figures import Figure
from benchmarks.peers import echoed
from benchmarks.queues import make_dispatcher
from benchmarks.stands import bot_at, folder, inject, sandbox, store_in
from benchmarks.town import Town
from bot.opening import wall_clock
from bot.rules.model import Conversation
from bot.rules.terms import Level, Mode
from handlers import citizen
from handlers.buttons import Buttons
from handlers.delivery import Delivery
from handlers.intake import Inlet, Poller
from handlers.limiter import Limits
from handlers.sheet import Voice
from handlers.threads import Writer
from sandbox.client import Sim
from storage.store import SqlStore

UPDATES = 1_500
PEOPLE = range(1000, 1050)
NO_LIMITS = Limits(per_second=10**6, per_chat=10**6, chat_seconds=1.0, group_per_minute=10**6)


async def end_to_end() -> Figure:
    """Telegram's limits on sending are lifted for once: they would be the only thing measured."""
    async with sandbox() as sim:
        ours = await _ours(sim)
    async with sandbox() as sim:
        await _wait_for(sim)
        theirs = await echoed(sim.base_url, UPDATES)
    peer = "python-telegram-bot echoing, keeping nothing"
    return Figure("end to end: in, kept, handled, answered", ours, "updates/s", peer, theirs)


async def _wait_for(sim: Sim) -> None:
    """People whom the bot may write to, and their sentences waiting for it."""
    for who in PEOPLE:
        await (await sim.add_user("周阿姨", id=who)).start()
    async with bot_at(sim.base_url) as bot:
        last = await bot.get_updates(offset=-1)
        await bot.get_updates(offset=last[-1].update_id + 1, timeout=0)
    lines = Town(Buttons(b"k" * 32)).lines(UPDATES, len(PEOPLE))
    await inject(sim, [{"message": one["message"]} for one in lines])


def _begin_stories(store: SqlStore) -> None:
    now = wall_clock()
    with store.begin(now) as tx:
        for who in PEOPLE:
            here = tx.people.address(who, kind="private", language="zh")
            tip = tx.tips.start(here, now)
            told = replace(tip, mode=Mode.ANONYMOUS, level=Level.LOWER)
            tx.tips.save(replace(told, reply_to=tx.people.seal(here)))
            tx.converse(here, Conversation(citizen.FLOW, "story", {"tip": tip.id}), now)


async def _ours(sim: Sim) -> float:
    with folder() as place, store_in(place, sim.base_url) as (settings, keys, store):
        _begin_stories(store)
        await _wait_for(sim)
        writer = Writer(1)
        async with bot_at(sim.base_url) as bot:
            voice = Voice(settings.office.name, settings.office.timezone, Buttons(keys.button))
            delivery = Delivery(store, writer, bot, voice, NO_LIMITS, clock=wall_clock)
            dispatcher = make_dispatcher(settings, keys, store, writer, delivery.wake.set)
            inlet = Inlet(store, writer, clock=wall_clock, after=dispatcher.wake.set)
            start = time.perf_counter()
            running = [
                asyncio.create_task(work)
                for work in (dispatcher.run(), delivery.run(), Poller(bot, inlet).run())
            ]
            await _all_answered(sim)
            spent = time.perf_counter() - start
            dispatcher.stop()
            delivery.stop()
            running[-1].cancel()
            await asyncio.gather(*running, return_exceptions=True)
        writer.close()
    return UPDATES / spent


async def _all_answered(sim: Sim) -> None:
    answered = seen = 0
    while answered < UPDATES:
        await asyncio.sleep(0.1)
        found: list[Any] = await sim.journal(method="sendMessage", since=seen)
        answered += len(found)
        seen = found[-1]["id"] if found else seen
