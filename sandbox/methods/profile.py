"""Command menus, the menu button, name and descriptions of a bot."""

import re
from collections.abc import Callable
from functools import partial

from sandbox.errors import bad
from sandbox.feed import encode
from sandbox.fields import INT, OBJECT, OBJECTS, TEXT, Field, Fields, read_chat, read_int
from sandbox.methods.call import Call, Method
from sandbox.model import Json

SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
LIMITS = {"name": 64, "description": 512, "short_description": 120}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def set_commands(call: Call) -> bool:
    """Set the menu of one scope and language."""
    commands = [_command(wish) for wish in call["commands"]]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[_key(call)] = commands
    call.world.tell({"type": "commands", "bot": call.bot.user.api()})
    return True


def get_commands(call: Call) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return call.bot.commands.get(_key(call), [])


def delete_commands(call: Call) -> bool:
    """Forget the menu of one scope and language."""
    call.bot.commands.pop(_key(call), None)
    return True


def _command(wish: Json) -> Json:
    name = str(wish.get("command", "")).lstrip("/").lower()
    if not _COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(str(wish.get("description", "")).strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": str(wish["description"]).strip()}


def _key(call: Call) -> tuple[str, str]:
    return scope_key(call, call["scope"] or {"type": "default"}), call["language_code"] or ""


def scope_key(call: Call, scope: Json) -> str:
    """Return the name a scope is kept under.

    Raises:
        ApiError: the scope is unknown, or names a chat the bot cannot reach.
    """
    kind = str(scope.get("type"))
    if kind not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    named = {name: scope.get(name) for name in SCOPES[kind]}
    if "chat_id" in named:
        chat = read_chat("chat_id", named["chat_id"])
        named["chat_id"] = call.world.chat_for(call.bot, chat).id
    if "user_id" in named:
        named["user_id"] = read_int("user_id", named["user_id"])
    return encode({"type": kind, **named}).decode()


def set_text(field: str, call: Call) -> bool:
    """Set the name or a description in one language."""
    value = call[field] or ""
    if len(value) > LIMITS[field]:
        raise bad(f"{field.replace('_', ' ')} is too long")
    call.bot.profile[field, call["language_code"] or ""] = value
    return True


def get_text(field: str, call: Call) -> Json:
    """Return the name or a description in one language."""
    default = call.bot.user.first_name if field == "name" else ""
    told = call.bot.profile
    value = told.get((field, call["language_code"] or "")) or told.get((field, "")) or default
    return {field: value}


def set_menu(call: Call) -> bool:
    """Set the button beside the text field, for one chat or for all."""
    button = call["menu_button"] or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse MenuButton: Unsupported menu button type")
    call.bot.menus[call["chat_id"] or 0] = button
    return True


def get_menu(call: Call) -> Json:
    """Return the button beside the text field."""
    default = call.bot.menus.get(0, {"type": "commands"})
    return call.bot.menus.get(call["chat_id"] or 0, default)


_SCOPE: Fields = {"scope": OBJECT, "language_code": TEXT}


def _texts(field: str, title: str) -> dict[str, Method]:
    setter: Callable[[Call], bool] = partial(set_text, field)
    getter: Callable[[Call], Json] = partial(get_text, field)
    return {
        f"setMy{title}": Method(setter, {field: TEXT, "language_code": TEXT}),
        f"getMy{title}": Method(getter, {"language_code": TEXT}),
    }


METHODS = {
    "setMyCommands": Method(
        set_commands, {"commands": Field(OBJECTS.parse, missing="commands is empty"), **_SCOPE}
    ),
    "getMyCommands": Method(get_commands, _SCOPE),
    "deleteMyCommands": Method(delete_commands, _SCOPE),
    "setChatMenuButton": Method(set_menu, {"chat_id": INT, "menu_button": OBJECT}),
    "getChatMenuButton": Method(get_menu, {"chat_id": INT}),
    **_texts("name", "Name"),
    **_texts("description", "Description"),
    **_texts("short_description", "ShortDescription"),
}
