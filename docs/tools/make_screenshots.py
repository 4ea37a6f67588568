"""Make ``docs/pictures`` from the running program: ``python -m docs.tools.make_screenshots [explain]``.

The very same stage as ``make demo``: the sandbox, the bot, and people who write and press. Needs
Chromium at ``/usr/bin/chromium`` and fonts for Chinese and for emoji (Debian: ``chromium
fonts-noto-cjk fonts-noto-color-emoji``). With ``explain`` only the two pictures of ``qingfeng explain``
are made, which takes seconds.
"""

import asyncio
import io
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from bot.config import Settings
from bot.explain.page import page as explained
from bot.explain.proposal import Evidence
from bot.explain.screen import show
from bot.logs import setup
from bot.opening import load_full_reader
from bot.rules.workdays import first_workday, state_council_calendar
from bot.stage import ShiftedClock, Stage
from bot.story import HIGHER, LETTER, MINOR, SERIOUS
from docs.tools.studio import (
    PICTURES,
    Camera,
    Studio,
    discuss,
    hand_in,
    page_of,
    report,
    say,
    sign,
    take_in_hand,
)
from nlp.policy import read_policy

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OFFICERS, LEADERS, ASSISTANT = "信访工作群", "各单位主要负责人", "清风助手"
SCREEN = """<pre style="margin: 0; padding: 16px; width: max-content; background: {background};
 color: {foreground}; font: 15px/1.5 'Noto Sans Mono CJK SC', monospace">{code}</pre>"""
SKIP = timedelta(days=3)  # to a little after the first reminder


async def a_citizen(studio: Studio) -> str:
    """The citizen's dialogue, in two pictures."""
    citizen = studio.cast.citizen
    await studio.show(citizen)
    await studio.size(760, 990)
    await citizen.say("/start")
    await citizen.tap("匿名反映")
    await citizen.sees("哪一级的干部")
    await studio.shoot("citizen-start", studio.column(citizen))
    await report(citizen, MINOR, "村（社区）、乡镇")
    code = await hand_in(citizen)
    await studio.size(760, 1240)
    await studio.shoot("citizen-code", studio.column(citizen))
    return code


async def a_talk(studio: Studio) -> None:
    """The first case goes to a talk: assigned, proposed, discussed, signed, planned."""
    cast = studio.cast
    group = cast.officers
    await cast.intake.sees("田守拙", group)
    await studio.show(cast.intake)
    await studio.open(cast.intake, OFFICERS)
    await cast.intake.tap("分办…", group)
    await cast.intake.sees("请选承办人", group)
    await studio.size(760, 1000)
    await studio.shoot("assign", studio.column(cast.intake).locator(".message").last)
    await cast.intake.tap("何清", group)
    await cast.intake.sees("承办人：何清", group)
    await cast.intake.tap("同意：谈话", group)
    await cast.supervisor.sees("待批准", group)
    await discuss(cast)
    await cast.supervisor.sees("集体研究：昨天", group)
    await studio.show(cast.supervisor)
    await studio.size(760, 860)
    await studio.open(cast.supervisor, OFFICERS)
    await studio.shoot("approval", studio.column(cast.supervisor))
    await cast.supervisor.tap("批准：谈话", group)
    await _plan(studio)
    await _hold(studio)


async def _plan(studio: Studio) -> None:
    cast = studio.cast
    later = (studio.clock() + timedelta(days=5)).date()
    day = first_workday(later, state_council_calendar())
    await cast.intake.tap("安排谈话", cast.officers)
    plan = (
        ("由谁谈", "沈岚、何清"),
        ("什么时候", f"{day:%Y-%m-%d} 09:00"),
        ("什么地方", "县纪委谈话室"),
        ("谁陪同", "石桥镇党委书记 万里程"),
        ("安全、健康、保密", "有高血压，备药；不用手机"),
    )
    await say(cast.intake, plan)
    await cast.supervisor.sees("谈话方案待批准", cast.officers)
    await cast.supervisor.tap("批准谈话方案", cast.officers)
    await cast.intake.sees("谈话通知")
    await cast.supervisor.sees("谈话已安排", cast.officers)
    await studio.show(cast.intake)
    await studio.size(760, 1100)
    await studio.open(cast.intake, ASSISTANT)
    await studio.shoot("talk", studio.column(cast.intake))


async def _hold(studio: Studio) -> None:
    cast = studio.cast
    await cast.intake.tap("已谈话", cast.officers)
    await cast.intake.tap("记谈话笔录…", cast.officers)
    today = studio.clock() - timedelta(days=1)
    record = (
        ("谈话人", "沈岚、何清"),
        ("什么时候开始", f"{today:%Y-%m-%d} 09:00"),
        ("什么时候结束", f"{today:%Y-%m-%d} 10:20"),
        ("一问一答", "问：上班时间打麻将，是怎么回事？ 答：有过两次，我认错。"),
        ("记下第 1 条", "完"),
        ("认可了吗", "是"),
        ("每一页签名", "是"),
    )
    await say(cast.intake, record)
    await studio.size(760, 1100)
    await studio.shoot("record", studio.column(cast.intake))
    await cast.intake.tap("报结论…", cast.officers)
    await cast.intake.tap("谈话提醒", cast.officers)
    await say(cast.intake, (("请写情况报告", "已核对，问题属实，情节轻微，本人认识到位。"),))
    await cast.supervisor.tap("批准处置意见", cast.officers)
    await cast.supervisor.sees("已办结", cast.officers)


async def a_card(studio: Studio) -> None:
    """A serious tip: its card with reasons, the whole page, the menu of other ways."""
    cast = studio.cast
    await report(cast.neighbour, SERIOUS, "村（社区）、乡镇")
    await hand_in(cast.neighbour)
    await cast.intake.sees("柳湾村", cast.officers)
    await studio.size(1560, 940)
    await studio.show(cast.citizen, cast.neighbour, cast.intake, cast.supervisor)
    for who, chat in (
        (cast.citizen, ASSISTANT),
        (cast.neighbour, ASSISTANT),
        (cast.intake, OFFICERS),
        (cast.supervisor, OFFICERS),
    ):
        await studio.open(who, chat)
    await studio.shoot("page")
    await studio.show(cast.intake)
    await studio.size(760, 900)
    await studio.shoot("card", studio.column(cast.intake).locator(".message").last)
    await cast.intake.tap("为什么", cast.officers)
    await cast.intake.tap("看全文", cast.officers)
    await cast.intake.sees("全文")
    await studio.open(cast.intake, ASSISTANT)
    await studio.size(760, 760)
    await studio.shoot("full-text", studio.column(cast.intake))
    await take_in_hand(cast)
    await cast.intake.tap("改变…", cast.officers)
    await cast.intake.sees("请选去向", cast.officers)
    await studio.open(cast.intake, OFFICERS)
    await studio.size(760, 1200)
    await studio.shoot("change-menu", studio.column(cast.intake).locator(".message").last)
    await cast.intake.tap("返回", cast.officers)
    await cast.intake.tap("同意：初步核实", cast.officers)
    await discuss(cast)
    await sign(cast, "同意初步核实")


async def a_letter(studio: Studio) -> None:
    """A letter of inquiry: two questions in private, and the numbered document."""
    cast = studio.cast
    await report(cast.citizen, LETTER, "县直单位")
    await hand_in(cast.citizen)
    await cast.supervisor.sees("农机站", cast.officers)
    await take_in_hand(cast)
    await cast.intake.tap("改变…", cast.officers)
    await cast.intake.tap("轻微 → 函询", cast.officers)
    await say(cast.intake, (("请写理由", "情节轻微，先函询了解。"),))
    await cast.intake.sees("何清 提出：函询，待批准", cast.officers)
    await discuss(cast)
    await sign(cast, "批准：函询")
    await cast.intake.sees("函询待出函", cast.officers)
    await cast.intake.tap("出函询通知书", cast.officers)
    letter = (
        ("发给谁", "县农机站站长 邹望川"),
        ("说明哪些问题", "请说明与服务对象之间有无礼品、礼金往来。"),
        ("抄送", "县农机站党组书记 汪海"),
    )
    await say(cast.intake, letter)
    await cast.intake.sees("函询通知书。请核对")
    await studio.open(cast.intake, ASSISTANT)
    await studio.size(760, 620)
    await studio.shoot("letter", studio.column(cast.intake))


async def a_sealed_item(studio: Studio) -> None:
    """A tip about a higher level: only the head is told, without a word of it."""
    cast = studio.cast
    await report(cast.neighbour, HIGHER, "县领导及以上")
    await hand_in(cast.neighbour)
    await cast.head.sees("封存件")
    await studio.show(cast.head)
    await studio.open(cast.head, ASSISTANT)
    await studio.size(760, 620)
    await studio.shoot("sealed", studio.column(cast.head))


async def a_session(studio: Studio) -> None:
    """A group is told about an education session and reminded of it."""
    cast = studio.cast
    starts = studio.clock() + timedelta(days=10)
    line = f"/session new {starts:%Y-%m-%d} 09:00 | 县委党校一楼报告厅 | 《纪律处分条例》专题辅导"
    await cast.supervisor.say(line, cast.leaders)
    await cast.supervisor.sees("📅", cast.leaders)
    studio.clock.skipped += SKIP
    await studio.stage.sim.advance(SKIP.total_seconds())
    await studio.stage.app.sweep()
    await cast.supervisor.sees("提醒", cast.leaders)
    await studio.show(cast.supervisor)
    await studio.open(cast.supervisor, LEADERS)
    await studio.size(760, 620)
    await studio.shoot("session", studio.column(cast.supervisor))


async def a_phone(studio: Studio, browser: Browser, code: str) -> None:
    """The same page on a telephone, where another account asks how it stands."""
    await studio.cast.neighbour.say(f"/status {code}")
    await studio.cast.neighbour.sees("进展")
    page = await page_of(browser, studio, 390, 780)
    phone = Studio(studio.stage, studio.cast, studio.clock, page)
    await page.locator(f'#people button[data-user="{studio.cast.neighbour.id}"]').click()
    await phone.shoot("phone")
    await page.close()


async def an_explanation(browser: Browser) -> None:
    """What ``qingfeng explain`` shows of one tip: the page, and the terminal."""
    bar, longest = Settings().policy.review_below, read_policy().max_characters
    evidence = Evidence(SERIOUS, load_full_reader(Settings()).triage(SERIOUS), bar, longest)
    page = await browser.new_page(viewport={"width": 800, "height": 900}, device_scale_factor=1.5)
    camera = Camera(page)
    await page.set_content(explained(evidence))
    await camera.shoot("explain-page", page.locator("body"))
    await page.set_content(terminal(evidence))
    await camera.shoot("explain-terminal", page.locator("pre"))
    await page.close()


def terminal(evidence: Evidence) -> str:
    """A terminal that shows the evidence, as a page with a font whose Chinese is two cells wide."""
    out = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    show(evidence, out)
    return out.export_html(theme=DEFAULT_TERMINAL_THEME, inline_styles=True, code_format=SCREEN)


def until_morning(now: datetime, zone: str = "Asia/Shanghai") -> timedelta:
    """How long until ten past nine on the next working day, in the office's time."""
    from zoneinfo import ZoneInfo

    local = now.astimezone(ZoneInfo(zone))
    morning = local.replace(hour=9, minute=10, second=0, microsecond=0)
    while morning <= local or morning.weekday() > 4:
        morning += timedelta(days=1)
    return morning - local


async def make() -> None:
    """Play the scenes and write every picture."""
    clock = ShiftedClock()
    clock.skipped = until_morning(clock())
    with tempfile.TemporaryDirectory(prefix="qingfeng-pictures-") as folder:
        stage = Stage(Path(folder), clock=clock, in_a_hurry=True)
        async with stage, async_playwright() as playwright:
            await stage.sim.advance(clock.skipped.total_seconds())
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            cast = await stage.people()
            studio = Studio(stage, cast, clock, await page_of(browser, stage, 1560, 940))
            code = await a_citizen(studio)
            await a_talk(studio)
            await a_card(studio)
            await a_letter(studio)
            await a_sealed_item(studio)
            await a_session(studio)
            await a_phone(studio, browser, code)
            await an_explanation(browser)
            await browser.close()


async def only_explain() -> None:
    """Write the two pictures that need no stage."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        await an_explanation(browser)
        await browser.close()


def main(wanted: str = "") -> int:
    """The command; 2 where there is no browser."""
    if not CHROMIUM.exists():
        print(f"no Chromium at {CHROMIUM}; on Debian: apt install chromium", file=sys.stderr)
        return 2
    setup("error", as_json=False)
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(only_explain() if wanted == "explain" else make())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
