"""What the presses on a card have in common: opening a menu or a form, doing a plain act."""

from collections.abc import Callable
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.model import Case, Conversation, Notice, Officer
from bot.rules.terms import Act
from bot.services import casework
from bot.services.cards import show_card
from bot.services.casework import Choice
from handlers.buttons import Button
from handlers.turn import Turn

FLOW = "form"
Press = Callable[[Turn, Button, Officer, Case], None]
Service = Callable[[Transaction, Choice, Officer, Office, datetime], Case]


def choice_of(button: Button, act: Act) -> Choice:
    """This act on the version that the button shows."""
    return Choice(button.subject, button.version, act)


def menu(name: str) -> Press:
    """A press that opens a menu on the card."""

    def show(turn: Turn, _button: Button, _officer: Officer, case: Case) -> None:
        show_card(turn.tx, case, menu=name)

    return show


def form(step: str) -> Press:
    """A press that opens a form in private."""

    def start(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
        open_form(turn, officer, step, button)
        ask(turn, officer, f"form-{step}", case)

    return start


_FROM_MENUS = frozenset(
    {
        *("way", "end", "down", "keep", "merge", "split", "scan"),
        *("clock-pause", "clock-resume", "clock-extend"),
    }
)


def open_form(turn: Turn, officer: Officer, step: str, button: Button, *, extra: str = "") -> None:
    """The next private message of this officer fills this form."""
    if button.verb in _FROM_MENUS:  # the menu has done its work: the card is everybody's again
        show_card(turn.tx, turn.tx.cases.get(button.subject))
    data = {"case": button.subject, "version": button.version, "extra": extra}
    turn.tx.converse(officer.address, Conversation(FLOW, step, data), turn.now)
    if turn.here == officer.address:
        turn.talk = Conversation(FLOW, step, data)


def ask(turn: Turn, officer: Officer, text: str, case: Case, **args: object) -> None:
    """The first question of a form, in private."""
    turn.tx.say(Notice(officer.address, text, {"number": case.number, **args}))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def through(service: Service, act: Act) -> Press:
    """A press that is this service's act on the version that the button shows."""

    def do(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
        service(turn.tx, choice_of(button, act), officer, turn.office, turn.now)
        turn.toast = "toast-done"

    return do


def plain(act: Act) -> Press:
    """A press that is an act without further words."""
    return through(casework.act, act)
