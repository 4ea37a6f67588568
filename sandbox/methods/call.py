"""One call of one method, and what the sending methods share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sandbox import errors, markup
from sandbox.errors import bad
from sandbox.fields import BOOL, CHAT, INT, OBJECT, OBJECTS, TEXT, Fields, parse_all
from sandbox.model import Bot, Chat, Json, Message
from sandbox.posting import Draft, post
from sandbox.wire import Upload
from sandbox.world import World


@dataclass(slots=True)
class Call:
    """A call: who makes it, in which world, with which parameters and files."""

    world: World
    bot: Bot
    args: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.args[name]

    def chat(self) -> Chat:
        """Return the chat the call names.

        Raises:
            ApiError: the bot cannot reach it.
        """
        return self.world.chat_for(self.bot, self.args["chat_id"])


class Method(NamedTuple):
    """A method: what it does and the parameters it reads."""

    run: Callable[[Call], Any | Awaitable[Any]]
    fields: Fields


class Said(NamedTuple):
    """A result with a description beside it, as the webhook methods give."""

    result: Any
    description: str


class Raw(NamedTuple):
    """A result that is already encoded."""

    data: bytes


PLACE: Fields = {
    "chat_id": CHAT,
    "message_thread_id": INT,
    "disable_notification": BOOL,
    "protect_content": BOOL,
}
REPLYING: Fields = {
    "reply_parameters": OBJECT,
    "reply_to_message_id": INT,
    "allow_sending_without_reply": BOOL,
}
TARGET: Fields = {**PLACE, **REPLYING, "reply_markup": OBJECT}
FORMATTED: Fields = {"parse_mode": TEXT, "entities": OBJECTS}
REPLY: Fields = {"message_id": INT, "allow_sending_without_reply": BOOL}
CAPTIONED: Fields = {"caption": TEXT, "parse_mode": TEXT, "caption_entities": OBJECTS}


def send(call: Call, content: Json) -> Message:
    """Return the message a bot sends to the chat its call names.

    Raises:
        ApiError: the bot may not write there, or the keyboard or the reply is broken.
    """
    chat = call.world.writable(call.bot, call["chat_id"])
    draft = Draft(
        content | protection(call),
        answered(call, chat),
        markup.read(call.args.get("reply_markup")),
    )
    return post(call.world, chat, call.bot.user, draft)


def protection(call: Call) -> Json:
    """Return the mark of a message that cannot be copied or saved."""
    return {"has_protected_content": True} if call["protect_content"] else {}


def answered(call: Call, chat: Chat) -> Message | None:
    """Return the message that is answered, if any.

    Raises:
        ApiError: it is gone, and the call insists on it.
    """
    args = call.args
    wish = parse_all(REPLY, args.get("reply_parameters") or {})
    number = wish["message_id"] or args.get("reply_to_message_id")
    if not number:
        return None
    found = chat.messages.get(number)
    lenient = wish["allow_sending_without_reply"] or args.get("allow_sending_without_reply")
    if found is None and not lenient:
        raise bad(errors.REPLY_MISSING)
    return found
