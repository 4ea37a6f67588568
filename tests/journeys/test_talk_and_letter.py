"""A minor case walks to its end: a talk, or a numbered letter of inquiry."""

import io
from datetime import datetime, timedelta

import pytest
from docx import Document

from bot.rules.terms import Outcome
from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.town import ZONE, Town

GIFTS = "县农机站站长邹望川去年十二月收了合作社送的两条烟，在食堂门口给的。"


async def to_talk(town: Town) -> str:
    number = await town.case()
    await town.tap_card(town.supervisor, number, "同意：谈话")
    return number


async def arrange(town: Town, number: str, *answers: str, button: str = "安排谈话") -> None:
    await town.tap_card(town.handler, number, button)
    await town.handler.sees("由谁谈")
    for answer in answers:
        await town.handler.say(answer)
    await town.settle()


async def test_a_talk_goes_from_approval_to_a_conclusion(town: Town) -> None:
    number = await to_talk(town)
    assert labels(await town.card(number))[:2] == ["安排谈话", "发现严重情形"]

    await arrange(town, number, "沈岚", "2026-11-27 09:00", "县纪委谈话室")
    notice = words(await town.handler.sees("谈话通知"))
    assert "11月27日（星期五）09:00" in notice
    assert "县纪委谈话室" in notice
    assert "谈话人：沈岚" in notice
    assert "打麻将" not in notice
    assert "谈话：11月27日 09:00，县纪委谈话室，谈话人 沈岚" in words(await town.card(number))

    town.set_time(datetime(2026, 11, 27, 11, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已谈话")
    assert "情况报告期限 12月28日" in words(
        await town.card(number)
    )  # a month ends on new year's day
    await town.tap_card(town.supervisor, number, "报结论…")
    await town.tap_card(town.supervisor, number, "谈话提醒")
    card = words(await town.card(number))
    assert "状态：已办结" in card
    assert "结果：谈话提醒" in card
    assert town.state(number) == "closed"
    assert "民主生活会说明期限" in card
    left = labels(await town.card(number))
    assert left[:2] == ["已在民主生活会说明", "重新办理…"]
    await town.tap_card(town.handler, number, "已在民主生活会说明")
    assert "⏳" not in words(await town.card(number)), "no clock runs any more"


@pytest.mark.parametrize("outcome", [Outcome.ADMONITION, Outcome.UNCHECKABLE])
async def test_every_outcome_can_be_reported_and_only_by_a_leader(
    town: Town, outcome: Outcome
) -> None:
    from handlers.texts import word

    number = await to_talk(town)
    await arrange(town, number, "沈岚", "12月1日 9:00", "谈话室")
    await town.tap_card(town.handler, number, "已谈话")
    await town.tap_card(town.supervisor, number, "报结论…")
    label = word("outcome", outcome, "zh")
    assert "私聊" in await town.tap_card(town.handler, number, label), "he reports, and waits"
    assert town.state(number) == "reporting"
    await town.tap_card(town.supervisor, number, "报结论…")
    await town.tap_card(town.supervisor, number, label)
    assert town.rows("SELECT state, outcome FROM case_file") == [("closed", outcome)]


async def test_a_talk_can_be_moved_to_another_time(town: Town) -> None:
    number = await to_talk(town)
    await arrange(town, number, "沈岚", "12月1日 9:00", "谈话室")
    await arrange(town, number, "沈岚", "12月3日下午3点", "会议室", button="改谈话时间")
    assert "谈话：12月3日 15:00，会议室" in words(await town.card(number))


async def test_after_a_talk_that_convinces_nobody_the_case_starts_again(town: Town) -> None:
    number = await to_talk(town)
    await arrange(town, number, "沈岚", "12月1日 9:00", "谈话室")
    await town.tap_card(town.handler, number, "已谈话")
    await town.tap_card(town.supervisor, number, "再次谈话函询")
    assert town.state(number) == "assigned"
    assert "处置建议期限" in words(await town.card(number))


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        (["沈岚", "明天吧"], "没看懂这个时间"),
        (["沈岚", "2020-01-01 09:00"], "已经过去了"),
        (["沈岚", "2026-12-05 09:00"], "这一天不上班（周末）。请另定一天，例如 2026-12-07"),
        (["沈岚", "2026-12-01 09:00" * 200], "没看懂这个时间"),
    ],
)
async def test_rubbish_in_the_form_of_a_talk_is_asked_for_again(
    town: Town, answers: list[str], complaint: str
) -> None:
    number = await to_talk(town)
    await arrange(town, number, *answers)
    await town.handler.sees(complaint)
    await town.handler.say("2026-12-02 09:00")
    await town.handler.sees("在什么地方")
    await town.handler.say("谈话室" * 300)
    await town.settle()
    assert town.state(number) == "talk_arranged"
    assert "谈话：12月2日" in words(await town.card(number))


@pytest.mark.parametrize("kind", ["photo", "sticker"])
async def test_a_picture_in_place_of_words_is_refused_in_a_form(town: Town, kind: str) -> None:
    number = await to_talk(town)
    await town.tap_card(town.handler, number, "安排谈话")
    await town.handler.sees("由谁谈")
    await town.handler.send(kind, b"\xff\xd8\xff")
    await town.handler.sees("这里请用文字写")
    assert town.state(number) == "talk"


# --- letters ----------------------------------------------------------------------------------


async def to_letter(town: Town) -> str:
    number = await town.case(text=GIFTS)
    await town.tap_card(town.supervisor, number, "改变…")
    await town.tap_card(town.supervisor, number, "轻微 → 函询")
    await town.supervisor.sees("请写理由")
    await town.supervisor.say("情节轻微，先函询了解。")
    await town.supervisor.sees("已办")
    return number


async def draft(
    town: Town, number: str, addressee: str, questions: str, *, cc: str = "无"
) -> None:
    await town.tap_card(town.handler, number, "出函询通知书")
    await town.handler.sees("发给谁")
    await town.handler.say(addressee)
    await town.handler.sees("说明哪些问题")
    await town.handler.say(questions)
    await town.settle()
    if "抄送" in words(await town.newest(town.handler)):
        await town.handler.say(cc)
        await town.settle()


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    lines = [part.text for part in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


async def letter_of(who: Person) -> tuple[str, str, str]:
    message = await who.sees("函询通知书。请核对")
    content = await who.download(message)
    return words(message), message["document"]["file_name"], text_of(content)


async def test_a_letter_is_numbered_written_and_sent_to_the_officer_in_chat(town: Town) -> None:
    number = await to_letter(town)
    await draft(
        town, number, "县农机站站长 邹望川", "请说明与服务对象的往来。\n请说明有无收受财物。"
    )
    said, name, text = await letter_of(town.handler)

    assert "青岭纪函〔2026〕1号" in said
    assert name == "青岭纪函〔2026〕1号函询通知书.docx"
    assert "邹望川" in text
    assert "请说明与服务对象的往来" in text
    assert "请说明有无收受财物" in text
    assert "2026年12月14日" in text  # 15 working days from 23 November
    assert "两条烟" not in text
    assert "合作社" not in text
    assert not [one for one in await town.citizen.messages() if "函" in words(one)]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        ((2026, 2, 9), "3月6日"),  # over the Spring Festival with a make-up Saturday
        ((2026, 9, 14), "10月10日"),  # over National Day with make-up days
        ((2026, 11, 23), "12月14日"),
    ],
)
async def test_the_reply_date_is_counted_in_working_days_from_delivery(
    town: Town, today: tuple[int, int, int], due: str
) -> None:
    town.set_time(datetime(*today, 10, tzinfo=ZONE) - timedelta(days=3))
    number = await to_letter(town)
    await draft(town, number, "邹望川", "请说明有无收受财物。")
    town.set_time(datetime(*today, 10, tzinfo=ZONE))
    await town.tap_card(town.handler, number, "已送达")

    card = words(await town.card(number))
    assert f"函询回复期限 {due}" in card
    assert f"回复期限 {due}" in card


async def test_a_letter_goes_to_its_reply_and_to_the_end(town: Town) -> None:
    number = await to_letter(town)
    await draft(town, number, "邹望川", "请说明有无收受财物。")
    await town.tap_card(town.handler, number, "已送达")
    assert town.state(number) == "letter_delivered"
    await town.tap_card(town.handler, number, "已收到回复")
    card = words(await town.card(number))
    assert "情况报告期限 12月23日" in card
    assert "函询回复期限" not in card
    await town.tap_card(town.supervisor, number, "报结论…")
    await town.tap_card(town.supervisor, number, "采信说明")
    assert town.state(number) == "closed"


async def test_a_reply_is_waited_for_aloud_and_its_being_overdue_reaches_the_leaders(
    town: Town,
) -> None:
    number = await to_letter(town)
    await draft(town, number, "邹望川", "请说明有无收受财物。")
    await town.tap_card(town.handler, number, "已送达")
    await town.pass_time(timedelta(days=18))
    line = f"信访件 {number}：函询回复期限 12月14日"
    await town.intake.sees(f"⏰ {line}，还有 1 个工作日", chat=town.officers)
    await town.pass_time(timedelta(days=4))
    late = f"🔴 {line}，已超期 1 个工作日"
    for who, chat in ((town.intake, town.officers), (town.supervisor, None), (town.head, None)):
        await who.sees(late, chat=chat)
    said = (await town.spoken())[town.officers]
    assert sum(line in text for text in said) == 2


@pytest.mark.parametrize(
    "question",
    [
        "请说明：收了合作社送的两条烟，在食堂门口给的。",
        "请 说 明 收 了 合 作 社 送 的 两 条 烟，在食堂门口给的",
        GIFTS,
    ],
)
async def test_a_letter_that_repeats_the_tip_is_refused(town: Town, question: str) -> None:
    number = await to_letter(town)
    await draft(town, number, "邹望川", question)
    await town.handler.sees("函询不能照抄举报内容")
    assert town.state(number) == "letter"
    await town.handler.say("请说明有无收受财物。")
    await town.handler.sees("抄送")
    await town.handler.say("无")
    await town.handler.sees("函询通知书。请核对")
    assert town.state(number) == "letter_issued"


async def test_two_letters_of_a_year_have_two_numbers(town: Town) -> None:
    for count in (1, 2):
        number = await to_letter(town)
        await draft(town, number, "邹望川", "请说明有无收受财物。")
        await town.handler.sees(f"青岭纪函〔2026〕{count}号：函询通知书")


async def test_a_letter_with_markup_and_braces_stays_a_letter(town: Town) -> None:
    number = await to_letter(town)
    await draft(town, number, "<b>{{ addressee }}</b> & Co", "{% for x in y %}<script>请说明")
    _, _, text = await letter_of(town.handler)
    assert "<b>{{ addressee }}</b> & Co" in text
    assert "{% for x in y %}<script>请说明" in text


async def test_too_many_questions_are_refused_and_very_long_ones_break_nothing(
    town: Town,
) -> None:
    number = await to_letter(town)
    await draft(town, number, "邹望川" * 100, "\n".join(["请说明有无收受财物。"] * 300))
    await town.handler.sees("问题太多了")
    await town.handler.say("\n".join([f"{n}{'请说明情况。' * 30}" for n in range(20)]))
    await town.handler.sees("抄送")
    await town.handler.say("无")
    await town.handler.sees("函询通知书。请核对")
    assert "函已出，待送达" in words(await town.card(number))
