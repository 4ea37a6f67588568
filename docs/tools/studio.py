"""What the pictures are taken with: the browser's page, the people on it, and what they do again and again."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page

from bot.stage import Cast, ShiftedClock, Stage
from sandbox.client import Person

PICTURES = Path(__file__).parent.parent / "pictures"
LARGEST = 300_000
COLOURS = 96
SETTLE = 600
TIDY = "document.getElementById('toasts')?.replaceChildren()"


@dataclass(slots=True)
class Camera:
    """The browser's page, and how a picture is taken of it."""

    page: Page

    async def shoot(self, name: str, what: Locator | None = None) -> None:
        """Write one picture of the whole page or of one thing on it."""
        await self.page.mouse.move(0, 0)
        await self.page.evaluate("document.activeElement?.blur()")
        await self.page.evaluate(TIDY)
        await self.page.wait_for_timeout(SETTLE)
        raw = await (what.screenshot() if what is not None else self.page.screenshot())
        write(name, raw)


@dataclass(slots=True)
class Studio:
    """The stage, its people, and the browser that looks at them."""

    stage: Stage
    cast: Cast
    clock: ShiftedClock
    page: Page

    def column(self, who: Person) -> Locator:
        """The column of one person."""
        return self.page.locator(f'.column[data-user="{who.id}"]')

    async def open(self, who: Person, chat: str) -> None:
        """Turn this person's column to a chat."""
        await self.column(who).get_by_role("tab", name=chat).click()

    async def show(self, *people: Person) -> None:
        """Only these people sit on the page."""
        wanted = {one.id for one in people}
        for button in await self.page.locator("#people button").all():
            pressed = await button.get_attribute("aria-pressed") == "true"
            shown = int(await button.get_attribute("data-user") or 0) in wanted
            if pressed is not shown:
                await button.click()

    async def size(self, width: int, height: int) -> None:
        """Make the window this large."""
        await self.page.set_viewport_size({"width": width, "height": height})

    async def shoot(self, name: str, what: Locator | None = None) -> None:
        """Write one picture of the whole page or of one thing on it."""
        await Camera(self.page).shoot(name, what)


def write(name: str, raw: bytes) -> None:
    """A PNG with few colours: screens of text need no more, and the repository stays small.

    Raises:
        SystemExit: it came out larger than a page of documentation should carry.
    """
    target = PICTURES / f"{name}.png"
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    size = target.stat().st_size
    print(f"{target.name:24} {picture.width}×{picture.height} {size // 1024} KB")
    if size > LARGEST:
        raise SystemExit(f"{target} is larger than {LARGEST // 1000} KB")


async def report(who: Person, text: str, level: str) -> None:
    """Write a tip anonymously up to the review."""
    before = int((await who.say("/start"))["message_id"])
    await who.sees("举报助手|没写完", after=before)
    await who.tap("匿名反映")
    await who.sees("哪一级", after=before)
    await who.tap(level)
    await who.sees("想到哪写到哪", after=before)
    await who.say(text)
    before = int((await who.sees("记下了", after=before))["message_id"])
    await who.tap("写好了")
    while True:
        message = await who.sees("点「提交」|[①②③]", timeout=10, after=before)
        before = int(message["message_id"])
        if "点「提交」" in str(message["text"]):
            return
        await who.tap("不知道")


async def hand_in(who: Person) -> str:
    """Submit what was reviewed, and type the last letters of the code back; the query code."""
    before = int((await who.last())["message_id"])
    await who.tap("提交")
    message = await who.sees("只显示这一次", timeout=10, after=before)
    found = re.search(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", str(message["text"]))
    assert found is not None
    await who.say(found[0][-4:])
    await who.sees("/status", after=int(message["message_id"]))
    return found[0]


async def take_in_hand(cast: Cast) -> None:
    """The newest case is put into the intake officer's own hands."""
    before = int((await cast.intake.last(cast.officers))["message_id"]) - 1
    await cast.intake.tap("分办…", cast.officers)
    await cast.intake.sees("请选承办人", cast.officers, after=before)
    await cast.intake.tap("何清", cast.officers)
    await cast.intake.sees("承办人：何清", cast.officers, after=before)


async def discuss(cast: Cast) -> None:
    """The record of the collective discussion of the newest case."""
    before = int((await cast.intake.last(cast.officers))["message_id"]) - 1
    await cast.intake.tap("记集体研究…", cast.officers)
    await say(cast.intake, (("集体研究情况", "昨天，沈岚、何清；一致同意。"),))
    await cast.intake.sees("集体研究：昨天", cast.officers, after=before)


async def sign(cast: Cast, button: str) -> None:
    """The supervisor and then the head sign the newest case."""
    before = int((await cast.intake.last(cast.officers))["message_id"]) - 1
    await cast.supervisor.tap(button, cast.officers)
    await cast.head.sees("还需签批：主要负责人", cast.officers, after=before)
    await cast.head.tap(button, cast.officers)


async def say(who: Person, answers: Iterable[tuple[str, str]]) -> None:
    """Answer each question as it comes."""
    for question, answer in answers:
        await who.sees(question)
        await who.say(answer)


async def page_of(browser: Browser, studio: "Studio | Stage", width: int, height: int) -> Page:
    """The chat page of this stage in a window of this size."""
    stage = studio.stage if isinstance(studio, Studio) else studio
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="light",
        device_scale_factor=1.5,
    )
    await page.clock.install(time=stage.clock())
    await page.goto(stage.box.url)
    await page.wait_for_selector(".column")
    return page
