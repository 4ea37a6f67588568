"""The chat page in a real browser."""

import asyncio
import re
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.sandbox.test_messages import picture

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser, box, ann, chat):
    """The page with Ann on it; anything it complains about fails the test."""
    page = await browser.new_page(viewport={"width": 1300, "height": 850}, locale="zh-CN")
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: (
            complaints.append(asked.url)
            if not asked.url.startswith((box.url, "data:", "blob:"))
            else None
        ),
    )
    await page.goto(box.url)
    await expect(page.locator(".column")).to_have_count(1)
    await expect(page.locator("#link")).to_have_text("已连接")
    yield page
    await page.context.close()
    assert complaints == []


def column(page, name="安"):
    return page.get_by_role("region", name=name)


async def test_words_go_out_and_answers_come_in_live(page, bot, chat):
    await column(page).get_by_label("输入消息").fill("你好 <b>不是标签</b>")
    await page.keyboard.press("Enter")
    await expect(column(page).get_by_role("log")).to_contain_text("你好 <b>不是标签</b>")
    assert (await bot.updates())[0]["message"]["text"] == "你好 <b>不是标签</b>"
    await bot("sendMessage", chat_id=chat, text="<b>收到</b>，<i>谢谢</i>", parse_mode="HTML")
    await expect(column(page).locator("strong", has_text="收到")).to_be_visible()


async def test_a_button_is_pressed_and_its_alert_shown(page, bot, chat):
    markup = {"inline_keyboard": [[{"text": "同意", "callback_data": "yes"}]]}
    sent = await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    await column(page).get_by_role("button", name="同意").click()
    query = (await bot.updates(timeout=5))[0]["callback_query"]
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="已记录", show_alert=True)
    await expect(page.get_by_role("dialog")).to_contain_text("已记录")
    await page.keyboard.press("Escape")
    await bot("editMessageText", chat_id=chat, message_id=sent["message_id"], text="完成")
    last = column(page).locator(".message").last
    await expect(last).to_contain_text("完成")
    await expect(last).to_contain_text("已编辑")
    await expect(last.locator(".keyboard")).to_have_count(0)


async def test_several_people_sit_side_by_side_in_one_group(page, bot, sim, ann):
    ben = await sim.add_user("本")
    group = await sim.add_chat("办公室", members=[ann, ben], bots=["first_bot"])
    await expect(page.locator(".column")).to_have_count(2)
    for name in ("安", "本"):
        await column(page, name).get_by_role("tab", name="办公室").click()
    await column(page, "本").get_by_label("输入消息").fill("/start@first_bot")
    await column(page, "本").get_by_role("button", name="发送").click()
    await expect(column(page, "安").locator(".other").last).to_contain_text("/start@first_bot")
    await bot("sendMessage", chat_id=group["id"], text="给大家")
    for name in ("安", "本"):
        await expect(column(page, name).locator(".message").last).to_contain_text("给大家")


async def test_a_message_elsewhere_counts_as_unread(page, bot, sim, ann, chat):
    group = await sim.add_chat("办公室", members=[ann], bots=["first_bot"])
    tab = column(page).get_by_role("tab", name="办公室")
    await expect(tab).to_be_visible()
    await bot("sendMessage", chat_id=group["id"], text="新案件")
    await expect(tab.locator(".badge")).to_have_text("1")
    await tab.click()
    await expect(tab.locator(".badge")).to_have_count(0)


async def test_own_words_are_edited_and_answered(page, bot, ann):
    said = column(page).locator(".own").first
    await said.hover()
    await said.get_by_role("button", name="编辑").click()
    await column(page).get_by_label("输入消息").fill("/start 改过")
    await page.keyboard.press("Enter")
    await expect(said).to_contain_text("已编辑")
    await said.hover()
    await said.get_by_role("button", name="回复").click()
    await column(page).get_by_label("输入消息").fill("补充")
    await page.keyboard.press("Enter")
    await expect(column(page).locator(".own").last.locator(".quote")).to_contain_text("改过")
    found = await bot.updates()
    assert found[0]["edited_message"]["text"] == "/start 改过"
    assert found[1]["message"]["reply_to_message"]["text"] == "/start 改过"


async def test_files_are_attached_and_downloaded(page, bot, chat, tmp_path):
    evidence = tmp_path / "证据.txt"
    evidence.write_text("内容", encoding="utf-8")
    await column(page).locator("input[type=file]").set_input_files(evidence)
    assert (await bot.updates(timeout=5))[0]["message"]["document"]["file_name"] == "证据.txt"
    await bot.upload("sendDocument", {"document": ("回执.docx", b"docx")}, chat_id=str(chat))
    async with page.expect_download() as download:
        await column(page).get_by_role("link", name=re.compile("回执.docx")).click()
    assert (await download.value).suggested_filename == "回执.docx"


async def test_two_pictures_make_an_album(page, bot, tmp_path):
    files = [tmp_path / "1.png", tmp_path / "2.png"]
    for file in files:
        file.write_bytes(picture(32, 32))
    await column(page).locator("input[type=file]").set_input_files(files)
    await expect(column(page).locator(".album img")).to_have_count(2)
    found = [update["message"] for update in await bot.updates(timeout=5)]
    assert len({message["media_group_id"] for message in found}) == 1


async def test_protected_files_cannot_be_saved_and_spoilers_are_veiled(page, bot, chat):
    file = {"document": ("密.docx", b"x")}
    await bot.upload("sendDocument", file, chat_id=str(chat), protect_content="true")
    await expect(column(page).locator(".message").last).to_contain_text("受保护")
    await expect(column(page).get_by_role("link", name=re.compile("密"))).to_have_count(0)
    await bot("sendMessage", chat_id=chat, text="<tg-spoiler>4821</tg-spoiler>", parse_mode="HTML")
    veil = column(page).get_by_role("button", name="点按显示隐藏内容")
    await veil.press("Enter")
    await expect(column(page).locator(".spoiler.shown")).to_have_text("4821")


async def test_a_reply_keyboard_and_a_command_menu_speak_for_one(page, bot, chat):
    await bot("setMyCommands", commands=[{"command": "status", "description": "查询"}])
    markup = {"keyboard": [["写完了", "取消"]], "input_field_placeholder": "写在这里"}
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    await column(page).get_by_role("button", name="写完了").click()
    await expect(column(page).locator(".own").last).to_contain_text("写完了")
    await expect(column(page).get_by_placeholder("写在这里")).to_be_visible()
    await column(page).get_by_role("button", name="命令菜单").click()
    await column(page).get_by_role("menuitem", name="/status").click()
    await expect(column(page).locator(".own").last).to_contain_text("/status")


async def test_a_deep_link_starts_with_its_payload(page, bot, chat):
    await bot("sendMessage", chat_id=chat, text="https://t.me/first_bot?start=abc_123")
    await column(page).get_by_role("button", name="https://t.me/first_bot?start=abc_123").click()
    assert (await bot.updates(timeout=5))[0]["message"]["text"] == "/start abc_123"


async def test_a_reload_keeps_everything_and_the_language(page, bot, chat):
    await bot("sendMessage", chat_id=chat, text="还在")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Chat sandbox")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Chat sandbox")).to_be_visible()
    await expect(column(page).get_by_role("log")).to_contain_text("还在")


async def test_the_journal_shows_calls_as_they_come(page, bot, chat):
    await page.get_by_role("button", name="调用日志").click()
    await bot("sendMessage", chat_id=chat, text="记一笔")
    await bot.refused("sendMessage", chat_id=chat, text="")
    rows = page.locator(".calls > li")
    await expect(rows.first).to_contain_text("message text is empty")
    await page.get_by_label("全部方法").select_option("!")
    await expect(rows).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.locator("#journal")).to_be_hidden()


async def test_people_and_groups_are_added_from_the_page(page, sim):
    await page.get_by_role("button", name="添加人物").click()
    await page.get_by_label("姓名").fill("新人")
    await page.get_by_role("button", name="创建").click()
    await expect(column(page, "新人")).to_be_visible()
    await page.get_by_role("button", name="新建群组").click()
    await page.get_by_label("群组名称").fill("新群")
    await page.get_by_role("button", name="创建").click()
    await expect(column(page, "新人").get_by_role("tab", name="新群")).to_be_visible()
    chats = [chat for chat in (await sim.state())["chats"] if chat["type"] == "supergroup"]
    assert len(chats[0]["people"]) == 2


async def test_the_keyboard_alone_is_enough(page, bot, chat):
    markup = {"inline_keyboard": [[{"text": "同意", "callback_data": "yes"}]]}
    await bot("sendMessage", chat_id=chat, text="?", reply_markup=markup)
    button = column(page).get_by_role("button", name="同意")
    await expect(button).to_be_visible()
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await button.evaluate("node => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    assert "callback_query" in (await bot.updates(timeout=5))[0]


async def test_a_phone_shows_one_person_at_a_time(browser, box, sim, ann, chat):
    await sim.add_user("本")
    page = await browser.new_page(viewport={"width": 390, "height": 800})
    await page.goto(box.url)
    await expect(page.locator(".column:visible")).to_have_count(1)
    await page.get_by_role("button", name="本").click()
    await expect(column(page, "本")).to_be_visible()
    await expect(column(page, "安")).to_be_hidden()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width == 390


async def test_a_long_chat_opens_at_its_end_and_shows_more_on_request(page, bot, sim, ann):
    await asyncio.gather(*[ann.say(f"第{i}条") for i in range(230)])
    await page.reload()
    await expect(column(page).locator(".message")).to_have_count(200)
    await column(page).get_by_role("button", name="显示更早的消息").click()
    await expect(column(page).locator(".message")).to_have_count(231)


async def test_a_person_can_be_put_away_and_brought_back_in_place(page, sim):
    await sim.add_user("本")
    await sim.add_user("陈")
    await expect(page.locator(".column")).to_have_count(3)
    button = page.get_by_role("group", name="人物").get_by_role("button", name="本")
    await button.click()
    await expect(page.locator(".column")).to_have_count(2)
    await page.reload()
    await expect(page.locator(".column")).to_have_count(2)
    await button.click()
    await expect(page.locator(".column h2")).to_have_text(["安", "本", "陈"])


async def test_the_newest_message_stays_in_sight_until_one_scrolls_up(page, bot, chat):
    newest = column(page).locator(".message").last
    for i in range(30):
        await bot("sendMessage", chat_id=chat, text=f"第{i}条")
    await expect(newest).to_contain_text("第29条")
    await bot("sendMessage", chat_id=chat, text="?", reply_markup={"keyboard": [["一"], ["二"]]})
    await expect(newest).to_be_in_viewport()
    await column(page).get_by_role("log").evaluate("node => { node.scrollTop = 0; }")
    await page.wait_for_timeout(100)
    await bot("sendMessage", chat_id=chat, text="后来的")
    await expect(newest).to_contain_text("后来的")
    await expect(newest).not_to_be_in_viewport()
