"""Whatever comes in between: early words, commands at every step, a restart, other buttons."""

import pytest

from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.town import MINOR, OUTSIDE, VAGUE, Town


async def at_mode(town: Town, who: Person) -> None:
    await who.say("我要反映打麻将的事。")
    await who.sees("已经记下了")
    await who.sees("哪种方式反映")


async def at_name(town: Town, who: Person) -> None:
    await who.start()
    await who.tap("实名反映")
    await who.sees("请写您的姓名")


async def at_contact(town: Town, who: Person) -> None:
    await at_name(town, who)
    await who.say("贾春生")
    await who.sees("电话或者邮箱")


async def at_level(town: Town, who: Person) -> None:
    await who.start()
    await who.tap("匿名反映")
    await who.sees("哪一级")


async def at_story(town: Town, who: Person) -> None:
    await town.write(who, MINOR)


async def at_scope(town: Town, who: Person) -> None:
    await town.write(who, OUTSIDE)
    await who.tap("写好了")
    await who.sees("12315")


async def at_ask(town: Town, who: Person) -> None:
    await town.write(who, VAGUE)
    await who.tap("写好了")
    await who.sees("①")


async def at_review(town: Town, who: Person) -> None:
    await town.write(who, MINOR)
    await town.finish(who)


async def at_edit(town: Town, who: Person) -> None:
    await at_review(town, who)
    await who.tap("改：职务")
    await who.sees("「职务」应该是什么")


async def at_code(town: Town, who: Person) -> None:
    await at_review(town, who)
    await who.tap("提交")
    receipt = words(await who.sees("只显示这一次"))
    town.secrets.add(receipt.partition("查询码：")[2][:14])


async def at_add(town: Town, who: Person) -> None:
    code = await town.report(who, MINOR)
    await who.say(f"/add {code}")
    await who.sees("请发要补充的内容")


STEPS = {
    "mode": (at_mode, "哪种方式反映"),
    "name": (at_name, "请写您的姓名"),
    "contact": (at_contact, "电话或者邮箱"),
    "level": (at_level, "哪一级"),
    "story": (at_story, "已经记下 1 条"),
    "scope": (at_scope, "12315"),
    "ask": (at_ask, "①"),
    "review": (at_review, "请看一遍"),
    "edit": (at_edit, "「职务」应该是什么"),
    "code": (at_code, "回复最后四位"),
}
TABLE = [pytest.param(*row, id=name) for name, row in STEPS.items()]


@pytest.mark.parametrize(("reach", "question"), TABLE)
async def test_help_answers_at_every_step_and_asks_again(town: Town, reach, question) -> None:
    who = town.citizen
    await reach(town, who)
    before = (await town.newest(who))["message_id"]

    await who.say("/help")

    await who.sees("/withdraw", after=before)
    assert question in words(await town.newest(who))
    assert "对不上" not in words(await town.newest(who))


@pytest.mark.parametrize(("reach", "question"), TABLE)
async def test_language_changes_at_every_step_and_the_step_stays(
    town: Town, reach, question
) -> None:
    who = town.citizen
    await reach(town, who)
    await who.say("/language")
    await who.tap("English")
    await who.sees("English")
    await who.say("/language")
    await who.tap("中文")
    await who.sees("好的，用中文")

    assert question in words(await town.newest(who))


@pytest.mark.parametrize(("reach", "question"), TABLE)
async def test_cancel_ends_every_step(town: Town, reach, question) -> None:
    who = town.citizen
    await reach(town, who)
    before = (await town.newest(who))["message_id"]

    await who.say("/cancel")

    handed_in = reach is at_code
    await who.sees("/status" if handed_in else "已经取消", after=before)
    assert len(town.numbers()) == int(handed_in)
    assert town.rows("SELECT count(*) FROM conversation") == [(0,)]
    assert town.rows("SELECT count(*) FROM tip WHERE state='draft'") == [(0,)]
    await who.say("/cancel")
    await who.sees("没有要取消的事")


async def test_choosing_a_language_does_not_end_adding_material(town: Town) -> None:
    who = town.citizen
    await at_add(town, who)
    await who.say("/language")
    await who.tap("English")
    await who.say("/language")
    await who.tap("中文")
    await who.say("还有一件打麻将的事。")
    await who.sees("已经放进材料里")
    assert "材料：2 条" in words(await town.card("2026-0001"))


async def test_choosing_a_language_does_not_end_an_officers_form(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "问举报人")
    await town.supervisor.sees("想问举报人什么")
    await town.supervisor.say("/language")
    await town.supervisor.tap("English")
    question = "请问当天还有谁在场？"
    town.told.add(question)
    await town.supervisor.say(question)
    await town.citizen.sees("请问当天还有谁在场")


async def test_the_whole_dialogue_can_be_had_in_english(town: Town) -> None:
    who = await town.add_citizen("Ann", language_code="en")
    await who.start()
    welcome = await who.sees("Hello")
    assert "中文" in labels(welcome)[-1]
    await who.tap(labels(welcome)[0])
    level = await town.newest(who)
    await who.tap(labels(level)[1])
    await who.say(MINOR)
    await town.settle()
    await who.tap(labels(await town.newest(who))[0])
    question = await town.newest(who)
    await who.tap(labels(question)[0])
    review = await town.newest(who)
    await who.tap(labels(review)[7])
    receipt = words(await town.newest(who))
    assert "code" in receipt.lower()
    said = (await town.spoken())[who.id]
    ours = [text for text in said if not any(word in text for word in ("田守拙", "青岭县"))]
    assert not [text for text in ours if any("\u4e00" <= sign <= "\u9fff" for sign in text)]


async def test_words_before_start_are_not_lost(town: Town) -> None:
    who = town.citizen
    await who.say("石桥镇民政所所长田守拙打麻将。")
    await who.sees("已经记下了")
    await who.tap("匿名反映")
    await who.tap("县直单位")
    await who.sees("已经记下 1 条")
    await town.finish(who)
    await town.submit(who)
    assert "田守拙" in words(await town.card("2026-0001"))


async def test_a_photo_before_start_is_not_lost(town: Town) -> None:
    await town.citizen.send("photo", b"\xff\xd8\xff jpeg", caption="打麻将的照片")
    await town.citizen.sees("已经记下了")
    await town.citizen.tap("匿名反映")
    await town.citizen.tap("县直单位")
    await town.citizen.sees("已经记下 1 条")


@pytest.mark.parametrize("step", ["mode", "contact", "level", "story", "scope", "ask", "review"])
async def test_a_half_finished_tip_survives_a_restart(town: Town, step: str) -> None:
    reach, question = STEPS[step]
    who = town.citizen
    await reach(town, who)
    await town.settle()

    await town.stage.stop()
    await town.stage.start()
    await who.say("/help")

    await who.sees("/withdraw")
    assert question in words(await town.newest(who))


async def test_a_tip_goes_on_after_a_restart_to_the_query_code(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.settle()
    await town.stage.stop()
    await town.citizen.say("他还收了两条烟。")  # written while the bot is down
    await town.stage.start()
    await town.citizen.sees("第 2 条")
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    assert "材料：2 条" in words(await town.card("2026-0001"))


async def test_start_offers_the_way_back_to_an_unfinished_tip(town: Town) -> None:
    await at_review(town, town.citizen)
    await town.citizen.start()
    offer = await town.citizen.sees("有一份没写完的反映")
    assert labels(offer) == ["接着写", "重新开始"]
    await town.citizen.tap("接着写")
    assert "请看一遍" in words(await town.newest(town.citizen))


async def test_beginning_afresh_puts_the_old_words_away(town: Town) -> None:
    await at_review(town, town.citizen)
    await town.citizen.start()
    await town.citizen.sees("有一份没写完的反映")
    await town.citizen.tap("重新开始")
    await town.citizen.sees("您好")
    await town.report(town.citizen, VAGUE)
    assert "田守拙" not in words(await town.card("2026-0001"))


@pytest.mark.parametrize("button", ["写好了", "提交", "改：职务", "再写一点", "不知道"])
async def test_a_button_of_an_old_message_cannot_skip_the_question_of_level(
    town: Town, button: str
) -> None:
    who = town.citizen
    await at_review(town, who)
    await who.say("/cancel")
    await who.sees("已经取消")
    await who.say("又来一次：" + MINOR)
    await who.sees("已经记下了")

    await who.tap(button)

    newest = words(await town.newest(who))
    assert "哪种方式反映" in newest
    assert town.numbers() == []


async def test_a_status_question_in_the_middle_does_not_disturb_the_tip(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.write(town.citizen, VAGUE)
    await town.citizen.say(f"/status {code}")
    await town.citizen.sees("已收到，正在研究")
    await town.citizen.say("天怒人怨啊。")
    await town.citizen.sees("记下了（第 2 条）")


async def test_a_sentence_in_place_of_the_last_four_letters_is_kept(town: Town) -> None:
    await at_code(town, town.citizen)
    await town.citizen.say("对了，忘了说，他还收了两条烟，就在食堂门口，好多人看见。")
    await town.citizen.sees("已经放进刚才的材料里")
    assert "材料：2 条" in words(await town.card("2026-0001"))


async def test_an_unknown_command_is_answered(town: Town) -> None:
    await town.citizen.say("/举报")
    await town.citizen.say("/frobnicate")
    await town.citizen.sees("没有这个命令")


async def test_who_writes_without_starting_reads_what_the_welcome_would_have_said(
    town: Town,
) -> None:
    await town.neighbour.say("我们村的账从来没有公开过。")
    kept = words(await town.neighbour.sees("您写的已经记下了"))
    assert "请如实反映" in kept
    assert "只有依法经批准的人才能看到" in kept
    await town.neighbour.sees("您想用哪种方式反映")
