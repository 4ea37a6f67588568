"""Bots written with python-telegram-bot and aiogram, by polling and by webhook."""

import asyncio
import contextlib

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import BufferedInputFile, InputMediaPhoto
from aiogram.types import InlineKeyboardButton as Button
from aiogram.types import InlineKeyboardMarkup as Markup
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from tests.sandbox.conftest import TOKEN


def ptb(box):
    made = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{box.url}/bot")
        .base_file_url(f"{box.url}/file/bot")
        .build()
    )

    async def start(update, _context):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
        await update.message.reply_text(
            "<b>Hi</b>", parse_mode=ParseMode.HTML, reply_markup=markup
        )

    async def press(update, _context):
        await update.callback_query.answer("pressed")
        await update.callback_query.edit_message_text("done")

    async def document(update, _context):
        file = await update.message.document.get_file()
        content = bytes(await file.download_as_bytearray())
        await update.message.reply_document(content[::-1], filename="back.txt")

    made.add_handler(CommandHandler("start", start))
    made.add_handler(CallbackQueryHandler(press))
    made.add_handler(MessageHandler(filters.Document.ALL, document))
    return made


def aio(box):
    server = TelegramAPIServer.from_base(box.url)
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message):
        markup = Markup(inline_keyboard=[[Button(text="Go", callback_data="go")]])
        await message.answer("<b>Hi</b>", parse_mode="HTML", reply_markup=markup)

    @dispatcher.callback_query(F.data == "go")
    async def press(query):
        await query.answer("pressed")
        await query.message.edit_text("done")

    @dispatcher.message(F.document)
    async def document(message):
        content = (await bot.download(message.document)).read()
        await message.answer_document(BufferedInputFile(content[::-1], "back.txt"))

    return bot, dispatcher


@contextlib.asynccontextmanager
async def ptb_polling(box):
    app = ptb(box)
    async with app:
        await app.start()
        await app.updater.start_polling(poll_interval=0)
        yield
        await app.updater.stop()
        await app.stop()


@contextlib.asynccontextmanager
async def served(routes):
    runner = web.AppRunner(routes, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


@contextlib.asynccontextmanager
async def ptb_webhook(box):
    app = ptb(box)

    async def take(request):
        await app.process_update(Update.de_json(await request.json(), app.bot))
        return web.Response()

    routes = web.Application()
    routes.router.add_post("/hook", take)
    async with app, served(routes) as url:
        await app.bot.set_webhook(url, secret_token="s")
        yield


@contextlib.asynccontextmanager
async def aio_polling(box):
    bot, dispatcher = aio(box)
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    yield
    await dispatcher.stop_polling()
    await task


@contextlib.asynccontextmanager
async def aio_webhook(box):
    bot, dispatcher = aio(box)
    routes = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(
        routes, path="/hook"
    )
    async with served(routes) as url:
        await bot.set_webhook(url)
        yield
    await bot.session.close()


@pytest.mark.parametrize("client", [ptb_polling, ptb_webhook, aio_polling, aio_webhook])
async def test_a_bot_talks_takes_presses_and_files(box, sim, client):
    ann = await sim.add_user("安")
    async with client(box):
        await ann.start()
        assert (await ann.sees("Hi"))["entities"][0]["type"] == "bold"
        assert (await ann.tap("Go"))["answer"]["text"] == "pressed"
        await ann.sees("done")
        await ann.send("document", b"abc", file_name="a.txt")
        assert await ann.download(await ann.sees("back.txt")) == b"cba"


@pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
async def test_python_telegram_bot_reads_our_refusals(box, sim, ann, chat):
    app = ptb(box)
    bot = app.bot
    old = await sim.add_chat("Small", type="group", members=[ann], bots=["first_bot"])
    new = await sim.migrate(old["id"])
    async with app:
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(chat, " ")
        with pytest.raises(Forbidden, match="can't initiate conversation"):
            await bot.send_message((await sim.add_user("New")).id, "x")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(old["id"], "x")
        assert moved.value.new_chat_id == new
        await sim.fault("429", retry_after=3)
        with pytest.raises(RetryAfter):
            await bot.send_message(chat, "x")
        await sim.fault("502")
        with pytest.raises(NetworkError):
            await bot.send_message(chat, "x")
        await bot.set_webhook("https://example.com/")
        with pytest.raises(Conflict):
            await bot.get_updates()


async def test_aiogram_reads_our_refusals(box, sim, ann, chat):
    bot, _ = aio(box)
    async with bot.session:
        with pytest.raises(TelegramBadRequest, match="message text is empty"):
            await bot.send_message(chat, " ")
        await ann.block()
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await bot.send_message(chat, "x")
        await ann.unblock()
        await sim.fault("429", retry_after=3)
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(chat, "x")


async def test_aiogram_sends_an_album(box, ann, chat):
    from tests.sandbox.test_messages import picture

    bot, _ = aio(box)
    async with bot.session:
        files = [BufferedInputFile(picture(), f"{i}.png") for i in range(3)]
        sent = await bot.send_media_group(chat, [InputMediaPhoto(media=file) for file in files])
    assert len({message.media_group_id for message in sent}) == 1
