"""Twenty people who write, and what must be true of it afterwards."""

import asyncio
import re
from collections import Counter
from dataclasses import replace

from bot.opening import wall_clock
from bot.rules.model import Conversation
from bot.rules.terms import Level, Mode
from handlers import citizen
from sandbox.client import Sim
from sandbox.person import Person, words
from tests.kills.process import Assistant

PEOPLE = 20
NOTED = re.compile(r"记下了\D*第 (\d+) 条")


class Village:
    """Everybody writes numbered lines; the assistant answers each with its number."""

    def __init__(self, sim: Sim, assistant: Assistant) -> None:
        self.sim, self.assistant = sim, assistant
        self.people: list[Person] = []
        self.said: dict[int, list[str]] = {}

    async def settle(self) -> None:
        """Everybody has got as far as telling the story."""
        for number in range(PEOPLE):
            person = await self.sim.add_user(f"村民{number}")
            self.people.append(person)
            self.said[person.id] = []
        now = wall_clock()
        store = self.assistant.open_store()
        with store.begin(now) as tx:
            for person in self.people:
                here = tx.people.address(person.id, kind="private", language="zh")
                tip = tx.tips.start(here, now)
                told = replace(tip, mode=Mode.ANONYMOUS, level=Level.LOWER)
                tx.tips.save(replace(told, reply_to=tx.people.seal(here)))
                tx.converse(here, Conversation(citizen.FLOW, "story", {"tip": tip.id}), now)
        store.close()

    async def write(self, lines: int = 1) -> None:
        """Everybody writes some lines, all at the same time."""
        await asyncio.gather(*(self._write(person, lines) for person in self.people))

    async def _write(self, person: Person, lines: int) -> None:
        for _ in range(lines):
            said = self.said[person.id]
            said.append(f"第 {len(said) + 1} 句：大河村的账目对不上。")
            await person.say(said[-1])

    async def everything_is_stored(self) -> None:
        """Return when nothing that was written waits to be handled any more."""
        expected = sum(map(len, self.said.values()))
        for _ in range(600):
            if self.assistant.count("SELECT count(*) FROM material") == expected:
                return
            await asyncio.sleep(0.1)

    def stored(self) -> dict[int, list[str]]:
        """What the assistant keeps of everybody, in its order; every version of it."""
        store, kept = self.assistant.open_store(), {}
        with store.begin(wall_clock()) as tx:
            assert list(tx.inbox.dead()) == []
            assert tx.chain.broken_at() is None
            for person in self.people:
                here = tx.people.address(person.id, kind="private", language="zh")
                tip = tx.tips.open_draft(here)
                assert tip is not None
                material = tx.tips.material(tip.id, all_versions=True)
                kept[person.id] = [one.text for one in material]
        store.close()
        return kept

    async def answers(self) -> dict[int, Counter[int]]:
        """How often everybody was told that a line was noted, by the line's number."""
        found = {}
        for person in self.people:
            seen = [words(message) for message in await person.messages()]
            numbers = [int(hit[1]) for text in seen if (hit := NOTED.search(text))]
            found[person.id] = Counter(numbers)
        return found
