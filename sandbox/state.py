"""Keeps the whole sandbox in one JSON file and reads it back."""

import base64
import json
from pathlib import Path
from typing import Any

from sandbox.feed import Webhook, encode
from sandbox.model import Bot, Chat, Json, Message, StoredFile, User
from sandbox.polls import Poll
from sandbox.world import World

CHAT_FIELDS = ("id", "type", "title", "started", "blocked", "pinned", "next_id", "migrated_to",
               "last_bot", "username", "description")  # fmt: skip
FILE_FIELDS = ("id", "unique_id", "kind", "size", "name", "mime", "path")
MESSAGE_FIELDS = ("id", "body", "keyboard", "edits")
USER_FIELDS = (
    "id",
    "first_name",
    "is_bot",
    "last_name",
    "username",
    "language_code",
    "deactivated",
)


def save(world: World, path: Path) -> None:
    """Write everything to the file, replacing it in one step."""
    chats = [*world.privates.values(), *world.groups.values()]
    kept = {
        "skipped": world.clock.skipped,
        "users": [_pick(user, USER_FIELDS) for user in world.users.values()],
        "bots": [_bot(bot) for bot in world.bots.values()],
        "chats": [_chat(chat) for chat in chats],
        "files": [_file(file) for file in world.files.values()],
        "votes": {number: list(poll.votes.items()) for number, poll in world.polls.items()},
    }
    spare = path.with_suffix(path.suffix + ".new")
    spare.write_bytes(encode(kept))
    spare.replace(path)


def _pick(thing: object, names: tuple[str, ...]) -> Json:
    return {name: getattr(thing, name) for name in names}


def _bot(bot: Bot) -> Json:
    hook = _pick(bot.webhook, ("url", "secret", "max_connections")) if bot.webhook else None
    return {
        "token": bot.token,
        "id": bot.id,
        "reads_all": bot.reads_all,
        "webhook": hook,
        "next_update": bot.feed.next_id,
        "allowed": sorted(bot.feed.allowed or []),
        "waiting": [json.loads(update.data) for update in bot.feed.waiting],
        "commands": [[*key, value] for key, value in bot.commands.items()],
        "profile": [[*key, value] for key, value in bot.profile.items()],
        "menus": list(bot.menus.items()),
    }


def _chat(chat: Chat) -> Json:
    return _pick(chat, CHAT_FIELDS) | {
        "bot": chat.bot.token if chat.bot else None,
        "members": list(chat.members.items()),
        "messages": [_pick(message, MESSAGE_FIELDS) for message in chat.messages.values()],
    }


def _file(file: StoredFile) -> Json:
    return _pick(file, FILE_FIELDS) | {"content": base64.b64encode(file.content).decode()}


def load(world: World, path: Path) -> None:
    """Fill an empty world from the file.

    Raises:
        ValueError: the file is not a state of the sandbox.
    """
    try:
        _fill(world, json.loads(path.read_bytes()))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} is not a state file of the sandbox") from error


def _fill(world: World, kept: dict[str, Any]) -> None:
    world.clock.skipped = kept["skipped"]
    for user in kept["users"]:
        world.users[user["id"]] = User(**user)
    for bot in kept["bots"]:
        _fill_bot(world, bot)
    for chat in kept["chats"]:
        _fill_chat(world, chat, kept["votes"])
    for file in kept["files"]:
        content = base64.b64decode(file.pop("content"))
        world.files[file["id"]] = StoredFile(content=content, **file)


def _fill_bot(world: World, kept: Json) -> None:
    user = world.users[kept["id"]]
    bot = world.add_bot(
        kept["token"], str(user.username), user.first_name, reads_all=kept["reads_all"]
    )
    bot.webhook = Webhook(**kept["webhook"]) if kept["webhook"] else None
    bot.feed.push_raw(kept["waiting"])
    bot.feed.next_id = kept["next_update"]
    bot.feed.allow(kept["allowed"])
    bot.commands = {(scope, language): menu for scope, language, menu in kept["commands"]}
    bot.profile = {(name, language): value for name, language, value in kept["profile"]}
    bot.menus = dict(kept["menus"])


def _fill_chat(world: World, kept: Json, votes: Json) -> None:
    chat = Chat(**{name: kept[name] for name in CHAT_FIELDS})
    chat.members = dict(kept["members"])
    chat.messages = {m["id"]: Message(**m) for m in kept["messages"]}
    for message in chat.messages.values():
        if "poll" in message.body:
            number = message.body["poll"]["id"]
            world.polls[number] = Poll(chat, message, dict(votes.get(number, [])))
    if kept["bot"]:
        chat.bot, chat.person = world.bots[kept["bot"]], world.users[chat.id]
        world.privates[chat.bot.id, chat.id] = chat
    else:
        world.groups[chat.id] = chat
