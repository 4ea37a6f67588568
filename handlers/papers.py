"""The papers of a case: card, full text, reasons, files, letter, appointment, identity."""

from collections.abc import Callable
from html import escape

from bot.rules.model import Material
from bot.rules.papers import Paper
from bot.rules.terms import MaterialKind
from bot.services import views
from handlers import cards
from handlers.card_keys import card_rows, sealed_rows
from handlers.images import UnreadableImageError, clean_copy
from handlers.letters import LetterTemplateError, letter_docx
from handlers.paper_parts import paper_document, pdf_rows
from handlers.sheet import File, Part, Sheet, split
from handlers.texts import Ready


def _card(sheet: Sheet) -> list[Part]:
    view = views.card(sheet.tx, sheet.args["case"], sheet.notice.to, sheet.voice.practice)
    menu = sheet.args.get("menu", "")
    html = cards.card_text(view, menu, sheet.language, sheet.voice.zone)
    rows = sheet.pack(card_rows(view, menu, sheet.language))
    return [Part(html, rows, protect=True)]


def _sealed_card(sheet: Sheet) -> list[Part]:
    view = views.card(sheet.tx, sheet.args["case"], sheet.notice.to, sheet.voice.practice)
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


def _reasons(sheet: Sheet) -> list[Part]:
    proposal = sheet.tx.cases.proposal(sheet.args["case"])
    number = sheet.tx.cases.get(sheet.args["case"]).number
    lines = [sheet.text("reasons-head", number=number)]
    reasons = proposal.triage.reasons if proposal else ()
    lines += [cards.reason_line(at, reason) for at, reason in enumerate(reasons[:20], 1)]
    if not reasons:
        lines.append(sheet.text("reasons-none"))
    if proposal:
        triage = proposal.triage
        spoke = triage.spoke or "unsaid"
        lines.append(sheet.text("reasons-model", model=triage.model, spoke=spoke))
    return [Part(html, protect=True) for html in split(lines)]


def _dates(sheet: Sheet) -> list[Part]:
    """The count of each running clock; the lines come from the rules, and in Chinese."""
    number = sheet.tx.cases.get(sheet.args["case"]).number
    blocks = [sheet.text("dates-head", number=number)]
    for lines in sheet.args["clocks"]:
        head, *rest = (escape(line, quote=False) for line in lines)
        blocks += ["", f"<b>{head}</b>", *rest]
    if not sheet.args["clocks"]:
        blocks.append(sheet.text("dates-none"))
    return [Part(html, protect=True) for html in split(blocks)]


_MIMES = {MaterialKind.PHOTO: "image/jpeg"}


def _material_file(sheet: Sheet) -> list[Part]:
    case = sheet.tx.cases.get(sheet.args["case"])
    wanted = sheet.args["material"]
    every = (*sheet.tx.tips.material(case.tip_id), *sheet.tx.tips.scans(case.tip_id))
    part = next(one for one in every if one.id == wanted)
    content = sheet.tx.files.read(part.id)
    try:
        content, name = clean_copy(content, _MIMES.get(part.kind, ""), part.file_name)
    except UnreadableImageError:
        return [Part(sheet.text("material-unreadable", number=case.number, name=part.file_name))]
    html = sheet.text("material-file", number=case.number)
    return [Part(html, file=File(name, content), protect=True)]


def _talk(sheet: Sheet) -> list[Part]:
    talk = sheet.tx.handling.talk(sheet.args["case"])
    number = sheet.tx.cases.get(sheet.args["case"]).number
    if talk is None:
        return []
    message = sheet.text(
        "talk-appointment",
        at=sheet.at(talk.at),
        place=talk.place,
        talker=talk.talker,
        companion=talk.companion or Ready(sheet.text("talk-companion-any")),
    )
    return [Part(message), Part(sheet.text("talk-appointment-note", number=number))]


def _talk_reminder(sheet: Sheet) -> list[Part]:
    talk = sheet.tx.handling.talk(sheet.args["case"])
    if talk is None:
        return []
    at = sheet.at(talk.at)
    number = sheet.args["number"]
    return [Part(sheet.text("talk-reminder", number=number, at=at, place=talk.place))]


def _letter(sheet: Sheet) -> list[Part]:
    letter = sheet.tx.handling.letter(sheet.args["case"])
    if letter is None:
        return []
    voice = sheet.voice
    try:
        content = letter_docx(
            letter, office=voice.office, cc=letter.cc, contact="", template=voice.letter_template
        )
    except LetterTemplateError as error:
        problem = str(error)
        return [Part(sheet.text("letter-template-broken", number=letter.number, problem=problem))]
    html = sheet.text("letter-document", number=letter.number, due=cards.day(letter.reply_due))
    case = sheet.tx.cases.get(letter.case_id)
    rows = sheet.pack(pdf_rows(case, Paper.LETTER, sheet.language))
    return [Part(html, rows, file=File(f"{letter.number}函询通知书.docx", content), protect=False)]


def _identity(sheet: Sheet) -> list[Part]:
    """Name and contact of a reporter, in one protected message to the one who was granted it."""
    case = sheet.tx.cases.get(sheet.args["case"])
    name, contact = sheet.tx.people.identity(case.reply_to)
    html = sheet.text("identity", number=case.number, name=name or "—", contact=contact or "—")
    return [Part(html, protect=True)]


PAPERS: dict[str, Callable[[Sheet], list[Part]]] = {
    "card": _card,
    "sealed-card": _sealed_card,
    "full-text": _full_text,
    "reasons": _reasons,
    "dates": _dates,
    "material-file": _material_file,
    "talk-appointment": _talk,
    "talk-reminder": _talk_reminder,
    "letter-document": _letter,
    "paper-document": paper_document,
    "identity": _identity,
}
"""Text key → the function that writes the paper."""
