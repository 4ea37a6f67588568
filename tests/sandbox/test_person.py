"""The client: people in a test, and what they say when something is missing."""

import asyncio

import pytest

from sandbox.client import SimRefusedError

INLINE = {
    "inline_keyboard": [
        [{"text": "✅ 同意", "callback_data": "go"}, {"text": "移送", "callback_data": "no"}]
    ]
}


async def test_a_person_waits_for_what_comes(bot, ann, chat):
    waiting = asyncio.create_task(ann.sees("later"))
    await asyncio.sleep(0.05)
    await bot("sendMessage", chat_id=chat, text="a little later")
    assert (await waiting)["text"] == "a little later"


async def test_a_person_reads_expressions_captions_and_file_names(bot, ann, chat):
    await bot("sendMessage", chat_id=chat, text="编号 QF-2026-0007")
    assert await ann.sees(r"QF-\d{4}-\d{4}")
    await bot.upload(
        "sendDocument", {"document": ("函询.docx", b"x")}, chat_id=str(chat), caption="请查收"
    )
    assert await ann.sees("请查收")
    assert await ann.sees("函询.docx")


async def test_a_person_sees_the_newest_match_and_may_look_only_after_a_message(bot, ann, chat):
    first = await bot("sendMessage", chat_id=chat, text="step")
    second = await bot("sendMessage", chat_id=chat, text="step")
    assert (await ann.sees("step"))["message_id"] == second["message_id"]
    with pytest.raises(AssertionError):
        await ann.sees("step", timeout=0.05, after=second["message_id"])
    assert first["message_id"] < second["message_id"]


async def test_a_disappointed_person_says_what_the_chat_shows(bot, ann, chat):
    await bot("sendMessage", chat_id=chat, text="something else", reply_markup=INLINE)
    with pytest.raises(
        AssertionError, match=r"(?s)no message with 'gone'.*something else.*\[✅ 同意\] \[移送\]"
    ):
        await ann.sees("gone", timeout=0.05)
    with pytest.raises(AssertionError, match=r"(?s)no button 'gone'; there are: ✅ 同意, 移送"):
        await ann.tap("gone", timeout=0.05)


async def test_a_tap_waits_for_the_button_and_for_the_answer(bot, ann, chat):
    tapped = asyncio.create_task(ann.tap("同意"))
    await asyncio.sleep(0.05)
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=INLINE)
    query = (await bot.updates(timeout=5))[0]["callback_query"]
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="好", show_alert=True)
    assert (await tapped)["answer"] == {"text": "好", "show_alert": True, "url": None}


async def test_a_tap_without_an_answer_says_so(bot, ann, chat):
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=INLINE)
    assert (await ann.tap("移送", wait=0.05))["answer"] is None


async def test_an_older_message_can_be_named(bot, ann, chat):
    first = await bot("sendMessage", chat_id=chat, text="1", reply_markup=INLINE)
    await bot("sendMessage", chat_id=chat, text="2", reply_markup=INLINE)
    assert (await ann.tap("移送", message=first["message_id"], wait=0))["message_id"] == first[
        "message_id"
    ]


async def test_a_stranger_cannot_speak_in_a_group(sim, group):
    cat = await sim.add_user("Cat")
    with pytest.raises(SimRefusedError, match="is not in chat"):
        await cat.say("hello", group)


@pytest.mark.parametrize(
    ("name", "wish", "text"),
    [
        ("say", {"user": 10001, "text": "  "}, "empty message"),
        ("say", {"user": 5, "text": "x"}, "no such user"),
        ("say", {"user": 10001}, "missing 'text'"),
        ("say", {"user": 10001, "text": "x", "reply_to": 999}, "no message 999"),
        ("send", {"user": 10001, "kind": "ship"}, "kind must be one of"),
        ("send", {"user": 10001, "kind": "photo", "content_base64": "%"}, "not base64"),
        ("edit", {"user": 10001, "message_id": 999, "text": "x"}, "not this person's"),
        ("delete", {"user": 10001, "message_id": 999}, "no message 999"),
        ("chats", {"title": "x", "type": "moon"}, "type must be"),
        ("migrate", {"chat": -5}, "no such chat"),
        ("updates", {"updates": [], "bot": "nobody"}, "no such bot"),
    ],
)
async def test_what_no_person_can_do_is_refused_with_a_reason(sim, ann, name, wish, text):
    with pytest.raises(SimRefusedError, match=text):
        await sim.act(name, **wish)


async def test_with_two_bots_one_must_be_named(sim, ann):
    await sim.add_bot("77:x", "second_bot")
    with pytest.raises(SimRefusedError, match="2 bots are known"):
        await ann.say("hello")
    assert await sim.person(ann, bot="second_bot").say("hello")


async def test_a_person_deletes_their_own_words(ann, chat):
    said = await ann.say("oops")
    await ann.delete(said["message_id"])
    assert all(m.get("text") != "oops" for m in await ann.messages())


async def test_messages_and_groups_may_be_given_as_objects(bot, sim, ann, chat):
    office = await sim.add_chat("Office", members=[ann], bots=["first_bot"], admins=["first_bot"])
    sent = await bot("sendMessage", chat_id=office["id"], text="1", reply_markup=INLINE)
    shown = await ann.sees("1", office)
    assert shown["message_id"] == sent["message_id"]
    assert (await ann.tap("移送", office, shown, wait=0))["message_id"] == sent["message_id"]
    said = await ann.say("answer", office, reply_to=shown)
    await ann.edit(said, "better", office)
    await ann.delete(said, office)
    assert (await ann.messages(office, after=shown)) == []
    await ann.leave(office)
