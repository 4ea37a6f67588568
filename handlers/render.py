"""From a queued notice to what Telegram is asked to send; nothing is read but through the ports.

Most texts need only their arguments; the few that show a case, a letter or a file have a
function of their own in ``_SPECIAL``.
"""

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from bot.ports import Transaction
from bot.rules.model import FIELDS, Notice
from bot.rules.terms import Level
from handlers.deadlines import DATES
from handlers.keyboards import rows_for
from handlers.ledger_desk import ledger_part
from handlers.menus import OFFICER
from handlers.papers import PAPERS
from handlers.sheet import Part, Sheet, Voice
from handlers.texts import Ready, word


def render(
    tx: Transaction, notice: Notice, language: str, voice: Voice, now: datetime
) -> list[Part]:
    """The messages of a notice, in order; an empty list where there is nothing left to say."""
    sheet = Sheet(tx, notice, language, voice, now, dict(notice.args))
    special = _SPECIAL.get(notice.text)
    return special(sheet) if special else [_plain(sheet)]


def _plain(sheet: Sheet) -> Part:
    key, args = sheet.notice.text, sheet.args
    rows = sheet.pack(rows_for(key, args, sheet.language))
    simple = {name: value for name, value in args.items() if isinstance(value, str | int)}
    html = sheet.text(key, office=sheet.voice.office, **simple)
    menu = OFFICER if key == "officer-welcome" else ()
    return Part(html, rows, reply=key in _WANT_REPLY, protect=key in _PROTECTED, menu=menu)


_WANT_REPLY = frozenset({"session-when", "session-place", "session-topic"})
_PROTECTED = frozenset({"citizen-code", "citizen-asked", "export-password"})
MOST_NAMES = 1000
"""Characters of a list of declared relations that are shown."""


def _with_facts(sheet: Sheet) -> list[Part]:
    """What the bot understood; a tip about a higher level is not analysed at all."""
    tip = sheet.tx.tips.get(sheet.args["tip"])
    key = sheet.notice.text
    if key == "citizen-review" and tip.level is Level.HIGHER:
        key = "citizen-review-sealed"
    rows = sheet.pack(rows_for(key, sheet.args, sheet.language))
    html = sheet.text(key, facts=_fact_lines(sheet), total=sheet.args.get("total", 0))
    return [Part(html, rows)]


def _fact_lines(sheet: Sheet) -> Ready:
    facts, files = sheet.args["facts"], sheet.args["files"]
    lines = [
        f"· {word('field', name, sheet.language)}：{escape(facts[name], quote=False)}"
        for name in FIELDS
        if facts.get(name)
    ]
    if files:
        lines.append(sheet.text("citizen-files", count=files))
    return Ready("\n".join(lines) or sheet.text("citizen-facts-none"))


def _question(sheet: Sheet) -> list[Part]:
    ask = Ready(sheet.text(f"ask-{sheet.args['field']}"))
    html = sheet.text("citizen-question", number=sheet.args["number"], ask=ask)
    return [Part(html, sheet.pack(rows_for("citizen-question", sheet.args, sheet.language)))]


def _status(sheet: Sheet) -> list[Part]:
    shown = Ready(sheet.text(f"public-{sheet.args['state']}"))
    return [Part(sheet.text("citizen-status", received=sheet.args["received"], shown=shown))]


def _relations(sheet: Sheet) -> list[Part]:
    return [Part(sheet.text("officer-relations", names=_cut(sheet.args["names"]) or "none"))]


def _cut(names: str) -> str:
    return names if len(names) <= MOST_NAMES else names[: MOST_NAMES - 1] + "…"


def _session(sheet: Sheet) -> list[Part]:
    session = sheet.tx.agenda.session(sheet.args["session"])
    if session is None:
        return []
    args: dict[str, Any] = {
        "at": sheet.at(session.starts_at),
        "place": session.place,
        "topic": session.topic,
    }
    if sheet.notice.text == "session-reminder":
        args["left"] = _left(sheet, session.starts_at)
    return [Part(sheet.text(sheet.notice.text, **args))]


def _left(sheet: Sheet, starts_at: datetime) -> str:
    minutes = max(1, round((starts_at - sheet.now).total_seconds() / 60))
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes >= size:
            return sheet.text(f"left-{unit}", n=round(minutes / size))
    return sheet.text("left-minutes", n=minutes)


_SPECIAL: dict[str, Callable[[Sheet], list[Part]]] = {
    **PAPERS,
    "ledger": ledger_part,
    "citizen-understood": _with_facts,
    "citizen-review": _with_facts,
    "citizen-question": _question,
    "citizen-status": _status,
    "officer-relations": _relations,
    "session-announced": _session,
    "session-reminder": _session,
    **DATES,
}
