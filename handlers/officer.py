"""Which button of a case card does what: one table, behind sight and version."""

from bot.rules.errors import PetitionError, StaleButtonError
from bot.rules.terms import Act
from bot.services import approvals, casework, letters, reporter, requests, talks
from bot.services.cards import show_card
from bot.services.visibility import require_sight
from handlers import handling, looking
from handlers.buttons import Button
from handlers.paper_desk import PAPER_VERBS
from handlers.press_parts import FLOW, Press, form, menu, plain, through
from handlers.turn import Turn

__all__ = ["CASE_VERBS", "FLOW", "answer_request", "answer_unsealing", "not_stale", "press"]


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


_VERBS: dict[str, Press] = {
    "agree": handling.agree,
    "change": menu("change"),
    "ends": menu("ends"),
    "assign": menu("assign"),
    "more!": menu("more"),
    "opinion?": menu("opinion"),
    "aside": menu("aside"),
    "clocks": menu("clocks"),
    "clock-pause": handling.clock_form,
    "clock-resume": handling.clock_form,
    "clock-extend": handling.clock_form,
    "back": menu(""),
    "way": handling.way,
    "to": handling.take,
    "down": form("down"),
    "keep": form("keep"),
    "merge": form("merge"),
    "split": form("split"),
    "ask": form("ask"),
    "recuse": menu("recuse"),
    "recuse!": handling.recuse,
    "aside!": handling.set_aside,
    "full": looking.full,
    "why": looking.why,
    "discuss": form("discuss"),
    "dates": looking.dates,
    "approve": through(approvals.approve, Act.AGREE),
    "low-": plain(Act.REFUSE_LOWERING),
    "return": form("return"),
    "hand-back": form("return"),
    "talk": form("talker"),
    "plan+": through(talks.approve_plan, Act.APPROVE_PLAN),
    "plan-": form("return-plan"),
    "held": through(talks.talk_held, Act.TALK_HELD),
    "record": form("talkers"),
    "letter": form("addressee"),
    "given": through(letters.letter_delivered, Act.LETTER_DELIVERED),
    "given-on": form("given-on"),
    "replied": through(letters.reply_received, Act.REPLY_RECEIVED),
    "replied-on": form("replied-on"),
    "opinion": handling.opinion,
    "end": handling.conclude,
    "return-report": form("return-report"),
    "again": plain(Act.AGAIN),
    "check+": form("check-yes"),
    "check-": form("check-no"),
    "lower+": plain(Act.LOWER_ACCEPTED),
    "lower-": form("lower-no"),
    "raise": form("raise"),
    "reopen": plain(Act.REOPEN),
    "meeting": plain(Act.MEETING),
    "reopen-closed": form("reopen"),
    "accepted": handling.accepted,
    "feedback": form("feedback"),
    "identity": form("identity"),
    "scan": form("scan"),
    "unseal": looking.open_sealed,
    "sentup": plain(Act.SEND_UP),
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
