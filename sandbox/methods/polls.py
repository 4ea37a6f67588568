"""Sending and stopping polls."""

from typing import Any

from sandbox import errors, markup, text
from sandbox.errors import bad
from sandbox.fields import BOOL, CHAT, INT, LIST, MESSAGE_ID, OBJECT, TEXT, Field
from sandbox.methods.call import TARGET, Call, Method, send
from sandbox.model import Json
from sandbox.polls import Poll, refresh
from sandbox.posting import set_inline

OPTIONS = (1, 12)
QUESTION = 300
OPTION = 100


def send_poll(call: Call) -> Json:
    """Return the message with a new poll."""
    question = text.parse(call["question"], call["question_parse_mode"], None)[0]
    options = [_option(wish, i) for i, wish in enumerate(call["options"])]
    _check(question, options)
    kind = call["type"] or "regular"
    if kind not in ("regular", "quiz"):
        raise bad("unsupported poll type specified")
    poll = {
        "id": str(1 << 61 | len(call.world.polls) + 1),
        "question": question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": call["is_closed"],
        "is_anonymous": True if call["is_anonymous"] is None else call["is_anonymous"],
        "type": kind,
        "allows_multiple_answers": call["allows_multiple_answers"],
        "allows_revoting": True,
        "members_only": False,
    }
    message = send(call, {"poll": poll})
    call.world.polls[str(poll["id"])] = Poll(call.chat(), message)
    return message.body


def _option(wish: object, number: int) -> Json:
    plain: Any = wish.get("text") if isinstance(wish, dict) else wish
    if not isinstance(plain, str) or not plain.strip():
        raise bad("poll options must be non-empty")
    return {"persistent_id": str(number), "text": plain.strip(), "voter_count": 0}


def _check(question: str, options: list[Json]) -> None:
    if not question:
        raise bad("poll question must be non-empty")
    if len(question) > QUESTION:
        raise bad(f"poll question length must not exceed {QUESTION}")
    if len(options) < OPTIONS[0]:
        raise bad(f"poll must have at least {OPTIONS[0]} option")
    if len(options) > OPTIONS[1]:
        raise bad(f"poll can't have more than {OPTIONS[1]} options")
    if any(len(option["text"]) > OPTION for option in options):
        raise bad(f"poll options length must not exceed {OPTION}")


def stop_poll(call: Call) -> Json:
    """Return a poll, closed."""
    chat = call.world.writable(call.bot, call["chat_id"])
    message = call.world.message(chat, call["message_id"], "message with poll to stop not found")
    if "poll" not in message.body:
        raise bad("message is not a poll")
    if message.sender != call.bot.id:
        raise bad(errors.EDIT_FORBIDDEN)
    poll = call.world.polls[message.body["poll"]["id"]]
    if message.body["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    fresh = refresh(call.world, poll, {"is_closed": True})
    set_inline(call.world, chat, message, markup.inline(call["reply_markup"]))
    return fresh


METHODS = {
    "sendPoll": Method(
        send_poll,
        {
            **TARGET,
            "question": Field(TEXT.parse, missing="poll question must be non-empty"),
            "question_parse_mode": TEXT,
            "options": Field(LIST.parse, missing="poll must have at least 1 option"),
            "is_anonymous": Field(BOOL.parse),
            "type": TEXT,
            "allows_multiple_answers": BOOL,
            "is_closed": BOOL,
            "open_period": INT,
        },
    ),
    "stopPoll": Method(
        stop_poll, {"chat_id": CHAT, "message_id": MESSAGE_ID, "reply_markup": OBJECT}
    ),
}
