"""The register and a quarter's results as Excel and Word files."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from bot.services.ledger import Entry, Results
from handlers.documents.look import tidy
from handlers.texts import word

HEAD_ROW = 3
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_THIN = Side(style="thin", color="999999")
_EDGES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="E7E6E6")
_LATE_FILL = PatternFill("solid", fgColor="FFD9D9")
_MOST_IN_CELL = 32_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what stands in it."""

    heading: str
    width: int
    value: Callable[[Entry], Any]


def _word(kind: str, value: str | None) -> str:
    return word(kind, value, "zh") if value else ""


def _deadlines(one: Entry) -> str:
    return "；".join(
        f"{_word('clock', clock.kind)} {clock.due_on.isoformat()}"
        + ("（中止）" if clock.paused_on else "（暂定）" if clock.provisional else "")
        for clock in one.clocks
    )


_COLUMNS = (
    Column("编号", 12, lambda one: one.number),
    Column("收件日期", 12, lambda one: one.received),
    Column("反映方式", 9, lambda one: "实名" if one.real_name else "匿名"),
    Column("管理级别", 14, lambda one: _word("level", one.level)),
    Column("轻重", 12, lambda one: _word("severity", one.severity)),
    Column("处置方式", 12, lambda one: _word("route", one.route)),
    Column("状态", 20, lambda one: _word("state", one.state)),
    Column("承办人", 10, lambda one: one.handler),
    Column("处置日期", 12, lambda one: one.disposed),
    Column("谈话日期", 12, lambda one: one.talked),
    Column("发函日期", 12, lambda one: one.letter),
    Column("回复日期", 12, lambda one: one.replied),
    Column("报告日期", 12, lambda one: one.reported),
    Column("办结日期", 12, lambda one: one.closed),
    Column("结果", 18, lambda one: _word("outcome", one.outcome)),
    Column("期限", 34, _deadlines),
    Column("超期", 7, lambda one: "超期" if one.overdue else ""),
    Column("反映次数", 9, lambda one: one.repeats),
    Column("并入", 12, lambda one: one.merged_into),
)
_NAMES = Column("被反映人", 14, lambda one: one.accused)


def register_xlsx(title: str, found: Sequence[Entry], *, names: str = "") -> bytes:
    """The register with filters and a head that stays; the accused's names only where asked for."""
    columns = (*_COLUMNS[:4], _NAMES, *_COLUMNS[4:]) if names else _COLUMNS
    book = Workbook()
    _sheet(book.active, title, columns, found)
    return _bytes(book)


def results_xlsx(office: str, told: Results) -> bytes:
    """A quarter's results: the counts on one sheet, each item's result on the next."""
    book = Workbook()
    counts = book.active
    counts.title = "统计"
    counts.column_dimensions["A"].width, counts.column_dimensions["B"].width = 40, 12
    counts.append([f"{office}{told.quarter}办理结果反馈"])
    counts["A1"].font = Font("宋体", 14, bold=True)
    for label, count in counted(told):
        counts.append([label, count])
    for name, found in (("已有结果", told.ended), ("正在办理", told.open)):
        _sheet(book.create_sheet(name), f"{told.quarter}{name}", _COLUMNS, found)
    return _bytes(book)


def counted(told: Results) -> list[tuple[str, int]]:
    """The counts of a quarter, line by line."""
    return [
        ("本季度收件", told.received),
        ("其中实名", told.real_name),
        *((f"收件现状：{_word('state', one)}", n) for one, n in told.states.items()),
        *((f"本季度处置：{_word('route', one)}", n) for one, n in told.ways.items()),
        ("本季度办结", len(told.ended)),
        *((f"办结结果：{_word('outcome', one)}", n) for one, n in told.outcomes.items()),
        ("期末在办", len(told.open)),
        ("其中超期", sum(one.overdue for one in told.open)),
    ]


def _sheet(sheet: Any, title: str, columns: Sequence[Column], found: Iterable[Entry]) -> None:
    sheet.title = _FORBIDDEN_IN_TITLE.sub("", title)[:31]
    last = get_column_letter(len(columns))
    _put(sheet, 1, 1, title).font = Font("宋体", 16, bold=True)
    for at, column in enumerate(columns, 1):
        cell = _put(sheet, HEAD_ROW, at, column.heading)
        cell.font, cell.fill, cell.border = Font("宋体", 11, bold=True), _HEAD_FILL, _EDGES
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    row = HEAD_ROW
    for row, one in enumerate(found, HEAD_ROW + 1):
        _line(sheet, row, columns, one)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{row}"
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _line(sheet: Any, row: int, columns: Sequence[Column], one: Entry) -> None:
    for at, column in enumerate(columns, 1):
        cell = _put(sheet, row, at, column.value(one))
        cell.font, cell.border = Font("宋体", 10.5), _EDGES
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if one.overdue:
            cell.fill = _LATE_FILL


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """A cell; words are words, also where they begin like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = tidy(value)[:_MOST_IN_CELL]
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@" and bool(value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def _bytes(book: Workbook) -> bytes:
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
