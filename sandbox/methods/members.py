"""Who is in a chat."""

from sandbox.errors import bad
from sandbox.fields import CHAT, USER_ID
from sandbox.members import change, member
from sandbox.methods.call import Call, Method
from sandbox.model import ADMINS, Chat, Json


def get_member(call: Call) -> Json:
    """Return the rank of one account in a chat."""
    chat, user = call.chat(), call.world.users.get(call["user_id"])
    if user is None or (chat.private and not chat.has(user.id)):
        raise bad("PARTICIPANT_ID_INVALID")
    return member(user, "member" if chat.private else chat.status(user.id))


def get_administrators(call: Call) -> list[Json]:
    """Return the owner and the administrators who are people, and the bot itself."""
    chat = _group(call, "there are no administrators in the private chat")
    shown = [uid for uid, rank in chat.members.items() if rank in ADMINS]
    users = [call.world.users[uid] for uid in shown]
    return [
        member(user, chat.status(user.id))
        for user in users
        if not user.is_bot or user.id == call.bot.id
    ]


def get_count(call: Call) -> int:
    """Return how many accounts are in a chat."""
    chat = call.chat()
    return 2 if chat.private else sum(chat.has(uid) for uid in chat.members)


def ban(call: Call) -> bool:
    """Remove an account from a group."""
    chat = _group(call, "can't ban members in private chats")
    _needs_admin(call, chat)
    user = call.world.users.get(call["user_id"])
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.status(user.id) in ADMINS:
        raise bad("user is an administrator of the chat")
    change(call.world, chat, call.bot.user, user, "kicked")
    return True


def unban(call: Call) -> bool:
    """Let a removed account come back."""
    chat = _group(call, "can't unban members in private chats")
    _needs_admin(call, chat)
    user = call.world.users.get(call["user_id"])
    if user is not None and chat.status(user.id) == "kicked":
        change(call.world, chat, call.bot.user, user, "left")
    return True


def _needs_admin(call: Call, chat: Chat) -> None:
    if chat.status(call.bot.id) not in ADMINS:
        raise bad("not enough rights to restrict/unrestrict chat member")


def _group(call: Call, refusal: str) -> Chat:
    chat = call.chat()
    if chat.private:
        raise bad(refusal)
    return chat


_ONE = {"chat_id": CHAT, "user_id": USER_ID}

METHODS = {
    "getChatMember": Method(get_member, _ONE),
    "getChatAdministrators": Method(get_administrators, {"chat_id": CHAT}),
    "getChatMemberCount": Method(get_count, {"chat_id": CHAT}),
    "banChatMember": Method(ban, _ONE),
    "unbanChatMember": Method(unban, _ONE),
}
