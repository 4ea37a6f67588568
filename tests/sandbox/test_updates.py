"""How updates reach a bot that asks for them."""

import asyncio

import pytest


async def say(ann, *texts):
    for text in texts:
        await ann.say(text)


async def test_an_update_stays_until_it_is_confirmed(bot, ann):
    await ann.say("one")
    first = (await bot("getUpdates"))[0]
    await asyncio.sleep(0.5)
    assert (await bot("getUpdates"))[0] == first
    assert await bot("getUpdates", offset=first["update_id"] + 1) == []


async def test_updates_are_numbered_in_a_row(bot, ann):
    await say(ann, "one", "two", "three")
    numbers = [update["update_id"] for update in await bot.updates()]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


async def test_a_limit_is_kept(bot, ann):
    await say(ann, "one", "two", "three")
    assert len(await bot("getUpdates", limit=2)) == 2


async def test_a_negative_offset_keeps_only_the_last_ones(bot, ann):
    await say(ann, "one", "two", "three")
    assert [u["message"]["text"] for u in await bot("getUpdates", offset=-1)] == ["three"]
    assert [u["message"]["text"] for u in await bot("getUpdates")] == ["three"]


async def test_the_same_offset_again_at_once_gives_one_update(bot, ann):
    await say(ann, "one", "two", "three")
    assert len(await bot("getUpdates")) == 3
    assert len(await bot("getUpdates")) == 1
    await asyncio.sleep(0.55)
    assert len(await bot("getUpdates")) == 3


async def test_a_long_poll_ends_when_something_comes(bot, ann):
    poll = asyncio.create_task(bot("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await ann.say("now")
    async with asyncio.timeout(1):
        assert (await poll)[0]["message"]["text"] == "now"


async def test_a_long_poll_ends_empty_after_its_timeout(bot):
    async with asyncio.timeout(3):
        assert await bot("getUpdates", timeout=1) == []


async def test_a_second_poll_ends_the_first(bot):
    first = asyncio.create_task(bot.answer("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await bot("getUpdates")
    assert (await first) == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }


async def test_no_polling_beside_a_webhook(bot):
    await bot("setWebhook", url="https://example.com/x")
    assert await bot.why("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_setting_a_webhook_ends_an_open_poll(bot):
    poll = asyncio.create_task(bot.answer("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url="https://example.com/x")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_only_the_kinds_asked_for_are_kept_and_the_wish_is_remembered(bot, ann, chat):
    await bot("getUpdates", allowed_updates=["edited_message"])
    said = await ann.say("hidden")
    await ann.edit(said["message_id"], "shown")
    assert [list(update)[1] for update in await bot.updates()] == ["edited_message"]


async def test_members_are_told_only_to_an_admin_bot_that_asks(bot, sim, ann, group):
    await sim.promote("first_bot", group)
    await bot.updates(allowed_updates=["chat_member"])
    cat = await sim.add_user("Cat")
    await cat.join(group)
    found = await bot.updates()
    assert found[-1]["chat_member"]["new_chat_member"]["status"] == "member"


async def test_an_update_grows_too_old_after_a_day(bot, sim, ann):
    await ann.say("old")
    await sim.advance(86_399)
    await ann.say("young")
    await sim.advance(2)
    assert [u["message"]["text"] for u in await bot.updates()] == ["young"]


async def test_a_press_grows_too_old_after_150_seconds(bot, sim, ann, chat):
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    pressed = await ann.tap("Go", wait=0)
    await sim.advance(151)
    assert await bot.updates() == []
    assert "query is too old" in await bot.why(
        "answerCallbackQuery", callback_query_id=pressed["callback_query_id"]
    )


async def test_raw_updates_are_served_as_given(bot, sim):
    raw = [{"update_id": 7 + i, "message": {"text": str(i)}} for i in range(250)]
    told = await sim.updates(raw)
    assert told["count"] == 250
    first = await bot.answer("getUpdates")
    assert first["result"] == raw[:100]


@pytest.mark.parametrize("limit", [0, 101, -3])
async def test_a_senseless_limit_means_a_hundred(bot, sim, limit):
    await sim.updates([{"message": {}} for _ in range(150)])
    assert len((await bot.answer("getUpdates", limit=limit))["result"]) == 100


async def test_pending_updates_can_be_dropped(bot, ann):
    await ann.say("one")
    await bot("deleteWebhook", drop_pending_updates=True)
    assert (await bot("getWebhookInfo"))["pending_update_count"] == 0
