"""What the forms of officers have in common: reading a reason, going on, being done."""

from collections.abc import Callable

from bot.rules.errors import InputError
from bot.rules.terms import Act
from bot.services.casework import Choice
from handlers.turn import Turn

SHORTEST_REASON = 4
LONGEST_LETTER = 1000
"""Characters of a question, an answer or a request: it must fit into one message of Telegram."""
LONGEST_LINE = 200

Step = Callable[[Turn, str], None]


def choice_of(turn: Turn, act: Act, why: str = "") -> Choice:
    """The act on the version of the case that the officer saw when he opened the form."""
    data = turn.talk.data
    return Choice(int(data["case"]), int(data["version"]), act, reason=why)


def done(turn: Turn) -> None:
    """The form is filled."""
    turn.leave()
    turn.say("form-done")


def reason(text: str) -> str:
    """Words that say enough to be a reason.

    Raises:
        InputError: they are too few.
    """
    if len(text) < SHORTEST_REASON:
        raise InputError("error-reason-short", least=SHORTEST_REASON)
    return text


def as_letter(text: str) -> str:
    """Words that go to somebody as they are, in one message.

    Raises:
        InputError: they are too few or too many.
    """
    if len(text) > LONGEST_LETTER:
        raise InputError("error-reason-long", most=LONGEST_LETTER)
    return reason(text)


def required(text: str) -> str:
    """One line; cut where it is longer than any name or place.

    Raises:
        InputError: there is none.
    """
    if not text:
        raise InputError("error-text-expected")
    return text[:LONGEST_LINE]


def then(step: str, field: str, ask: str) -> Step:
    """Keep the line under ``field``, ask the next question, stand at the next step."""

    def do(turn: Turn, text: str) -> None:
        turn.step(step, **{field: required(text)})
        turn.say(ask)

    return do
