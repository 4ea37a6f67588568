"""Deadlines in a form: which change, until when, and why."""

from bot.rules.clocks import ClockKind
from bot.rules.errors import InputError
from bot.rules.model import Case
from bot.rules.terms import RequestKind
from bot.rules.when import parse_day
from bot.services.clock_requests import ClockWish, change_clock, parse_end
from bot.services.clocks import Wish, resume_clock
from handlers.form_parts import Step, done, reason, required
from handlers.turn import Turn


def _pause(turn: Turn, text: str) -> None:
    _change(turn, RequestKind.PAUSE, Wish(_kind(turn), reason(text)))


def _extend(turn: Turn, text: str) -> None:
    """Until when: a length such as 20wd, or a day."""
    turn.step("extend-why", to=_end(turn, required(text)))
    turn.say("form-extend-why")


def _end(turn: Turn, text: str) -> str:
    try:
        return str(parse_end(text))
    except ValueError:
        pass
    try:
        return parse_day(text, turn.now, turn.office.zone, future=True).isoformat()
    except InputError:
        raise InputError("error-extend") from None


def _extend_why(turn: Turn, text: str) -> None:
    to = parse_end(str(turn.talk.data["to"]))
    _change(turn, RequestKind.EXTEND, Wish(_kind(turn), reason(text), to))


def _change(turn: Turn, kind: RequestKind, wish: Wish) -> None:
    case, officer = _case(turn), turn.need_officer()
    at_once = change_clock(turn.tx, case, ClockWish(kind, wish), officer, turn.office, turn.now)
    turn.leave()
    turn.say("form-done" if at_once else "form-clock-asked")


def _resume(turn: Turn, text: str) -> None:
    wish = Wish(_kind(turn), reason(text))
    resume_clock(turn.tx, _case(turn), wish, turn.need_officer(), turn.office, turn.now)
    done(turn)


def _case(turn: Turn) -> Case:
    return turn.tx.cases.get(int(turn.talk.data["case"]))


def _kind(turn: Turn) -> ClockKind:
    return ClockKind(str(turn.talk.data["extra"]))


STEPS: dict[str, Step] = {
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "extend-why": _extend_why,
}
