"""One message on its way to Telegram: sent anew, or written over the living one."""

from collections.abc import Awaitable

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.menus import set_chat_menu
from handlers.sheet import Part

NOT_MODIFIED = "message is not modified"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview is fetched from the address: it would tell its owner that a tip was opened."""
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def send_part(bot: Bot, chat_id: int, part: Part, living: int | None) -> int:
    """The id of the message that now says this; ``living`` is edited where that is possible.

    Raises:
        telegram.error.TelegramError: Telegram did not take it, or nobody knows.
    """
    if part.menu:
        await set_chat_menu(bot, chat_id, part.menu, "zh")
    if living is not None and part.file is None and await _edit(bot, chat_id, part, living):
        return living
    return (await _new(bot, chat_id, part)).message_id


async def _edit(bot: Bot, chat_id: int, part: Part, living: int) -> bool:
    """Edit the living message; False where it is gone and must be sent anew."""
    try:
        await bot.edit_message_text(
            part.html,
            chat_id=chat_id,
            message_id=living,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(part),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        said = str(error).lower()
        if any(word in said for word in GONE):
            return False
        if NOT_MODIFIED not in said:
            raise
    return True


def _new(bot: Bot, chat_id: int, part: Part) -> Awaitable[Message]:
    markup = _keyboard(part) or (ForceReply(selective=False) if part.reply else None)
    if part.file is not None:
        return bot.send_document(
            chat_id,
            part.file.content,
            filename=part.file.name,
            caption=part.html,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
            protect_content=part.protect,
        )
    return bot.send_message(
        chat_id,
        part.html,
        parse_mode=ParseMode.HTML,
        reply_markup=markup,
        protect_content=part.protect,
        link_preview_options=_NO_PREVIEW,
    )


def _keyboard(part: Part) -> InlineKeyboardMarkup | None:
    if not part.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in part.rows
        ]
    )
