"""What happens around a case: merging, splitting, sending down, the reporter, deadlines, talks without a case."""

from datetime import timedelta

import pytest

from sandbox.person import words
from tests.journeys.office import (
    assign,
    concluded,
    tell,
    to_letter,
    to_talk,
)
from tests.journeys.town import MINOR, Town
from tests.practice import ORDINARY


@pytest.fixture
def practice() -> dict[str, str]:
    """What the configuration says by itself; no lot is drawn, so that each story has one end."""
    return ORDINARY


# --- together and apart ----------------------------------------------------------------------


async def test_a_case_that_is_merged_goes_on_in_the_other_and_its_reporter_follows(
    office: Town,
) -> None:
    town = office
    first = await town.case()
    again = "石桥镇民政所所长田守拙又在上班时间打麻将，我亲眼看见。"
    code = await town.report(town.neighbour, again)
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
    code = await town.report(town.citizen, MINOR)
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
    await town.tap_card(town.intake, number, "看全文")
    filed = await town.intake.sees("的附件")
    assert await town.intake.download(filed) == b"%PDF-1.4"
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
    code = await town.report(town.citizen, MINOR)
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
