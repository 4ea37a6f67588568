"""Targets above the office's level, and its own head: sealed, and told to one person only."""

from datetime import timedelta

import pytest

from bot.rules.terms import Role
from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.town import HIGHER, MINOR, Town

ABOUT_HEAD = "县纪委书记陆知远收了开发商两条烟。"
HIGHER_BY_POST = "县委书记洪四海在办公室打麻将。"


async def all_texts(who: Person, chat: int | None = None) -> str:
    return "\n".join(words(one) for one in await who.messages(chat))


async def nothing_in_group(town: Town) -> None:
    await town.settle()
    said = "\n".join((await town.spoken()).get(town.officers, []))
    assert "2026-" not in said


async def test_a_tip_about_a_higher_level_is_sealed_unread(town: Town) -> None:
    await town.write(town.citizen, HIGHER, level="县领导及以上")
    await town.citizen.tap("写好了")
    review = await town.citizen.sees("封存后")
    assert "冉某" not in words(review)
    await town.submit(town.citizen)

    notice = await town.head.sees("封存件 2026-0001")
    assert "报送上级期限：11月30日" in words(notice)
    assert "招商" not in words(notice)
    assert "冉某" not in words(notice)
    assert labels(notice) == ["启封阅看", "已报送上级"]
    await nothing_in_group(town)
    for other in (town.intake, town.handler, town.supervisor):
        assert "封存件" not in await all_texts(other)
    assert town.rows("SELECT count(*) FROM proposal") == [(0,)]
    assert town.rows("SELECT severity, discipline, state FROM case_file") == [
        (None, "none", "sealed")
    ]


async def test_a_higher_post_in_the_words_seals_although_the_level_was_unknown(
    town: Town,
) -> None:
    await town.report(town.citizen, HIGHER_BY_POST, level="级别不清楚")
    await town.head.sees("封存件 2026-0001")
    await nothing_in_group(town)


async def test_opening_the_seal_is_on_record_and_only_for_the_head(town: Town) -> None:
    await town.report(town.citizen, HIGHER, level="县领导及以上")
    await town.head.sees("封存件")
    await town.head.tap("启封阅看")
    full = await town.head.sees("全文")
    assert HIGHER in words(full)
    assert full.get("has_protected_content")
    (entry,) = town.rows("SELECT entry FROM audit WHERE entry LIKE '%sealed-opened%'")
    assert "2026-0001" in entry[0]


async def test_sent_up_ends_the_clock(town: Town) -> None:
    await town.report(town.citizen, HIGHER, level="县领导及以上")
    await town.head.sees("封存件")
    await town.head.tap("已报送上级")
    await town.head.sees("状态：已上送")
    assert town.state("2026-0001") == "sent_up"
    assert town.rows("SELECT count(*) FROM clock WHERE stopped_on IS NULL") == [(0,)]


async def test_the_head_is_reminded_of_the_five_working_days_and_nobody_else(town: Town) -> None:
    await town.report(town.citizen, HIGHER, level="县领导及以上")
    await town.head.sees("封存件")
    await town.pass_time(timedelta(days=7))
    await town.head.sees("上送期限")
    await nothing_in_group(town)


async def test_a_tip_about_the_own_head_reaches_the_superior_contact_alone(town: Town) -> None:
    superior = await town.enrol("钟离望", Role.SUPERIOR)
    await town.report(town.citizen, ABOUT_HEAD)

    await superior.sees("封存件 2026-0001")
    await nothing_in_group(town)
    for other in (town.intake, town.handler, town.supervisor, town.head):
        assert "封存件" not in await all_texts(other)
        assert "2026-0001" not in await all_texts(other)
    await superior.tap("启封阅看")
    assert ABOUT_HEAD in words(await superior.sees("全文"))


@pytest.mark.parametrize("command", ["/cases", "/case 2026-0001"])
async def test_the_own_head_finds_nothing_about_himself(town: Town, command: str) -> None:
    await town.enrol("钟离望", Role.SUPERIOR)
    await town.report(town.citizen, ABOUT_HEAD)
    await town.settle()
    await town.head.say(command)
    await town.head.sees("没有找到这个编号" if "2026" in command else "没有您能看到的")
    assert "开发商" not in await all_texts(town.head)


async def test_the_own_head_gets_no_reminder_about_himself(town: Town) -> None:
    superior = await town.enrol("钟离望", Role.SUPERIOR)
    await town.report(town.citizen, ABOUT_HEAD)
    await superior.sees("封存件")
    await town.pass_time(timedelta(days=7))
    await superior.sees("上送期限")
    assert "2026-0001" not in await all_texts(town.head)


async def test_with_no_superior_contact_the_administrators_are_told_without_content(
    town: Town,
) -> None:
    admin = await town.enrol("鲁平", Role.ADMIN)
    await town.report(town.citizen, ABOUT_HEAD)
    told = words(await admin.sees("还没有「上级联系人」开通账号"))
    assert "开发商" not in told
    assert "陆知远" not in told
    await nothing_in_group(town)
    assert "封存" not in await all_texts(town.head)


async def test_a_superior_contact_enrolled_later_is_told_of_what_waits(town: Town) -> None:
    await town.enrol("鲁平", Role.ADMIN)
    await town.report(town.citizen, ABOUT_HEAD)
    await town.settle()
    superior = await town.enrol("钟离望", Role.SUPERIOR)
    await superior.sees("封存件 2026-0001")


async def test_a_card_asked_for_by_number_stays_sealed(town: Town) -> None:
    """«/case» must not be a second, unrecorded way to look inside."""
    await town.report(town.citizen, HIGHER_BY_POST, level="级别不清楚")
    await town.head.sees("封存件")
    await town.head.say("/case 2026-0001")
    await town.settle()
    assert "洪四海" not in await all_texts(town.head)


async def test_a_name_of_the_own_head_in_later_material_seals_the_case(town: Town) -> None:
    superior = await town.enrol("钟离望", Role.SUPERIOR)
    code = await town.report(town.citizen, MINOR)
    await town.settle()
    await town.citizen.say(f"/add {code}")
    await town.citizen.sees("请发要补充的内容")
    await town.citizen.say("陆知远也在一起打麻将。")
    await town.citizen.sees("已经放进材料里")

    await superior.sees("封存件 2026-0001")
    shown = await all_texts(town.intake, town.officers)
    assert "田守拙" not in shown
    await town.head.say("/case 2026-0001")
    await town.head.sees("没有找到这个编号")


async def test_the_reporter_of_a_sealed_item_can_follow_it_like_any_other(town: Town) -> None:
    code = await town.report(town.citizen, HIGHER, level="县领导及以上")
    await town.neighbour.say(f"/status {code}")
    await town.neighbour.sees("已收到，正在研究")
    await town.neighbour.say(f"/add {code}")
    await town.neighbour.sees("请发要补充的内容")
    await town.neighbour.say("补充：还有一次在十月。")
    await town.neighbour.sees("已经放进材料里")
    await nothing_in_group(town)


async def test_addressing_the_head_politely_accuses_nobody(town: Town) -> None:
    await town.report(town.citizen, "我向县纪委书记反映：" + MINOR)
    assert "田守拙" in words(await town.card("2026-0001"))
