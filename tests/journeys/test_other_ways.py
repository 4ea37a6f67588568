"""Verification, hold, transfer, close, and what is urgent."""

from datetime import timedelta

import pytest

from sandbox.person import labels, words
from tests.journeys.town import MINOR, SERIOUS, URGENT, VAGUE, Town


async def choose(
    town: Town, who, number: str, way: str, reason: str = "经研究，按此办理。"
) -> None:
    await town.tap_card(who, number, "改变…")
    await town.tap_card(who, number, way)
    await who.sees("请写理由")
    await who.say(reason)
    await town.settle()


async def test_a_serious_case_is_escalated_and_then_leaves_this_software(town: Town) -> None:
    number = await town.case(text=SERIOUS)
    card = words(await town.card(number))
    assert "建议：严重（把握 0.91）→ 初步核实" in card
    assert "金额：八万六千元" in card

    await town.tap_card(town.intake, number, "同意：初步核实")
    assert town.state(number) == "escalated"
    assert "相应权限" in await town.tap_card(town.intake, number, "同意初步核实")
    await town.tap_card(town.supervisor, number, "同意初步核实")
    assert town.state(number) == "verification"
    assert labels(await town.card(number)) == ["看全文", "为什么", "我要回避", "更多…"]
    assert town.rows("SELECT count(*) FROM clock WHERE stopped_on IS NULL") == [(0,)]


async def test_a_held_case_is_reviewed_later_and_can_be_taken_up_again(town: Town) -> None:
    number = await town.case(text=VAGUE)
    await town.tap_card(town.supervisor, number, "同意：暂存待查")
    assert "暂存复查" in words(await town.card(number))
    await town.pass_time(timedelta(days=185))
    await town.intake.sees(f"信访件 {number}：暂存复查", chat=town.officers)
    await town.tap_card(town.intake, number, "重新处置")
    assert town.state(number) == "registered"


@pytest.mark.parametrize(
    ("way", "state", "public"),
    [
        ("不属受理范围 → 转出", "transferred", "转有权机关处理"),
        ("线索不足 → 予以了结", "closed", "已按程序办结"),
        ("线索不足 → 暂存待查", "held", "正在按程序办理"),
        ("严重 → 初步核实", "escalated", "已收到，正在研究"),
        ("轻微 → 谈话", "talk", "正在按程序办理"),
        ("轻微 → 函询", "letter", "正在按程序办理"),
    ],
)
async def test_a_leader_sends_a_case_each_way_and_the_reporter_learns_only_so_much(
    town: Town, way: str, state: str, public: str
) -> None:
    code = await town.report(town.citizen, MINOR)
    await choose(town, town.supervisor, "2026-0001", way)
    assert town.state("2026-0001") == state
    await town.citizen.say(f"/status {code}")
    await town.citizen.sees(public)


@pytest.mark.parametrize(
    ("way", "state"),
    [
        ("不属受理范围 → 转出", "transferred"),
        ("线索不足 → 予以了结", "awaiting_approval"),
        ("线索不足 → 暂存待查", "awaiting_approval"),
        ("严重 → 初步核实", "escalated"),
        ("轻微 → 谈话", "awaiting_approval"),
        ("轻微 → 函询", "awaiting_approval"),
    ],
)
async def test_intake_alone_closes_holds_and_inquires_nothing(
    town: Town, way: str, state: str
) -> None:
    number = await town.case()
    await choose(town, town.intake, number, way)
    assert town.state(number) == state


@pytest.mark.parametrize("reason", ["", "无", "好的"])
async def test_a_change_needs_a_reason(town: Town, reason: str) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "改变…")
    await town.tap_card(town.supervisor, number, "轻微 → 函询")
    await town.supervisor.sees("请写理由")
    if reason:
        await town.supervisor.say(reason)
        await town.supervisor.sees("至少 4 个字")
    assert town.state(number) == "registered"
    await town.supervisor.say("/cancel")
    await town.supervisor.sees("已经取消")


async def test_a_very_long_reason_does_not_break_the_card(town: Town) -> None:
    number = await town.case()
    await choose(town, town.intake, number, "轻微 → 谈话", "理由很长。" * 800)
    card = words(await town.card(number))
    assert "何清 提出：谈话，待批准" in card
    assert len(card) <= 4096


async def test_a_very_long_question_reaches_the_reporter_or_is_refused(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.intake, number, "问举报人")
    await town.intake.sees("想问举报人什么")
    question = "请问那天还有谁在？" * 450
    town.told.add(question)
    await town.intake.say(question[:4096])
    await town.settle()
    if town.state(number) == "awaiting_reporter":
        await town.citizen.sees("请问那天还有谁在")
    else:
        assert "字" in words((await town.intake.messages())[-1])


async def test_an_urgent_tip_alarms_the_leaders_at_once(town: Town) -> None:
    number = await town.case(text=URGENT)
    for leader in (town.supervisor, town.head):
        await leader.sees(f"🚨 信访件 {number}")
    assert "现实危险" in words(await town.card(number))
    for other in (town.intake, town.handler):
        assert not [one for one in await other.messages() if "🚨" in words(one)]


async def test_a_danger_that_comes_with_later_material_alarms_as_well(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.settle()
    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("请发要补充的内容")
    await town.citizen.say("没人管，我今晚就从楼上跳下去。")
    await town.citizen.sees("已经放进材料里")
    await town.supervisor.sees("🚨 信访件 2026-0001")
    assert "现实危险" in words(await town.card("2026-0001"))


async def test_why_shows_the_reasons_in_private_and_on_record(town: Town) -> None:
    number = await town.case()
    toast = await town.tap_card(town.handler, number, "为什么")
    assert "已在私聊里给您" in toast
    why = await town.handler.sees("为什么这样建议")
    assert "「打麻将」" in words(why)
    assert "机器只建议" in words(why)
    assert "这是规则的看法" in words(why)
    assert why.get("has_protected_content")
    assert town.rows("SELECT count(*) FROM audit WHERE entry LIKE '%reasons-shown%'") == [(1,)]


async def test_the_full_text_is_answered_in_private_protected_and_on_record(town: Town) -> None:
    number = await town.case()
    toast = await town.tap_card(town.handler, number, "看全文")
    assert "已在私聊里给您" in toast
    full = await town.handler.sees("全文")
    assert MINOR in words(full)
    assert full.get("has_protected_content")
    assert town.rows("SELECT count(*) FROM audit WHERE entry LIKE '%full-text-shown%'") == [(1,)]
    group = "\n".join(words(one) for one in await town.handler.messages(town.officers))
    assert MINOR not in group


async def test_a_case_opened_by_its_number_is_on_record(town: Town) -> None:
    number = await town.case()
    await town.handler.say(f"/case {number}")
    await town.handler.sees(f"信访件 {number}")
    await town.handler.say("/cases")
    listed = await town.handler.sees("在办 1 件")
    await town.handler.tap(labels(listed)[0])
    await town.settle()
    assert town.rows("SELECT count(*) FROM audit WHERE entry LIKE '%card-shown%'") == [(2,)]


async def test_the_audit_log_of_a_whole_story_is_unbroken(town: Town) -> None:
    from bot.rules.chain import Link, verify
    from storage.keys import load_or_create

    number = await town.case(text=SERIOUS)
    await town.tap_card(town.intake, number, "同意：初步核实")
    await town.tap_card(town.supervisor, number, "同意初步核实")
    import json

    links = [
        Link(seq, json.loads(entry), mac)
        for seq, entry, mac in town.rows("SELECT seq, entry, mac FROM audit ORDER BY seq")
    ]
    assert len(links) == 3
    keys = load_or_create(town.stage.settings.keys.file, {})
    assert verify(keys.audit, links) is None
