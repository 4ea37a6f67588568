"""One whole story, told in the terminal: each step is done by a person and looked at by another.

Invented people and places. A step that does not come out raises ``AssertionError``.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from docx import Document
from rich.console import Console

from bot.rules.workdays import first_workday, state_council_calendar
from bot.stage import Cast, ShiftedClock, Stage
from sandbox.client import Person

MINOR = (
    "石桥镇民政所所长田守拙上班时间经常在办公室打麻将，今年十月十五号下午我去办低保，"
    "他让我等了两个钟头，还说没空。"
)
SERIOUS = (
    "柳湾村村主任季长根冒领我们村危房改造补助款，前年一共套取了八万六千元，"
    "都打进了他小舅子的卡里，村里好几户都知道。"
)
LETTER = "县农机站站长邹望川去年十二月收了合作社送的两条烟和一张五百元购物卡，在站里食堂门口给的。"
OUTSIDE = "小区门口的超市卖给我过期的牛奶，不给退钱，态度还很差。"
HIGHER = "我要反映副县长冉某在招商项目里的问题，材料我都有。"


@dataclass(slots=True)
class Teller:
    """Does and looks, and says so."""

    stage: Stage
    cast: Cast
    clock: ShiftedClock
    out: Console
    scene: str = ""
    steps: int = 0
    code: str = ""

    def title(self, scene: str) -> None:
        """A new scene begins."""
        self.scene = scene
        self.out.print(f"\n[bold]{scene}[/]")

    async def says(self, who: Person, text: str, chat: int | None = None) -> None:
        """Somebody writes."""
        await who.say(text, chat=chat)
        self._line(who, text)

    async def taps(self, who: Person, button: str, chat: int | None = None) -> None:
        """Somebody presses a button."""
        await who.tap(button, chat=chat)
        self._line(who, f"[{button}]")

    async def sees(
        self, who: Person, text: str, chat: int | None = None, *, after: int = 0
    ) -> dict[str, Any]:
        """Somebody must see this within ten seconds, newer than the message ``after``."""
        message = await who.sees(text, chat=chat, timeout=10, after=after)
        self.steps += 1
        self.out.print(f"  [green]✓[/] {_name(who)} 看到「{text}」", highlight=False)
        return message

    def _line(self, who: Person, text: str) -> None:
        self.out.print(f"    {_name(who)}:{text}", highlight=False, markup=False)

    async def pass_time(self, span: timedelta) -> None:
        """Skip ahead, and let the bot look at its calendar."""
        self.clock.skipped += span
        await self.stage.app.sweep()


async def tell(teller: Teller) -> None:
    """The story from the first word to the closed case, and the group that is reminded."""
    for scene in (_anonymous, _talk, _status, _serious, _letter, _outside, _sealed, _session):
        await scene(teller)


async def _report(teller: Teller, who: Person, text: str, level: str) -> str:
    """Write a tip anonymously and hand it in; the query code."""
    await teller.says(who, "/start")
    await teller.sees(who, "您的身份只有依法经批准的人才能看到")
    await teller.taps(who, "匿名反映")
    await teller.sees(who, "哪一级的干部")
    await teller.taps(who, level)
    await teller.sees(who, "想到哪写到哪")
    await teller.says(who, text)
    await teller.sees(who, "记下了")
    await teller.taps(who, "写好了")
    return await _hand_in(teller, who)


async def _hand_in(teller: Teller, who: Person) -> str:
    for _ in range(4):
        message = await who.sees(r"不知道可以跳过|①|②|③|请看一遍|封存后", timeout=10)
        if re.search("请看一遍|封存后", str(message.get("text"))):
            break
        last = await who.last()
        if re.search("①|②|③", str(last.get("text"))):
            await teller.taps(who, "不知道")
    await teller.sees(who, "点「提交」")
    before = int((await who.last())["message_id"])
    await teller.taps(who, "提交")
    message = await teller.sees(who, "只显示这一次", after=before)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", str(message["text"]))
    if code is None:
        raise AssertionError("no query code in the receipt")
    await teller.says(who, code[0][-4:])
    await teller.sees(who, "建议现在删掉", after=int(message["message_id"]))
    return code[0]


async def _anonymous(teller: Teller) -> None:
    teller.title("一 市民匿名反映")
    teller.code = await _report(teller, teller.cast.citizen, MINOR, "村（社区）、乡镇")


async def _talk(teller: Teller) -> None:
    teller.title("二 工作群里的一张卡片：分办、建议、集体研究、批准")
    cast, group = teller.cast, teller.cast.officers
    card = await teller.sees(cast.intake, "信访件", group)
    await teller.sees(cast.intake, "轻微", group)
    if "周阿姨" in str(card):
        raise AssertionError("the card names the reporter")
    await _take_in_hand(teller)
    await teller.taps(cast.intake, "同意：谈话", group)
    await teller.sees(cast.supervisor, "待批准", group)
    await _discuss(teller)
    await teller.taps(cast.supervisor, "批准：谈话", group)
    await teller.sees(cast.intake, "谈话待安排", group)
    await _hold_the_talk(teller)
    await _conclude(teller, "谈话提醒")


async def _take_in_hand(teller: Teller) -> None:
    """The card's first button, and the one officer of this office who handles cases."""
    cast, group = teller.cast, teller.cast.officers
    await teller.taps(cast.intake, "分办…", group)
    await teller.sees(cast.intake, "请选承办人", group)
    await teller.taps(cast.intake, "何清", group)
    await teller.sees(cast.intake, "承办人：何清", group)


async def _discuss(teller: Teller) -> None:
    cast, group = teller.cast, teller.cast.officers
    await teller.taps(cast.intake, "记集体研究…", group)
    await teller.sees(cast.intake, "集体研究情况")
    await teller.says(cast.intake, "昨天，沈岚、何清；一致同意。")
    await teller.sees(cast.intake, "集体研究：昨天", group)


async def _hold_the_talk(teller: Teller) -> None:
    teller.title("三 谈话：方案、批准、通知、笔录")
    cast, group = teller.cast, teller.cast.officers
    moment = _nine_on_a_workday(teller.clock() + timedelta(days=5))
    await teller.taps(cast.intake, "安排谈话", group)
    await teller.sees(cast.intake, "由谁谈")
    await teller.says(cast.intake, "沈岚、何清")
    await teller.sees(cast.intake, "什么时候")
    await teller.says(cast.intake, f"{moment:%Y-%m-%d} 09:00")
    await teller.sees(cast.intake, "什么地方")
    await teller.says(cast.intake, "县纪委谈话室")
    await teller.sees(cast.intake, "谁陪同")
    await teller.says(cast.intake, "无")
    await teller.sees(cast.intake, "安全、健康、保密")
    await teller.says(cast.intake, "一楼谈话室，不用手机")
    await teller.sees(cast.supervisor, "谈话方案待批准", group)
    await teller.taps(cast.supervisor, "批准谈话方案", group)
    await teller.sees(cast.intake, "谈话通知")
    await teller.pass_time(moment + timedelta(hours=3) - teller.clock())
    await teller.taps(cast.intake, "已谈话", group)
    await teller.sees(cast.supervisor, "情况报告期限", group)
    await teller.taps(cast.intake, "记谈话笔录…", group)
    for asked, said in (
        ("谈话人", "沈岚、何清"),
        ("什么时候开始", f"{moment:%Y-%m-%d} 09:00"),
        ("什么时候结束", f"{moment:%Y-%m-%d} 10:20"),
        ("一问一答", "问：上班时间打麻将，是怎么回事？ 答：有过两次，我认错。"),
        ("记下第 1 条", "完"),
        ("认可了吗", "是"),
        ("每一页签名", "是"),
    ):
        await teller.sees(cast.intake, asked)
        await teller.says(cast.intake, said)
    await teller.sees(cast.intake, "已办")


def _nine_on_a_workday(moment: datetime) -> datetime:
    """Nine in the morning, in the office's time, on this day or the next one that is worked."""
    day = first_workday(moment.date(), state_council_calendar())
    return moment.replace(year=day.year, month=day.month, day=day.day, hour=1, minute=0)


async def _conclude(teller: Teller, outcome: str) -> None:
    cast, group = teller.cast, teller.cast.officers
    await teller.taps(cast.intake, "报结论…", group)
    await teller.sees(cast.intake, "请选结论", group)
    await teller.taps(cast.intake, outcome, group)
    await teller.sees(cast.intake, "请写情况报告")
    await teller.says(cast.intake, "已核对，问题属实，情节轻微，本人认识到位。")
    await teller.sees(cast.supervisor, "处置意见待批准", group)
    await teller.taps(cast.supervisor, "批准处置意见", group)
    await teller.sees(cast.supervisor, "已办结", group)


async def _status(teller: Teller) -> None:
    teller.title("四 换一个账号，凭查询码看进展")
    await teller.says(teller.cast.neighbour, f"/status {teller.code}")
    await teller.sees(teller.cast.neighbour, "已按程序办结")
    await teller.says(teller.cast.neighbour, "/status 2222-2222-2222")
    await teller.sees(teller.cast.neighbour, "没有找到这个查询码")


async def _serious(teller: Teller) -> None:
    teller.title("五 严重的：集体研究，分管领导、主要负责人都同意，转初步核实")
    cast, group = teller.cast, teller.cast.officers
    await _report(teller, cast.neighbour, SERIOUS, "村（社区）、乡镇")
    await teller.sees(cast.intake, "季长根", group)
    await teller.sees(cast.intake, "严重", group)
    await _take_in_hand(teller)
    await teller.taps(cast.intake, "同意：初步核实", group)
    await teller.sees(cast.supervisor, "已呈分管领导", group)
    await _discuss(teller)
    await teller.taps(cast.supervisor, "同意初步核实", group)
    await teller.sees(cast.head, "还需签批：主要负责人", group)
    await teller.taps(cast.head, "同意初步核实", group)
    await teller.sees(cast.supervisor, "已转初步核实", group)


async def _letter(teller: Teller) -> None:
    teller.title("六 函询：编号的函询通知书，回复期限按工作日算")
    cast, group = teller.cast, teller.cast.officers
    await _report(teller, cast.citizen, LETTER, "县直单位")
    await teller.sees(cast.supervisor, "邹望川", group)
    await _take_in_hand(teller)
    await _decide_on_a_letter(teller)
    await teller.taps(cast.intake, "出函询通知书", group)
    await teller.sees(cast.intake, "发给谁")
    await teller.says(cast.intake, "县农机站站长 邹望川")
    await teller.sees(cast.intake, "说明哪些问题")
    await teller.says(cast.intake, "请说明与服务对象之间有无礼品、礼金往来。")
    await teller.sees(cast.intake, "抄送")
    await teller.says(cast.intake, "县农机站党组书记 汪海")
    letter = await teller.sees(cast.intake, "函询通知书。请核对")
    _read_letter(await cast.intake.download(letter))
    await teller.taps(cast.intake, "已送达", group)
    await teller.sees(cast.intake, "函询回复期限", group)
    await teller.taps(cast.intake, "已收到回复", group)
    await teller.sees(cast.supervisor, "情况报告期限", group)
    await teller.taps(cast.intake, "签署情况…", group)
    await teller.sees(cast.intake, "有没有签署意见", group)
    await teller.taps(cast.intake, "未签署意见", group)


async def _decide_on_a_letter(teller: Teller) -> None:
    """Another way than the proposed one: with a reason, discussed, signed by both leaders."""
    cast, group = teller.cast, teller.cast.officers
    await teller.taps(cast.intake, "改变…", group)
    await teller.sees(cast.intake, "请选去向", group)
    await teller.taps(cast.intake, "轻微 → 函询", group)
    await teller.sees(cast.intake, "请写理由")
    await teller.says(cast.intake, "情节轻微，先函询了解。")
    await _discuss(teller)
    await teller.taps(cast.supervisor, "批准：函询", group)
    await teller.sees(cast.head, "还需签批：主要负责人", group)
    await teller.taps(cast.head, "批准：函询", group)
    await teller.sees(cast.intake, "函询待出函", group)


def _read_letter(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    text = "\n".join(part.text for part in document.paragraphs)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    text += "\n".join(cells)
    if "有无礼品" not in text or "购物卡" in text:
        raise AssertionError("the letter lacks its question, or repeats the tip")


async def _outside(teller: Teller) -> None:
    teller.title("七 不归纪委管的：说清楚该找谁，仍可坚持")
    who = teller.cast.citizen
    await teller.says(who, "/start")
    await teller.taps(who, "匿名反映")
    await teller.taps(who, "不清楚")
    await teller.says(who, OUTSIDE)
    await teller.sees(who, "记下了（第 1 条）")
    await teller.taps(who, "写好了")
    await teller.sees(who, "由别的部门处理更合适")
    await teller.says(who, "/cancel")
    await teller.sees(who, "已经取消")


async def _sealed(teller: Teller) -> None:
    teller.title("八 县领导及以上：封存，只告诉主要负责人")
    cast = teller.cast
    await _report(teller, cast.citizen, HIGHER, "县领导及以上")
    await teller.sees(cast.head, "封存件")
    await cast.intake.sees_not("冉某", chat=cast.officers)
    await cast.intake.sees_not("封存", chat=cast.officers)


async def _session(teller: Teller) -> None:
    teller.title("九 群里的教育通知，到点提醒，各一次")
    cast, group = teller.cast, teller.cast.leaders
    day = teller.clock() + timedelta(days=10)
    await teller.says(
        cast.supervisor,
        f"/session new {day:%Y-%m-%d} 09:00 | 县委党校一楼报告厅 | 《纪律处分条例》专题辅导",
        group,
    )
    await teller.sees(cast.supervisor, "县委党校一楼报告厅", group)
    await teller.pass_time(timedelta(days=4))
    await teller.sees(cast.supervisor, "提醒：廉政教育还有", group)
    await teller.pass_time(timedelta(minutes=1))
    reminders = [one for one in await cast.supervisor.messages(group) if "提醒：" in str(one)]
    if len(reminders) != 1:
        raise AssertionError(f"{len(reminders)} reminders instead of one")


def _name(who: Person) -> str:
    return str(who.user["first_name"])
