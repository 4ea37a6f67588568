"""The form of a talk's plan: who talks, when, where; with whom, and what is seen to."""

import re
from datetime import date

from bot.rules.errors import InputError
from bot.rules.terms import Act
from bot.rules.when import parse_moment
from bot.rules.workdays import DayKind, first_workday
from bot.services import talks
from handlers.form_parts import Step, choice_of, done, required, then
from handlers.turn import Turn

_BETWEEN = re.compile(r"[\s、,\uff0c;\uff1b]+")
_NOBODY = frozenset({"无", "没有", "不", "none", "no", "-"})
ENTRUSTED = "委托"


def names(text: str) -> tuple[str, ...]:
    """The names in a line, in their order, each once."""
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(text) if name))


def _at(turn: Turn, text: str) -> None:
    moment = parse_moment(text, turn.now, turn.office.zone)
    if moment <= turn.now:
        raise InputError("error-time-past")
    _require_workday(turn, moment.date())
    turn.step("place", at=text)
    turn.say("form-place")


def _require_workday(turn: Turn, day: date) -> None:
    """Nobody is asked to come on a day on which the office does not work."""
    calendar = turn.office.days.current()
    if not calendar.is_workday(day):
        why = calendar.reason(day) or _DAYS_OFF.get(calendar.kind(day), "—")
        better = first_workday(day, calendar)
        raise InputError("error-day-off", why=why, better=better.isoformat())


_DAYS_OFF = {DayKind.WEEKEND: "周末", DayKind.OFFICE_OFF: "本机关放假"}


def _place(turn: Turn, text: str) -> None:
    if not turn.office.practice.plan_approval:
        _arrange(turn, place=required(text))
        return
    turn.step("companion", place=required(text))
    turn.say("form-companion")


def _companion(turn: Turn, text: str) -> None:
    turn.step("notes", companion="" if text in _NOBODY else required(text))
    turn.say("form-notes")


def _notes(turn: Turn, text: str) -> None:
    data = turn.talk.data
    _arrange(turn, place=str(data["place"]), companion=str(data["companion"]), notes=text[:1000])


def _arrange(turn: Turn, *, place: str, companion: str = "", notes: str = "") -> None:
    data = turn.talk.data
    moment = parse_moment(str(data["at"]), turn.now, turn.office.zone)
    talkers = names(str(data["talker"])) or (str(data["talker"]),)
    entrusted = ENTRUSTED in str(data["talker"])
    plan = talks.TalkPlan(talkers, moment, place, companion, entrusted, notes)
    choice = choice_of(turn, Act.ARRANGE_TALK)
    talks.arrange_talk(turn.tx, choice, plan, turn.need_officer(), turn.office, turn.now)
    done(turn)


STEPS: dict[str, Step] = {
    "talker": then("at", "talker", "form-at"),
    "at": _at,
    "place": _place,
    "companion": _companion,
    "notes": _notes,
}
