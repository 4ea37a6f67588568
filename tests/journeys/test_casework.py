"""Whole cases, from the lead to the closed file, as an office with the ordinary practice handles them."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.rules.terms import Role
from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.town import MINOR, SERIOUS, ZONE, Town

GIFTS = "县农机站站长邹望川去年十二月收了合作社送的两条烟，在食堂门口给的。"
DISCUSSION = "11月24日，沈岚、程远、何清；一致同意。"
REPORT = "已核对值班记录和群众说法，问题属实，情节轻微，本人认识到位。"


@pytest.fixture
def practice() -> dict[str, str]:
    """What the configuration says by itself; no lot is drawn, so that each story has one end."""
    return {"QINGFENG_POLICY__HANDLING__SPOT_CHECK": "0"}


@pytest.fixture
async def office(town: Town) -> Town:
    """The town with somebody for case supervision."""
    await town.seat("方衡", Role.OVERSIGHT)
    return town


async def assign(town: Town, number: str, who: Person, name: str = "程远") -> None:
    await town.tap_card(who, number, "分办…")
    await town.tap_card(who, number, name)


async def tell(town: Town, who: Person, *answers: str) -> None:
    for one in answers:
        await who.say(one)
        await town.settle()


async def discussed(town: Town, number: str) -> None:
    await town.tap_card(town.handler, number, "记集体研究…")
    await town.handler.sees("集体研究情况")
    await tell(town, town.handler, DISCUSSION)


async def signed(town: Town, number: str, button: str) -> None:
    for leader in (town.supervisor, town.head):
        assert "已办" in await town.tap_card(leader, number, button)


async def to_talk(town: Town) -> str:
    number = await town.case()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：谈话")
    await discussed(town, number)
    await signed(town, number, "批准：谈话")
    return number


async def to_letter(town: Town) -> str:
    number = await town.case(text=GIFTS)
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "改变…")
    await town.tap_card(town.handler, number, "轻微 → 函询")
    await tell(town, town.handler, "情节轻微，先函询了解。")
    await discussed(town, number)
    await signed(town, number, "批准：函询")
    return number


async def planned(town: Town, number: str, *, at: str = "2026-11-27 09:00") -> None:
    await town.tap_card(town.handler, number, "安排谈话")
    plan = ("沈岚、程远", at, "县纪委谈话室", "镇党委书记 万里程", "有高血压，备药；不用手机")
    await tell(town, town.handler, *plan)


async def recorded(town: Town, number: str) -> None:
    await town.tap_card(town.handler, number, "记谈话笔录…")
    await tell(
        town,
        town.handler,
        "沈岚、程远",
        "11月27日 9:00",
        "11月27日 10:20",
        "问：上班时间打牌，是怎么回事？ 答：有过两次，我错了。",
        "问：还有谁在场？\n答：没有别人。",
        "完",
        "是",
        "是",
    )


async def concluded(town: Town, number: str, outcome: str) -> None:
    await town.tap_card(town.handler, number, "报结论…")
    await town.tap_card(town.handler, number, outcome)
    await tell(town, town.handler, REPORT)
    await signed(town, number, "批准处置意见")


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
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    code = await town.submit(town.citizen)
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
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    code = await town.submit(town.citizen)
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


# --- together and apart ----------------------------------------------------------------------


async def test_a_case_that_is_merged_goes_on_in_the_other_and_its_reporter_follows(
    office: Town,
) -> None:
    town = office
    first = await town.case()
    await town.write(town.neighbour, "石桥镇民政所所长田守拙又在上班时间打麻将，我亲眼看见。")
    await town.finish(town.neighbour)
    code = await town.submit(town.neighbour)
    second = town.numbers()[-1]

    await town.tap_card(town.intake, second, "更多…")
    await town.tap_card(town.intake, second, "并案…")
    await tell(town, town.intake, "2026-9999")
    await town.intake.sees("没有找到这个编号")
    await tell(town, town.intake, second)
    await town.intake.sees("不能并入自己")
    await tell(town, town.intake, first)

    assert town.state(second) == "merged"
    assert f"已并入 {first}" in words(await town.card(second))
    assert f"并入本件：{second}" in words(await town.card(first))
    await town.neighbour.say(f"/status {code}")
    await town.neighbour.sees("已经收到|收到")


async def test_a_second_matter_becomes_a_case_of_its_own(office: Town) -> None:
    town = office
    number = await town.case()
    await town.tap_card(town.intake, number, "更多…")
    await town.tap_card(town.intake, number, "分案…")
    await tell(town, town.intake, "田守拙另涉冒领补助款，套取数额不详。")
    await town.intake.sees("已另立信访件 2026-0002")
    card = words(await town.card("2026-0002"))
    assert "严重" in card
    assert town.state(number) == "registered"


async def test_a_lead_for_a_lower_office_is_followed_until_it_is_taken(office: Town) -> None:
    town = office
    number = await town.case()
    await town.tap_card(town.intake, number, "更多…")
    await town.tap_card(town.intake, number, "转下级…")
    await tell(town, town.intake, "石桥镇纪委，属镇管对象。")
    card = words(await town.card(number))
    assert "下级受理期限 11月30日" in card
    await town.tap_card(town.intake, number, "下级退回")
    await tell(town, town.intake, "对象已调到县里，不归镇管。")
    assert town.state(number) == "registered"
    assert "处置建议期限" in words(await town.card(number))


async def test_a_repeat_is_kept_on_file_and_can_be_taken_up(office: Town) -> None:
    town = office
    number = await town.case()
    await town.tap_card(town.intake, number, "更多…")
    await town.tap_card(town.intake, number, "重复件留存…")
    await tell(town, town.intake, "与 2025-0098 相同，已有结论。")
    assert town.state(number) == "kept"
    await town.tap_card(town.intake, number, "重新处置")
    assert town.state(number) == "registered"


# --- the reporter ----------------------------------------------------------------------------


async def test_a_question_during_the_handling_goes_both_ways_and_stops_nothing(
    office: Town,
) -> None:
    town = office
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    code = await town.submit(town.citizen)
    (number,) = town.numbers()
    await assign(town, number, town.intake)
    town.told.add("那天还有谁在场？")
    await town.tap_card(town.handler, number, "问举报人")
    await tell(town, town.handler, "那天还有谁在场？")
    assert town.state(number) == "assigned"
    assert "在等举报人回答" in words(await town.card(number))

    await town.citizen.sees("那天还有谁在场？")
    await town.citizen.tap("回答")
    await town.citizen.say("就他和门卫两个。")
    await town.settle()
    assert "在等举报人回答" not in words(await town.card(number))
    await town.citizen.say(f"/status {code}")


async def test_a_scan_is_filed_and_never_counts_as_the_reporters_words(office: Town) -> None:
    town = office
    number = await to_talk(town)
    before = words(await town.card(number))
    await town.tap_card(town.handler, number, "更多…")
    await town.tap_card(town.handler, number, "存入扫描件…")
    await town.handler.sees("请发照片或文件")
    await town.handler.say("先等等")
    await town.handler.sees("这里请发照片或文件")
    await town.handler.send("voice", b"OggS")
    await town.handler.sees("只收照片和 PDF")
    await town.handler.send(
        "document", b"%PDF-1.4", file_name="签字页.pdf", caption="谈话笔录签字页"
    )
    await town.handler.sees("已存入：谈话笔录")
    await town.handler.say("完")
    await town.settle()
    after = words(await town.card(number))
    assert "扫描件：1 份" in after
    assert before.count("材料：1 条") == after.count("材料：1 条") == 1


async def test_a_deadline_is_paused_on_a_leaders_answer_and_goes_on(office: Town) -> None:
    town = office
    number = await town.case()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "更多…")
    await town.tap_card(town.handler, number, "期限中止、延长…")
    await town.tap_card(town.handler, number, "中止：处置建议期限")
    await tell(town, town.handler, "已请举报人补充，尚未回答。")
    await town.handler.sees("已报分管领导")
    asked = await town.supervisor.sees("程远 请示中止「处置建议期限」")
    assert "暂停" not in words(await town.card(number)), "nothing changes before the answer"
    await town.supervisor.tap("同意", message=asked["message_id"])
    await town.handler.sees("已同意中止")
    assert "暂停" in words(await town.card(number))

    await town.pass_time(timedelta(days=10))
    await town.tap_card(town.handler, number, "更多…")
    await town.tap_card(town.handler, number, "期限中止、延长…")
    await town.tap_card(town.handler, number, "恢复：处置建议期限")
    await tell(town, town.handler, "举报人已经回答。")
    assert "处置建议期限 1月4日" in words(await town.card(number))


async def test_a_leader_extends_a_deadline_himself_and_not_backwards(office: Town) -> None:
    town = office
    number = await town.case()
    await town.tap_card(town.supervisor, number, "更多…")
    await town.tap_card(town.supervisor, number, "期限中止、延长…")
    await town.tap_card(town.supervisor, number, "延长：处置建议期限")
    await tell(town, town.supervisor, "很久以后")
    await town.supervisor.sees("没看懂")
    await tell(town, town.supervisor, "2026-12-01", "情况复杂，需要更多时间。")
    await town.supervisor.sees("更晚|晚于|不能")
    await town.supervisor.say("/cancel")
    await town.tap_card(town.supervisor, number, "更多…")
    await town.tap_card(town.supervisor, number, "期限中止、延长…")
    await town.tap_card(town.supervisor, number, "延长：处置建议期限")
    await tell(town, town.supervisor, "2mo", "情况复杂，需要更多时间。")
    assert "处置建议期限 1月25日" in words(await town.card(number))


async def test_an_accepted_explanation_that_is_drawn_is_checked_first(
    office: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = office
    monkeypatch.setattr("bot.services.spot_checks.secrets.randbelow", lambda _most: -1)
    number = await to_letter(town)
    await town.tap_card(town.handler, number, "出函询通知书")
    await tell(town, town.handler, "邹望川", "请说明有无收受财物。", "本人")
    await town.tap_card(town.handler, number, "已送达")
    await town.tap_card(town.handler, number, "已收到回复")
    await concluded(town, number, "采信说明，予以了结")
    assert town.state(number) == "spot_check"
    await town.tap_card(town.handler, number, "抽查不实，重新处置")
    await tell(town, town.handler, "合作社的账上有这笔开支。")
    assert town.state(number) == "assigned"
    assert "处置建议期限" in words(await town.card(number))


async def test_the_reporter_asks_that_an_officer_steps_aside(office: Town) -> None:
    town = office
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    code = await town.submit(town.citizen)
    (number,) = town.numbers()
    await assign(town, number, town.intake)
    await town.citizen.say(f"/add {code}")
    await town.citizen.tap("请某人回避")
    await town.citizen.sees("谁应当回避")
    await town.citizen.say("程远是田守拙的表弟，请他回避。")
    await town.citizen.sees("会请主要负责人决定")
    asked = await town.head.sees(f"信访件 {number}：举报人提出请 程远 回避")
    await town.handler.say(f"/case {number}")
    await town.handler.sees("没有找到这个编号")
    await town.head.tap("同意", message=asked["message_id"])
    await town.head.sees("程远 回避")


async def test_officers_hear_that_a_reporter_cannot_be_reached(office: Town) -> None:
    town = office
    number = await town.case()
    await assign(town, number, town.intake)
    await town.citizen.block()
    town.told.add("那天还有谁在场？")
    await town.tap_card(town.handler, number, "问举报人")
    await tell(town, town.handler, "那天还有谁在场？")
    await town.intake.sees(f"信访件 {number}：给举报人的消息没有送到", chat=town.officers)


async def test_talks_without_a_case_are_kept_and_counted(office: Town) -> None:
    town = office
    for kind, when in (("任前廉政谈话", "2026-11-20 9:00"), ("日常谈话", "2026-11-02 15:00")):
        await town.head.say("/talk")
        await town.head.tap(kind)
        await tell(town, town.head, "万里程，石桥镇党委书记", "陆知远、沈岚", when, "县纪委谈话室")
        await town.head.sees("已记下")
    await town.head.say("/talks")
    await town.head.sees(
        "2026 年谈话：信访件 0 人次，任前廉政谈话 1 人次，与主要负责人日常谈话 1 人次"
    )
    await town.head.say("/talks 二十")
    await town.head.sees("请写年份")
