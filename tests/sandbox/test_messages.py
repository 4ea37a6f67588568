"""Messages, files, presses and menus that do succeed."""

import io
import json

import pytest
from PIL import Image

INLINE = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


def picture(width=640, height=480):
    data = io.BytesIO()
    Image.new("RGB", (width, height)).save(data, "PNG")
    return data.getvalue()


async def test_a_reply_carries_what_it_answers(bot, chat):
    first = await bot("sendMessage", chat_id=chat, text="one")
    reply = {"message_id": first["message_id"]}
    second = await bot("sendMessage", chat_id=chat, text="two", reply_parameters=reply)
    third = await bot(
        "sendMessage", chat_id=chat, text="three", reply_to_message_id=second["message_id"]
    )
    assert second["reply_to_message"]["text"] == "one"
    assert "reply_to_message" not in third["reply_to_message"]


async def test_a_lost_reply_may_be_allowed(bot, chat):
    wish = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await bot(
        "sendMessage", chat_id=chat, text="x", reply_parameters=wish
    )


async def test_editing_text_marks_the_message_and_drops_an_unnamed_keyboard(bot, ann, chat):
    sent = await bot("sendMessage", chat_id=chat, text="one", reply_markup=INLINE)
    edited = await bot("editMessageText", chat_id=chat, message_id=sent["message_id"], text="two")
    assert edited["text"] == "two"
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    assert (await ann.last())["edits"] == 1


async def test_editing_only_the_keyboard_leaves_no_mark(bot, chat):
    sent = await bot("sendMessage", chat_id=chat, text="one")
    edited = await bot(
        "editMessageReplyMarkup", chat_id=chat, message_id=sent["message_id"], reply_markup=INLINE
    )
    assert edited["reply_markup"] == INLINE
    assert "edit_date" not in edited


async def test_a_press_is_answered_once(bot, ann, chat):
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=INLINE)
    pressed = await ann.tap("Go", wait=0)
    query = (await bot.updates())[0]["callback_query"]
    assert (query["id"], query["data"]) == (pressed["callback_query_id"], "go")
    assert await bot("answerCallbackQuery", callback_query_id=query["id"], text="ok") is True
    assert "query is too old" in await bot.why(
        "answerCallbackQuery", callback_query_id=query["id"]
    )


async def test_a_reply_keyboard_is_no_part_of_the_answer_but_people_see_it(bot, ann, chat):
    markup = {"keyboard": [["Yes", {"text": "No"}]], "resize_keyboard": True}
    sent = await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert [b["text"] for b in (await ann.last())["reply_markup"]["keyboard"][0]] == ["Yes", "No"]
    assert (await ann.tap("Yes"))["message"]["text"] == "Yes"


async def test_in_a_group_a_reply_keyboard_answers_its_message(bot, ann, group):
    markup = {"keyboard": [["Yes"]]}
    sent = await bot("sendMessage", chat_id=group, text="?", reply_markup=markup)
    await ann.tap("Yes", group)
    found = (await bot.updates())[0]["message"]
    assert found["reply_to_message"]["message_id"] == sent["message_id"]


async def test_protected_content_is_marked_and_cannot_be_forwarded(bot, ann, chat):
    sent = await bot("sendMessage", chat_id=chat, text="x", protect_content=True)
    assert sent["has_protected_content"] is True
    where = {"chat_id": chat, "from_chat_id": chat, "message_id": sent["message_id"]}
    assert await bot.why("forwardMessage", **where) == "Bad Request: message can't be forwarded"


async def test_copies_hide_and_forwards_name_the_origin(bot, ann, chat):
    said = await ann.say("original")
    where = {"chat_id": chat, "from_chat_id": chat, "message_id": said["message_id"]}
    copy = await bot("copyMessage", **where)
    forward = await bot("forwardMessage", **where)
    assert forward["forward_origin"]["sender_user"]["id"] == ann.id
    assert copy["message_id"] == forward["message_id"] - 1
    shown = next(m for m in await ann.messages() if m["message_id"] == copy["message_id"])
    assert shown["text"] == "original"
    assert "forward_origin" not in shown


async def test_a_document_goes_both_ways(bot, ann, chat, session, box):
    said = await ann.send("document", b"content", file_name="证据.txt", caption="见附件")
    found = (await bot.updates())[0]["message"]
    assert (found["document"]["file_name"], found["caption"]) == ("证据.txt", "见附件")
    file = await bot("getFile", file_id=found["document"]["file_id"])
    async with session.get(f"{box.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert await response.read() == b"content"
    sent = await bot.upload(
        "sendDocument", {"document": ("回执.docx", b"docx")}, chat_id=str(chat)
    )
    assert sent["document"]["mime_type"].endswith("wordprocessingml.document")
    assert await ann.download(await ann.last()) == b"docx"
    again = await bot("sendDocument", chat_id=chat, document=said["document"]["file_id"])
    assert again["document"]["file_id"] == said["document"]["file_id"]


async def test_a_download_link_lives_an_hour(bot, sim, ann, chat, session, box):
    said = await ann.send("voice", b"opus", duration=3)
    file = await bot("getFile", file_id=said["voice"]["file_id"])
    await sim.advance(3601)
    async with session.get(f"{box.url}/file/bot{bot.token}/{file['file_path']}") as response:
        assert response.status == 404


async def test_a_file_over_20_mb_cannot_be_fetched(bot, ann, chat):
    said = await ann.send("video", b"x", size=21 * 1024 * 1024)
    assert (
        await bot.why("getFile", file_id=said["video"]["file_id"])
        == "Bad Request: file is too big"
    )


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio", "animation", "sticker"])
async def test_every_kind_of_file_is_sent(bot, chat, kind):
    method = f"send{kind.capitalize()}"
    sent = await bot.upload(method, {kind: ("a.bin", b"data")}, chat_id=str(chat))
    assert sent[kind]["file_size"] == 4


async def test_a_photo_comes_in_sizes(bot, chat):
    sent = await bot.upload(
        "sendPhoto", {"photo": ("a.png", picture())}, chat_id=str(chat), has_spoiler="true"
    )
    assert [(s["width"], s["height"]) for s in sent["photo"]] == [(320, 240), (640, 480)]
    assert sent["has_media_spoiler"] is True


@pytest.mark.parametrize(
    ("content", "text"), [(b"no picture", "IMAGE_PROCESS_FAILED"), (b"", "file must be non-empty")]
)
async def test_what_is_no_photo_is_refused(bot, chat, content, text):
    with pytest.raises(AssertionError, match=text):
        await bot.upload("sendPhoto", {"photo": ("a.png", content)}, chat_id=str(chat))


async def test_a_file_id_of_another_kind_is_refused(bot, ann, chat):
    said = await ann.send("document", b"x")
    assert await bot.why("sendPhoto", chat_id=chat, photo=said["document"]["file_id"]) == (
        "Bad Request: can't use file of type Document as Photo"
    )


async def test_an_album_arrives_as_several_messages_of_one_group(bot, ann, chat):
    media = json.dumps(
        [
            {"type": "photo", "media": "attach://a", "caption": "两张"},
            {"type": "photo", "media": "attach://b"},
        ]
    )
    files = {"a": ("a.png", picture()), "b": ("b.png", picture())}
    sent = await bot.upload("sendMediaGroup", files, chat_id=str(chat), media=media)
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["两张", None]


async def test_a_persons_album_is_one_update_each(bot, ann, chat):
    await ann.album([{"kind": "photo", "content": picture(), "caption": "x"}, {"kind": "photo"}])
    found = [update["message"] for update in await bot.updates()]
    assert len(found) == 2
    assert found[0]["media_group_id"] == found[1]["media_group_id"]


async def test_places_and_contacts(bot, ann, chat):
    await bot("sendLocation", chat_id=chat, latitude=39.9, longitude=116.4)
    await bot("sendContact", chat_id=chat, phone_number="12388", first_name="举报电话")
    await ann.send("location", latitude=39.9, longitude=116.4)
    await ann.send("contact")
    await ann.send("sticker", b"x")
    assert len(await bot.updates()) == 3


async def test_a_persons_edit_is_an_edited_message(bot, ann, chat):
    said = await ann.say("befor")
    await ann.edit(said["message_id"], "before")
    found = await bot.updates()
    assert found[1]["edited_message"]["text"] == "before"
    assert "edit_date" in found[1]["edited_message"]


async def test_a_very_long_text_comes_in_several_messages(bot, ann, chat):
    said = await ann.say("长" * 50_000)
    assert len(said["parts"]) == 13
    assert sum(len(u["message"]["text"]) for u in await bot.updates()) == 50_000


async def test_menus_are_kept_by_scope_and_language(bot, chat):
    menu = [{"command": "start", "description": "开始"}]
    await bot("setMyCommands", commands=menu)
    await bot("setMyCommands", commands=[], scope={"type": "all_group_chats"})
    await bot(
        "setMyCommands", commands=menu, scope={"type": "chat", "chat_id": chat}, language_code="zh"
    )
    assert await bot("getMyCommands") == menu
    assert await bot("getMyCommands", scope={"type": "chat", "chat_id": chat}) == []
    assert (
        await bot("getMyCommands", scope={"type": "chat", "chat_id": chat}, language_code="zh")
        == menu
    )
    await bot("deleteMyCommands")
    assert await bot("getMyCommands") == []


async def test_name_descriptions_and_menu_button(bot, chat):
    await bot("setMyDescription", description="说明")
    await bot("setMyShortDescription", short_description="短", language_code="zh")
    await bot("setMyName", name="清风")
    assert await bot("getMyDescription") == {"description": "说明"}
    assert await bot("getMyShortDescription", language_code="zh") == {"short_description": "短"}
    assert await bot("getMyName") == {"name": "清风"}
    await bot("setChatMenuButton", chat_id=chat, menu_button={"type": "commands"})
    assert await bot("getChatMenuButton", chat_id=chat) == {"type": "commands"}


async def test_the_remaining_calls_answer_true(bot, chat):
    for method in ("logOut", "close"):
        assert await bot(method) is True
    assert await bot("sendChatAction", chat_id=chat, action="typing") is True
    assert await bot("unpinAllChatMessages", chat_id=chat) is True


async def test_a_caption_and_a_file_can_be_edited(bot, chat):
    sent = await bot.upload(
        "sendDocument", {"document": ("a.txt", b"a")}, chat_id=str(chat), caption="one"
    )
    where = {"chat_id": chat, "message_id": sent["message_id"]}
    assert (await bot("editMessageCaption", **where, caption="two"))["caption"] == "two"
    media = json.dumps({"type": "photo", "media": "attach://p"})
    text = {"chat_id": str(chat), "message_id": str(sent["message_id"]), "media": media}
    edited = await bot.upload("editMessageMedia", {"p": ("p.png", picture())}, **text)
    assert "photo" in edited
    assert "document" not in edited
