"""The letter of inquiry: opened again as Word would, and every field looked for."""

import importlib.util
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from bot.rules.model import Letter
from handlers.letters import BUNDLED, LetterTemplateError, chinese_date, hanzi, letter_docx

TOOL = Path(__file__).parents[3] / "docs" / "tools" / "make_letter_template.py"
LETTER = Letter(
    id=1,
    case_id=2,
    number="青岭纪函询〔2026〕7号",
    addressee="石桥镇柳湾村村委会主任 周木生",
    questions=("2024年以来高龄补贴由谁经手、如何发放。", "有关款项的保管和使用情况。"),
    issued_on=date(2026, 11, 23),
    reply_due=date(2026, 12, 14),
)
OFFICE, CC, CONTACT = "青岭县纪委监委", "中共石桥镇委员会书记", "办公室，0551-1234567"


def made(
    letter: Letter = LETTER, *, cc: str = CC, office: str = OFFICE, template: Path | None = None
) -> bytes:
    return letter_docx(letter, office=office, cc=cc, contact=CONTACT, template=template)


def lines(content: bytes) -> list[str]:
    """All paragraphs in the order of the page, those in tables too."""
    body = Document(io.BytesIO(content)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def asked(question: str) -> str:
    """The question as it stands in the letter, after 一、."""
    found = lines(made(replace(LETTER, questions=(question,))))
    return next(line for line in found if line.startswith("一、")).removeprefix("一、")


def template(tmp_path: Path, *words: str) -> Path:
    doc = Document()
    for word in words:
        doc.add_paragraph(word)
    doc.save(str(tmp_path / "own.docx"))
    return tmp_path / "own.docx"


def test_every_field_stands_where_it_belongs():
    found = lines(made())
    assert found[0] == OFFICE
    assert found[1] == LETTER.number
    assert found[2] == "函询通知书"
    assert found[3] == f"{LETTER.addressee}："
    assert found[5:7] == [f"一、{LETTER.questions[0]}", f"二、{LETTER.questions[1]}"]
    assert f"联系方式：{CONTACT}" in found
    assert f"　抄送：{CC}" in found
    signer = found.index("青岭县纪委监委办公室")
    assert found[signer + 2] == "2026年11月23日"
    receipt = found[found.index("送 达 回 执") :]
    assert f"函询通知书（{LETTER.number}）" in receipt
    assert LETTER.addressee in receipt
    assert {"收到日期", "受送达人签名", "送达人签名"} <= set(receipt)


def test_the_reply_is_asked_for_as_the_rules_say():
    """R19 Art. 29: in writing, 15 working days from receipt, signed by the committee's head."""
    text = "".join(lines(made()))
    assert "收到本函之日起15个工作日内写出说明材料" in text
    assert "按2026年11月23日收到计算，最迟为2026年12月14日" in text
    assert "经你所在党委（党组）主要负责人签署意见后回复" in text
    assert (
        "你本人是党委（党组）主要负责人，或者所作说明涉及党委（党组）主要负责人的，请直接回复"
        in text
    )


def test_the_deadline_counts_from_delivery_once_it_is_known():
    late = replace(LETTER, delivered_on=date(2026, 11, 25), reply_due=date(2026, 12, 16))
    assert "按2026年11月25日收到计算，最迟为2026年12月16日" in "".join(lines(made(late)))


def test_nothing_hints_at_a_report_or_threatens():
    """R20 Art. 47: who reported, what and how stays secret."""
    text = "".join(lines(made()))
    for word in (
        "举报",
        "检举",
        "控告",
        "信访",
        "匿名",
        "反映",
        "线索",
        "诬告",
        "责任追究",
        "Telegram",
    ):
        assert word not in text


def test_no_case_number_and_no_maker_in_the_file():
    with zipfile.ZipFile(io.BytesIO(made(replace(LETTER, case_id=987654)))) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    about = Document(io.BytesIO(made())).core_properties
    assert b"987654" not in everything
    assert b"python-docx" not in everything
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")


@pytest.mark.parametrize(
    "hostile",
    [
        "<w:p>粗体</w:p> & <b>",
        "{{ office }} {% for x in questions %} {# 注 #}",
        "{_{ 7*7 }_} {_% raw %_}",
        "}}{{ 7*7 }}",
        "&lt;&amp;&#123;",
        "]]><![CDATA[",
        "𠮷、㐂、“引号”",
    ],
)
def test_what_was_typed_lands_as_plain_text(hostile):
    assert asked(hostile) == hostile


@pytest.mark.parametrize("field", ["addressee", "number"])
def test_braces_in_any_field_stay_braces(field):
    hostile = "{{ 7*7 }}<&>"
    assert any(hostile in line for line in lines(made(replace(LETTER, **{field: hostile}))))
    assert f"　抄送：{hostile}" in lines(made(cc=hostile))
    assert lines(made(office=hostile))[0] == hostile


def test_line_breaks_controls_and_direction_marks_become_one_line():
    assert asked("一\n二\t三\a四\f五\x00六\u202e七\ufffe八\ud800九") == "一 二 三四 五六七八九"


def test_a_very_long_question_is_kept_whole():
    assert asked("说明" * 20_000) == "说明" * 20_000


def test_many_questions_are_numbered_on():
    found = lines(made(replace(LETTER, questions=tuple(f"问{n}" for n in range(1, 41)))))
    assert "二十一、问21" in found
    assert "四十、问40" in found


@pytest.mark.parametrize(
    "typed", ["1. 问", "2、问", "(3)问", "（四）问", "五、问", "十二、 问", "⑥问"]
)
def test_a_number_typed_before_a_question_is_not_doubled(typed):
    assert asked(typed) == "问"


@pytest.mark.parametrize(
    "typed", ["2024年的情况", "3.5万元的去向", "一事一议资金的使用", "12户的名单"]
)
def test_a_number_that_belongs_to_the_question_stays(typed):
    assert asked(typed) == typed


def test_a_colon_after_the_addressee_is_not_doubled():
    assert lines(made(replace(LETTER, addressee="周木生：")))[3] == "周木生："


def test_an_unknown_copy_leaves_a_line_to_write_on():
    assert re.search(r"抄送：＿{4,}", "".join(lines(made(cc=" "))))


def test_an_office_that_already_is_the_general_office_signs_as_it_is():
    found = lines(made(office="中共青岭县纪律检查委员会办公室"))
    assert found.count("中共青岭县纪律检查委员会办公室") == 2


def test_the_page_is_that_of_an_official_document():
    section = Document(io.BytesIO(made())).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    for found, wanted in zip(sides, (210, 297, 37, 28), strict=True):
        assert found == pytest.approx(Mm(wanted), abs=Mm(0.1))


def test_chinese_fonts_are_named_for_every_run():
    body = Document(io.BytesIO(made())).element.body
    named = {fonts.get(qn("w:eastAsia")) for fonts in body.iter(qn("w:rFonts"))}
    assert named == {"仿宋", "方正小标宋简体", "宋体"}
    assert all(run.find(qn("w:rPr")) is not None for run in body.iter(qn("w:r")))


def test_an_own_template_is_filled(tmp_path):
    own = template(
        tmp_path,
        "{{ number }} {{ addressee }} {{ reply_due }} {{ cc }}",
        "{%p for question in questions %}",
        "{{ loop.index }}) {{ question }}",
        "{%p endfor %}",
    )
    found = lines(made(template=own))
    assert found[0] == f"{LETTER.number} {LETTER.addressee} 2026年12月14日 {CC}"
    assert found[1:] == [f"{n}) {words}" for n, words in enumerate(LETTER.questions, 1)]


def test_an_own_template_that_lacks_a_placeholder_is_named(tmp_path):
    own = template(tmp_path, "{{ number }} {{ addressee }} {{ cc }} {{ questions }}")
    with pytest.raises(LetterTemplateError, match=r"own\.docx.*缺少 \{\{ reply_due \}\}"):
        made(template=own)


def test_an_own_template_with_an_unknown_placeholder_is_named(tmp_path):
    own = template(
        tmp_path, "{{ number }}{{ addressee }}{{ cc }}{{ questions }}{{ reply_due }}{{ fax }}"
    )
    with pytest.raises(LetterTemplateError, match="fax"):
        made(template=own)


@pytest.mark.parametrize(
    "words", ["{% for q in questions %}", "{{ number", "{{ number | nosuch }}"]
)
def test_an_own_template_with_broken_braces_is_named(tmp_path, words):
    rest = "{{ number }}{{ addressee }}{{ cc }}{{ questions }}{{ reply_due }}"
    with pytest.raises(LetterTemplateError, match=r"own\.docx"):
        made(template=template(tmp_path, rest, words))


def test_an_own_template_cannot_reach_into_the_machine(tmp_path):
    rest = "{{ number }}{{ addressee }}{{ cc }}{{ questions }}{{ reply_due }}"
    own = template(tmp_path, rest, "{{ questions.__class__.__mro__ }}")
    with pytest.raises(LetterTemplateError):
        made(template=own)


@pytest.mark.parametrize(
    "content", [b"", b"no zip at all", b"PK\x03\x04 cut off", BUNDLED.read_bytes()[:4000]]
)
def test_a_broken_template_is_named(tmp_path, content):
    own = tmp_path / "broken.docx"
    own.write_bytes(content)
    with pytest.raises(LetterTemplateError, match=r"broken\.docx"):
        made(template=own)


def test_a_missing_template_is_named(tmp_path):
    with pytest.raises(LetterTemplateError, match=r"没有找到.*none\.docx"):
        made(template=tmp_path / "none.docx")


def test_the_bundled_template_is_what_the_tool_builds(tmp_path):
    spec = importlib.util.spec_from_file_location("make_letter_template", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.main(tmp_path / "fresh.docx")
    with zipfile.ZipFile(tmp_path / "fresh.docx") as fresh, zipfile.ZipFile(BUNDLED) as bundled:
        assert fresh.namelist() == bundled.namelist()
        for name in fresh.namelist():
            assert fresh.read(name) == bundled.read(name), name


def test_dates_and_numbers_in_chinese():
    assert chinese_date(date(2026, 2, 9)) == "2026年2月9日"
    shown = [hanzi(n) for n in (1, 9, 10, 11, 20, 21, 99)]
    assert shown == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]
