"""From a form and a dossier to the bytes of a Word file."""

import io
from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from bot.rules.signatures import Signed
from bot.rules.terms import Act
from bot.services.dossier import Dossier
from handlers.documents.blocks import (
    Block,
    Body,
    Chain,
    Closing,
    Form,
    Grid,
    Heading,
    Listing,
    Pair,
    Wide,
)
from handlers.documents.look import (
    TITLE,
    WIDTH,
    Look,
    add_row,
    fill,
    footer,
    indent,
    line,
    new_page,
    repeat_head,
    table,
    tidy,
)
from handlers.documents.values import moment, roles
from handlers.texts import word

COLUMNS = (32, 48, 32, 48)
_LABEL = Look(size=11, align=ALIGN.CENTER)
_VALUE = Look()
_SMALL = Look(size=10.5, spacing=18)
_BODY = Look(size=16, spacing=28, align=ALIGN.JUSTIFY)
_SIGNS = Look(size=10.5, align=ALIGN.RIGHT)
_BORDERED = (Grid, Listing, Closing)
_ROOM = 12
SIGNATURE = "签名：＿＿＿＿"
EMPTY_DATE = "　　　年　　月　　日"


def docx_of(form: Form, d: Any) -> bytes:
    """The paper as a .docx file, filled from a dossier or whatever else its values read."""
    doc = new_page(form.title)
    _head(doc, form, d)
    for at, block in enumerate(form.blocks):
        if at and isinstance(form.blocks[at - 1], _BORDERED):
            _gap(doc, _ROOM)
        _BLOCKS[type(block)](doc, block, d)
    if isinstance(form.blocks[-1], _BORDERED):
        _gap(doc, 1)
    footer(doc.sections[0].footer, form.footer)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _head(doc: Any, form: Form, d: Any) -> None:
    if form.above is not None:
        line(doc.add_paragraph(), tidy(form.above(d)), Look(TITLE, 16, 26, ALIGN.CENTER))
    line(doc.add_paragraph(), form.title, Look(TITLE, 22, 34, ALIGN.CENTER))
    under = line(doc.add_paragraph(), tidy(form.number(d)), Look(align=ALIGN.RIGHT))
    under.paragraph_format.space_before = under.paragraph_format.space_after = Pt(6)


# --- bordered forms


def _grid(doc: Any, block: Grid, d: Dossier) -> None:
    made = table(doc, COLUMNS)
    for row in block.rows:
        _ROWS[type(row)](made, row, d)


def _gap(doc: Any, room: float) -> None:
    """Some room, in points: Word joins two tables that touch, and wants a line after the last."""
    line(doc.add_paragraph(), "", Look(size=min(room, 6), spacing=room))


def _pair(made: Any, row: Pair, d: Dossier) -> None:
    cells = add_row(made, COLUMNS, 9, whole=True).cells
    for at, (label, value) in ((0, row.left), (2, row.right)):
        fill(cells[at], [(label, _LABEL)])
        fill(cells[at + 1], _lines(value(d)))


def _wide(made: Any, row: Wide, d: Dossier) -> None:
    _field(made, row.label, _lines(row.value(d)), row.height)


def _field(made: Any, label: str, lines: list[tuple[str, Look]], height: int) -> None:
    said = sum(len(words) for words, _ in lines)
    cells = add_row(made, COLUMNS, height, whole=said < _LONG).cells
    inside = cells[1].merge(cells[3])
    fill(cells[0], [(label, _LABEL)])
    fill(inside, lines)


_LONG = 400
"""Characters from which on a row may be broken over two pages."""


def _lines(said: str) -> list[tuple[str, Look]]:
    return [(one, _VALUE) for one in tidy(said).splitlines()] or [("", _VALUE)]


def _chain(made: Any, row: Chain, d: Dossier) -> None:
    """Everybody who spoke or signed, then the seats that are still empty."""
    approval = row.approval(d)
    if approval.proposal or not approval.complete:  # who decided by himself proposed nothing
        _signature(made, row.first, approval.proposal, d)
    if approval.discussed:
        _signature(made, "集体研究情况", approval.discussed, d)
    for one in approval.signed:
        _signature(made, f"{word('role', one.role, 'zh')}意见", one, d)
    for seat in row.seats(d):
        for _ in range(seat.count):
            _signature(made, f"{roles(seat.roles)}意见", None, d)


def _signature(made: Any, label: str, one: Signed | None, d: Dossier) -> None:
    if one is None:
        lines = [("", _VALUE), (f"{SIGNATURE}{EMPTY_DATE}", _SIGNS)]
    else:
        who = f"{one.name}（{word('role', one.role, 'zh')}）"
        lines = [*_lines(_said(one)), (f"{who}　{moment(one.at, d)}　{SIGNATURE}", _SIGNS)]
    _field(made, label, lines, 20)


def _said(one: Signed) -> str:
    """What was signed, and what was written beside it."""
    if one.act is Act.AGREE and one.opinion:
        return one.opinion
    done = word("act", one.act, "zh")
    named = [word("route", one.route, "zh")] if one.route and one.outcome is None else []
    named += [word("outcome", one.outcome, "zh")] if one.outcome else []
    about = f"（{'，'.join(named)}）" if named and named[0] not in done else ""
    return f"{done}{about}" + (f"：{one.opinion}" if one.opinion else "")


# --- lists and running text


def _listing(doc: Any, block: Listing, d: Dossier) -> None:
    made = table(doc, block.widths)
    head = add_row(made, block.widths, 10, whole=True)
    repeat_head(head)
    for cell, words in zip(head.cells, block.head, strict=True):
        fill(cell, [(words, _LABEL)])
    for said in block.rows(d):
        cells = add_row(made, block.widths, 9, whole=sum(map(len, said)) < _LONG).cells
        for cell, words in zip(cells, said, strict=True):
            fill(cell, [(one, _SMALL) for one in tidy(words).splitlines() or [""]])


def _heading(doc: Any, block: Heading, _d: Dossier) -> None:
    made = line(doc.add_paragraph(), block.words, Look("黑体", 16, 28))
    made.paragraph_format.keep_with_next = True


def _body(doc: Any, block: Body, d: Dossier) -> None:
    for words in tidy(block.value(d)).splitlines():
        made = line(doc.add_paragraph(), words, _BODY)
        if block.indented:
            indent(made, _BODY.size)


def _closing(doc: Any, block: Closing, d: Dossier) -> None:
    lines = tidy(block.value(d)).splitlines()
    for at, words in enumerate(lines):
        made = line(doc.add_paragraph(), words, Look(size=16, spacing=28, align=ALIGN.CENTER))
        made.paragraph_format.left_indent = Mm(WIDTH * 0.42)
        made.paragraph_format.space_before = Pt(28 if at == 0 else 0)
        made.paragraph_format.keep_with_next = at < len(lines) - 1


_ROWS: dict[type, Callable[[Any, Any, Dossier], None]] = {
    Pair: _pair,
    Wide: _wide,
    Chain: _chain,
}
_BLOCKS: dict[type[Block], Callable[[Any, Any, Dossier], None]] = {
    Grid: _grid,
    Listing: _listing,
    Heading: _heading,
    Body: _body,
    Closing: _closing,
}
