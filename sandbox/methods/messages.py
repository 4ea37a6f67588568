"""Text, copies, places, contacts and the typing mark."""

from typing import Any

from sandbox import errors, text
from sandbox.errors import bad
from sandbox.fields import CHAT, FLOAT, INT, MESSAGE_ID, OBJECT, TEXT, Field
from sandbox.methods.call import CAPTIONED, FORMATTED, PLACE, TARGET, Call, Method, send
from sandbox.model import Json, Message
from sandbox.posting import chat_key, people

HEAD = ("message_id", "from", "chat", "date", "edit_date", "reply_to_message", "reply_markup",
        "media_group_id", "has_protected_content", "forward_origin")  # fmt: skip
ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip


def send_message(call: Call) -> Json:
    """Return the text message sent."""
    content = text.parse_text(call["text"], call["parse_mode"], call["entities"])
    return send(call, content).body


def send_location(call: Call) -> Json:
    """Return the message with a place."""
    place = {"latitude": call["latitude"], "longitude": call["longitude"]}
    return send(call, {"location": place}).body


def send_contact(call: Call) -> Json:
    """Return the message with a telephone number."""
    card = {name: call[name] for name in ("phone_number", "first_name", "last_name") if call[name]}
    return send(call, {"contact": card}).body


def copy_message(call: Call) -> Json:
    """Return the id of a copy, which does not name its origin."""
    source = _source(call, call["message_id"], errors.COPY_MISSING)
    content = {key: value for key, value in source.body.items() if key not in HEAD}
    if call["caption"] is not None and "text" not in content:
        content = _plain(content)
        content |= text.parse_caption(
            call["caption"], call["parse_mode"], call["caption_entities"]
        )
    return {"message_id": send(call, content).id}


def _plain(content: Json) -> Json:
    return {k: v for k, v in content.items() if k not in ("caption", "caption_entities")}


def forward_message(call: Call) -> Json:
    """Return the forwarded message, which names its origin."""
    source = _source(call, call["message_id"], errors.FORWARD_MISSING)
    if source.body.get("has_protected_content"):
        raise bad(errors.FORWARD_PROTECTED)
    content = {key: value for key, value in source.body.items() if key not in HEAD}
    origin = {"type": "user", "date": source.body["date"], "sender_user": source.body["from"]}
    return send(call, {"forward_origin": origin} | content).body


def _source(call: Call, message_id: int, missing: str) -> Message:
    chat = call.world.chat_for(call.bot, call["from_chat_id"])
    found = call.world.message(chat, message_id, missing)
    if any(
        key in found.body for key in ("new_chat_members", "left_chat_member", "pinned_message")
    ):
        raise bad("message can't be copied")
    return found


def send_chat_action(call: Call) -> bool:
    """Show the people in the chat what the bot is doing."""
    if call["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = call.world.writable(call.bot, call["chat_id"])
    event: dict[str, Any] = {"type": "action", "chat": chat_key(chat), "action": call["action"]}
    call.world.tell(event | {"people": people(call.world, chat), "bot": call.bot.user.api()})
    return True


_FROM = {"from_chat_id": CHAT, "message_id": MESSAGE_ID}
_NEEDED_TEXT = Field(TEXT.parse, missing=errors.TEXT_EMPTY)

METHODS = {
    "sendMessage": Method(
        send_message,
        {**TARGET, **FORMATTED, "text": _NEEDED_TEXT, "link_preview_options": OBJECT},
    ),
    "sendLocation": Method(
        send_location,
        {
            **TARGET,
            "latitude": Field(FLOAT.parse, missing="latitude is empty"),
            "longitude": Field(FLOAT.parse, missing="longitude is empty"),
        },
    ),
    "sendContact": Method(
        send_contact,
        {
            **TARGET,
            "phone_number": Field(TEXT.parse, missing="phone_number is empty"),
            "first_name": Field(TEXT.parse, missing="first_name is empty"),
            "last_name": TEXT,
        },
    ),
    "copyMessage": Method(copy_message, {**TARGET, **_FROM, **CAPTIONED}),
    "forwardMessage": Method(forward_message, {**PLACE, **_FROM}),
    "sendChatAction": Method(
        send_chat_action,
        {"chat_id": CHAT, "message_thread_id": INT, "action": Field(TEXT.parse, default="")},
    ),
}
