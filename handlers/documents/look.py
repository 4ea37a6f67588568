"""How papers look: the layout of official documents (GB/T 9704), said to python-docx.

A4; titles in 小标宋, text in 仿宋, each with the fonts that stand in where a machine lacks one.
"""

# python-docx has no public names for borders, fonts by script and fields: hence the private ones (SLF001)

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

LATIN = "Times New Roman"
BODY, TITLE, PLAIN = "仿宋", "方正小标宋简体", "宋体"
FALLBACKS = {BODY: "仿宋_GB2312,FangSong", TITLE: "方正小标宋_GBK,华文中宋,宋体", PLAIN: "SimSun"}
LEFT, RIGHT = 26, 24
WIDTH = 210 - LEFT - RIGHT
_NOT_XML = re.compile("[\ufffe\uffff]")
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks: font, size and spacing in points."""

    font: str = BODY
    size: float = 12
    spacing: float = 20
    align: Any = ALIGN.LEFT


def tidy(said: str) -> str:
    """What can stand in a paper: line breaks stay; controls, direction marks and half characters go."""
    lines = ("".join(char for char in line if _visible(char)) for line in said.splitlines())
    return _NOT_XML.sub("", "\n".join(lines)).strip("\n")


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def new_page(title: str) -> Any:
    """An empty A4 document that names neither maker nor day."""
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25), Mm(24)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(12)
    _default_fonts(doc)
    fallback_fonts(doc)
    forget_the_maker(doc, title)
    return doc


def _default_fonts(doc: Any) -> None:
    defaults = doc.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(".//" + qn("w:rFonts"))
    fonts.attrib.clear()
    name_fonts(fonts, BODY)
    defaults.find(".//" + qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    style = doc.styles["Normal"]
    style.font.size = Pt(12)
    style.paragraph_format.space_after = Pt(0)


def name_fonts(fonts: Any, name: str) -> None:
    """The font of each script in one ``w:rFonts``."""
    for slot, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", name)):
        fonts.set(qn(f"w:{slot}"), value)


def fallback_fonts(doc: Any) -> None:
    """Name the fonts that stand in where an office's machine lacks one."""
    part = next(one for one in doc.part.package.parts if one.partname == "/word/fontTable.xml")
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{rows}</w:fonts>".encode())


def forget_the_maker(doc: Any, title: str) -> None:
    """Leave no author, tool, picture or date in the file's properties."""
    about = doc.core_properties
    about.author = about.comments = about.last_modified_by = ""
    about.title = title
    about.created = about.modified = _FIRST_DAY
    rels = doc.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)


def line(into: Any, words: str, look: Look) -> Any:
    """One paragraph with these words in this look."""
    run = into.add_run(words)
    run.font.size = Pt(look.size)
    name_fonts(
        run._r.get_or_add_rPr().get_or_add_rFonts(),
        look.font,
    )
    into.alignment = look.align
    form = into.paragraph_format
    form.line_spacing, form.space_after = Pt(look.spacing), Pt(0)
    form.widow_control = True
    return into


def indent(into: Any, size: float) -> Any:
    """The first line two characters in."""
    into.paragraph_format.first_line_indent = Pt(size * 2)
    into._p.pPr.ind.set(qn("w:firstLineChars"), "200")
    return into


def fill(cell: Any, lines: Iterable[tuple[str, Look]]) -> None:
    """Paragraphs of a cell, in the middle of its height."""
    for at, (words, look) in enumerate(lines):
        line(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), words, look)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))


def table(doc: Any, widths: tuple[int, ...]) -> Any:
    """An empty bordered table with these columns, as wide as the page allows."""
    made = doc.add_table(0, len(widths), "Table Grid")
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def add_row(into: Any, widths: tuple[int, ...], height: int, *, whole: bool) -> Any:
    """A row at least so many millimetres high; ``whole``: it is never broken over two pages."""
    row = into.add_row()
    row.height = Mm(height)
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def repeat_head(row: Any) -> None:
    """This row stands on top of each page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def footer(into: Any, before: str) -> None:
    """``before``, such as lines for signatures, and 第 1 页 共 3 页 below it, on every page."""
    look, last = Look(PLAIN, 10.5, 18, ALIGN.CENTER), into.paragraphs[0]
    if before:
        line(last, before, look)
        last = into.add_paragraph()
    line(last, "第 ", look)
    _field(last, "PAGE", look)
    line(last, " 页　共 ", look)
    _field(last, "NUMPAGES", look)
    line(last, " 页", look)


def _field(into: Any, name: str, look: Look) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = into.add_run("1")
    run.font.size = Pt(look.size)
    name_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), look.font)
    field.append(run._r)
    into._p.append(field)
