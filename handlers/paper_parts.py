"""A paper of a case as a message: read here, written after the transaction."""

from collections.abc import Callable
from functools import partial

from bot.rules.model import Case, Officer
from bot.rules.papers import OUTWARD, Paper
from bot.services.dossier import Letterhead, dossier
from handlers.buttons import Button
from handlers.documents.catalogue import FORMS
from handlers.documents.write import docx_of
from handlers.keyboards import Rows, labelled
from handlers.letters import LetterTemplateError, letter_docx
from handlers.pdf import program
from handlers.sheet import Draft, Part, Sheet
from handlers.texts import word


def paper_document(sheet: Sheet) -> list[Part]:
    """The paper that was asked for, as Word file or PDF; nothing for who may not read it any more."""
    case = sheet.tx.cases.get(sheet.args["case"])
    paper, form = Paper(sheet.args["paper"]), sheet.args["form"]
    reader = reader_of(sheet)
    try:
        write = _writer(sheet, case, paper, reader) if reader else None
    except LetterTemplateError as error:
        return [Part(sheet.text("letter-template-broken", number=case.number, problem=str(error)))]
    if write is None:
        return []
    said = {"number": case.number, "paper": paper}
    key = "paper-outward" if paper in OUTWARD else "paper-document"
    draft = Draft(
        f"{case.number} {word('paper', paper, 'zh')}",
        write,
        form,
        otherwise=sheet.text("paper-pdf-failed", **said),
    )
    if form == "pdf":
        return [Part(sheet.text("paper-pdf", **said), draft=draft)]
    rows = sheet.pack(pdf_rows(case, paper, sheet.language))
    return [Part(sheet.text(key, **said), rows, draft=draft)]


def reader_of(sheet: Sheet) -> Officer | None:
    """The officer behind the address to which this goes."""
    active = sheet.tx.officers.active()
    return next((one for one in active if one.address == sheet.notice.to), None)


def letterhead(sheet: Sheet) -> Letterhead:
    """The office and the day of the papers made now."""
    voice = sheet.voice
    today = sheet.now.astimezone(voice.zone).date()
    return Letterhead(voice.office, voice.zone, today, voice.practice)


def pdf_rows(case: Case, paper: Paper, language: str) -> Rows:
    """The button that asks for the same paper as PDF, where that can be made."""
    if program() is None:
        return []
    return [[labelled("pdf", Button("paper", case.id, case.version, f"{paper}.pdf"), language)]]


def _writer(sheet: Sheet, case: Case, paper: Paper, reader: Officer) -> Callable[[], bytes] | None:
    """All that is needed is read now; the file is written when it is called.

    Raises:
        LetterTemplateError: the office's template of the letter cannot be used: that is found out now,
            while there is still something to say.
    """
    if paper is not Paper.LETTER:
        return partial(docx_of, FORMS[paper], dossier(sheet.tx, case, reader, letterhead(sheet)))
    letter, voice = sheet.tx.handling.letter(case.id), sheet.voice
    if letter is None:
        return None
    template = voice.letter_template
    content = letter_docx(letter, office=voice.office, cc=letter.cc, contact="", template=template)
    return partial(bytes, content)
