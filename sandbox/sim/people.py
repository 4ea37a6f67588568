"""What people do: write, send, press, edit, come and go."""

import base64
import binascii
from collections.abc import Iterator

from sandbox import markup, media, polls, posting, text
from sandbox.errors import SimError, bad
from sandbox.members import change, tell_block
from sandbox.model import ADMINS, Chat, Json, Message, User
from sandbox.posting import Draft, post, view
from sandbox.wire import Upload
from sandbox.world import World

CAPTIONED = ("photo", "document", "voice", "video", "audio", "animation")
KINDS = (*CAPTIONED, "sticker", "video_note", "location", "contact")


def place(world: World, wish: Json) -> tuple[User, Chat]:
    """Return the person and the chat a wish names.

    Raises:
        SimError: there is no such person or chat, or the person is not in it.
    """
    user = world.user(int(wish["user"]))
    return user, world.chat_of(user, wish.get("chat"), wish.get("bot"))


def say(world: World, wish: Json) -> Json:
    """Return the text message a person writes; of a long text, cut in `parts`, the last one."""
    user, chat = place(world, wish)
    parts = list(_parts(str(wish["text"]).strip()))
    if not parts:
        raise SimError("nobody can send an empty message")
    written = [write(world, chat, user, wish, _text(part)) for part in parts]
    return view(chat, written[-1]) | {"parts": [message.id for message in written]}


def _parts(plain: str) -> Iterator[str]:
    """Cut a long text as Telegram's apps do: several messages, each as long as may be."""
    while plain:
        yield plain[: text.TEXT_LIMIT]
        plain = plain[text.TEXT_LIMIT :].strip()


def _text(plain: str) -> Json:
    found = text.automatic(plain)
    return {"text": plain} | ({"entities": found} if found else {})


def write(world: World, chat: Chat, user: User, wish: Json, content: Json) -> Message:
    """Return a person's new message; writing to a bot starts the talk and lifts a block."""
    if chat.private:
        _start(world, chat)
    number = wish.get("reply_to")
    answered = chat.messages.get(int(number)) if number else None
    if number and answered is None:
        raise SimError(f"there is no message {number} to reply to")
    return post(world, chat, user, Draft(content, answered))


def _start(world: World, chat: Chat) -> None:
    chat.started = True
    if chat.blocked:
        chat.blocked = False
        tell_block(world, chat, blocked=False)


def send(world: World, wish: Json) -> Json:
    """Return the message with a file, a place or a contact that a person sends."""
    user, chat = place(world, wish)
    return view(chat, write(world, chat, user, wish, _content(world, wish, user)))


def album(world: World, wish: Json) -> list[Json]:
    """Return the messages of an album: one each, held together by `media_group_id`."""
    group = {"media_group_id": str(wish.get("media_group_id") or 1 << 53 | world.journal.written)}
    shared = {name: wish[name] for name in ("user", "chat", "bot") if name in wish}
    return [send(world, {"kind": "photo"} | item | shared | group) for item in wish["items"]]


def _content(world: World, wish: Json, user: User) -> Json:
    kind = wish.get("kind", "document")
    if kind not in KINDS:
        raise SimError(f"kind must be one of {', '.join(KINDS)}")
    if kind == "location":
        where = {name: float(wish.get(name) or 0.0) for name in ("latitude", "longitude")}
        return {"location": where}
    if kind == "contact":
        number = str(wish.get("phone_number") or "+8613800000000")
        return {
            "contact": {"phone_number": number, "first_name": user.first_name, "user_id": user.id}
        }
    group = {"media_group_id": str(wish["media_group_id"])} if wish.get("media_group_id") else {}
    return group | _file(world, kind, wish) | (_caption(wish) if kind in CAPTIONED else {})


def _file(world: World, kind: str, wish: Json) -> Json:
    try:
        content = base64.b64decode(wish.get("content_base64") or "", validate=True)
    except binascii.Error:
        raise SimError("content_base64 is not base64") from None
    name = wish.get("file_name") or ("file" if kind == "document" else "")
    size = int(wish["size"]) if wish.get("size") is not None else None
    file = media.keep(world, kind, Upload(name, content, wish.get("mime_type")), size=size)
    return media.describe(file, wish)


def _caption(wish: Json) -> Json:
    plain = str(wish.get("caption") or "").strip()
    if len(plain) > text.CAPTION_LIMIT:
        raise SimError("a caption has at most 1024 characters")
    found = text.automatic(plain)
    return ({"caption": plain} if plain else {}) | ({"caption_entities": found} if found else {})


async def tap(world: World, wish: Json) -> Json:
    """Return what pressing a button came to; `wait` seconds are given to the bot's answer.

    A button with data makes a callback query; one of a reply keyboard writes its text.
    """
    user, chat = place(world, wish)
    message, button = _find(chat, wish.get("message_id"), str(wish["button"]))
    if "inline_keyboard" not in (message.keyboard or {}):
        answered = {} if chat.private else {"reply_to": message.id}
        return {"message": say(world, {**wish, **answered, "text": button["text"]})}
    if "callback_data" not in button:
        return {"url": button.get("url")}
    number = posting.press(world, chat, message, user, button)
    found = world.presses[number]
    if found.answer is None and wish.get("wait"):
        await found.signal.wait(float(wish["wait"]))
    return {"callback_query_id": number, "message_id": message.id, "answer": found.answer}


def _find(chat: Chat, number: int | str | None, label: str) -> tuple[Message, Json]:
    """Return the message and the button: the given message, else the newest that has it."""
    if number is not None and int(number) not in chat.messages:
        raise SimError(f"there is no message {number}")
    shown = [chat.messages[int(number)]] if number is not None else [*chat.messages.values()][::-1]
    for fits in (_exact, _within):
        for message in shown:
            for button in markup.buttons(message.keyboard):
                if fits(label, button):
                    return message, button
    offered = [b["text"] for message in shown for b in markup.buttons(message.keyboard)]
    raise SimError(f"no button {label!r}; there are: {', '.join(offered[:40]) or 'none'}")


def _exact(label: str, button: Json) -> bool:
    return label in (button["text"], button.get("callback_data"))


def _within(label: str, button: Json) -> bool:
    return label in button["text"]


def vote(world: World, wish: Json) -> Json:
    """Return a poll after a person's vote for `options`, by number or text; none takes it back."""
    user, chat = place(world, wish)
    found = chat.messages.get(int(wish["message_id"]))
    if found is None or "poll" not in found.body:
        raise SimError(f"message {wish['message_id']} is no poll")
    texts = [option["text"] for option in found.body["poll"]["options"]]
    named = [texts.index(name) if name in texts else int(name) for name in wish["options"]]
    return polls.vote(world, user, world.polls[found.body["poll"]["id"]], named)


def edit(world: World, wish: Json) -> Json:
    """Return a person's own message with its new text or caption."""
    user, chat = place(world, wish)
    message = _own(chat, user, wish)
    if "text" in message.body:
        fresh, parts = _text(str(wish["text"]).strip()), ("text", "entities")
    else:
        fresh = _caption({"caption": wish["text"]})
        parts = ("caption", "caption_entities")
    posting.edit(world, chat, message, fresh, *parts)
    posting.announce(world, chat, message, "edited_message")
    return view(chat, message)


def delete(world: World, wish: Json) -> Json:
    """Take a message away, as its writer or an admin of the group may."""
    user, chat = place(world, wish)
    found = chat.messages.get(int(wish["message_id"]))
    if found is None:
        raise SimError(f"there is no message {wish['message_id']}")
    if found.sender != user.id and not chat.private and chat.status(user.id) not in ADMINS:
        raise SimError("only the writer or an admin can delete a message")
    posting.remove(world, chat, found)
    return {"deleted": found.id}


def _own(chat: Chat, user: User, wish: Json) -> Message:
    found = chat.messages.get(int(wish["message_id"]))
    if found is None or found.sender != user.id:
        raise SimError(f"message {wish['message_id']} is not this person's to edit")
    return found


def _group(world: World, wish: Json) -> tuple[User, Chat]:
    user = _account(world, wish["user"])
    return user, world.group(int(wish["chat"]))


def _account(world: World, name: object) -> User:
    number = int(str(name)) if str(name).isdecimal() else 0
    return world.users[number] if number in world.users else world.bot(name).user


def _rank(world: World, wish: Json, status: str) -> Json:
    user, chat = _group(world, wish)
    actor = _account(world, wish["by"]) if wish.get("by") else _actor(world, chat, user, status)
    change(world, chat, actor, user, status)
    return {"user": user.id, "chat": chat.id, "status": status}


def _actor(world: World, chat: Chat, user: User, status: str) -> User:
    """Return who does it when nobody is named: oneself to come or go, else the owner."""
    if status == "left" or (status == "member" and not chat.has(user.id) and not user.is_bot):
        return user
    owner = next((uid for uid, rank in chat.members.items() if rank == "creator"), user.id)
    return world.users[owner]


def join(world: World, wish: Json) -> Json:
    """Bring an account into a group."""
    return _rank(world, wish, "member")


def leave(world: World, wish: Json) -> Json:
    """Let an account leave a group."""
    return _rank(world, wish, "left")


def kick(world: World, wish: Json) -> Json:
    """Remove an account from a group."""
    return _rank(world, wish, "kicked")


def promote(world: World, wish: Json) -> Json:
    """Make an account an administrator."""
    return _rank(world, wish, "administrator")


def demote(world: World, wish: Json) -> Json:
    """Make an administrator a plain member."""
    return _rank(world, wish, "member")


def block(world: World, wish: Json) -> Json:
    """Let a person block a bot."""
    return _block(world, wish, blocked=True)


def unblock(world: World, wish: Json) -> Json:
    """Let a person take a block back."""
    return _block(world, wish, blocked=False)


def _block(world: World, wish: Json, *, blocked: bool) -> Json:
    _, chat = place(world, wish)
    if not chat.private:
        raise bad("only a private chat can be blocked")
    if chat.blocked != blocked:
        chat.blocked = blocked
        chat.touch()
        tell_block(world, chat, blocked=blocked)
    return {"blocked": blocked}


def migrate(world: World, wish: Json) -> Json:
    """Return the new id of a group that becomes a supergroup, after both service messages."""
    from sandbox.sim.setup import FIRST_SUPERGROUP

    old = world.group(int(wish["chat"]))
    if old.type != "group":
        raise SimError("only a basic group becomes a supergroup")
    number = min([FIRST_SUPERGROUP + 1, *world.groups]) - 1
    new = Chat(number, "supergroup", title=old.title, members=dict(old.members))
    world.groups[number] = new
    owner = _actor(world, old, world.users[next(iter(old.members))], "kicked")
    post(world, old, owner, Draft({"migrate_to_chat_id": number}))
    old.migrated_to = number
    post(world, new, owner, Draft({"migrate_from_chat_id": old.id}))
    world.tell({"type": "chat", "chat": str(number)})
    return {"id": number}
