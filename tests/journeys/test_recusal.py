"""Who is named in a tip, or related to somebody named, neither sees nor decides it (Art. 48)."""

import pytest

from bot.rules.terms import Role
from sandbox.client import Person
from sandbox.person import words
from tests.journeys.town import MINOR, Town

NAMES_INTAKE = MINOR + "信访室的何清和他是酒友，每次都压下来。"


async def everything(who: Person) -> str:
    return "\n".join(words(one) for one in await who.messages())


async def no_card_in_group(town: Town, number: str) -> None:
    await town.settle()
    shown = [words(one) for one in await town.intake.messages(town.officers)]
    assert not [text for text in shown if number in text and "不在这里显示" not in text]


async def test_a_tip_that_names_an_officer_goes_to_the_others_one_by_one(town: Town) -> None:
    number = await town.case(text=NAMES_INTAKE)
    await no_card_in_group(town, number)
    for who in (town.handler, town.supervisor, town.head):
        assert "建议：轻微" in words(await town.card(number, who))
    assert number not in await everything(town.intake)
    assert not [text for text in (await town.spoken())[town.officers] if number in text]


async def test_the_named_officer_finds_the_case_nowhere(town: Town) -> None:
    number = await town.case(text=NAMES_INTAKE)
    other = await town.case(text=MINOR, who=town.neighbour)

    await town.intake.say("/cases")
    listed = await town.intake.sees("在办 1 件")
    assert other in str(listed["reply_markup"])
    assert number not in str(listed["reply_markup"])
    await town.intake.say(f"/case {number}")
    await town.intake.sees("没有找到这个编号")
    assert "田守拙" not in await everything(town.intake)


VERBS = ("agree", "full", "open")


@pytest.mark.parametrize("verb", VERBS)
async def test_the_named_officer_can_press_nothing_of_the_case(town: Town, verb: str) -> None:
    """Even with a button that the bot itself has signed, as a colleague might hand over."""
    number = await town.case(text=NAMES_INTAKE)
    toast = await press(town, town.intake, verb, town.version(number), extra="hold")
    assert "相应权限" in toast
    assert town.state(number) == "registered"
    assert "田守拙" not in await everything(town.intake)


async def press(town: Town, who: Person, verb: str, version: int, *, extra: str = "") -> str:
    """Press a signed button of case 1 on a message of one's own chat."""
    from tests.journeys.presses import forge

    return await forge(town, who, verb, 1, version, extra=extra)


async def test_a_declared_relation_recuses_as_well(town: Town) -> None:
    await town.intake.say("/relations 田守拙、某某人")
    await town.intake.sees("已声明的关系人")
    number = await town.case(text=MINOR)

    await no_card_in_group(town, number)
    assert "田守拙" in words(await town.card(number, town.handler))
    assert number not in await everything(town.intake)


async def test_a_relation_declared_later_takes_open_cases_away(town: Town) -> None:
    number = await town.case(text=MINOR)
    await town.intake.say("/relations 田守拙")
    await town.intake.sees("已声明的关系人")

    await no_card_in_group(town, number)
    await town.intake.say(f"/case {number}")
    await town.intake.sees("没有找到这个编号")
    assert "田守拙" in words(await town.card(number, town.supervisor))


async def test_who_enrols_later_and_is_named_already_sees_nothing(town: Town) -> None:
    number = await town.case(text=MINOR + "他表弟魏明也在场。")
    other = await town.enrol("魏明", Role.HANDLER)
    await other.say(f"/case {number}")
    await other.sees("没有找到这个编号")


async def test_a_name_that_comes_with_later_material_recuses_as_well(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.settle()
    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("请发要补充的内容")
    await town.citizen.say("何清也在场，两个人一起打麻将。")
    await town.citizen.sees("已经放进材料里")

    await no_card_in_group(town, "2026-0001")
    assert "材料：2 条" in words(await town.card("2026-0001", town.supervisor))
    await town.intake.say("/case 2026-0001")
    await town.intake.sees("没有找到这个编号")


async def test_recusing_oneself_asks_once_more_and_empties_the_card(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.handler, number, "我要回避")
    await town.handler.sees("确认要回避这一件吗", chat=town.officers)
    toast = await town.tap_card(town.handler, number, "确认回避")

    assert "已回避" in toast
    await no_card_in_group(town, number)
    assert "材料" in words(await town.card(number, town.intake))
    await town.handler.say(f"/case {number}")
    await town.handler.sees("没有找到这个编号")


async def test_the_way_back_from_recusing_changes_nothing(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.handler, number, "我要回避")
    await town.handler.sees("确认要回避这一件吗", chat=town.officers)
    await town.tap_card(town.handler, number, "← 返回")
    assert "同意：谈话" in str((await town.card(number))["reply_markup"])


async def test_a_second_recusal_takes_the_card_out_of_that_officers_chat(town: Town) -> None:
    number = await town.case(text=NAMES_INTAKE)
    card = await town.card(number, town.handler)
    await town.handler.tap("我要回避", message=card["message_id"])
    await town.settle()
    await town.handler.tap("确认回避", message=card["message_id"])
    await town.settle()
    assert "不在这里显示" in words((await town.handler.messages())[-1])
    assert "建议：轻微" in words(await town.card(number, town.supervisor))


async def test_an_open_form_of_a_recused_officer_decides_nothing(town: Town) -> None:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "改变…")
    await town.tap_card(town.supervisor, number, "轻微 → 函询")
    await town.supervisor.sees("请写理由")
    await town.tap_card(town.supervisor, number, "我要回避")
    await town.tap_card(town.supervisor, number, "确认回避")
    await town.settle()

    await town.supervisor.say("情节轻微，先函询。")
    await town.supervisor.sees("需要有相应权限")
    assert town.state(number) == "registered"
    await town.supervisor.say("还在填吗？")
    await town.supervisor.sees("/relations")  # the form is closed, not asked for ever


async def test_reminders_of_a_private_case_pass_the_named_officer_by(town: Town) -> None:
    from datetime import timedelta

    number = await town.case(text=NAMES_INTAKE)
    await town.pass_time(timedelta(days=28))
    await town.handler.sees(f"信访件 {number}：处置建议期限")
    assert number not in await everything(town.intake)
    await no_card_in_group(town, number)
