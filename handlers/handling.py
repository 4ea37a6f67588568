"""The presses by which officers handle a case, from the proposal to the outcome."""

from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Case, Officer
from bot.rules.terms import Act, Opinion, Outcome, Role, Route
from bot.rules.triage import Triage
from bot.rules.workflow import ROUTE_SEVERITY, needs_second
from bot.services import approvals, casework, letters, recusals, reporter, screening
from bot.services.cards import show_card
from bot.services.casework import Choice
from bot.services.consent import settles
from handlers.buttons import Button
from handlers.cards import STRONGEST, article
from handlers.press_parts import ask, choice_of, open_form
from handlers.texts import text
from handlers.turn import Turn


def agree(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
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


def way(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """Another route than the proposed one, or one that lowers: the officer says why, in private."""
    route = Route(button.extra)
    lowering = needs_second(case.severity, ROUTE_SEVERITY.get(route))
    open_form(turn, officer, "way", button, extra=route)
    ask(turn, officer, "form-way", case, route=route, lowering=int(lowering))


def clock_form(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """Which clock is paused, goes on or is extended stands in the button."""
    step = button.verb.removeprefix("clock-")
    open_form(turn, officer, step, button, extra=button.extra)
    ask(turn, officer, f"form-{step}", case, clock=button.extra)


def recuse(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    """The officer steps aside, and sees nothing of it from now on."""
    recusals.recuse(turn.tx, button.subject, officer, turn.now)
    turn.toast = "toast-recused"


def take(turn: Turn, button: Button, officer: Officer, _case: Case) -> None:
    """Into the hands of the officer who was chosen in the menu."""
    handler = turn.tx.officers.get(int(button.extra))
    choice = choice_of(button, Act.ASSIGN)
    screening.assign(turn.tx, choice, handler, officer, turn.office, turn.now)
    turn.toast = "toast-done"


def set_aside(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """The head decides that somebody steps aside, without being asked."""
    if officer.role is not Role.HEAD:
        raise NotAllowedError(act="recuse")
    recusals.set_aside(turn.tx, case, turn.tx.officers.get(int(button.extra)), officer, turn.now)
    turn.toast = "toast-done"


def opinion(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """Whether the Party head signed an opinion on the reply."""
    letters.keep_opinion(turn.tx, case, Opinion(button.extra), officer)
    show_card(turn.tx, case)
    turn.toast = "toast-done"


def conclude(turn: Turn, button: Button, officer: Officer, case: Case) -> None:
    """How it came out: at once by who may say so alone, else with a report that waits for approval."""
    outcome = Outcome(button.extra)
    if settles(case, outcome, officer, turn.office):
        choice = Choice(button.subject, button.version, Act.REPORT, outcome=outcome)
        approvals.report(turn.tx, choice, officer, turn.office, turn.now)
        turn.toast = "toast-done"
        return
    casework.require_hands(case, Act.REPORT, officer)
    open_form(turn, officer, "report", button, extra=outcome)
    ask(turn, officer, "form-report", case, outcome=outcome)


def accepted(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """The real-name reporter is told that the matter was accepted."""
    reporter.tell_acceptance(turn.tx, case, officer, turn.office, turn.now)
    turn.toast = "toast-done"
