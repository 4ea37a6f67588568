"""Group chats: sessions, the officers' group, and groups that move."""

import re

from bot.rules.errors import InputError
from bot.rules.when import parse_moment
from bot.services.sessions import SessionPlan, create_session
from handlers.event import ANONYMOUS_ADMIN
from handlers.turn import Turn

FLOW = "session"
_PARTS = 3


def added(turn: Turn) -> None:
    """The bot came into a group."""
    turn.say("group-hello")


def moved(turn: Turn) -> None:
    """A group became a supergroup: everything that was bound to it follows."""
    turn.tx.people.moved(turn.event.chat_id, turn.event.new_chat_id)


def session(turn: Turn) -> None:
    """``/session new``: with everything in one line, or asked for step by step."""
    if turn.event.user_id == ANONYMOUS_ADMIN:
        turn.say("error-anonymous-admin")
        return
    officer = turn.need_officer()
    head, _, rest = turn.event.text.partition(" ")
    if head != "new":
        raise InputError("error-session-usage")
    if not rest.strip():
        turn.goto(FLOW, "when")
        turn.say("session-when")
        return
    parts = [part.strip() for part in re.split(r"[|\uff5c]", rest)]
    if len(parts) != _PARTS or not all(parts):
        raise InputError("error-session-usage")
    starts_at = parse_moment(parts[0], turn.now, turn.office.zone)
    plan = SessionPlan(starts_at, parts[1][:200], parts[2][:200])
    create_session(turn.tx, plan, turn.here, officer, turn.office, turn.now)


def take_step(turn: Turn) -> None:
    """The next answer of the officer who is announcing a session."""
    officer = turn.need_officer()
    text = turn.event.text.strip()
    if not text:
        raise InputError("error-text-expected")
    if turn.talk.step == "when":
        if parse_moment(text, turn.now, turn.office.zone) <= turn.now:
            raise InputError("error-time-past")
        turn.step("place", when=text)
        turn.say("session-place")
    elif turn.talk.step == "place":
        turn.step("topic", place=text[:200])
        turn.say("session-topic")
    else:
        data = turn.talk.data
        starts_at = parse_moment(str(data["when"]), turn.now, turn.office.zone)
        plan = SessionPlan(starts_at, str(data["place"]), text[:200])
        turn.leave()
        create_session(turn.tx, plan, turn.here, officer, turn.office, turn.now)
