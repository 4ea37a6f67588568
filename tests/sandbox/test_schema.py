"""The declared methods beside the public models of the Bot API."""

import aiogram.methods
import pytest

from sandbox.methods import METHODS, NAMES

OLD_NAMES = {"reply_to_message_id", "allow_sending_without_reply"}
NEEDED = {
    "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage",
    "editMessageText", "editMessageReplyMarkup", "deleteMessage", "deleteMessages", "copyMessage",
    "sendDocument", "sendPhoto", "sendVoice", "sendVideo", "sendAudio", "sendMediaGroup",
    "sendChatAction", "answerCallbackQuery", "getFile", "setMyCommands", "getMyCommands",
    "deleteMyCommands", "getChat", "getChatMember", "getChatAdministrators",
    "getChatMemberCount", "leaveChat", "pinChatMessage", "unpinChatMessage", "setChatMenuButton",
    "setMyDescription", "setMyShortDescription", "setMyName", "logOut", "close", "sendPoll",
    "stopPoll",
}  # fmt: skip


def model(name):
    return getattr(aiogram.methods, NAMES[name][0].upper() + NAMES[name][1:])


def test_the_methods_bots_need_are_there():
    assert set(NAMES.values()) >= NEEDED


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_declared_parameter_exists_in_the_bot_api(name):
    assert set(METHODS[name].fields) - OLD_NAMES <= set(model(name).model_fields)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_parameter_the_bot_api_insists_on_is_declared(name):
    needed = {key for key, field in model(name).model_fields.items() if field.is_required()}
    assert needed <= set(METHODS[name].fields)
