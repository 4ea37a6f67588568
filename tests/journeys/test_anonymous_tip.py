"""The main road: a frightened citizen, from /start to the query code, and the card it becomes."""

import pytest

from sandbox.person import labels, words
from tests.journeys.town import MINOR, Town


async def test_an_anonymous_tip_goes_from_start_to_a_query_code(town: Town) -> None:
    who = town.citizen

    await who.start()
    welcome = await who.sees("您好")
    assert "如实反映" in words(welcome)
    assert "匿名也照常受理" in words(welcome)
    assert labels(welcome) == ["匿名反映", "实名反映", "先看看能反映什么", "English"]

    await who.tap("先看看能反映什么")
    await who.sees("可以反映")
    await who.tap("匿名反映")
    level = await who.sees("哪一级的干部")
    assert labels(level) == ["村（社区）、乡镇", "县直单位", "县领导及以上", "级别不清楚"]

    await who.tap("村（社区）、乡镇")
    await who.sees("想到哪写到哪")
    await who.say("石桥镇民政所所长上班时间打麻将。")
    await who.sees("记下了（第 1 条）")
    await who.say("我去办事，等了两个钟头。")
    await who.sees("记下了（第 2 条）")
    await who.tap("写好了")

    understood = await who.sees("我这样理解")
    assert "石桥镇民政所" in words(understood)
    assert "3 点" in words(understood)
    await who.sees("① 被反映的人叫什么")
    await who.say("好像姓田，叫田守拙")
    await who.sees("② 大概是什么时候")
    await who.tap("不知道")
    await who.sees("③ 大概涉及多少钱")
    await who.tap("不知道")

    review = await who.sees("请看一遍")
    assert "好像姓田，叫田守拙" in words(review)
    await who.tap("提交")
    receipt = await who.sees("只显示这一次")
    assert receipt.get("has_protected_content")
    await who.say("XXXX")
    await who.sees("对不上")
    code = words(receipt).partition("查询码：")[2][:14]
    town.secrets.add(code)
    await who.say(code[-4:].lower())
    await who.sees("建议现在删掉和我的聊天记录")

    card = await town.intake.sees("信访件 2026-0001", chat=town.officers)
    assert "匿名" in words(card)
    assert "11月23日" in words(card)
    assert "建议：轻微（把握 0.91）→ 谈话" in words(card)
    assert "「打麻将」 —— 处分条例（2023）第132条" in words(card)
    assert "田守拙" in words(card)
    assert "可转下级办理" in words(card)


async def test_the_card_shows_number_clock_reasons_facts_and_ways_to_act(town: Town) -> None:
    await town.case(text=MINOR)

    card = await town.card("2026-0001")

    assert "处置建议期限 12月23日" in words(card)
    assert "对象：石桥镇民政所 所长 田守拙" in words(card)
    assert "时间：十月十五号下午" in words(card)
    assert labels(card) == [
        *("同意：谈话", "分办…", "改变…", "问举报人", "转出"),
        *("看全文", "为什么", "期限怎么算", "我要回避", "更多…"),
    ]
    assert card.get("has_protected_content")


async def test_the_code_is_shown_only_once(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    shown = [text for text in (await town.spoken())[town.citizen.id] if code in text]
    assert len(shown) == 1

    await town.citizen.say("/help")
    await town.citizen.say("/start")
    await town.citizen.say(f"/status {code}")
    await town.citizen.sees("进展")
    shown = [text for text in (await town.spoken())[town.citizen.id] if code in text]
    assert len(shown) == 1


async def test_the_same_words_again_are_shown_as_a_repeat(town: Town) -> None:
    await town.case(text=MINOR)
    await town.case(text=MINOR + "上个月又是这样。", who=town.neighbour)

    assert "第 2 次反映同一问题，前件 2026-0001" in words(await town.card("2026-0002"))


@pytest.mark.parametrize("button", ["提交", "写好了"])
async def test_pressing_twice_does_nothing_twice(town: Town, button: str) -> None:
    await town.write(town.citizen, MINOR)
    if button == "提交":
        await town.finish(town.citizen)
        message = await town.newest(town.citizen)
    else:
        message = await town.citizen.sees("记下了")
    await town.citizen.tap(button, message=message["message_id"])
    await town.citizen.tap(button, message=message["message_id"])
    await town.settle()

    cases = town.rows("SELECT count(*) FROM case_file")[0][0]
    assert cases == (1 if button == "提交" else 0)
