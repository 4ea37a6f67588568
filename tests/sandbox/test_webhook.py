"""How updates are brought to a webhook."""

import asyncio
import json

import pytest_asyncio
from aiohttp import web


class Hook:
    """A bot's web server that notes what it is brought and answers as told."""

    def __init__(self):
        self.seen, self.headers, self.answers, self.hold = [], [], [], None
        self.url = ""
        self.busy = self.most = 0

    async def take(self, request):
        self.busy += 1
        self.most = max(self.most, self.busy)
        update = json.loads(await request.read())
        self.seen.append(update)
        self.headers.append(request.headers)
        if self.hold:
            await self.hold(update)
        self.busy -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    async def waits(self, count):
        async with asyncio.timeout(8):
            while len(self.seen) < count:
                await asyncio.sleep(0.01)
        return self.seen


@pytest_asyncio.fixture(loop_scope="module")
async def hook():
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_an_update_comes_with_the_secret(bot, ann, hook):
    await bot("setWebhook", url=hook.url, secret_token="s3cret")
    await ann.say("hello")
    await hook.waits(1)
    assert hook.seen[0]["message"]["text"] == "hello"
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    await asyncio.sleep(0.05)
    assert (await bot("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_failed_delivery_is_tried_again_and_named(bot, ann, hook):
    hook.answers = [web.Response(status=500)]
    await bot("setWebhook", url=hook.url)
    await ann.say("again")
    await hook.waits(2)
    assert hook.seen[0] == hook.seen[1]
    info = await bot("getWebhookInfo")
    assert (
        info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    )


async def test_retry_after_is_honoured(bot, ann, hook):
    hook.answers = [web.Response(status=429, headers={"Retry-After": "1"})]
    await bot("setWebhook", url=hook.url)
    start = asyncio.get_running_loop().time()
    await ann.say("later")
    await hook.waits(2)
    assert asyncio.get_running_loop().time() - start >= 1


async def test_one_chat_is_served_in_order_one_at_a_time(bot, ann, hook):
    async def slow(_update):
        await asyncio.sleep(0.02)

    hook.hold = slow
    await bot("setWebhook", url=hook.url)
    for i in range(5):
        await ann.say(str(i))
    await hook.waits(5)
    assert [update["message"]["text"] for update in hook.seen] == list("01234")
    assert hook.most == 1


async def test_a_press_may_overtake_a_message(bot, ann, chat, hook):
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    gate = asyncio.Event()

    async def hold(update):
        if "message" in update:
            await gate.wait()

    hook.hold = hold
    await bot("setWebhook", url=hook.url)
    await ann.say("slow")
    await hook.waits(1)
    await ann.tap("Go", wait=0)
    await hook.waits(2)
    gate.set()
    assert "callback_query" in hook.seen[1]


async def test_a_method_in_the_answer_is_run(bot, ann, chat, hook):
    hook.answers = [
        web.json_response({"method": "sendMessage", "chat_id": chat, "text": "by reply"})
    ]
    await bot("setWebhook", url=hook.url)
    await ann.say("x")
    await ann.sees("by reply")


async def test_setting_and_deleting_say_what_they_did(bot, hook):
    said = [(await bot.answer(name, **params))["description"] for name, params in (
        ("setWebhook", {"url": hook.url}), ("setWebhook", {"url": hook.url}),
        ("deleteWebhook", {}), ("deleteWebhook", {}),
    )]  # fmt: skip
    assert said == [
        "Webhook was set", "Webhook is already set",
        "Webhook was deleted", "Webhook is already deleted",
    ]  # fmt: skip


async def test_after_a_webhook_polling_goes_on_where_it_stopped(bot, ann, hook):
    await bot("setWebhook", url=hook.url)
    await bot("setWebhook", url="")
    await ann.say("kept")
    assert (await bot.updates())[0]["message"]["text"] == "kept"
    assert hook.seen == []
