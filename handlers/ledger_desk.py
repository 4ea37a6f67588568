"""``/ledger``: the register of a year as Excel file, for leaders and case supervision, in private."""

import re
from functools import partial

from bot.rules.errors import InputError
from bot.services.ledger import LEDGER_READERS, Asked, ask_ledger, entries
from handlers.documents.register import register_xlsx
from handlers.paper_parts import reader_of
from handlers.sheet import Draft, Part, Sheet
from handlers.turn import Turn

_WANTED = re.compile(r"(?P<year>20\d\d)?\s*(?P<names>姓名|names)?")


def ledger(turn: Turn) -> None:
    """``/ledger``, ``/ledger 2026``, ``/ledger 2026 姓名``."""
    officer = turn.need_officer()
    wanted = _WANTED.fullmatch(turn.event.text.strip())
    if wanted is None:
        raise InputError("error-ledger")
    year = int(wanted["year"] or turn.office.today(turn.now).year)
    ask_ledger(turn.tx, officer, year, names="yes" if wanted["names"] else "")


def ledger_part(sheet: Sheet) -> list[Part]:
    """The register as its reader may see it now; nothing for who may not any more."""
    reader, year, names = reader_of(sheet), int(sheet.args["year"]), str(sheet.args["names"])
    if reader is None or reader.role not in LEDGER_READERS:
        return []
    zone = sheet.voice.zone
    asked = Asked(zone, sheet.now.astimezone(zone).date(), reader, names, year)
    found = entries(sheet.tx, asked)
    title = f"{sheet.voice.office}问题线索台账（{year}年）"
    draft = Draft(
        f"问题线索台账{year}", partial(register_xlsx, title, found, names=names), form="xlsx"
    )
    html = sheet.text("ledger", year=str(year), count=len(found))
    return [Part(html, draft=draft)]
