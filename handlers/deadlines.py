"""What is said of deadlines: warnings, dates that moved, the morning's digest."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.services.views import readable
from handlers.cards import day, full_day
from handlers.sheet import Part, Sheet, split
from handlers.texts import Ready, word


def _warning(sheet: Sheet) -> list[Part]:
    args = sheet.args
    html = sheet.text(
        sheet.notice.text,
        number=args["number"],
        clock=args["clock"],
        due=day(date.fromisoformat(args["due"])),
        days=args["days"],
    )
    return [Part(html)]


def _moved(sheet: Sheet) -> list[Part]:
    """The clocks that moved, of cases that this chat may still see."""
    rows = [row for row in sheet.args["rows"] if readable(sheet.tx, row["case"], sheet.notice.to)]
    lines = [
        sheet.text(
            "clocks-moved-line",
            number=row["number"],
            clock=row["clock"],
            was=day(date.fromisoformat(row["was"])),
            due=day(date.fromisoformat(row["due"])),
        )
        for row in rows
    ]
    blocks = [sheet.text("clocks-moved"), *lines]
    return [Part(html) for html in split(blocks)] if lines else []


_COMMA = {"zh": "、", "en": ", "}
_COUNTED = ("today", "soon", "overdue")


def _digest(sheet: Sheet) -> list[Part]:
    """Today's numbers, or in a line that there is nothing."""
    args, on = sheet.args, full_day(date.fromisoformat(sheet.args["day"]))
    if not any(args[name] for name in (*_COUNTED, "waiting")):
        return [Part(sheet.text("digest-empty", day=on))]
    counts = {name: Ready(_count(sheet, args[name])) for name in _COUNTED}
    return [Part(sheet.text("digest", day=on, waiting=args["waiting"], **counts))]


def _count(sheet: Sheet, counts: Mapping[str, int]) -> str:
    """``3`` and of which clocks: ``3 (处置建议期限 2、情况报告期限 1)``."""
    if not counts:
        return "0"
    parts = [
        sheet.text("digest-clock", name=word("clock", kind, sheet.language), count=count)
        for kind, count in sorted(counts.items())
    ]
    return sheet.text(
        "digest-count", total=sum(counts.values()), parts=_COMMA[sheet.language].join(parts)
    )


def _folded(sheet: Sheet) -> list[Part]:
    args = sheet.args
    totals = {name: sum(args[name].values()) for name in _COUNTED}
    on = day(date.fromisoformat(args["day"]))
    return [Part(sheet.text("digest-folded", day=on, waiting=args["waiting"], **totals))]


DATES: dict[str, Callable[[Sheet], list[Part]]] = {
    "clock-reminder": _warning,
    "clock-today": _warning,
    "clock-overdue": _warning,
    "clocks-moved": _moved,
    "digest": _digest,
    "digest-folded": _folded,
}
"""Text key → the function that writes it."""
