"""What a chat is, its pinned messages, and leaving it."""

from sandbox import errors
from sandbox.errors import bad
from sandbox.fields import BOOL, CHAT, INT, MESSAGE_ID
from sandbox.members import change
from sandbox.methods.call import Call, Method
from sandbox.model import ADMINS, Chat, Json
from sandbox.posting import Draft, post

RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics", "can_react_to_messages",
    "can_edit_tag",
)  # fmt: skip
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
         "gifts_from_channels")  # fmt: skip


def get_chat(call: Call) -> Json:
    """Return all there is to know about a chat."""
    chat = call.chat()
    info = chat.api() | {"accent_color_id": abs(chat.id) % 7, "max_reaction_count": 11}
    info["accepted_gift_types"] = dict.fromkeys(GIFTS, False)
    if chat.private:
        info["active_usernames"] = [chat.person.username] if _named(chat) and chat.person else []
    else:
        info["permissions"] = dict.fromkeys(RIGHTS, True)
    if chat.description:
        info["description"] = chat.description
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].quoted()
    return info


def _named(chat: Chat) -> bool:
    return chat.person is not None and bool(chat.person.username)


def pin(call: Call) -> bool:
    """Pin a message; a group is told by a service message."""
    chat = call.world.writable(call.bot, call["chat_id"])
    message = call.world.message(chat, call["message_id"], errors.PIN_MISSING)
    _may_pin(call, chat)
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        chat.touch(message)
        post(call.world, chat, call.bot.user, Draft({"pinned_message": message.quoted()}))
    return True


def unpin(call: Call) -> bool:
    """Unpin one message, or the newest pinned one."""
    chat = call.world.writable(call.bot, call["chat_id"])
    _may_pin(call, chat)
    number = call["message_id"] or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad(errors.UNPIN_MISSING)
    chat.pinned.remove(number)
    chat.touch()
    return True


def unpin_all(call: Call) -> bool:
    """Unpin every message."""
    chat = call.world.writable(call.bot, call["chat_id"])
    _may_pin(call, chat)
    chat.pinned.clear()
    chat.touch()
    return True


def _may_pin(call: Call, chat: Chat) -> None:
    if not chat.private and chat.status(call.bot.id) not in ADMINS:
        raise bad(errors.PIN_RIGHTS)


def leave(call: Call) -> bool:
    """Take the bot out of a group."""
    chat = call.chat()
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    change(call.world, chat, call.bot.user, call.bot.user, "left")
    return True


METHODS = {
    "getChat": Method(get_chat, {"chat_id": CHAT}),
    "pinChatMessage": Method(
        pin, {"chat_id": CHAT, "message_id": MESSAGE_ID, "disable_notification": BOOL}
    ),
    "unpinChatMessage": Method(unpin, {"chat_id": CHAT, "message_id": INT}),
    "unpinAllChatMessages": Method(unpin_all, {"chat_id": CHAT}),
    "leaveChat": Method(leave, {"chat_id": CHAT}),
}
