"""What officers type in private after a press: reasons, questions, talks, letters."""

from collections.abc import Callable
from dataclasses import replace

from bot.rules.errors import IllegalActError, InputError, NotAllowedError, StaleButtonError
from bot.rules.terms import Act, Route
from bot.rules.when import parse_moment
from bot.services import casework, dialogue, reporter, talks
from bot.services.casework import Choice
from handlers.turn import Turn

SHORTEST_REASON = 4
LONGEST_LETTER = 1000
"""Characters of a question, an answer or a request: it must fit into one message of Telegram."""


def fill(turn: Turn) -> None:
    """Take the text for the step of the form that is open."""
    turn.need_officer()
    if turn.event.media is not None or not turn.event.text.strip():
        raise InputError("error-text-expected")
    try:
        with turn.tx.savepoint():
            _STEPS[turn.talk.step](turn, turn.event.text.strip())
    except (StaleButtonError, IllegalActError, NotAllowedError) as error:
        turn.leave()  # no other words would help: the case moved on, or is not his any more
        turn.say(error.text_key, **error.args_for_text)


def _choice(turn: Turn, act: Act, reason: str = "") -> Choice:
    data = turn.talk.data
    return Choice(int(data["case"]), int(data["version"]), act, reason=reason)


def _done(turn: Turn) -> None:
    turn.leave()
    turn.say("form-done")


def _reason(text: str) -> str:
    if len(text) < SHORTEST_REASON:
        raise InputError("error-reason-short", least=SHORTEST_REASON)
    return text


def _letter(text: str) -> str:
    """Words that go to somebody as they are, in one message."""
    if len(text) > LONGEST_LETTER:
        raise InputError("error-reason-long", most=LONGEST_LETTER)
    return _reason(text)


def _way(turn: Turn, text: str) -> None:
    choice = replace(
        _choice(turn, Act.HOLD, _reason(text)), route=Route(str(turn.talk.data["extra"]))
    )
    casework.send_way(turn.tx, choice, turn.need_officer(), turn.office, turn.now)
    _done(turn)


def _act_with_reason(act: Act) -> "Step":
    def do(turn: Turn, text: str) -> None:
        choice = _choice(turn, act, _reason(text))
        casework.act(turn.tx, choice, turn.need_officer(), turn.office, turn.now)
        _done(turn)

    return do


def _ask(turn: Turn, text: str) -> None:
    choice = _choice(turn, Act.ASK)
    dialogue.ask_reporter(
        turn.tx, choice, _letter(text), turn.need_officer(), turn.office, turn.now
    )
    _done(turn)


def _next(step: str, field: str, ask: str) -> "Step":
    def do(turn: Turn, text: str) -> None:
        turn.step(step, **{field: _required(text)})
        turn.say(ask)

    return do


def _required(text: str) -> str:
    if not text:
        raise InputError("error-text-expected")
    return text[:200]


def _talk_at(turn: Turn, text: str) -> None:
    moment = parse_moment(text, turn.now, turn.office.zone)
    if moment <= turn.now:
        raise InputError("error-time-past")
    turn.step("place", at=text)
    turn.say("form-place")


def _talk_place(turn: Turn, text: str) -> None:
    data = turn.talk.data
    moment = parse_moment(str(data["at"]), turn.now, turn.office.zone)
    plan = talks.TalkPlan(str(data["talker"]), moment, _required(text))
    choice = _choice(turn, Act.ARRANGE_TALK)
    talks.arrange_talk(turn.tx, choice, plan, turn.need_officer(), turn.office, turn.now)
    _done(turn)


def _questions(turn: Turn, text: str) -> None:
    asked = tuple(line.strip() for line in text.splitlines() if line.strip())
    draft = talks.LetterDraft(str(turn.talk.data["addressee"]), asked)
    choice = _choice(turn, Act.ISSUE_LETTER)
    talks.issue_letter(turn.tx, choice, draft, turn.need_officer(), turn.office, turn.now)
    _done(turn)


def _feedback(turn: Turn, text: str) -> None:
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    reporter.give_feedback(
        turn.tx, case, _letter(text), turn.need_officer(), turn.office, turn.now
    )
    _done(turn)


def _identity(turn: Turn, text: str) -> None:
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    reporter.ask_unsealing(turn.tx, case, _letter(text), turn.need_officer(), turn.now)
    turn.leave()
    turn.say("form-identity-done")


Step = Callable[[Turn, str], None]

_STEPS: dict[str, Step] = {
    "way": _way,
    "return": _act_with_reason(Act.SEND_BACK),
    "raise": _act_with_reason(Act.RAISE),
    "ask": _ask,
    "talker": _next("at", "talker", "form-at"),
    "at": _talk_at,
    "place": _talk_place,
    "addressee": _next("questions", "addressee", "form-questions"),
    "questions": _questions,
    "feedback": _feedback,
    "identity": _identity,
}
