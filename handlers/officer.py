"""What officers do with the buttons of a case card."""

from collections.abc import Callable

from bot.rules.errors import InputError, PetitionError, StaleButtonError
from bot.rules.model import Case, Conversation, Notice, Officer
from bot.rules.terms import Act, Outcome, Route
from bot.rules.workflow import ROUTE_SEVERITY, needs_second
from bot.services import casework, reporter, talks
from bot.services.cards import show_card
from bot.services.casework import Choice
from bot.services.clocks import explain_clocks
from bot.services.visibility import require_sight
from handlers.buttons import Button
from handlers.turn import Turn

FLOW = "form"


def press(turn: Turn, button: Button) -> None:
    """A press on a card: sight and version first, then what the verb's row says."""
    officer = turn.need_officer()
    case = turn.tx.cases.get(button.subject)
    require_sight(turn.tx, case, officer)
    if button.version != case.version and button.verb not in _ANY_VERSION:
        show_card(turn.tx, case)
        turn.toast = "toast-stale"
        return
    _VERBS[button.verb](turn, button, officer, case)


def _choice(button: Button, act: Act) -> Choice:
    return Choice(button.subject, button.version, act)


def _agree(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    """One tap: the proposed route, without further words."""
    proposal = turn.tx.cases.proposal(button.subject)
    if proposal is None or proposal.triage.review:
        raise InputError("error-needs-reading")
    choice = Choice(button.subject, button.version, Act.HOLD, route=proposal.route)
    casework.send_way(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _menu(name: str) -> "Press":
    def show(turn: Turn, _button: Button, _officer: Officer, case: Case) -> None:
        show_card(turn.tx, case, menu=name)

    return show


def _way(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """Another route than the proposed one, or one that lowers: the officer says why, in private."""
    route = Route(button.extra)
    lowering = needs_second(case.severity, ROUTE_SEVERITY.get(route))
    open_form(turn, officer, "way", button, extra=route)
    _ask(turn, officer, "form-way", case, route=route, lowering=int(lowering))


def _form(step: str) -> "Press":
    def start(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
        open_form(turn, officer, step, button)
        _ask(turn, officer, f"form-{step}", case)

    return start


def open_form(turn: Turn, officer: Officer, step: str, button: Button, *, extra: str = "") -> None:
    """The next private message of this officer fills this form."""
    data = {"case": button.subject, "version": button.version, "extra": extra}
    turn.tx.converse(officer.address, Conversation(FLOW, step, data), turn.now)
    if turn.here == officer.address:
        turn.talk = Conversation(FLOW, step, data)


def _ask(turn: Turn, officer: Officer, text: str, case: Case, **args: object) -> None:
    turn.tx.say(Notice(officer.address, text, {"number": case.number, **args}))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def _full(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """The whole text, in private, protected and on record."""
    turn.tx.audit("full-text-shown", actor=f"officer:{officer.id}", subject=case.number)
    _send_material(turn, officer, case)
    turn.toast = "" if turn.here == officer.address else "toast-private"


def _send_material(turn: Turn, officer: Officer, case: Case) -> None:
    turn.tx.say(Notice(officer.address, "full-text", {"case": case.id}))
    for part in turn.tx.tips.material(case.tip_id):
        if part.file_state == "stored":
            turn.tx.say(
                Notice(officer.address, "material-file", {"case": case.id, "material": part.id})
            )


def _why(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """All reasons of the proposal, in private: they quote the tip."""
    turn.tx.audit("reasons-shown", actor=f"officer:{officer.id}", subject=case.number)
    turn.tx.say(Notice(officer.address, "reasons", {"case": case.id}))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def _dates(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """Why each running clock ends when it does, in private: the count is long."""
    clocks = explain_clocks(turn.tx, case, turn.office)
    args = {"case": case.id, "clocks": [list(lines) for lines in clocks]}
    turn.tx.say(Notice(officer.address, "dates", args))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def _recuse(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    casework.recuse(turn.tx, button.subject, officer, turn.now)
    turn.toast = "toast-recused"


def _plain(act: Act) -> "Press":
    def do(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
        casework.act(turn.tx, _choice(button, act), officer, turn.office, turn.now)
        turn.toast = "toast-done"

    return do


def _approve(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.PROPOSE)
    casework.approve(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _held(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    talks.talk_held(turn.tx, _choice(button, Act.TALK_HELD), officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _delivered(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.LETTER_DELIVERED)
    talks.letter_delivered(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _conclude(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = Choice(button.subject, button.version, Act.CONCLUDE, outcome=Outcome(button.extra))
    casework.act(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _open_sealed(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    turn.tx.audit("sealed-opened", actor=f"officer:{officer.id}", subject=case.number)
    _send_material(turn, officer, case)


def _accepted(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    reporter.tell_acceptance(turn.tx, case, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def answer_unsealing(turn: Turn, button: Button) -> None:
    """A leader's answer to a request to see who reported; ``subject`` is the request."""
    reporter.answer_unsealing(
        turn.tx, button.subject, turn.need_officer(), turn.now, granted=button.extra == "yes"
    )


Press = Callable[[Turn, Button, Officer, Case], None]

_VERBS: dict[str, Press] = {
    "agree": _agree,
    "change": _menu("change"),
    "ends": _menu("ends"),
    "back": _menu(""),
    "way": _way,
    "ask": _form("ask"),
    "recuse": _menu("recuse"),
    "recuse!": _recuse,
    "full": _full,
    "why": _why,
    "dates": _dates,
    "approve": _approve,
    "low-": _plain(Act.REFUSE_LOWERING),
    "verify": _plain(Act.CONFIRM_VERIFICATION),
    "return": _form("return"),
    "talk": _form("talker"),
    "held": _held,
    "letter": _form("addressee"),
    "given": _delivered,
    "replied": _plain(Act.REPLY_RECEIVED),
    "end": _conclude,
    "again": _plain(Act.AGAIN),
    "raise": _form("raise"),
    "reopen": _plain(Act.REOPEN),
    "accepted": _accepted,
    "feedback": _form("feedback"),
    "identity": _form("identity"),
    "unseal": _open_sealed,
    "sentup": _plain(Act.SEND_UP),
}
_ANY_VERSION = frozenset({"full", "why", "dates", "unseal", "accepted", "feedback", "identity"})

CASE_VERBS = frozenset(_VERBS)


def not_stale(turn: Turn, error: PetitionError, button: Button) -> bool:
    """After a refusal: show the card as it is now where the press came too late."""
    if not isinstance(error, StaleButtonError):
        return False
    show_card(turn.tx, turn.tx.cases.get(button.subject))
    return True
