"""What officers do with the buttons of a case card."""

from collections.abc import Callable

from bot.rules.errors import InputError, NotAllowedError, PetitionError, StaleButtonError
from bot.rules.model import Case, Conversation, Notice, Officer
from bot.rules.terms import Act, Opinion, Outcome, Role, Route
from bot.rules.triage import Triage
from bot.rules.workflow import ROUTE_SEVERITY, needs_second
from bot.services import (
    approvals,
    casework,
    letters,
    recusals,
    reporter,
    requests,
    screening,
    talks,
)
from bot.services.cards import show_card
from bot.services.casework import Choice
from bot.services.clocks import explain_clocks
from bot.services.consent import settles
from bot.services.visibility import require_sight
from handlers.buttons import Button
from handlers.cards import STRONGEST, article
from handlers.paper_desk import PAPER_VERBS
from handlers.texts import text
from handlers.turn import Turn

FLOW = "form"


def press(turn: Turn, button: Button) -> None:
    """A press on a card: sight and version first, then what the verb's row says."""
    officer = turn.need_officer()
    case = turn.tx.cases.get(button.subject)
    require_sight(turn.tx, case, officer)
    if button.version != case.version and button.verb not in _ANY_VERSION:
        twice = casework.done_already(turn.tx, case, officer, button.version)
        show_card(turn.tx, case)
        turn.toast = "toast-twice" if twice else "toast-stale"
        return
    _VERBS[button.verb](turn, button, officer, case)


def _choice(button: Button, act: Act) -> Choice:
    return Choice(button.subject, button.version, act)


def _agree(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    """One tap: the proposed route, for the reasons that the card shows."""
    proposal = turn.tx.cases.proposal(button.subject)
    if proposal is None or proposal.triage.review:
        raise InputError("error-needs-reading")
    reason = text("as-proposed", "zh", articles=_articles(proposal.triage))
    choice = Choice(button.subject, button.version, Act.HOLD, reason, route=proposal.route)
    approvals.send_way(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _articles(triage: Triage) -> str:
    """The articles that the strongest reasons rest on, as people say them."""
    named = (article(one.article) for one in triage.reasons[:STRONGEST] if one.article)
    return "、".join(dict.fromkeys(named)) or "—"


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


_FROM_MENUS = frozenset(
    {
        *("way", "end", "down", "keep", "merge", "split", "scan"),
        *("clock-pause", "clock-resume", "clock-extend"),
    }
)


def _clock_form(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """Which clock is paused, goes on or is extended stands in the button."""
    step = button.verb.removeprefix("clock-")
    open_form(turn, officer, step, button, extra=button.extra)
    _ask(turn, officer, f"form-{step}", case, clock=button.extra)


def open_form(turn: Turn, officer: Officer, step: str, button: Button, *, extra: str = "") -> None:
    """The next private message of this officer fills this form."""
    if button.verb in _FROM_MENUS:  # the menu has done its work: the card is everybody's again
        show_card(turn.tx, turn.tx.cases.get(button.subject))
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
    recusals.recuse(turn.tx, button.subject, officer, turn.now)
    turn.toast = "toast-recused"


def _plain(act: Act) -> "Press":
    def do(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
        casework.act(turn.tx, _choice(button, act), officer, turn.office, turn.now)
        turn.toast = "toast-done"

    return do


def _approve(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.PROPOSE)
    approvals.approve(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _take(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    """Into the hands of the officer who was chosen in the menu."""
    handler = turn.tx.officers.get(int(button.extra))
    choice = _choice(button, Act.ASSIGN)
    screening.assign(turn.tx, choice, handler, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _set_aside(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """The head decides that somebody steps aside, without being asked."""
    if officer.role is not Role.HEAD:
        raise NotAllowedError(act="recuse")
    recusals.set_aside(turn.tx, case, turn.tx.officers.get(int(button.extra)), officer, turn.now)
    turn.toast = "toast-done"


def _plan_approved(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.APPROVE_PLAN)
    talks.approve_plan(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _replied(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.REPLY_RECEIVED)
    letters.reply_received(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _opinion(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    letters.keep_opinion(turn.tx, case, Opinion(button.extra), officer)
    show_card(turn.tx, case)
    turn.toast = "toast-done"


def _held(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    talks.talk_held(turn.tx, _choice(button, Act.TALK_HELD), officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _delivered(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    choice = _choice(button, Act.LETTER_DELIVERED)
    letters.letter_delivered(turn.tx, choice, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def _conclude(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """How it came out: at once by who may say so alone, else with a report that waits for approval."""
    outcome = Outcome(button.extra)
    if settles(case, officer, turn.office):
        choice = Choice(button.subject, button.version, Act.REPORT, outcome=outcome)
        approvals.report(turn.tx, choice, officer, turn.office, turn.now)
        turn.toast = "toast-done"
        return
    casework.require_hands(case, Act.REPORT, officer)
    open_form(turn, officer, "report", button, extra=outcome)
    _ask(turn, officer, "form-report", case, outcome=outcome)


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


def answer_request(turn: Turn, button: Button) -> None:
    """The answer to what another officer asked for; ``subject`` is the request."""
    officer = turn.need_officer()
    requests.answer(
        turn.tx, button.subject, officer, turn.office, turn.now, granted=button.extra == "yes"
    )


Press = Callable[[Turn, Button, Officer, Case], None]

_VERBS: dict[str, Press] = {
    "agree": _agree,
    "change": _menu("change"),
    "ends": _menu("ends"),
    "assign": _menu("assign"),
    "more!": _menu("more"),
    "opinion?": _menu("opinion"),
    "aside": _menu("aside"),
    "clocks": _menu("clocks"),
    "clock-pause": _clock_form,
    "clock-resume": _clock_form,
    "clock-extend": _clock_form,
    "back": _menu(""),
    "way": _way,
    "to": _take,
    "down": _form("down"),
    "keep": _form("keep"),
    "merge": _form("merge"),
    "split": _form("split"),
    "ask": _form("ask"),
    "recuse": _menu("recuse"),
    "recuse!": _recuse,
    "aside!": _set_aside,
    "full": _full,
    "why": _why,
    "discuss": _form("discuss"),
    "dates": _dates,
    "approve": _approve,
    "low-": _plain(Act.REFUSE_LOWERING),
    "return": _form("return"),
    "hand-back": _form("return"),
    "talk": _form("talker"),
    "plan+": _plan_approved,
    "plan-": _form("return-plan"),
    "held": _held,
    "record": _form("talkers"),
    "letter": _form("addressee"),
    "given": _delivered,
    "given-on": _form("given-on"),
    "replied": _replied,
    "replied-on": _form("replied-on"),
    "opinion": _opinion,
    "end": _conclude,
    "return-report": _form("return-report"),
    "again": _plain(Act.AGAIN),
    "check+": _form("check-yes"),
    "check-": _form("check-no"),
    "lower+": _plain(Act.LOWER_ACCEPTED),
    "lower-": _form("lower-no"),
    "raise": _form("raise"),
    "reopen": _plain(Act.REOPEN),
    "meeting": _plain(Act.MEETING),
    "reopen-closed": _form("reopen"),
    "accepted": _accepted,
    "feedback": _form("feedback"),
    "identity": _form("identity"),
    "scan": _form("scan"),
    "unseal": _open_sealed,
    "sentup": _plain(Act.SEND_UP),
    **PAPER_VERBS,
}
_ANY_VERSION = frozenset(
    {
        *("full", "why", "dates", "more!", "scan", "unseal"),
        *("accepted", "feedback", "identity", *PAPER_VERBS),
    }
)

CASE_VERBS = frozenset(_VERBS)


def not_stale(turn: Turn, error: PetitionError, button: Button) -> bool:
    """After a refusal: show the card as it is now where the press came too late."""
    if not isinstance(error, StaleButtonError):
        return False
    show_card(turn.tx, turn.tx.cases.get(button.subject))
    return True
