"""Answers to pressed buttons."""

from sandbox.errors import QUERY_TOO_OLD, bad
from sandbox.fields import BOOL, INT, TEXT, Field
from sandbox.methods.call import Call, Method

LIFE = 150.0
LONGEST = 200


def answer_callback_query(call: Call) -> bool:
    """Show the person who pressed a button the bot's answer, once and in time."""
    press = call.world.presses.get(call["callback_query_id"])
    if press is None or press.bot_id != call.bot.id or press.answer is not None:
        raise bad(QUERY_TOO_OLD)
    if call.world.clock.now() - press.at > LIFE:
        raise bad(QUERY_TOO_OLD)
    if len(call["text"] or "") > LONGEST:
        raise bad("MESSAGE_TOO_LONG")
    press.answer = {"text": call["text"], "show_alert": call["show_alert"], "url": call["url"]}
    press.signal.fire()
    event = {"type": "answer", "callback_query_id": press.id, "people": [press.user_id]}
    call.world.tell(event | press.answer)
    return True


METHODS = {
    "answerCallbackQuery": Method(
        answer_callback_query,
        {
            "callback_query_id": Field(TEXT.parse, missing=QUERY_TOO_OLD),
            "text": TEXT,
            "show_alert": BOOL,
            "url": TEXT,
            "cache_time": INT,
        },
    ),
}
