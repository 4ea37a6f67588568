"""Every field can be corrected with a button, and every question can be skipped."""

import pytest

from bot.rules.model import FIELDS
from handlers.texts import word
from sandbox.person import labels, words
from tests.journeys.town import MINOR, VAGUE, Town


@pytest.mark.parametrize("field", FIELDS)
async def test_each_field_is_corrected_by_its_button(town: Town, field: str) -> None:
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    name = word("field", field, "zh")

    await town.citizen.tap(f"改：{name}")
    await town.citizen.sees(f"「{name}」应该是什么")
    await town.citizen.say(f"更正后的<{field}>&值")

    review = await town.newest(town.citizen)
    assert f"{name}：更正后的<{field}>&值" in words(review)
    assert "提交" in labels(review)


async def test_corrected_words_are_what_the_officers_see(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    await town.citizen.tap("改：被反映人")
    await town.citizen.sees("应该是什么")
    await town.citizen.say("田守真")
    await town.citizen.sees("被反映人：田守真")
    await town.submit(town.citizen)

    assert "所长 田守真" in words(await town.card("2026-0001"))


async def test_a_correction_survives_writing_more(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    await town.citizen.tap("改：被反映人")
    await town.citizen.sees("应该是什么")
    await town.citizen.say("田守真")
    await town.citizen.tap("再写一点")
    await town.citizen.sees("已经记下 2 条")
    await town.citizen.say("是在食堂门口说的。")
    await town.citizen.sees("第 3 条")
    await town.finish(town.citizen)

    review = words(await town.newest(town.citizen))
    assert "被反映人：田守真" in review
    assert "什么地方：食堂门口" in review


async def test_what_is_written_later_updates_what_was_only_read(town: Town) -> None:
    """Read, not corrected: a later sentence may tell more of it."""
    await town.write(town.citizen, "石桥镇民政所有人打麻将，五百元一把。")
    await town.finish(town.citizen)
    await town.citizen.tap("再写一点")
    await town.citizen.sees("已经记下")
    await town.citizen.say("不止，一共八万六千元。")
    await town.citizen.sees("第 2 条")
    await town.finish(town.citizen)

    assert "八万六千元" in words(await town.newest(town.citizen))


async def test_at_most_three_questions_each_can_be_skipped(town: Town) -> None:
    await town.write(town.citizen, VAGUE)
    await town.citizen.tap("写好了")
    for mark in "①②③":
        await town.citizen.sees(mark)
        await town.citizen.tap("不知道")
    review = await town.newest(town.citizen)
    assert "提交" in labels(review)
    said = (await town.spoken())[town.citizen.id]
    assert sum(text.startswith(("①", "②", "③")) for text in said) == 3


@pytest.mark.parametrize("typed", ["不知道。", "跳过"])
async def test_not_knowing_can_be_typed_as_well(town: Town, typed: str) -> None:
    await town.write(town.citizen, VAGUE)
    await town.citizen.tap("写好了")
    await town.citizen.sees("①")
    await town.citizen.say(typed)
    await town.citizen.sees("②")
    await town.finish(town.citizen)
    assert f":{typed}" not in words(await town.newest(town.citizen))


async def test_questions_are_not_asked_a_second_time(town: Town) -> None:
    await town.write(town.citizen, VAGUE)
    await town.finish(town.citizen)
    await town.citizen.tap("再写一点")
    await town.citizen.sees("已经记下")
    await town.citizen.say("反正就是这样。")
    await town.citizen.tap("写好了")
    review = await town.newest(town.citizen)
    assert "提交" in labels(review)


async def test_a_photo_sent_as_an_answer_is_kept_and_the_question_stays(town: Town) -> None:
    await town.write(town.citizen, VAGUE)
    await town.citizen.tap("写好了")
    await town.citizen.sees("①")
    await town.citizen.send("document", b"x", file_name="a.pdf")
    await town.citizen.sees("文件记下了")
    await town.citizen.say("枫林镇")
    await town.citizen.sees("②")


async def test_submitting_while_a_field_is_open_hands_in_what_was_shown(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    review = await town.newest(town.citizen)
    await town.citizen.tap("改：职务")
    await town.citizen.sees("「职务」应该是什么")
    await town.citizen.tap("提交", message=review["message_id"])
    await town.citizen.sees("只显示这一次")


async def test_several_corrections_in_a_row_are_all_kept(town: Town) -> None:
    await town.write(town.citizen, MINOR)
    await town.finish(town.citizen)
    for number in range(3):
        await town.citizen.tap("改：什么事")
        await town.citizen.sees("「什么事」应该是什么")
        await town.citizen.say(f"第{number}次改")
        await town.citizen.sees(f"什么事：第{number}次改")
    await town.submit(town.citizen)
    assert town.rows("SELECT count(*) FROM material WHERE kind='answer'") == [(3,)]
