"""Officers ask for the papers of a case in chat, and get them alone."""

import io

import pytest
from docx import Document

from handlers.letters import LetterTemplateError
from handlers.pdf import program
from sandbox.client import Person
from sandbox.person import labels, words
from tests.journeys.test_talk_and_letter import arrange, draft, text_of, to_letter, to_talk
from tests.journeys.town import Town


async def open_papers(town: Town, who: Person, number: str) -> list[str]:
    """「更多…」, 「文书…」 on the group's card; what is offered in private."""
    await town.tap_card(who, number, "更多…")
    assert "私聊" in await town.tap_card(who, number, "文书…")
    await town.tap_card(who, number, "返回")
    return labels(await who.sees(f"信访件 {number} 的文书"))


async def paper(town: Town, who: Person, title: str, number: str) -> tuple[str, str, str]:
    """Press one of the papers; caption, file name and words of what comes."""
    menu = await who.sees(f"信访件 {number} 的文书")
    await who.tap(title, message=menu["message_id"])
    message = await who.sees(f"信访件 {number}：{title}")
    content = await who.download(message)
    return words(message), message["document"]["file_name"], text_of(content)


async def test_the_menu_offers_what_makes_sense_and_sends_it_in_private_alone(town: Town) -> None:
    number = await to_talk(town)
    offered = await open_papers(town, town.handler, number)
    assert offered[:4] == ["问题线索登记表", "处置呈批表", "谈话函询呈批表", "谈话方案"]
    assert "谈话通知" not in offered
    assert "整卷导出…" not in offered

    said, name, text = await paper(town, town.handler, "问题线索登记表", number)
    assert name == f"{number} 问题线索登记表.docx"
    assert "不得外传" in said
    assert "田守拙" in text
    assert "匿名" in text
    assert not [one for one in await town.intake.messages(town.officers) if "document" in one]
    made = town.rows("SELECT entry FROM audit WHERE entry LIKE '%document-made%'")
    assert ["officer:2" in one for (one,) in made] == [True]


async def test_after_the_talk_is_arranged_the_notice_can_be_made(town: Town) -> None:
    number = await to_talk(town)
    await arrange(town, number, "沈岚、程远", "2026-11-27 09:00", "县纪委谈话室")
    await open_papers(town, town.handler, number)
    said, _, text = await paper(town, town.handler, "谈话通知", number)
    assert "发给对方" in said
    assert "田守拙同志：" in text
    assert "2026年11月27日（星期五）9时00分" in text
    assert "打麻将" not in text
    assert number not in text


async def test_a_notice_into_which_the_tip_was_typed_is_refused(town: Town) -> None:
    number = await to_talk(town)
    place = "他十月十五号下午打麻将让我等了两个钟头的办公室"
    await arrange(town, number, "沈岚、程远", "2026-11-27 09:00", place)
    await open_papers(town, town.handler, number)
    done = await town.handler.tap("谈话通知")
    assert "照抄举报内容" in done["answer"]["text"]
    assert "document" not in await town.newest(town.handler)


async def test_an_old_menu_offers_no_paper_that_makes_no_sense_any_more(town: Town) -> None:
    number = await to_talk(town)
    await arrange(town, number, "沈岚、程远", "2026-11-27 09:00", "谈话室")
    await open_papers(town, town.handler, number)
    await town.tap_card(town.handler, number, "发现严重情形")
    await town.handler.sees("什么严重情形")
    await town.handler.say("可能还收了钱。")
    await town.settle()
    menu = await town.handler.sees(f"信访件 {number} 的文书")
    await town.handler.tap("处置呈批表", message=menu["message_id"])
    message = await town.handler.sees(f"信访件 {number}：处置呈批表")
    assert "可能还收了钱。" in text_of(await town.handler.download(message))


async def test_whoever_stepped_aside_gets_no_paper_from_an_old_menu(town: Town) -> None:
    number = await town.case()
    await open_papers(town, town.handler, number)
    menu = await town.handler.sees(f"信访件 {number} 的文书")
    await town.tap_card(town.handler, number, "我要回避")
    await town.tap_card(town.handler, number, "确认回避")
    await town.settle()
    done = await town.handler.tap("问题线索登记表", message=menu["message_id"])
    assert "相应权限" in done["answer"]["text"]
    await town.settle()
    assert not [one for one in await town.handler.messages() if "document" in one]


async def test_a_letter_is_sent_again_as_it_was_issued(town: Town) -> None:
    number = await to_letter(town)
    await draft(town, number, "县农机站站长 邹望川", "请说明有无收受财物。")
    await open_papers(town, town.handler, number)
    _, name, text = await paper(town, town.handler, "函询通知书", number)
    assert name == f"{number} 函询通知书.docx"
    assert "请说明有无收受财物" in text


async def test_a_broken_template_of_the_letter_is_said_in_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await to_letter(town)
    await draft(town, number, "县农机站站长 邹望川", "请说明有无收受财物。")
    await open_papers(town, town.handler, number)

    def broken(*_: object, **__: object) -> bytes:
        raise LetterTemplateError("模板坏了")

    monkeypatch.setattr("handlers.paper_parts.letter_docx", broken)
    menu = await town.handler.sees(f"信访件 {number} 的文书")
    await town.handler.tap("函询通知书", message=menu["message_id"])
    await town.handler.sees("模板坏了")


@pytest.mark.slow
@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
async def test_a_paper_is_sent_as_pdf_where_libreoffice_is_there(town: Town) -> None:
    number = await town.case()
    await open_papers(town, town.handler, number)
    await paper(town, town.handler, "问题线索登记表", number)
    await town.handler.tap("要 PDF")
    await town.settle(within=60)
    message = await town.handler.sees("（PDF）")
    assert message["document"]["file_name"] == f"{number} 问题线索登记表.pdf"
    assert (await town.handler.download(message)).startswith(b"%PDF-")


async def test_where_the_pdf_fails_the_officer_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.paper_parts.program", lambda: "/bin/false")
    monkeypatch.setattr("handlers.paper_desk.program", lambda: "/bin/false")
    monkeypatch.setattr("handlers.pdf.program", lambda: "/bin/false")
    number = await town.case()
    await open_papers(town, town.handler, number)
    await paper(town, town.handler, "问题线索登记表", number)
    await town.handler.tap("要 PDF")
    await town.handler.sees("的 PDF 没有做成")


async def test_without_libreoffice_there_is_no_button_and_word_still_comes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.paper_parts.program", lambda: None)
    number = await town.case()
    await open_papers(town, town.handler, number)
    await paper(town, town.handler, "问题线索登记表", number)
    assert "要 PDF" not in labels(await town.newest(town.handler))


def test_text_of_reads_cells() -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "格"
    out = io.BytesIO()
    document.save(out)
    assert "格" in text_of(out.getvalue())
