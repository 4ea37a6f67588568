"""What each step of a citizen's dialogue waits for; it can be said again at any time."""

from collections.abc import Callable

from handlers.keeping import draft
from handlers.turn import Turn


def prompt(turn: Turn) -> None:
    """Say again what this step waits for; a person may always ask for it."""
    step = turn.talk.step
    _PROMPTS[step](turn)


def _say(key: str) -> Callable[[Turn], None]:
    return lambda turn: turn.say(key)


def _ask_story(turn: Turn) -> None:
    tip = draft(turn)
    count = turn.tx.tips.count(tip.id)
    key = "citizen-story-more" if count else "citizen-story"
    turn.say(key, count=count, tip=tip.id)


def _ask_scope(turn: Turn) -> None:
    turn.say("citizen-out-of-scope", redirect=turn.talk.data.get("redirect") or "other")


def _ask_question(turn: Turn) -> None:
    ask, total = turn.talk.data["ask"], turn.talk.data["total"]
    number = total - len(ask) + 1
    if number == 1:
        _summary(turn, "citizen-understood", total=total)
    turn.say("citizen-question", number=number, field=ask[0])


def _ask_review(turn: Turn) -> None:
    _summary(turn, "citizen-review")


def _summary(turn: Turn, key: str, **more: object) -> None:
    tip = draft(turn)
    files = sum(1 for part in turn.tx.tips.material(tip.id) if part.file_state)
    turn.say(key, tip=tip.id, facts=tip.facts, files=files, **more)


def _ask_field(turn: Turn) -> None:
    turn.say("citizen-correct", field=turn.talk.data["field"])


_PROMPTS: dict[str, Callable[[Turn], None]] = {
    "mode": _say("citizen-mode"),
    "name": _say("citizen-name"),
    "contact": _say("citizen-contact"),
    "level": _say("citizen-level"),
    "story": _ask_story,
    "scope": _ask_scope,
    "ask": _ask_question,
    "review": _ask_review,
    "edit": _ask_field,
    "code": _say("citizen-code-check"),
}
