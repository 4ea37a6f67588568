"""From a queued notice to what Telegram is asked to send; nothing is read but through the ports.

Most texts need only their arguments; the few that show a case, a letter or a file have a
function of their own in ``_SPECIAL``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.ports import Transaction
from bot.rules.model import FIELDS, Material, Notice
from bot.rules.terms import Level, MaterialKind
from bot.services import views
from handlers import cards
from handlers.buttons import Buttons
from handlers.images import UnreadableImageError, clean_copy
from handlers.keyboards import Rows, card_rows, rows_for, sealed_rows
from handlers.letters import LetterTemplateError, letter_docx
from handlers.texts import Ready, text, word

LIMIT = 4096
"""Characters of one message after its markup is read."""


@dataclass(frozen=True, slots=True)
class File:
    """A document to send."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One message: HTML, buttons, perhaps a file; ``protect`` forbids forwarding and saving."""

    html: str
    rows: Sequence[Sequence[tuple[str, str]]] = ()  # (what it says, callback data)
    file: File | None = None
    protect: bool = False
    reply: bool = False  # ask for a reply to this very message: groups hide other texts from bots


@dataclass(frozen=True, slots=True)
class Voice:
    """What the renderer knows besides the notice."""

    office: str
    zone: ZoneInfo
    buttons: Buttons
    letter_template: Path | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One rendering: the notice, the language, and a transaction to look things up in."""

    tx: Transaction
    notice: Notice
    language: str
    voice: Voice
    now: datetime
    args: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str, **args: Any) -> str:
        """A text of the catalogue in this language."""
        return text(key, self.language, **args)

    def at(self, moment: datetime) -> str:
        """A moment in the office's time, with its weekday."""
        return cards.full_moment(moment, self.voice.zone)

    def pack(self, rows: Rows) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Buttons as callback data."""
        return tuple(
            tuple((label, self.voice.buttons.pack(button)) for label, button in row)
            for row in rows
        )


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
    return Part(html, rows, reply=key in _WANT_REPLY, protect=key in _PROTECTED)


_WANT_REPLY = frozenset({"session-when", "session-place", "session-topic"})
_PROTECTED = frozenset({"citizen-code", "citizen-asked"})


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
        f"· {word('field', name, sheet.language)}:{escape(facts[name], quote=False)}"
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
    return [Part(sheet.text("officer-relations", names=sheet.args["names"] or "none"))]


def _card(sheet: Sheet) -> list[Part]:
    view = views.card(sheet.tx, sheet.args["case"])
    menu = sheet.args.get("menu", "")
    html = cards.card_text(view, menu, sheet.language, sheet.voice.zone)
    rows = sheet.pack(card_rows(view, menu, sheet.language))
    return [Part(html, rows, protect=True)]


def _sealed_card(sheet: Sheet) -> list[Part]:
    view = views.card(sheet.tx, sheet.args["case"])
    due = view.clocks[0].due_on if view.clocks else None
    html = sheet.text(
        "sealed-card",
        number=view.case.number,
        received=cards.moment(view.case.received_at, sheet.voice.zone),
        due=cards.day(due) if due else "—",
        state=view.case.state,
    )
    return [Part(html, sheet.pack(sealed_rows(view.case, sheet.language)), protect=True)]


def _full_text(sheet: Sheet) -> list[Part]:
    case, material = views.full_text(sheet.tx, sheet.args["case"])
    newest = {part.id for part in sheet.tx.tips.material(case.tip_id)}
    blocks = [sheet.text("full-text-head", number=case.number)]
    for part in material:
        blocks += _material_blocks(sheet, part, old=part.id not in newest)
    return [Part(html, protect=True) for html in split(blocks)]


def _material_blocks(sheet: Sheet, part: Material, *, old: bool) -> list[str]:
    at = cards.moment(part.received_at, sheet.voice.zone)
    head = sheet.text(
        "full-text-part",
        at=at,
        version=part.version if old or part.version > 1 else 0,
        old=int(old),
        answer=int(part.kind is MaterialKind.ANSWER),
    )
    blocks = [head, escape(part.text, quote=False)] if part.text else [head]
    if part.file_state:
        state = sheet.text(f"file-{part.file_state}")
        blocks.append(sheet.text("full-text-file", name=part.file_name, kept=state))
    return blocks


def split(blocks: Sequence[str]) -> list[str]:
    """Blocks joined into messages within Telegram's limit; only plain text is ever cut."""
    messages = [""]
    for block in blocks:
        for piece in _pieces(block):
            if len(messages[-1]) + len(piece) + 1 > LIMIT:
                messages.append("")
            messages[-1] += piece + "\n"
    return [message.rstrip("\n") for message in messages if message.strip()]


def _pieces(block: str) -> list[str]:
    size = LIMIT - 200
    if len(block) <= size:
        return [block]
    pieces, rest = [], block
    while len(rest) > size:
        cut = size
        while "&" in rest[cut - 6 : cut] and cut > size - 60:  # never inside an escaped sign
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]


def _reasons(sheet: Sheet) -> list[Part]:
    proposal = sheet.tx.cases.proposal(sheet.args["case"])
    number = sheet.tx.cases.get(sheet.args["case"]).number
    lines = [sheet.text("reasons-head", number=number)]
    reasons = proposal.triage.reasons if proposal else ()
    lines += [cards.reason_line(at, reason) for at, reason in enumerate(reasons[:20], 1)]
    if not reasons:
        lines.append(sheet.text("reasons-none"))
    if proposal:
        lines.append(sheet.text("reasons-model", model=proposal.triage.model))
    return [Part(html, protect=True) for html in split(lines)]


_MIMES = {MaterialKind.PHOTO: "image/jpeg"}


def _material_file(sheet: Sheet) -> list[Part]:
    case = sheet.tx.cases.get(sheet.args["case"])
    wanted = sheet.args["material"]
    part = next(one for one in sheet.tx.tips.material(case.tip_id) if one.id == wanted)
    content = sheet.tx.files.read(part.id)
    try:
        content, name = clean_copy(content, _MIMES.get(part.kind, ""), part.file_name)
    except UnreadableImageError:
        return [Part(sheet.text("material-unreadable", number=case.number, name=part.file_name))]
    html = sheet.text("material-file", number=case.number)
    return [Part(html, file=File(name, content), protect=True)]


def _talk(sheet: Sheet) -> list[Part]:
    talk = sheet.tx.cases.talk(sheet.args["case"])
    number = sheet.tx.cases.get(sheet.args["case"]).number
    if talk is None:
        return []
    at = sheet.at(talk.at)
    message = sheet.text("talk-appointment", at=at, place=talk.place, talker=talk.talker)
    return [Part(message), Part(sheet.text("talk-appointment-note", number=number))]


def _letter(sheet: Sheet) -> list[Part]:
    letter = sheet.tx.cases.letter(sheet.args["case"])
    if letter is None:
        return []
    voice = sheet.voice
    try:
        content = letter_docx(
            letter, office=voice.office, cc="", contact="", template=voice.letter_template
        )
    except LetterTemplateError as error:
        problem = str(error)
        return [Part(sheet.text("letter-template-broken", number=letter.number, problem=problem))]
    html = sheet.text("letter-document", number=letter.number, due=cards.day(letter.reply_due))
    return [Part(html, file=File(f"{letter.number}函询通知书.docx", content), protect=False)]


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


def _identity(sheet: Sheet) -> list[Part]:
    """Name and contact of a reporter, in one protected message to the one who was granted it."""
    case = sheet.tx.cases.get(sheet.args["case"])
    name, contact = sheet.tx.people.identity(case.reply_to)
    html = sheet.text("identity", number=case.number, name=name or "—", contact=contact or "—")
    return [Part(html, protect=True)]


def _clock(sheet: Sheet) -> list[Part]:
    due = datetime.fromisoformat(sheet.args["due"]).date()
    args = {"number": sheet.args["number"], "clock": sheet.args["clock"], "due": cards.day(due)}
    return [Part(sheet.text("clock-reminder", **args))]


_SPECIAL: dict[str, Callable[[Sheet], list[Part]]] = {
    "citizen-understood": _with_facts,
    "citizen-review": _with_facts,
    "citizen-question": _question,
    "citizen-status": _status,
    "officer-relations": _relations,
    "card": _card,
    "sealed-card": _sealed_card,
    "full-text": _full_text,
    "reasons": _reasons,
    "material-file": _material_file,
    "talk-appointment": _talk,
    "letter-document": _letter,
    "session-announced": _session,
    "session-reminder": _session,
    "clock-reminder": _clock,
    "identity": _identity,
}
