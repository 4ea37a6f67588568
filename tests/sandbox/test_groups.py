"""Groups: what a bot is shown there, and how people come and go."""

import pytest

from sandbox.client import SimRefusedError


async def texts(bot):
    return [u["message"].get("text") for u in await bot.updates() if "message" in u]


async def test_privacy_hides_plain_talk_from_a_bot(bot, ann, group):
    await ann.say("just talking", group)
    assert await texts(bot) == []


@pytest.mark.parametrize("text", ["/start", "/start@first_bot", "hey @first_bot", "@First_Bot!"])
async def test_what_is_meant_for_the_bot_reaches_it(bot, ann, group, text):
    await ann.say(text, group)
    assert await texts(bot) == [text]


async def test_a_command_for_another_bot_does_not(bot, ann, group):
    await ann.say("/start@second_bot", group)
    assert await texts(bot) == []


async def test_a_reply_to_the_bot_reaches_it(bot, ann, group):
    sent = await bot("sendMessage", chat_id=group, text="question?")
    await ann.say("answer", group, reply_to=sent["message_id"])
    found = (await bot.updates())[0]["message"]
    assert (found["text"], found["reply_to_message"]["text"]) == ("answer", "question?")


async def test_an_admin_bot_is_shown_everything(bot, sim, ann, group):
    await sim.promote("first_bot", group)
    await ann.say("just talking", group)
    found = await bot.updates()
    assert found[0]["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert found[1]["message"]["text"] == "just talking"


async def test_being_added_is_told_by_both_kinds_of_update(bot, sim, ann):
    made = await sim.add_chat("New", members=[ann], bots=["first_bot"])
    found = await bot.updates()
    kinds = {kind for update in found for kind in update if kind != "update_id"}
    assert kinds == {"my_chat_member", "message"}
    assert any("new_chat_members" in update.get("message", {}) for update in found)
    assert made["type"] == "supergroup"


async def test_joining_and_leaving_make_service_messages(bot, sim, group):
    cat = await sim.add_user("Cat")
    await cat.join(group)
    await cat.leave(group)
    found = [update["message"] for update in await bot.updates()]
    assert found[0]["new_chat_members"][0]["first_name"] == "Cat"
    assert found[1]["left_chat_member"]["first_name"] == "Cat"


async def test_ranks_and_numbers(bot, ann, group):
    me = (await bot("getMe"))["id"]
    assert (await bot("getChatMember", chat_id=group, user_id=ann.id))["status"] == "creator"
    assert (await bot("getChatMember", chat_id=group, user_id=me))["status"] == "member"
    assert await bot("getChatMemberCount", chat_id=group) == 3
    admins = await bot("getChatAdministrators", chat_id=group)
    assert [admin["user"]["id"] for admin in admins] == [ann.id]


async def test_a_chat_can_be_described(bot, ann, group, chat):
    assert (await bot("getChat", chat_id=group))["title"] == "Office"
    assert (await bot("getChat", chat_id=chat))["username"] == "ann_test"


async def test_only_an_admin_bot_pins(bot, sim, ann, group):
    sent = await bot("sendMessage", chat_id=group, text="keep")
    assert await bot.why("pinChatMessage", chat_id=group, message_id=sent["message_id"]) == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )
    await sim.promote("first_bot", group)
    await bot("pinChatMessage", chat_id=group, message_id=sent["message_id"])
    assert (await bot("getChat", chat_id=group))["pinned_message"]["text"] == "keep"
    assert "pinned_message" in await ann.last(group)
    await bot("unpinChatMessage", chat_id=group)
    assert "pinned_message" not in await bot("getChat", chat_id=group)


async def test_only_an_admin_bot_deletes_what_others_wrote(bot, sim, ann, group):
    said = await ann.say("/x", group)
    where = {"chat_id": group, "message_id": said["message_id"]}
    assert await bot.why("deleteMessage", **where) == "Bad Request: message can't be deleted"
    await sim.promote("first_bot", group)
    assert await bot("deleteMessage", **where) is True
    assert all(m["message_id"] != said["message_id"] for m in await ann.messages(group))


async def test_an_old_message_cannot_be_deleted(bot, sim, chat):
    sent = await bot("sendMessage", chat_id=chat, text="x")
    await sim.advance(48 * 3600 + 1)
    where = {"chat_id": chat, "message_id": sent["message_id"]}
    assert await bot.why("deleteMessage", **where) == "Bad Request: message can't be deleted"


async def test_several_messages_are_deleted_and_strangers_skipped(bot, ann, chat):
    sent = [await bot("sendMessage", chat_id=chat, text=str(i)) for i in range(3)]
    ids = [message["message_id"] for message in sent]
    assert await bot("deleteMessages", chat_id=chat, message_ids=[*ids, 999]) is True
    assert len(await ann.messages()) == 1


async def test_a_banned_person_is_gone_until_unbanned(bot, sim, ann, group):
    await sim.promote("first_bot", group)
    cat = await sim.add_user("Cat")
    await cat.join(group)
    await bot("banChatMember", chat_id=group, user_id=cat.id)
    assert (await bot("getChatMember", chat_id=group, user_id=cat.id))["status"] == "kicked"
    await bot("unbanChatMember", chat_id=group, user_id=cat.id)
    assert (await bot("getChatMember", chat_id=group, user_id=cat.id))["status"] == "left"


async def test_only_an_admin_bot_bans_and_never_an_admin(bot, sim, ann, group):
    where = {"chat_id": group, "user_id": ann.id}
    assert "not enough rights" in await bot.why("banChatMember", **where)
    await sim.promote("first_bot", group)
    assert (
        await bot.why("banChatMember", **where)
        == "Bad Request: user is an administrator of the chat"
    )
    assert (
        await bot.why("banChatMember", chat_id=group, user_id=4)
        == "Bad Request: PARTICIPANT_ID_INVALID"
    )


@pytest.mark.parametrize(
    ("options", "text"), [([7], "options 0 to 1"), ([0, 1], "takes one answer")]
)
async def test_a_vote_must_be_among_the_options(bot, sim, ann, chat, options, text):
    sent = await bot("sendPoll", chat_id=chat, question="?", options=["a", "b"])
    wish = {"user": ann.id, "message_id": sent["message_id"]}
    with pytest.raises(SimRefusedError, match=text):
        await sim.act("vote", **wish, options=options)
    await sim.act("vote", **wish, options=["a"])
    assert (await sim.act("vote", **wish, options=[]))["total_voter_count"] == 0
    await bot("stopPoll", chat_id=chat, message_id=sent["message_id"])
    with pytest.raises(SimRefusedError, match="the poll is closed"):
        await sim.act("vote", **wish, options=["a"])


async def test_a_poll_is_voted_on_and_stopped(bot, sim, ann, group):
    sent = await bot(
        "sendPoll",
        chat_id=group,
        question="时间？",
        options=["周一", {"text": "周二"}],
        is_anonymous=False,
    )
    await sim.act("vote", user=ann.id, chat=group, message_id=sent["message_id"], options=["周二"])
    found = await bot.updates()
    assert found[0]["poll"]["options"][1]["voter_count"] == 1
    assert found[1]["poll_answer"]["option_ids"] == [1]
    stopped = await bot("stopPoll", chat_id=group, message_id=sent["message_id"])
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    assert "already been closed" in await bot.why(
        "stopPoll", chat_id=group, message_id=sent["message_id"]
    )
