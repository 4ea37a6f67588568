"""Build ``handlers/templates/letter_inquiry.docx``, the template of the letter of inquiry (函询通知书).

Run ``python -m docs.tools.make_letter_template`` after a change here. The page, the sizes and the red
head follow the layout of official documents (GB/T 9704): A4, 37/35/28/26 mm, 仿宋 16 pt on 28 pt lines.
The ``{{ … }}`` are filled by :mod:`handlers.letters`.
"""

# ruff: noqa: SLF001 - python-docx has no public names for borders, fonts by script and fields

import sys
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from handlers.documents.look import (
    BODY,
    PLAIN,
    TITLE,
    fallback_fonts,
    forget_the_maker,
    name_fonts,
)

TEMPLATE = Path(__file__).parents[2] / "handlers" / "templates" / "letter_inquiry.docx"
RED = RGBColor(0xE6, 0x00, 0x12)
GREY = RGBColor(0x9A, 0x9A, 0x9A)
BLACK = RGBColor(0, 0, 0)
OPENING = (
    "根据《中国共产党纪律检查机关监督执纪工作规则》和《中华人民共和国监察法》有关规定，"
    "现就有关问题向你函询。请对下列问题逐项如实作出书面说明："
)
DEADLINE = (
    "请于收到本函之日起15个工作日内写出说明材料（按{{ counted_from }}收到计算，最迟为{{ reply_due }}），"
    "签名并注明日期，经你所在党委（党组）主要负责人签署意见后回复。"
    "你本人是党委（党组）主要负责人，或者所作说明涉及党委（党组）主要负责人的，请直接回复。"
)
CARE = "说明中可以附上有关材料。请妥善保管本函，不要向无关人员扩散。"


class Look(NamedTuple):
    """How a run of text looks."""

    font: str = BODY
    size: float = 16
    colour: RGBColor = BLACK


PLAINLY = Look()


class Rule(NamedTuple):
    """A line above or below a paragraph; size in eighths of a point."""

    side: str
    style: str = "single"
    size: int = 8
    colour: str = "000000"


def main(target: Path = TEMPLATE) -> None:
    """Write the template to ``target``."""
    doc = Document()
    _set_up(doc)
    _head(doc)
    _body(doc)
    _close(doc)
    _receipt(doc)
    target.parent.mkdir(parents=True, exist_ok=True)
    doc.save(str(target))


def _set_up(doc: Doc) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(26)
    _page_number(section.footer.paragraphs[0])
    _default_fonts(doc)
    fallback_fonts(doc)
    forget_the_maker(doc, "函询通知书")


def _default_fonts(doc: Doc) -> None:
    fonts = doc.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rFonts"))
    fonts.attrib.clear()
    name_fonts(fonts, BODY)
    language = doc.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    style = doc.styles["Normal"]
    style.font.size = Pt(16)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(28)


def _head(doc: Doc) -> None:
    _line(doc.add_paragraph(), "{{ office }}", Look(TITLE, 34, RED), ALIGN.CENTER, spacing=46)
    number = _line(doc.add_paragraph(), "{{ number }}", align=ALIGN.CENTER)
    number.paragraph_format.space_before = Pt(14)
    _rule(number, Rule("bottom", size=16, colour="E60012"), space=4)
    title = _line(doc.add_paragraph(), "函询通知书", Look(TITLE, 22), ALIGN.CENTER, spacing=36)
    title.paragraph_format.space_before = Pt(20)
    title.paragraph_format.space_after = Pt(14)


def _body(doc: Doc) -> None:
    _line(doc.add_paragraph(), "{{ addressee }}：")
    _indented(doc, OPENING)
    _line(doc.add_paragraph(), "{%p for question in questions %}")
    _indented(doc, "{{ loop.index | hanzi }}、{{ question }}")
    _line(doc.add_paragraph(), "{%p endfor %}")
    _indented(doc, DEADLINE)
    _indented(doc, CARE)
    _indented(doc, "联系方式：{{ contact }}").paragraph_format.keep_with_next = True


def _close(doc: Doc) -> None:
    """Where the office signs and seals; never alone on a page."""
    blocks = (
        ("{{ signer }}", Look(), 28),
        ("（加盖印章）", Look(size=10.5, colour=GREY), 0),
        ("{{ issued_on }}", Look(), 0),
    )
    for words, look, before in blocks:
        block = _line(
            doc.add_paragraph(), words, look, ALIGN.CENTER, 28 if look.size == 16 else 20
        )
        block.paragraph_format.left_indent = Mm(66)
        block.paragraph_format.space_before = Pt(before)
        block.paragraph_format.keep_with_next = words != blocks[-1][0]
    copy = _line(doc.add_paragraph(), "　抄送：{{ cc }}", Look(size=14))
    copy.paragraph_format.space_before = Pt(36)
    _rule(copy, Rule("top"), Rule("bottom"), space=3)


def _receipt(doc: Doc) -> None:
    cut = _line(
        doc.add_paragraph(), "（沿此线剪下，由送达人带回）", Look(PLAIN, 10.5), ALIGN.CENTER, 18
    )
    cut.paragraph_format.space_before = Pt(30)
    cut.paragraph_format.keep_with_next = True
    _rule(cut, Rule("top", "dashed", 6), space=2)
    title = _line(doc.add_paragraph(), "送 达 回 执", Look(TITLE, 18), ALIGN.CENTER, 30)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(6)
    title.paragraph_format.keep_with_next = True
    rows = (
        ("送达文书", "函询通知书（{{ number }}）"),
        ("受送达人", "{{ addressee }}"),
        ("收到日期", "年    月    日", "受送达人签名", ""),
        ("送达地点", "", "送达人签名", ""),
        ("备    注", ""),
    )
    _table(doc, rows)


def _table(doc: Doc, rows: tuple[tuple[str, ...], ...]) -> None:
    table = doc.add_table(len(rows), 4, "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row, words in zip(table.rows, rows, strict=True):
        row.height = Mm(11)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, (28, 50, 34, 44), strict=True):
            cell.width = Mm(width)
        if len(words) == 2:
            row.cells[1].merge(row.cells[3])
        for at, word in enumerate(words):
            _fill(row.cells[at], word, last=words is rows[-1])


def _fill(cell: _Cell, word: str, *, last: bool) -> None:
    align = ALIGN.LEFT if "{{" in word else ALIGN.CENTER
    inside = _line(cell.paragraphs[0], word, Look(size=14), align, 24)
    inside.paragraph_format.keep_with_next = not last
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)


def _indented(doc: Doc, words: str) -> Paragraph:
    made = _line(doc.add_paragraph(), words, align=ALIGN.JUSTIFY)
    made.paragraph_format.first_line_indent = Pt(32)
    made._p.pPr.ind.set(qn("w:firstLineChars"), "200")
    return made


def _line(
    into: Paragraph,
    words: str,
    look: Look = PLAINLY,
    align: ALIGN = ALIGN.LEFT,
    spacing: int = 28,
) -> Paragraph:
    run = into.add_run(words)
    run.font.size, run.font.color.rgb = Pt(look.size), look.colour
    name_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), look.font)
    into.alignment = align
    into.paragraph_format.line_spacing = Pt(spacing)
    into.paragraph_format.widow_control = True
    return into


def _rule(into: Paragraph, *rules: Rule, space: int) -> None:
    borders = OxmlElement("w:pBdr")
    for rule in rules:
        edge = OxmlElement(f"w:{rule.side}")
        for name, value in (("val", rule.style), ("sz", rule.size), ("space", space)):
            edge.set(qn(f"w:{name}"), str(value))
        edge.set(qn("w:color"), rule.colour)
        borders.append(edge)
    into._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(into: Paragraph) -> None:
    _line(into, "— ", Look(PLAIN, 14), ALIGN.CENTER, 20)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = into.add_run("1")
    run.font.size = Pt(14)
    name_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), PLAIN)
    field.append(run._r)
    into._p.append(field)
    _line(into, " —", Look(PLAIN, 14), ALIGN.CENTER, 20)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE)
