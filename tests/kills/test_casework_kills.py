"""The assistant is killed between the last signature and the letter: neither is lost, neither comes twice."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.opening import wall_clock
from bot.rules.model import Case, Conversation, Decision
from bot.rules.terms import Act, Discipline, Level, Mode, Role, Route, Severity, State, TipState
from handlers.buttons import Button, Buttons
from storage.keys import load_or_create
from tests.kills.village import Village

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

HANDLER, SUPERVISOR, HEAD = range(3)
ROLES = (Role.HANDLER, Role.SUPERVISOR, Role.HEAD)


def waiting_for_the_head(village: Village) -> Case:
    """A case discussed and signed by the supervisor; the first three villagers are its officers."""
    now, assistant = wall_clock(), village.assistant
    store = assistant.open_store()
    with store.begin(now) as tx:
        staff = []
        for person, role in zip(village.people, ROLES, strict=False):
            token = tx.officers.invite(f"官{role}", role, expires=now + timedelta(hours=1))
            here = tx.people.address(person.id, kind="private", language="zh")
            staff.append(tx.officers.enrol(token, person.id, here, now))
            tx.converse(here, Conversation(), now)
        tip = tx.tips.start("nobody", now)
        reply_to = tx.people.seal(staff[0].address)
        tip = replace(tip, state=TipState.SUBMITTED, mode=Mode.ANONYMOUS, reply_to=reply_to)
        tx.tips.save(tip)
        case = tx.cases.register(
            Case(
                id=0,
                number=tx.cases.next_number(2026),
                tip_id=tip.id,
                state=State.AWAITING_APPROVAL,
                version=4,
                severity=Severity.MINOR,
                route=Route.LETTER,
                discipline=Discipline.WORK,
                level=Level.COUNTY,
                received_at=now,
                reply_to=reply_to,
                handler=staff[HANDLER].id,
            )
        )
        made = ((2, HANDLER, Act.PROPOSE), (3, HANDLER, Act.DISCUSS), (4, SUPERVISOR, Act.AGREE))
        for version, who, act in made:
            route = Route.LETTER if act is Act.PROPOSE else None
            tx.cases.decide(
                Decision(case.id, version, staff[who].id, act, now, "理由写在这里", route=route)
            )
    store.close()
    return case


async def press(village: Village, who: int, verb: str, case: Case, version: int) -> None:
    """A signed button, pressed in the officer's own chat."""
    keys = load_or_create(village.assistant.settings.keys.file, {})
    data = Buttons(keys.button).pack(Button(verb, case.id, version))
    person = {"id": village.people[who].id, "is_bot": False, "first_name": "x"}
    chat = {"id": village.people[who].id, "type": "private", "first_name": "x"}
    message = {"message_id": 1, "date": 1795452323, "chat": chat, "text": "x"}
    query = {"id": f"{verb}-{version}", "from": person, "chat_instance": "1", "data": data}
    await village.sim.updates([{"callback_query": query | {"message": message}}])


async def becomes(village: Village, query: str, wanted: int) -> None:
    """Return when the database says so: what was not fetched before the kill is fetched now."""
    for _ in range(100):
        if village.assistant.count(query) == wanted:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(query)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_signature_and_letter_survive_a_kill_each_once(village: Village, seed: int) -> None:
    chance, assistant = random.Random(seed), village.assistant
    case = waiting_for_the_head(village)

    async def die_and_rise() -> None:
        await asyncio.sleep(chance.uniform(0.0, 0.25))
        assistant.kill()
        assistant.start()
        await assistant.is_running()
        await assistant.has_done_everything()

    for person in village.people[: len(ROLES)]:
        await person.say("/help")  # a bot may only write to whom it has heard of
    assistant.start()
    await assistant.is_running()
    await press(village, HEAD, "approve", case, 4)
    await die_and_rise()
    await becomes(village, "SELECT count(*) FROM case_file WHERE state = 'letter'", 1)
    assert assistant.count("SELECT count(*) FROM decision WHERE act = 'approve_letter'") == 1

    handler = village.people[HANDLER]
    await press(village, HANDLER, "letter", case, 5)
    await handler.sees("发给谁", timeout=10)
    for said, asked in (("邹望川", "说明哪些问题"), ("请说明有无收受财物。", "抄送")):
        await handler.say(said)
        await handler.sees(asked, timeout=10)
    await handler.say("无")
    await die_and_rise()

    await handler.sees("函询通知书。请核对", timeout=20)
    assert assistant.count("SELECT count(*) FROM letter") == 1
    assert assistant.count("SELECT count(*) FROM decision WHERE act = 'issue_letter'") == 1
    assert assistant.count("SELECT value FROM counter WHERE name LIKE 'letter:%'") == 1
