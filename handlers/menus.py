"""The command menus that Telegram shows; a convenience, never an authorisation."""

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from handlers.texts import text

log = structlog.get_logger()
PRIVATE = ("start", "status", "add", "withdraw", "cancel", "help", "language")
GROUP = ("session", "bind", "cancel")


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
