"""The command menus that Telegram shows; a convenience, never an authorisation."""

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from handlers.texts import text

log = structlog.get_logger()
PRIVATE = ("start", "status", "add", "withdraw", "cancel", "help", "language")
OFFICER = ("cases", "case", "talk", "talks", "relations", "cancel", "help", "language")
GROUP = ("session", "bind", "cancel")


async def set_chat_menu(bot: Bot, chat_id: int, names: tuple[str, ...], language: str) -> None:
    """Offer these commands in one chat.

    Raises:
        telegram.error.TelegramError: Telegram did not take it.
    """
    commands = [BotCommand(name, text(f"menu-{name}", language)) for name in names]
    await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))


async def set_menus(bot: Bot) -> None:
    """Set the menus for citizens and for groups in both languages; failing is no reason to stop."""
    try:
        for language in ("zh", "en"):
            code = "" if language == "zh" else language
            for names, scope in (
                (PRIVATE, BotCommandScopeAllPrivateChats()),
                (GROUP, BotCommandScopeAllGroupChats()),
            ):
                commands = [BotCommand(name, text(f"menu-{name}", language)) for name in names]
                await bot.set_my_commands(commands, scope=scope, language_code=code or None)
    except TelegramError as error:
        log.warning("menus_not_set", reason_code=type(error).__name__)
