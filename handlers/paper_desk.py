"""The presses that ask for papers: the menu in private, then one paper at a time."""

from collections.abc import Callable

from bot.rules.errors import BadButtonError, InputError
from bot.rules.model import Case, Officer
from bot.rules.papers import Paper
from bot.services import documents, exports
from handlers.buttons import Button
from handlers.pdf import program
from handlers.turn import Turn


def _menu(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    documents.offer_papers(turn.tx, case, officer)
    _hint(turn, officer)


def _paper(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    name, _, form = button.extra.partition(".")
    if name not in set(Paper):
        raise BadButtonError
    if form == "pdf" and program() is None:
        raise InputError("error-no-pdf")
    documents.make_paper(turn.tx, case, Paper(name), officer, form=form or "docx")
    _hint(turn, officer)


def _folder(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """The head allows one export of the whole folder."""
    exports.allow_export(turn.tx, case, officer, turn.now)
    _hint(turn, officer)


def _hint(turn: Turn, officer: Officer) -> None:
    """Papers go to the officer alone, wherever he pressed."""
    turn.toast = "" if turn.here == officer.address else "toast-private"


PAPER_VERBS: dict[str, Callable[[Turn, Button, Officer, Case], None]] = {
    "papers": _menu,
    "paper": _paper,
    "folder": _folder,
}
"""A paper shows the case as it is, so these presses never come too late."""
