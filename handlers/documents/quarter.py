"""A quarter's results for the petition office as a Word file (R20 Art. 18)."""

from dataclasses import dataclass
from datetime import date

from bot.rules.papers import Paper
from bot.services.ledger import Entry, Results
from handlers.documents.blocks import Body, Closing, Form, Heading, Listing
from handlers.documents.register import counted
from handlers.documents.values import day
from handlers.documents.write import docx_of
from handlers.texts import word


@dataclass(frozen=True, slots=True)
class Told:
    """What the paper is filled from."""

    office: str
    made_on: date
    results: Results


def results_docx(told: Told) -> bytes:
    """Counts first, then every item's result by its number; no name, no word of a tip."""
    return docx_of(_FORM, told)


def _opening(told: Told) -> str:
    return f"根据《纪检监察机关处理检举控告工作规则》第十八条，现将{told.results.quarter}检举控告办理结果反馈如下："


def _counts(told: Told) -> list[tuple[str, ...]]:
    return [(label, str(count)) for label, count in counted(told.results)]


def _ended(told: Told) -> list[tuple[str, ...]]:
    return [_item(one, one.closed) for one in told.results.ended]


def _open(told: Told) -> list[tuple[str, ...]]:
    return [_item(one, None) for one in told.results.open]


def _item(one: Entry, on: date | None) -> tuple[str, ...]:
    way = word("route", one.route, "zh") if one.route else ""
    end = word("outcome", one.outcome, "zh") if one.outcome else word("state", one.state, "zh")
    return (one.number, day(one.received), way, end, day(on) or ("超期" if one.overdue else ""))


_ITEMS = ("编号", "收件日期", "处置方式", "结果、状态", "办结日期")
_WIDTHS = (24, 36, 28, 40, 32)
_FORM = Form(
    Paper.CONTENTS,
    "检举控告办理结果反馈",
    (
        Body(_opening),
        Heading("一、总体情况"),
        Listing(("项　　目", "件数"), (120, 40), _counts),
        Heading("二、本季度已有结果的"),
        Listing(_ITEMS, _WIDTHS, _ended),
        Heading("三、正在办理的"),
        Listing(_ITEMS, _WIDTHS, _open),
        Closing(lambda told: f"{told.office}\n（加盖印章）\n{day(told.made_on)}"),
    ),
    lambda told: str(told.results.quarter),
    lambda told: told.office,
)
