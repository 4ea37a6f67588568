"""Who answers what: tables before branches."""

from collections.abc import Callable

from bot.rules.errors import BadButtonError, InputError, PetitionError
from handlers import (
    citizen,
    codes,
    desk,
    forms,
    group,
    keeping,
    ledger_desk,
    officer,
    prompts,
    solo_form,
)
from handlers.buttons import Button
from handlers.event import Kind
from handlers.turn import Turn

Handler = Callable[[Turn], None]
Press = Callable[[Turn, Button], None]


def start(turn: Turn) -> None:
    """``/start``, with or without an invite."""
    payload = turn.event.text.strip()
    if payload.startswith(desk.INVITE):
        desk.enrol(turn, payload.removeprefix(desk.INVITE))
    elif turn.officer is not None:
        desk.welcome(turn, turn.officer)
    else:
        citizen.start(turn)


def help_(turn: Turn) -> None:
    """``/help``: what this person can do here; the step that was open is asked again."""
    turn.say("officer-help" if turn.officer else "citizen-help")
    if turn.talk.flow == citizen.FLOW:
        prompts.prompt(turn)


def language(turn: Turn) -> None:
    """``/language``."""
    turn.say("language")


def choose_language(turn: Turn, button: Button) -> None:
    """From now on in this language; the step that was open is asked again."""
    turn.tx.people.set_language(turn.here, button.extra if button.extra == "en" else "zh")
    if turn.talk.flow:
        turn.say("language-set")
    else:
        start(turn)
    if turn.talk.flow == citizen.FLOW:
        prompts.prompt(turn)


def report(turn: Turn, _button: Button) -> None:
    """An officer who wants to report something himself."""
    citizen.start(turn)


PRIVATE_COMMANDS: dict[str, Handler] = {
    "start": start,
    "help": help_,
    "language": language,
    "cancel": citizen.cancel,
    "status": codes.status,
    "add": codes.add,
    "withdraw": codes.withdraw,
    "cases": desk.cases,
    "case": desk.case,
    "relations": desk.relations,
    "talk": solo_form.talk,
    "talks": solo_form.talks,
    "ledger": ledger_desk.ledger,
}
GROUP_COMMANDS: dict[str, Handler] = {
    "session": group.session,
    "bind": desk.bind,
    "cancel": citizen.cancel,
}

TEXTS: dict[tuple[str, str], Handler] = {
    (citizen.FLOW, "name"): citizen.take_name,
    (citizen.FLOW, "contact"): citizen.take_contact,
    (citizen.FLOW, "ask"): citizen.take_answer,
    (citizen.FLOW, "edit"): citizen.take_correction,
    (citizen.FLOW, "code"): citizen.take_code,
    (codes.FLOW, "more"): codes.take_more,
    (codes.FLOW, "answer"): codes.take_more,
    (codes.FLOW, "recusal"): codes.take_recusal,
}
"""What a message means at a step; whatever is not listed is a piece of a citizen's story."""

FLOWS: dict[str, Handler] = {
    officer.FLOW: forms.fill,
    group.FLOW: group.take_step,
}

PRESSES: dict[str, Press] = {
    "mode": citizen.choose_mode,
    "scope?": citizen.explain,
    "resume": citizen.resume,
    "afresh": citizen.afresh,
    "level": citizen.choose_level,
    "done": citizen.story_done,
    "insist": citizen.insist,
    "skip": citizen.skip,
    "fix": citizen.choose_field,
    "more": citizen.write_more,
    "submit": citizen.submit,
    "cancel": citizen.cancel_button,
    "answer": codes.answer,
    "added": codes.finish,
    "recusal+": codes.ask_recusal,
    "lang": choose_language,
    "open": desk.open_case,
    "report": report,
    "unseal?": officer.answer_unsealing,
    "request?": officer.answer_request,
    "solo": solo_form.begin,
}

NEEDS_FLOW = frozenset({"level", "done", "insist", "skip", "fix", "more", "submit", "resume"})
NEEDS_STEP = {
    "level": {"level"},
    "done": {"story"},
    "insist": {"scope"},
    "skip": {"ask"},
    "fix": {"review", "edit"},
    "more": {"scope", "ask", "review", "edit"},
}
"""Buttons that mean something only at some steps; at others they only repeat the question."""


def route(turn: Turn) -> None:
    """Hand the event to the one who answers it."""
    _KINDS.get(turn.event.kind, _ignore)(turn)


def _ignore(_turn: Turn) -> None:
    """Nothing that concerns us."""


def _command(turn: Turn) -> None:
    table = PRIVATE_COMMANDS if turn.event.private else GROUP_COMMANDS
    handler = table.get(turn.event.command)
    if handler is not None:
        handler(turn)
    elif turn.event.private:
        raise InputError("error-unknown-command")


def _message(turn: Turn) -> None:
    if turn.talk.flow in FLOWS:
        FLOWS[turn.talk.flow](turn)
    elif turn.event.private:
        _private_message(turn)


def _private_message(turn: Turn) -> None:
    if turn.officer is not None and not turn.talk.flow:
        turn.say("officer-help")
        return
    handler = TEXTS.get((turn.talk.flow, turn.talk.step), citizen.take_story)
    handler(turn)


def _edited(turn: Turn) -> None:
    if turn.event.private:
        keeping.edited(turn)


def _press(turn: Turn) -> None:
    button = turn.buttons.parse(turn.event.button)
    if button.verb in officer.CASE_VERBS:
        _press_card(turn, button)
    elif button.verb in PRESSES and turn.event.private:
        _press_private(turn, button)
    else:
        raise BadButtonError


def _press_private(turn: Turn, button: Button) -> None:
    """A second tap, or one on an old message, repeats the open question and does no harm."""
    lost = button.verb in NEEDS_FLOW and turn.talk.flow != citizen.FLOW
    late = turn.talk.step not in NEEDS_STEP.get(button.verb, {turn.talk.step})
    if lost or (turn.talk.step == "code" and button.verb in NEEDS_FLOW):
        turn.toast = "toast-over"
    elif late:
        prompts.prompt(turn)
    else:
        PRESSES[button.verb](turn, button)


def _press_card(turn: Turn, button: Button) -> None:
    try:
        with turn.tx.savepoint():
            officer.press(turn, button)
    except PetitionError as error:
        if not officer.not_stale(turn, error, button):
            raise
        turn.toast = error.text_key


_KINDS: dict[Kind, Handler] = {
    Kind.COMMAND: _command,
    Kind.TEXT: _message,
    Kind.MEDIA: _message,
    Kind.EDITED: _edited,
    Kind.BUTTON: _press,
    Kind.ADDED: group.added,
    Kind.MIGRATED: group.moved,
}
