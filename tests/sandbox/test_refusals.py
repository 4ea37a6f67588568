"""Fidelity: the words of the real server when it says no."""

import json

import pytest

LONG = "x" * 4097
INLINE = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}


def keys(**button):
    return {"inline_keyboard": [[button]]}


SEND = [
    ({"text": ""}, "message text is empty"),
    ({"text": "  \n "}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": LONG}, "message is too long"),
    ({"text": "😀" * 4097}, "message is too long"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": 424242}, "chat not found"),
    ({"text": "x", "chat_id": -100}, "chat not found"),
    ({"text": "x", "chat_id": "@nowhere_land"}, "chat not found"),
    ({"text": "x", "chat_id": "hello"}, "chat not found"),
    ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ({"text": "x", "reply_to_message_id": 999}, "message to be replied not found"),
    ({"text": "x", "reply_markup": keys(text="a", callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
    (
        {"text": "x", "reply_markup": keys(text="a", callback_data="汉" * 22)},
        "BUTTON_DATA_INVALID",
    ),
    ({"text": "x", "reply_markup": keys(text="a", callback_data="")}, "BUTTON_DATA_INVALID"),
    (
        {"text": "x", "reply_markup": keys(text="", callback_data="1")},
        "inline keyboard button text is empty",
    ),
    (
        {"text": "x", "reply_markup": keys(text="a")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": keys(text="a", url="no url")},
        "inline keyboard button URL 'no url' is invalid: Wrong HTTP URL",
    ),
    (
        {"text": "x", "reply_markup": keys(callback_data="1")},
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    ({"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
    (
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        {"text": "x</b>", "parse_mode": "HTML"},
        "can't parse entities: Unexpected end tag at byte offset 1",
    ),
    (
        {"text": "汉<x>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
    ),
    (
        {"text": "<b><i>x</b></i>", "parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    (
        {"text": "1 < 2", "parse_mode": "HTML"},
        "can't parse entities: Unclosed start tag at byte offset 2",
    ),
    (
        {"text": "1.", "parse_mode": "MarkdownV2"},
        "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    (
        {"text": "a *b", "parse_mode": "MarkdownV2"},
        "can't parse entities: Can't find end of Bold entity at byte offset 2",
    ),
]


@pytest.mark.parametrize(("params", "text"), SEND, ids=[text[:50] for _, text in SEND])
async def test_send_message_is_refused_in_the_servers_words(bot, chat, params, text):
    assert await bot.why("sendMessage", **{"chat_id": chat, **params}) == f"Bad Request: {text}"


EDIT = [
    ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"message_id": 3, "text": ""}, "message text is empty"),
    ("editMessageText", {"message_id": 3, "text": LONG}, "message is too long"),
    ("editMessageCaption", {"message_id": 3, "caption": "x"}, "there is no caption in the message to edit"),
    ("editMessageReplyMarkup", {"message_id": 999}, "message to edit not found"),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("copyMessage", {"message_id": 999, "from_chat_id": 10001}, "message to copy not found"),
    ("forwardMessage", {"message_id": 999, "from_chat_id": 10001}, "message to forward not found"),
    ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
    ("unpinChatMessage", {"message_id": 999}, "message to unpin not found"),
    ("getFile", {"file_id": "nothing"}, "invalid file_id"),
    ("sendDocument", {"document": "nothing"}, "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendPhoto", {"photo": "attach://lost"}, "there is no photo in the request"),
    ("sendMediaGroup", {"media": []}, "there are no messages to send"),
    ("sendMediaGroup", {}, 'parameter "media" is required'),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}] * 11}, "too many messages to send as an album"),
    ("sendMediaGroup", {"media": [{"type": "sticker", "media": "x"}]}, "can't parse InputMedia: type \"sticker\" can't be used in sendMediaGroup"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]}, "document can't be mixed with other media types"),
    ("sendMediaGroup", {"media": [{"type": "photo"}]}, "can't parse InputMedia: media not found"),
    ("sendPhoto", {"photo": "https://example.com/a.png"}, "failed to get HTTP URL content"),
    ("sendChatAction", {"action": "sleep"}, "wrong parameter action in request"),
    ("getChatMember", {"user_id": 4}, "PARTICIPANT_ID_INVALID"),
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid"),
    ("setMyCommands", {"commands": [{"command": "Ä", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "b"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setWebhook", {"url": "http://example.com/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("sendPoll", {"question": "", "options": ["a"]}, "poll question must be non-empty"),
    ("sendPoll", {"question": "q", "options": ["a"] * 13}, "poll can't have more than 12 options"),
    ("stopPoll", {"message_id": 3}, "message is not a poll"),
    ("sendPoll", {"question": "q" * 301, "options": ["a"]}, "poll question length must not exceed 300"),
    ("sendPoll", {"question": "q", "options": []}, "poll must have at least 1 option"),
    ("sendPoll", {"question": "q", "options": [" "]}, "poll options must be non-empty"),
    ("sendPoll", {"question": "q", "options": ["a" * 101]}, "poll options length must not exceed 100"),
    ("sendPoll", {"question": "q", "options": ["a"], "type": "x"}, "unsupported poll type specified"),
    ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": [1]}}, 'can\'t parse inline keyboard: Field "inline_keyboard" must be an Array of Arrays'),
    ("sendMessage", {"text": "x", "reply_markup": {"keyboard": [[1]]}}, 'can\'t parse keyboard button: Field "text" must be of type String'),
    ("sendMessage", {"text": "x", "reply_markup": {"keyboard": [["a"] * 101]}}, "reply markup is too long"),
    ("sendMessage", {"text": "x", "entities": [{"type": "bold"}]}, 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
    ("sendMessage", {"text": "x", "entities": [{"type": "bold", "offset": 0}]}, 'can\'t parse MessageEntity: Field "length" must be of type Number'),
    ("sendMessage", {"text": "<a", "parse_mode": "HTML"}, "can't parse entities: Unclosed start tag at byte offset 0"),
    ("sendMessage", {"text": '<span class="x">y</span>', "parse_mode": "HTML"}, 'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("sendMessage", {"text": "`x", "parse_mode": "MarkdownV2"}, "can't parse entities: Can't find end of Code entity at byte offset 0"),
    ("sendMessage", {"text": "[x](", "parse_mode": "MarkdownV2"}, "can't parse entities: Can't find end of TextUrl entity at byte offset 0"),
    ("editMessageReplyMarkup", {"message_id": 3, "reply_markup": {"force_reply": True}}, "object expected as reply markup"),
    ("editMessageMedia", {"message_id": 3, "media": {"type": "moon"}}, "can't parse InputMedia: Type is invalid"),
    ("deleteMessages", {"message_ids": list(range(101))}, "too many messages to delete"),
    ("setMyName", {"name": "x" * 65}, "name is too long"),
    ("setChatMenuButton", {"menu_button": {"type": "moon"}}, "can't parse MenuButton: Unsupported menu button type"),
    ("banChatMember", {"user_id": 10001}, "can't ban members in private chats"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "params", "text"), EDIT, ids=[f"{m}-{t[:30]}" for m, _, t in EDIT]
)
async def test_other_methods_are_refused_in_the_servers_words(bot, chat, method, params, text):
    await bot("sendMessage", chat_id=chat, text="two")
    await bot("sendMessage", chat_id=chat, text="three")
    assert await bot.why(method, **{"chat_id": chat, **params}) == f"Bad Request: {text}"


async def test_an_edit_that_changes_nothing_is_refused(bot, chat):
    sent = await bot("sendMessage", chat_id=chat, text="same", reply_markup=INLINE)
    text = await bot.why(
        "editMessageText",
        chat_id=chat,
        message_id=sent["message_id"],
        text="same",
        reply_markup=INLINE,
    )
    assert text.startswith("Bad Request: message is not modified: specified new message content")
    text = await bot.why(
        "editMessageReplyMarkup", chat_id=chat, message_id=sent["message_id"], reply_markup=INLINE
    )
    assert "message is not modified" in text


@pytest.mark.parametrize(
    "markup", [{"keyboard": [["a"]]}, {"force_reply": True}, {"remove_keyboard": True}]
)
async def test_a_message_sent_with_another_keyboard_can_never_be_edited(bot, chat, markup):
    sent = await bot("sendMessage", chat_id=chat, text="one", reply_markup=markup)
    where = {"chat_id": chat, "message_id": sent["message_id"]}
    assert (
        await bot.why("editMessageText", **where, text="two")
        == "Bad Request: message can't be edited"
    )


async def test_a_broken_picture_in_an_album_is_named_by_its_place(bot, chat):
    media = json.dumps([{"type": "photo", "media": "attach://a"}])
    with pytest.raises(AssertionError, match="failed to send message #1 with the error message"):
        await bot.upload(
            "sendMediaGroup", {"a": ("a.png", b"no picture")}, chat_id=str(chat), media=media
        )


async def test_nobody_can_be_written_to_who_never_wrote(bot, ann):
    body = await bot.refused("sendMessage", chat_id=ann.id, text="x")
    assert body["error_code"] == 403
    assert body["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_a_person_who_blocked_the_bot_gets_nothing_until_they_come_back(bot, ann, chat):
    await ann.block()
    body = await bot.refused("sendMessage", chat_id=chat, text="x")
    assert (body["error_code"], body["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await ann.say("/start")
    await bot("sendMessage", chat_id=chat, text="x")
    changes = [
        u["my_chat_member"]["new_chat_member"]["status"]
        for u in await bot.updates()
        if "my_chat_member" in u
    ]
    assert changes == ["kicked", "member"]


async def test_a_bot_that_was_removed_is_told_so(bot, sim, group):
    await sim.kick("first_bot", group)
    body = await bot.refused("sendMessage", chat_id=group, text="x")
    assert body["description"] == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_bot_that_left_is_no_member(bot, sim, group):
    await bot("leaveChat", chat_id=group)
    assert (await bot.why("sendMessage", chat_id=group, text="x")) == (
        "Forbidden: bot is not a member of the supergroup chat"
    )


async def test_bots_cannot_write_to_bots(bot, sim):
    other = await sim.add_bot("77:x", "second_bot")
    assert await bot.why("sendMessage", chat_id=other["id"], text="x") == (
        "Forbidden: bot can't send messages to bots"
    )


async def test_an_upgraded_group_names_its_new_id(bot, sim, ann):
    old = await sim.add_chat("Small", type="group", members=[ann], bots=["first_bot"])
    new = await sim.migrate(old["id"])
    body = await bot.refused("sendMessage", chat_id=old["id"], text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new}
    moved = [u["message"] for u in await bot.updates() if "message" in u]
    assert {"migrate_to_chat_id", "migrate_from_chat_id"} <= {key for m in moved for key in m}
    await bot("sendMessage", chat_id=new, text="here")


async def test_a_caption_counts_1024_after_parsing(bot, chat):
    await bot.upload(
        "sendDocument",
        {"document": ("a.txt", b"x")},
        chat_id=chat,
        caption="<b>" + "x" * 1024 + "</b>",
        parse_mode="HTML",
    )
    file = {"document": ("a.txt", b"x")}
    with pytest.raises(AssertionError, match="message caption is too long"):
        await bot.upload("sendDocument", file, chat_id=chat, caption="x" * 1025)


async def test_a_text_of_4096_characters_after_parsing_is_sent(bot, chat):
    sent = await bot(
        "sendMessage", chat_id=chat, text="<b>" + "😀" * 4096 + "</b>", parse_mode="HTML"
    )
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


async def test_no_broken_call_makes_the_sandbox_stumble(bot, chat):
    values = [
        "",
        "x",
        "-1",
        "{}",
        "[]",
        "[[]]",
        "null",
        0,
        -5,
        1 << 70,
        [],
        {},
        [[1]],
        {"a": {}},
        True,
        1.5,
    ]
    from sandbox.methods import METHODS, NAMES

    for name, method in METHODS.items():
        for field in method.fields:
            for value in values:
                if name in ("getupdates", "close", "logout") or field == "timeout":
                    continue
                params = {"chat_id": chat, "message_id": 1, "text": "x", field: value}
                body = await bot.answer(NAMES[name], **params)
                assert body["ok"] or body["error_code"] < 500, (
                    name,
                    field,
                    value,
                    json.dumps(body),
                )
