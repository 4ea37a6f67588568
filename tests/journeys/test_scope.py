"""Out of scope: a polite word about where it belongs, and the right to insist."""

import pytest

from sandbox.person import labels, words
from tests.journeys.town import MINOR, OUTSIDE, Town


async def test_a_matter_for_others_is_told_where_it_belongs(town: Town) -> None:
    await town.write(town.citizen, OUTSIDE, level="级别不清楚")
    await town.citizen.tap("写好了")

    told = await town.citizen.sees("由别的部门处理更合适")
    assert "12315" in words(told)
    assert labels(told) == ["仍要提交", "再写一点", "不提交了"]
    await town.citizen.tap("不提交了")
    await town.citizen.sees("已经取消")
    assert town.numbers() == []


async def test_who_insists_reaches_an_officer_who_is_told_so(town: Town) -> None:
    await town.write(town.citizen, OUTSIDE, level="级别不清楚")
    await town.citizen.tap("写好了")
    await town.citizen.sees("12315")
    await town.citizen.tap("仍要提交")
    await town.citizen.sees("请看一遍")
    await town.submit(town.citizen)

    card = await town.card("2026-0001")
    assert "举报人坚持提交" in words(card)
    assert "同意：转出" in labels(card)
    assert town.state("2026-0001") == "registered"


async def test_who_writes_more_may_come_back_into_scope(town: Town) -> None:
    await town.write(town.citizen, "卖牛" + "奶的不退钱。", level="级别不清楚")
    await town.citizen.tap("写好了")
    await town.citizen.sees("12315")
    await town.citizen.tap("再写一点")
    await town.citizen.sees("已经记下 1 条")
    assert town.numbers() == []


async def test_text_written_at_the_redirect_is_part_of_the_story(town: Town) -> None:
    await town.write(town.citizen, OUTSIDE, level="级别不清楚")
    await town.citizen.tap("写好了")
    await town.citizen.sees("12315")
    await town.citizen.say("其实是" + MINOR)
    await town.citizen.sees("记下了（第 2 条）")


@pytest.mark.parametrize("text", ["。。。", "😀😀😀"])
async def test_a_text_without_content_is_taken_and_asked_about(town: Town, text: str) -> None:
    await town.write(town.citizen, text)
    await town.finish(town.citizen)
    await town.submit(town.citizen)
    assert "线索不足" in words(await town.card("2026-0001"))
