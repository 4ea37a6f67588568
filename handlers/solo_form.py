"""``/talk`` and ``/talks``: talks without a case, kept and counted."""

from bot.rules.errors import InputError
from bot.rules.terms import TalkKind
from bot.rules.when import parse_moment
from bot.services import solo_talks
from handlers.buttons import Button
from handlers.form_parts import Step, required, then
from handlers.talk_form import names
from handlers.turn import Turn

FLOW = "form"


def talk(turn: Turn) -> None:
    """``/talk``: which kind?"""
    turn.need_officer()
    turn.say("talk-kinds")


def begin(turn: Turn, button: Button) -> None:
    """A press on one of the kinds: the form opens."""
    turn.need_officer()
    turn.goto(FLOW, "solo-person", kind=TalkKind(button.extra))
    turn.say("form-solo-person")


def talks(turn: Turn) -> None:
    """``/talks`` or ``/talks 2026``: how many talks were held in the year."""
    turn.need_officer()
    text = turn.event.text.strip()
    year = int(text) if text.isdecimal() and len(text) == len("2026") else 0
    if text and not year:
        raise InputError("error-year")
    year = year or turn.office.today(turn.now).year
    found = solo_talks.counts(turn.tx, year)
    turn.say("talk-counts", year=str(year), **{kind: found[kind] for kind in TalkKind})


def _at(turn: Turn, text: str) -> None:
    parse_moment(text, turn.now, turn.office.zone)
    turn.step("solo-place", at=text)
    turn.say("form-solo-place")


def _place(turn: Turn, text: str) -> None:
    data = turn.talk.data
    wanted = solo_talks.SoloTalk(
        TalkKind(str(data["kind"])),
        str(data["person"]),
        names(str(data["talkers"])),
        parse_moment(str(data["at"]), turn.now, turn.office.zone),
        required(text),
    )
    solo_talks.keep_solo_talk(turn.tx, wanted, turn.need_officer(), turn.office, turn.now)
    turn.leave()
    turn.say("form-solo-done")


STEPS: dict[str, Step] = {
    "solo-person": then("solo-talkers", "person", "form-solo-talkers"),
    "solo-talkers": then("solo-at", "talkers", "form-solo-at"),
    "solo-at": _at,
    "solo-place": _place,
}
