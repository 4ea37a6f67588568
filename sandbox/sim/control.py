"""Faults, the clock, raw updates and a clean slate."""

from dataclasses import asdict

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.limits import Limits
from sandbox.model import Json
from sandbox.world import World


def order_fault(world: World, wish: Json) -> Json:
    """Return the fault that will now happen."""
    return asdict(world.faults.order(wish))


def reset(world: World, _wish: Json) -> Json:
    """Forget everything but the bots' accounts; they keep their tokens."""
    for kept in (world.privates, world.groups, world.files, world.presses, world.polls):
        kept.clear()
    world.users = {bot.id: bot.user for bot in world.bots.values()}
    world.journal, world.faults = Journal(), Faults()
    world.limits = Limits(world.limits.enforced)
    world.clock.skipped = 0.0
    for bot in world.bots.values():
        bot.forget()
    world.tell({"type": "reset"})
    return {"reset": True}


def move_clock(world: World, wish: Json) -> Json:
    """Return the time after skipping some seconds."""
    clock: Clock = world.clock
    clock.skipped += float(wish.get("advance_seconds") or 0)
    for bot in world.bots.values():
        bot.feed.expire()
        bot.feed.signal.fire()
    return {"now": clock.now(), "skipped": clock.skipped}


def inject(world: World, wish: Json) -> Json:
    """Return the ids of updates queued exactly as given; a missing `update_id` is given out."""
    ids = world.bot(wish.get("bot")).feed.push_raw(wish["updates"])
    return {"count": len(ids), "first": ids[0] if ids else None, "last": ids[-1] if ids else None}
