"""Whole cases, from the lead to the closed file, as an office with the ordinary practice handles them."""

import asyncio
from datetime import datetime, timedelta

import pytest

from sandbox.person import labels, words
from tests.journeys.office import (
    DISCUSSION,
    REPORT,
    assign,
    concluded,
    discussed,
    planned,
    recorded,
    signed,
    tell,
    to_letter,
    to_talk,
)
from tests.journeys.town import MINOR, SERIOUS, ZONE, Town
from tests.practice import ORDINARY


@pytest.fixture
def practice() -> dict[str, str]:
    """What the configuration says by itself; no lot is drawn, so that each story has one end."""
    return ORDINARY


# --- a talk, a letter: the whole way ---------------------------------------------------------


async def test_a_talk_from_the_lead_to_the_closed_file(office: Town) -> None:
    town = office
    number = await town.case()
    card = await town.card(number)
    assert labels(card)[0] == "分办…"
    assert "同意：谈话" not in labels(card), "nothing is decided before a handler has it"

    await assign(town, number, town.intake)
    assert "承办人：程远" in words(await town.card(number))
    await town.handler.sees(f"信访件 {number} 由 何清 分给您承办")
    await town.staff["方衡"].sees(f"信访件 {number} 已由 何清 分给 程远")

    await town.tap_card(town.handler, number, "同意：谈话")
    waiting = words(await town.card(number))
    assert "还没有记下集体研究情况" in waiting
    assert "还需签批：分管领导 → 主要负责人" in waiting
    assert "请先用「记集体研究」" in await town.tap_card(town.supervisor, number, "批准：谈话")
    await discussed(town, number)
    now = words(await town.card(number))
    assert f"集体研究：{DISCUSSION}" in now
    assert "程远 提出：谈话，待批准（理由：照建议（处分条例（2023）第132条））" in now
    assert "现在轮到分管领导" in await town.tap_card(town.head, number, "批准：谈话")
    await town.tap_card(town.supervisor, number, "批准：谈话")
    assert "还需签批：主要负责人" in words(await town.card(number))
    await town.tap_card(town.head, number, "批准：谈话")
    assert town.state(number) == "talk"

    await planned(town, number)
    assert town.state(number) == "talk_planned"
    assert not [one for one in await town.handler.messages() if "谈话通知" in words(one)]
    await town.tap_card(town.supervisor, number, "批准谈话方案")
    notice = words(await town.handler.sees("谈话通知"))
    assert "11月27日（星期五）09:00" in notice
    assert "陪同：镇党委书记 万里程" in notice
    assert "打麻将" not in notice

    await town.pass_time(timedelta(days=3))
    for who in (town.handler, town.supervisor):
        await who.sees(f"信访件 {number}：谈话 11月27日（星期五）09:00")

    town.set_time(datetime(2026, 11, 27, 11, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已谈话")
    await town.tap_card(town.handler, number, "报结论…")
    await town.tap_card(town.handler, number, "谈话提醒")
    await tell(town, town.handler, REPORT)
    await town.handler.sees("请先把谈话笔录记下来")
    await town.handler.say("/cancel")
    await recorded(town, number)
    assert "记谈话笔录…" not in labels(await town.card(number))
    await concluded(town, number, "谈话提醒")

    end = words(await town.card(number))
    assert "状态：已办结" in end
    assert "结果：谈话提醒" in end
    assert end.count("⏳") == 1
    assert "民主生活会说明期限" in end, "the only clock that still runs"


async def test_a_letter_from_the_lead_to_the_closed_file(office: Town) -> None:
    town = office
    number = await to_letter(town)
    await town.tap_card(town.handler, number, "出函询通知书")
    await tell(
        town, town.handler, "县农机站站长 邹望川", "请说明有无收受财物。", "县农机站党组书记 汪海"
    )
    letter = await town.handler.sees("函询通知书。请核对")
    content = await town.handler.download(letter)
    assert letter["document"]["file_name"] == "青岭纪函〔2026〕1号函询通知书.docx"
    from tests.journeys.test_talk_and_letter import text_of

    assert "汪海" in text_of(content)

    town.set_time(datetime(2026, 11, 26, 10, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已送达，另填日期")
    await tell(town, town.handler, "12月30日")
    await town.handler.sees("这一天早于|这一天还没有到")
    await tell(town, town.handler, "昨天")
    assert "函询回复期限 12月16日" in words(await town.card(number)), (
        "15 working days from the 25th"
    )

    town.set_time(datetime(2026, 12, 10, 10, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已收到回复")
    await town.tap_card(town.handler, number, "报结论…")
    await town.tap_card(town.handler, number, "采信说明，予以了结")
    await tell(town, town.handler, REPORT)
    await town.handler.sees("请先填函询回复有没有")
    await town.handler.say("/cancel")
    await town.tap_card(town.handler, number, "签署情况…")
    await town.tap_card(town.handler, number, "未签署意见")
    await concluded(town, number, "采信说明，予以了结")
    assert town.state(number) == "closed"
    assert town.rows("SELECT opinion FROM letter") == [("missing",)]


async def test_an_overdue_letter_is_warned_of_until_the_reply_is_recorded(office: Town) -> None:
    town = office
    number = await to_letter(town)
    await town.tap_card(town.handler, number, "出函询通知书")
    await tell(town, town.handler, "邹望川", "请说明有无收受财物。", "本人")
    await town.tap_card(town.handler, number, "已送达")
    await town.tap_card(town.handler, number, "看全文")
    await town.pass_time(timedelta(days=28))
    assert "函询回复期限 12月14日" in words(await town.card(number)), "a look stops no clock"
    await town.tap_card(town.handler, number, "已收到回复")
    card = words(await town.card(number))
    assert "函询回复期限" not in card
    assert "情况报告期限" in card
    assert town.rows("SELECT opinion FROM letter") == [("not_needed",)]


# --- people who step aside -------------------------------------------------------------------


async def test_a_handler_steps_aside_in_the_middle_and_sees_nothing_from_then_on(
    office: Town,
) -> None:
    town = office
    number = await to_talk(town)
    await town.tap_card(town.handler, number, "我要回避")
    await town.tap_card(town.handler, number, "确认回避")

    asked = await town.head.sees(f"信访件 {number}：程远 需要回避")
    assert labels(asked) == ["同意", "不同意"]
    await town.handler.say(f"/case {number}")
    await town.handler.sees("没有找到这个编号")
    await town.handler.say("/cases")
    assert number not in words(await town.newest(town.handler))
    mine = await town.card(number, town.intake)
    assert "承办人" not in words(mine), "it is in nobody's hands now"

    await town.head.tap("同意", message=asked["message_id"])
    await town.head.sees("程远 回避")
    assert town.rows("SELECT count(*) FROM recusal") == [(1,)]


async def test_the_head_may_find_that_nobody_has_to_step_aside(office: Town) -> None:
    town = office
    number = await town.case(text=MINOR + "程远也在场打牌。")
    asked = await town.head.sees(f"信访件 {number}：程远 需要回避")
    await town.handler.say(f"/case {number}")
    await town.handler.sees("没有找到这个编号")

    await town.head.tap("不同意", message=asked["message_id"])
    await town.handler.sees("主要负责人决定您不需回避")
    await town.handler.say(f"/case {number}")
    await town.handler.sees("看全文|材料")
    assert town.rows("SELECT count(*) FROM recusal") == [(0,)]


# --- something grave comes up ----------------------------------------------------------------


async def test_a_serious_cue_in_later_words_stops_the_minor_path(office: Town) -> None:
    town = office
    code = await town.report(town.citizen, MINOR)
    (number,) = town.numbers()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：谈话")
    await discussed(town, number)
    await signed(town, number, "批准：谈话")

    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("补充")
    await town.citizen.say("他还冒领了危房改造补助款，套取八万多元。")
    await town.settle()

    assert town.state(number) == "assigned"
    card = words(await town.card(number))
    assert "处置建议期限" in card
    await town.intake.sees("谈话函询已停下", chat=town.officers)
    await town.tap_card(town.handler, number, "改变…")
    await town.tap_card(town.handler, number, "轻微 → 谈话")
    await tell(town, town.handler, "补充的内容没有依据，仍按谈话办。")
    assert town.state(number) == "awaiting_approval", "lowering again takes the whole chain"
    assert "待第二人同意" in words(await town.card(number))


async def test_a_target_of_a_higher_level_is_discovered_late_and_sealed(office: Town) -> None:
    town = office
    code = await town.report(town.citizen, MINOR)
    (number,) = town.numbers()
    await assign(town, number, town.intake)
    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("补充")
    await town.citizen.say("其实这件事是副县长冉某叫他干的。")
    await town.settle()
    assert town.state(number) == "sealed"
    await town.head.sees("封存件")
    await town.handler.say(f"/case {number}")
    await town.handler.sees("没有找到这个编号")


async def test_verification_is_discussed_and_signed_by_both(office: Town) -> None:
    town = office
    number = await town.case(text=SERIOUS)
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：初步核实")
    assert town.state(number) == "escalated"
    assert "相应权限" in await town.tap_card(town.handler, number, "同意初步核实")
    await discussed(town, number)
    await signed(town, number, "同意初步核实")
    assert town.state(number) == "verification"


# --- two at once, twice, after a crash -------------------------------------------------------


async def test_two_approvers_at_once_both_count_or_one_is_told(office: Town) -> None:
    town = office
    number = await town.case()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：谈话")
    await discussed(town, number)
    card = (await town.card(number))["message_id"]
    await asyncio.gather(
        *(
            who.tap("批准：谈话", chat=town.officers, message=card)
            for who in (town.supervisor, town.head)
        )
    )
    await town.settle()
    assert town.state(number) == "awaiting_approval", "the second saw an older card"
    await town.tap_card(town.head, number, "批准：谈话")
    assert town.state(number) == "talk"


async def test_a_tap_that_was_lost_on_the_way_can_be_repeated(office: Town) -> None:
    town = office
    number = await town.case()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：谈话")
    await discussed(town, number)
    card = (await town.card(number))["message_id"]
    answers = []
    for _ in range(2):
        press = await town.supervisor.tap("批准：谈话", chat=town.officers, message=card)
        answers.append(str((press["answer"] or {}).get("text")))
    await town.settle()
    assert "已办" in answers[0]
    assert "没有重复" in answers[1] or "新变化" in answers[1]
    assert town.rows("SELECT count(*) FROM decision WHERE act='agree'") == [(1,)]


async def test_the_clock_of_a_letter_runs_across_the_spring_festival(office: Town) -> None:
    town = office
    town.set_time(datetime(2026, 2, 6, 9, tzinfo=ZONE))
    number = await to_letter(town)
    await town.tap_card(town.handler, number, "出函询通知书")
    await tell(town, town.handler, "邹望川", "请说明有无收受财物。", "无")
    town.set_time(datetime(2026, 2, 9, 9, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已送达")
    assert "函询回复期限 3月6日" in words(await town.card(number))


async def test_a_crash_between_approval_and_letter_loses_neither(office: Town) -> None:
    town = office
    number = await to_letter(town)
    await town.tap_card(town.handler, number, "出函询通知书")
    await tell(town, town.handler, "邹望川", "请说明有无收受财物。")
    await town.stage.stop()
    await town.stage.start()
    await tell(town, town.handler, "无")
    await town.handler.sees("函询通知书。请核对")
    assert town.state(number) == "letter_issued"
    assert town.rows("SELECT count(*) FROM letter") == [(1,)]
