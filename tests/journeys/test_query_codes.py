"""The query code opens the reporter's side of a case from any account, and guessing stops."""

from datetime import timedelta

import pytest

from sandbox.person import words
from tests.journeys.town import MINOR, Town


async def test_status_works_from_another_account_and_reveals_nothing(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.neighbour.say(f"/status {code}")
    told = words(await town.neighbour.sees("收到日期：2026-11-23"))
    assert "已收到，正在研究" in told
    assert "2026-0001" not in told


@pytest.mark.parametrize(
    "disguise",
    [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")],
)
async def test_a_code_may_be_typed_as_it_comes(town: Town, disguise) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.citizen.say(f"/status {disguise(code)}")
    await town.citizen.sees("收到日期")


@pytest.mark.parametrize("command", ["status", "add", "withdraw"])
async def test_a_command_without_a_code_says_how_to_write_it(town: Town, command: str) -> None:
    await town.citizen.say(f"/{command}")
    await town.citizen.sees(f"例如：/{command} 7K3F-9QWD-X2MP")


async def test_wrong_codes_make_an_account_wait_and_then_lock_it(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    thief = town.neighbour
    for tries in range(1, 6):
        await thief.say(f"/status 2222-2222-222{tries}")
        await town.settle()
    await thief.say(f"/status {code}")
    assert "请在 15 分钟后再试" in words(await town.newest(thief))

    await town.pass_time(timedelta(minutes=16))
    for tries in range(10):
        await thief.say(f"/add 3333-3333-333{tries}")
        await town.settle()
        await town.pass_time(timedelta(minutes=16))
    await thief.say(f"/status {code}")
    locked = words(await town.newest(thief))
    assert "分钟后再试" in locked
    minutes = int(locked.partition("请在 ")[2].split()[0].replace(",", ""))
    assert minutes > 6 * 24 * 60

    await town.citizen.say(f"/status {code}")  # another account is not locked with it
    await town.citizen.sees("收到日期")


async def test_the_count_of_wrong_codes_survives_a_restart(town: Town) -> None:
    for tries in range(4):
        await town.neighbour.say(f"/status 2222-2222-222{tries}")
    await town.settle()
    await town.stage.stop()
    await town.stage.start()
    await town.neighbour.say("/status 2222-2222-2229")
    await town.settle()
    await town.neighbour.say("/status 2222-2222-2228")
    await town.neighbour.sees("分钟后再试")


async def test_a_right_code_forgets_the_wrong_ones(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    for _ in range(3):
        for tries in range(4):
            await town.neighbour.say(f"/status 2222-2222-222{tries}")
        await town.neighbour.say(f"/status {code}")
        await town.settle()
    assert "收到日期" in words(await town.newest(town.neighbour))


@pytest.mark.parametrize("junk", ["x" * 3000, "💣💣💣"])
async def test_rubbish_in_place_of_a_code_is_a_wrong_code(town: Town, junk: str) -> None:
    await town.citizen.say(f"/status {junk}")
    await town.citizen.sees("没有找到这个查询码")


async def test_material_is_added_with_the_code_until_the_reporter_is_done(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.neighbour.say(f"/add {code}")
    await town.neighbour.sees("请发要补充的内容")
    await town.neighbour.say("还有一次，也是打麻将。")
    await town.neighbour.sees("已经放进材料里")
    await town.neighbour.send("document", b"%PDF", file_name="b.pdf")
    await town.settle()
    await town.neighbour.tap("补充完了")
    await town.neighbour.sees("都收下了")

    card = words(await town.card("2026-0001"))
    assert "材料：3 条" in card
    assert "附件 1 个" in card
    await town.neighbour.say("这一句是新的一件事。")
    await town.neighbour.sees("已经记下了")
    assert "材料：3 条" in words(await town.card("2026-0001"))


async def test_withdrawing_is_noted_and_never_closes_a_case(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    state = town.state("2026-0001")
    for _ in range(2):
        await town.neighbour.say(f"/withdraw {code}")
        await town.neighbour.sees("仍会按规定处理")
    await town.settle()

    assert town.state("2026-0001") == state
    card = words(await town.card("2026-0001"))
    assert "举报人表示撤回" in card
    await town.tap_card(town.supervisor, "2026-0001", "同意：谈话")
    assert town.state("2026-0001") == "talk"


async def test_an_officer_asks_and_the_reporter_answers(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.tap_card(town.intake, "2026-0001", "问举报人")
    await town.intake.sees("想问举报人什么")
    question = "请问当天还有谁在场？"
    town.told.add(question)
    await town.intake.say(question)
    await town.intake.sees("已办")

    asked = await town.citizen.sees(question)
    assert asked.get("has_protected_content")
    assert town.state("2026-0001") == "awaiting_reporter"
    await town.neighbour.say(f"/status {code}")
    await town.neighbour.sees("有一个问题想问您")

    await town.citizen.tap("回答")
    await town.citizen.sees("请写您的回答")
    await town.citizen.say("还有门卫老洪。")
    await town.citizen.sees("已经放进材料里")
    assert "状态：待定处置" in words(await town.card("2026-0001"))
    await town.tap_card(town.intake, "2026-0001", "看全文")
    assert "还有门卫老洪" in words(await town.intake.sees("全文"))


async def test_the_question_can_be_read_and_answered_from_another_account(town: Town) -> None:
    """«在任何账号里发 /status 加查询码,就能看进展、补充材料或回答我们的提问»"""
    code = await town.report(town.citizen, MINOR)
    await town.citizen.block()
    await town.tap_card(town.intake, "2026-0001", "问举报人")
    await town.intake.sees("想问举报人什么")
    question = "请问当天还有谁在场？"
    town.told.add(question)
    await town.intake.say(question)
    await town.settle()

    await town.neighbour.say(f"/status {code}")
    await town.neighbour.sees(question)
    await town.neighbour.tap("回答")
    await town.neighbour.say("还有门卫老洪。")
    await town.neighbour.sees("已经放进材料里")
    assert "状态：待定处置" in words(await town.card("2026-0001"))


async def test_adding_with_the_code_answers_an_open_question_too(town: Town) -> None:
    code = await town.report(town.citizen, MINOR)
    await town.tap_card(town.intake, "2026-0001", "问举报人")
    await town.intake.sees("想问举报人什么")
    await town.intake.say("请问当天还有谁在场？")
    await town.citizen.sees("还有谁在场")
    await town.neighbour.say(f"/add {code}")
    await town.neighbour.say("还有门卫老洪。")
    await town.neighbour.sees("已经放进材料里")
    assert "状态：待定处置" in words(await town.card("2026-0001"))


async def test_codes_are_long_and_never_the_same(town: Town) -> None:
    codes = {await town.report(town.citizen, MINOR) for _ in range(3)}
    assert len(codes) == 3
    assert all(len(code.replace("-", "")) == 12 for code in codes)
