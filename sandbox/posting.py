"""How a message comes to be, changes and goes, and which bots hear of it."""

from dataclasses import dataclass
from typing import Any

from sandbox import errors, markup
from sandbox.errors import bad
from sandbox.model import ADMINS, Bot, Chat, Json, Message, Press, User
from sandbox.world import World

SERVICE = (
    "new_chat_members", "left_chat_member", "group_chat_created", "supergroup_chat_created",
    "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "new_chat_title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is sent: its content, what it answers, the keyboard it carries."""

    content: Json
    reply_to: Message | None = None
    keyboard: Json | None = None


def post(world: World, chat: Chat, sender: User, draft: Draft) -> Message:
    """Return the new message, already in the chat and on its way to the bots that may see it."""
    number, chat.next_id = chat.next_id, chat.next_id + 1
    message = Message(number, _body(world, chat, sender, draft, number), draft.keyboard)
    chat.messages[number] = message
    chat.touch(message)
    tell(world, "message", chat, message)
    if sender.is_bot:
        chat.last_bot = sender.id
    else:
        announce(world, chat, message, "message")
    return message


def _body(world: World, chat: Chat, sender: User, draft: Draft, number: int) -> Json:
    head = {"message_id": number, "from": sender.api(), "chat": chat.api()}
    body = {**head, "date": world.clock.stamp()}
    if draft.reply_to is not None:
        body["reply_to_message"] = draft.reply_to.quoted()
    body |= draft.content
    if draft.keyboard and "inline_keyboard" in draft.keyboard:
        body["reply_markup"] = draft.keyboard
    return body


def edit(world: World, chat: Chat, message: Message, changes: Json, *dropped: str) -> Message:
    """Replace parts of a message and mark it as edited."""
    kept = {key: value for key, value in message.body.items() if key not in dropped}
    message.body = {**kept, **changes, "edit_date": world.clock.stamp()}
    message.edits += 1
    chat.touch(message)
    tell(world, "edit", chat, message)
    return message


def set_inline(world: World, chat: Chat, message: Message, keyboard: Json | None) -> Message:
    """Replace the inline keyboard of a message, which does not mark it as edited."""
    body = {key: value for key, value in message.body.items() if key != "reply_markup"}
    message.body = body | ({"reply_markup": keyboard} if keyboard else {})
    message.keyboard = keyboard
    chat.touch(message)
    tell(world, "edit", chat, message)
    return message


def remove(world: World, chat: Chat, message: Message) -> None:
    """Take a message out of its chat; bots are not told, as in Telegram."""
    del chat.messages[message.id]
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.touch()
    event = {"type": "delete", "chat": chat_key(chat), "message_id": message.id}
    world.tell(event | {"people": people(world, chat)})


def announce(world: World, chat: Chat, message: Message, kind: str) -> None:
    """Give `message` or `edited_message` to every bot that may see it."""
    for bot in bots_in(world, chat):
        if sees(world, bot, chat, message):
            bot.feed.push(kind, message.body, f"chat:{chat.id}")


def bots_in(world: World, chat: Chat) -> list[Bot]:
    """Return the bots of a chat."""
    if chat.bot is not None:
        return [chat.bot]
    return [bot for bot in world.bots.values() if chat.has(bot.id)]


def people(world: World, chat: Chat) -> list[int]:
    """Return the ids of the people in a chat."""
    if chat.private:
        return [chat.id]
    return [uid for uid in chat.members if chat.has(uid) and not world.users[uid].is_bot]


def sees(world: World, bot: Bot, chat: Chat, message: Message) -> bool:
    """Return whether a bot is shown a message: privacy mode hides most group talk from it."""
    if chat.private or bot.reads_all or chat.status(bot.id) in ADMINS:
        return True
    body = message.body
    if any(key in body for key in SERVICE):
        return True
    if body.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    text = body.get("text") or body.get("caption") or ""
    return _addressed(world, bot, chat, text)


def _addressed(world: World, bot: Bot, chat: Chat, text: str) -> bool:
    name = f"@{bot.user.username}".lower()
    if name in text.lower():
        return True
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    others = [other for other in bots_in(world, chat) if other is not bot]
    spoken = chat.last_bot == bot.id or not others or chat.last_bot is None
    return first.startswith("/") and "@" not in first and spoken


def press(world: World, chat: Chat, message: Message, user: User, button: Json) -> str:
    """Return the id of the callback query made by pressing a button with data."""
    bot = world.bot_of(message.sender)
    if bot is None:
        raise bad(errors.BUTTON_DATA)
    found = Press(str(1 << 60 | len(world.presses) + 1), bot.id, user.id, world.clock.now())
    world.presses[found.id] = found
    query: dict[str, Any] = {"id": found.id, "from": user.api(), "message": message.body}
    query |= {"chat_instance": str(abs(chat.id) ^ bot.id), "data": button["callback_data"]}
    bot.feed.push("callback_query", query, f"press:{user.id}")
    return found.id


def chat_key(chat: Chat) -> str:
    """Return the name of a chat that is unique in the sandbox."""
    return f"{chat.bot.id}:{chat.id}" if chat.bot else str(chat.id)


def view(chat: Chat, message: Message) -> Json:
    """Return a message as its readers see it: the body, any keyboard, edits and the version."""
    extra: Json = {"edits": message.edits, "version": message.version}
    if message.keyboard:
        extra["reply_markup"] = message.keyboard
    if message.id in chat.pinned:
        extra["pinned"] = True
    return message.body | extra


def tell(world: World, kind: str, chat: Chat, message: Message) -> None:
    """Tell the watchers about a message."""
    if world.watchers:
        event = {"type": kind, "chat": chat_key(chat), "people": people(world, chat)}
        world.tell(event | {"message": view(chat, message)})


def keyboard_of(body: Json) -> list[Json]:
    """Return the buttons under a message."""
    return markup.buttons(body.get("reply_markup"))
