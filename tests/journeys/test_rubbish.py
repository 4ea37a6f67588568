"""Forged, stale and foreign presses; rubbish from officers; updates that make no sense."""

from datetime import timedelta
from typing import Any

import pytest

from bot.rules.terms import Role
from handlers.buttons import Button
from sandbox.person import words
from tests.journeys.presses import forge, press_data, signed
from tests.journeys.town import MINOR, Town

FORGED = [
    "",
    "agree:1:1::AAAAAAAA",
    "agree:zz:-1::",
]


@pytest.mark.parametrize("data", FORGED)
async def test_forged_callback_data_does_nothing_and_is_told(town: Town, data: str) -> None:
    number = await town.case()
    toast = await press_data(town, town.head, data)
    assert "已经失效" in toast
    assert town.version(number) == 1


async def test_a_signature_cannot_be_carried_over_to_another_button(town: Town) -> None:
    number = await town.case()
    data = signed(town, Button("full", 1, 1))
    mac = data.rpartition(":")[2]
    toast = await press_data(town, town.head, f"agree:1:1::{mac}")
    assert "已经失效" in toast
    assert town.version(number) == 1


@pytest.mark.parametrize("verb", ["agree", "full"])
async def test_a_citizen_presses_no_officers_button(town: Town, verb: str) -> None:
    number = await town.case()
    toast = await forge(town, town.neighbour, verb, 1, 1, extra="explained")
    assert "相应权限" in toast
    assert town.version(number) == 1
    assert MINOR not in str((await town.spoken()).get(town.neighbour.id))


@pytest.mark.parametrize("verb", ["full", "open"])
async def test_an_administrator_presses_no_officers_button(town: Town, verb: str) -> None:
    admin = await town.enrol("鲁平", Role.ADMIN)
    await admin.join(town.officers)
    await town.case()
    assert "相应权限" in await forge(town, admin, verb, 1, 1)
    assert "打麻将" not in str((await town.spoken()).get(admin.id))


async def test_a_button_of_an_old_version_shows_the_card_anew(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "同意：谈话")
    toast = await forge(town, town.head, "way", 1, 1, extra="hold")
    assert "刚刚有了新变化" in toast
    assert town.state(number) == "talk"


@pytest.mark.parametrize("verb", ["approve", "end", "plan+"])
async def test_an_act_that_leads_nowhere_says_what_can_be_done(town: Town, verb: str) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "同意：谈话")
    toast = await forge(town, town.head, verb, 1, 2, extra="explained")
    assert "可以做的" in toast or "新变化" in toast or "相应权限" in toast
    assert town.state(number) == "talk"


async def test_a_button_of_a_case_that_is_not_there_is_refused(town: Town) -> None:
    assert "没有找到" in await forge(town, town.head, "full", 4711, 1)
    assert "没有找到" in await forge(town, town.head, "open", 4711, 1)


@pytest.mark.parametrize(
    "verb", ["mode", "level", "done", "insist", "skip", "fix", "more", "submit", "resume", "lang"]
)
async def test_a_citizens_button_with_odd_words_in_it_breaks_nothing(
    town: Town, verb: str
) -> None:
    await town.write(town.citizen, MINOR)
    for extra in ("", "anonymous" if verb == "mode" else "unknown"):
        await forge(town, town.citizen, verb, 99, 99, extra=extra)
    await town.citizen.say("/cancel")
    await town.citizen.sees("已经取消")


@pytest.mark.parametrize(
    "text",
    [
        "/case",
        "/case 2026-9999",
        "/case '; DROP TABLE case_file",
        "/case " + "9" * 3000,
        "/cases x",
    ],
)
async def test_rubbish_after_an_officers_command_is_answered(town: Town, text: str) -> None:
    await town.intake.say(text)
    await town.intake.sees("没有找到这个编号|没有您能看到的")


async def test_relations_can_be_listed_and_are_cut_to_size(town: Town) -> None:
    await town.intake.say("/relations")
    await town.intake.sees("还没有声明过关系人")
    await town.intake.say("/relations " + " ".join(f"亲戚{n:04d}" for n in range(600)))
    await town.settle()
    await town.intake.sees("亲戚0001")
    await town.intake.say("/relations 张三三，李四四、王五五")
    await town.intake.sees("张三三、李四四、王五五")


ODD_UPDATES: list[dict[str, Any]] = [
    {"message": {"message_id": 1, "date": 1}},
    {"message": {}},
    {"message": {"message_id": "x", "date": "y", "chat": {"id": "z", "type": 7}}},
    {"callback_query": {"id": "1"}},
    {"edited_message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}},
    {"my_chat_member": {"chat": {"id": 5, "type": "private"}}},
    {"something_new": {"chat": {"id": 5}}},
    {"poll": {"id": "1", "question": "?"}},
    {},
]  # fmt: skip


@pytest.mark.parametrize("update", ODD_UPDATES, ids=lambda one: str(one)[:40])
async def test_an_update_that_makes_no_sense_blocks_nobody(
    town: Town, update: dict[str, Any]
) -> None:
    await town.stage.sim.updates([update])
    for _ in range(7):
        await town.pass_time(timedelta(minutes=5))
    await town.neighbour.start()
    await town.neighbour.sees("您好")
    assert town.rows("SELECT count(*) FROM inbox WHERE state='open'") == [(0,)]
    town.log.truncate(0)  # here a failure is expected to be on record


async def test_a_dead_letter_is_told_to_the_officers_without_a_word_of_it(town: Town) -> None:
    await town.stage.sim.updates([{"message": {"message_id": 1, "date": 1, "text": "打麻将的事"}}])
    for _ in range(7):
        await town.pass_time(timedelta(minutes=5))
    told = words(await town.intake.sees("处理失败", chat=town.officers))
    assert "打麻将" not in told
    assert "打麻将" not in town.log.getvalue()
    town.log.truncate(0)
