"""Two people, one decision; and lowering what is serious takes two."""

import asyncio

from sandbox.person import labels, words
from tests.journeys.town import MINOR, SERIOUS, Town


async def test_two_presses_at_once_make_one_decision_and_the_other_is_told(town: Town) -> None:
    number = await town.case()
    card = (await town.card(number))["message_id"]

    one, two = await asyncio.gather(
        town.supervisor.tap("同意：谈话", chat=town.officers, message=card),
        town.head.tap("转出", chat=town.officers, message=card),
    )
    await town.settle()

    toasts = sorted(str((each["answer"] or {}).get("text", "")) for each in (one, two))
    assert town.rows("SELECT count(*) FROM decision") == [(1,)] or "已在私聊里给您。" in toasts
    assert town.state(number) == "talk"
    assert town.version(number) == 2


async def test_two_agreements_at_the_same_moment_count_once(town: Town) -> None:
    number = await town.case()
    card = (await town.card(number))["message_id"]
    presses = [
        person.tap("同意：谈话", chat=town.officers, message=card)
        for person in (town.supervisor, town.head, town.supervisor, town.head)
    ]
    answers = [str((each["answer"] or {}).get("text")) for each in await asyncio.gather(*presses)]
    await town.settle()

    assert sorted(answers).count("已办，卡片已更新。") == 1
    late = [one for one in answers if "刚刚有了新变化" in one or "没有重复" in one]
    assert len(late) == 3
    assert town.rows("SELECT count(*) FROM decision") == [(1,)]
    assert "谈话待安排" in words(await town.card(number))


async def test_a_form_filled_in_too_late_is_told_and_closed(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.head, number, "改变…")
    await town.tap_card(town.head, number, "轻微 → 函询")
    await town.head.sees("请写理由")
    await town.tap_card(town.supervisor, number, "同意：谈话")

    await town.head.say("先函询了解一下。")
    await town.head.sees("刚刚有了新变化")
    assert town.state(number) == "talk"
    await town.head.say("那就算了。")
    await town.head.sees("/relations")


async def test_a_proposal_by_intake_waits_for_a_leader(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.intake, number, "同意：谈话")
    card = await town.card(number)
    assert town.state(number) == "awaiting_approval"
    assert "何清 提出：谈话，待批准" in words(card)
    assert labels(card)[:2] == ["批准：谈话", "退回重定"]

    assert "相应权限" in await town.tap_card(town.handler, number, "批准：谈话")
    assert "相应权限" in await town.tap_card(town.intake, number, "批准：谈话")
    assert "已办" in await town.tap_card(town.supervisor, number, "批准：谈话")
    assert town.state(number) == "talk"


async def test_a_leader_sends_a_proposal_back_with_a_reason(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.intake, number, "同意：谈话")
    await town.tap_card(town.supervisor, number, "退回重定")
    await town.supervisor.sees("退回重定，请写理由")
    await town.supervisor.say("先问清楚时间。")
    await town.supervisor.sees("已办")
    assert town.state(number) == "assigned"
    assert "退回重定" in words(await town.card(number))


async def propose_lower(town: Town, who) -> str:
    number = await town.case(text=SERIOUS)
    await town.tap_card(who, number, "改变…")
    await town.tap_card(who, number, "轻微 → 谈话")
    await who.sees("还要第二人同意")
    await who.say("数额存疑，先谈话了解。")
    await who.sees("已办")
    return number


async def test_lowering_a_serious_case_waits_for_a_second_officer(town: Town) -> None:
    number = await propose_lower(town, town.supervisor)
    card = await town.card(number)
    assert "沈岚 提出由严重降低 → 谈话，待第二人同意" in words(card)
    assert labels(card)[:2] == ["批准：谈话", "不同意，按严重办"]

    assert "相应权限" in await town.tap_card(town.supervisor, number, "批准：谈话")
    assert town.state(number) == "awaiting_approval"
    assert "相应权限" in await town.tap_card(town.intake, number, "批准：谈话")
    await town.tap_card(town.head, number, "批准：谈话")
    assert town.state(number) == "talk"
    assert "轻微 → 谈话" in words(await town.card(number))


async def test_refusing_to_lower_keeps_the_case_serious(town: Town) -> None:
    number = await propose_lower(town, town.intake)
    assert "相应权限" in await town.tap_card(town.handler, number, "不同意，按严重办")
    await town.tap_card(town.head, number, "不同意，按严重办")
    card = words(await town.card(number))
    assert town.state(number) == "escalated"
    assert "已呈分管领导" in card
    assert town.rows("SELECT severity FROM case_file") == [("serious",)]


async def test_transfer_lowers_a_serious_case_too(town: Town) -> None:
    number = await town.case(text=SERIOUS)
    await town.tap_card(town.supervisor, number, "转出")
    await town.supervisor.sees("还要第二人同意")
    await town.supervisor.say("应由公安机关办理。")
    await town.supervisor.sees("已办")
    assert town.state(number) == "awaiting_approval"


async def test_a_serious_cue_found_later_stops_the_minor_path(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "同意：谈话")
    await town.tap_card(town.handler, number, "发现严重情形")
    await town.handler.sees("发现什么严重情形")
    await town.handler.say("谈话前发现有五万元转账。")
    await town.handler.sees("已办")

    assert town.state(number) == "escalated"
    card = words(await town.card(number))
    assert "处置建议期限" in card
    assert town.rows("SELECT severity FROM case_file") == [("serious",)]
    await town.tap_card(town.supervisor, number, "退回重定")
    await town.supervisor.sees("请写理由")
    await town.supervisor.say("查无转账。")
    await town.supervisor.sees("已办")
    await town.tap_card(town.supervisor, number, "改变…")
    await town.tap_card(town.supervisor, number, "轻微 → 谈话")
    await town.supervisor.sees("还要第二人同意")


async def test_later_material_that_reads_as_serious_raises_an_undecided_case(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.settle()
    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("请发要补充的内容")
    await town.citizen.say("他还套取补助款八万六千元。")
    await town.citizen.sees("已经放进材料里")
    card = await town.card("2026-0001")
    assert "建议：严重" in words(card)
    assert town.rows("SELECT severity FROM case_file") == [("serious",)]


async def test_without_confidence_there_is_nothing_to_agree_with(town: Town) -> None:
    number = await town.case(text="拿不准：" + MINOR)
    card = await town.card(number)
    assert "需要人工阅读" in words(card)
    assert "把握只有 0.40" in words(card)
    assert not [label for label in labels(card) if label.startswith("同意")]
