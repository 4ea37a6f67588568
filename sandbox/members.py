"""Who is in a chat, with which rank, and what is told when that changes."""

from sandbox.model import PRESENT, Bot, Chat, Json, User
from sandbox.posting import Draft, bots_in, post
from sandbox.world import World

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
LIMITED = ("can_promote_members",)


def member(user: User, status: str) -> Json:
    """Return the Bot API `ChatMember`."""
    body: Json = {"status": status, "user": user.api()}
    match status:
        case "creator":
            return body | {"is_anonymous": False}
        case "administrator":
            rights = {right: right not in LIMITED for right in ADMIN_RIGHTS}
            return body | {"can_be_edited": False, "is_anonymous": False} | rights
        case "kicked":
            return body | {"until_date": 0}
        case _:
            return body


def change(world: World, chat: Chat, actor: User, user: User, status: str) -> None:
    """Give an account another status in a chat, and tell the bots and the people."""
    before = chat.status(user.id)
    if before == status:
        return
    witnesses = bots_in(world, chat)
    chat.members[user.id] = status
    _service(world, chat, actor, user, before)
    subject = world.bot_of(user.id)
    if subject is not None:
        _tell_bot(world, chat, actor, before, subject)
    for bot in witnesses:
        if bot is not subject and chat.status(bot.id) in ("administrator", "creator"):
            bot.feed.push(
                "chat_member", _update(world, chat, actor, user, before), f"chat:{chat.id}"
            )
    chat.touch()
    world.tell({"type": "chat", "chat": str(chat.id)})


def _service(world: World, chat: Chat, actor: User, user: User, before: str) -> None:
    was, now = before in PRESENT, chat.status(user.id) in PRESENT
    if now and not was:
        post(world, chat, actor, Draft({"new_chat_members": [user.api()]}))
    if was and not now:
        post(world, chat, actor, Draft({"left_chat_member": user.api()}))


def _tell_bot(world: World, chat: Chat, actor: User, before: str, bot: Bot) -> None:
    change_ = _update(world, chat, actor, bot.user, before)
    bot.feed.push("my_chat_member", change_, f"chat:{chat.id}")


def _update(world: World, chat: Chat, actor: User, user: User, before: str) -> Json:
    return {
        "chat": chat.api(),
        "from": actor.api(),
        "date": world.clock.stamp(),
        "old_chat_member": member(user, before),
        "new_chat_member": member(user, chat.status(user.id)),
    }


def tell_block(world: World, chat: Chat, *, blocked: bool) -> None:
    """Tell a bot that a person has blocked it, or taken that back."""
    if chat.bot is None or chat.person is None:
        return
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    bot = chat.bot
    bot.feed.push(
        "my_chat_member",
        {
            "chat": chat.api(),
            "from": chat.person.api(),
            "date": world.clock.stamp(),
            "old_chat_member": member(bot.user, old),
            "new_chat_member": member(bot.user, new),
        },
        f"chat:{chat.id}",
    )
