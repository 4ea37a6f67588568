"""Editing and deleting messages."""

from sandbox import errors, markup, text
from sandbox.errors import bad
from sandbox.fields import CHAT, INTS, MESSAGE_ID, OBJECT, TEXT, Field, Fields
from sandbox.methods.call import CAPTIONED, FORMATTED, Call, Method
from sandbox.methods.files import input_media
from sandbox.model import ADMINS, Chat, Json, Message
from sandbox.posting import edit, remove, set_inline

DELETABLE_FOR = 48 * 3600
FILES = ("photo", "video", "document", "audio", "animation")


def edit_text(call: Call) -> Json:
    """Return the message with its new text."""
    fresh = text.parse_text(call["text"], call["parse_mode"], call["entities"])
    chat, message = _own(call)
    if "text" not in message.body:
        raise bad(errors.EDIT_NO_TEXT)
    return _replace(call, chat, message, fresh, ("text", "entities"))


def edit_caption(call: Call) -> Json:
    """Return the message with its new caption."""
    fresh = text.parse_caption(call["caption"], call["parse_mode"], call["caption_entities"])
    chat, message = _own(call)
    if not any(kind in message.body for kind in (*FILES, "voice")):
        raise bad(errors.EDIT_NO_CAPTION)
    return _replace(call, chat, message, fresh, ("caption", "caption_entities"))


def edit_media(call: Call) -> Json:
    """Return the message with another file."""
    if call["media"].get("type") not in FILES:
        raise bad("can't parse InputMedia: Type is invalid")
    fresh = input_media(call, call["media"])
    chat, message = _own(call)
    return _replace(
        call, chat, message, fresh, (*FILES, "text", "caption", "caption_entities", "entities")
    )


def edit_markup(call: Call) -> Json:
    """Return the message with its new inline keyboard, or with none."""
    chat, message = _own(call)
    keyboard = markup.inline(call["reply_markup"])
    if keyboard == message.inline:
        raise bad(errors.NOT_MODIFIED)
    return set_inline(call.world, chat, message, keyboard).body


def _own(call: Call) -> tuple[Chat, Message]:
    chat = call.world.writable(call.bot, call["chat_id"])
    message = call.world.message(chat, call["message_id"], errors.EDIT_MISSING)
    if message.sender != call.bot.id or not _editable(message):
        raise bad(errors.EDIT_FORBIDDEN)
    return chat, message


def _editable(message: Message) -> bool:
    """Return whether a message can be edited at all: no forward, no keyboard but an inline one."""
    plain = message.keyboard is None or "inline_keyboard" in message.keyboard
    return plain and "forward_origin" not in message.body


def _replace(
    call: Call, chat: Chat, message: Message, fresh: Json, parts: tuple[str, ...]
) -> Json:
    keyboard = markup.inline(call["reply_markup"])
    before = {key: message.body[key] for key in parts if key in message.body}
    if before == fresh and keyboard == message.inline:
        raise bad(errors.NOT_MODIFIED)
    message.keyboard = keyboard
    shown = {"reply_markup": keyboard} if keyboard else {}
    return edit(call.world, chat, message, fresh | shown, *parts, "reply_markup").body


def delete_message(call: Call) -> bool:
    """Take one message away."""
    chat = call.chat()
    message = call.world.message(chat, call["message_id"], errors.DELETE_MISSING)
    if not _may_delete(call, chat, message):
        raise bad(errors.DELETE_FORBIDDEN)
    remove(call.world, chat, message)
    return True


def delete_messages(call: Call) -> bool:
    """Take several messages away, skipping those that are gone or not the bot's to delete."""
    chat = call.chat()
    if not 1 <= len(call["message_ids"]) <= 100:
        raise bad(
            "too many messages to delete"
            if call["message_ids"]
            else "message identifiers are not specified"
        )
    found = [chat.messages.get(number) for number in call["message_ids"]]
    for message in found:
        if message is not None and _may_delete(call, chat, message):
            remove(call.world, chat, message)
    return True


def _may_delete(call: Call, chat: Chat, message: Message) -> bool:
    admin = chat.status(call.bot.id) in ADMINS
    young = call.world.clock.now() - message.body["date"] < DELETABLE_FOR
    if chat.private or message.sender == call.bot.id:
        return young or admin
    return admin


_WHERE: Fields = {
    "chat_id": CHAT,
    "message_id": MESSAGE_ID,
    "inline_message_id": TEXT,
    "reply_markup": OBJECT,
}

METHODS = {
    "editMessageText": Method(
        edit_text,
        {
            **_WHERE,
            **FORMATTED,
            "text": Field(TEXT.parse, missing=errors.TEXT_EMPTY),
            "link_preview_options": OBJECT,
        },
    ),
    "editMessageCaption": Method(edit_caption, {**_WHERE, **CAPTIONED}),
    "editMessageMedia": Method(
        edit_media,
        {**_WHERE, "media": Field(OBJECT.parse, missing='parameter "media" is required')},
    ),
    "editMessageReplyMarkup": Method(edit_markup, _WHERE),
    "deleteMessage": Method(delete_message, {"chat_id": CHAT, "message_id": MESSAGE_ID}),
    "deleteMessages": Method(
        delete_messages,
        {
            "chat_id": CHAT,
            "message_ids": Field(INTS.parse, missing="message identifiers are not specified"),
        },
    ),
}
