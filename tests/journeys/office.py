"""What journeys of an office with the ordinary practice do again and again, from the lead to the outcome."""

from sandbox.client import Person
from tests.journeys.town import Town

GIFTS = "县农机站站长邹望川去年十二月收了合作社送的两条烟，在食堂门口给的。"
DISCUSSION = "11月24日，沈岚、程远、何清；一致同意。"
REPORT = "已核对值班记录和群众说法，问题属实，情节轻微，本人认识到位。"


async def assign(town: Town, number: str, who: Person, name: str = "程远") -> None:
    await town.tap_card(who, number, "分办…")
    await town.tap_card(who, number, name)


async def tell(town: Town, who: Person, *answers: str) -> None:
    for one in answers:
        await who.say(one)
        await town.settle()


async def discussed(town: Town, number: str) -> None:
    await town.tap_card(town.handler, number, "记集体研究…")
    await town.handler.sees("集体研究情况")
    await tell(town, town.handler, DISCUSSION)


async def signed(town: Town, number: str, button: str) -> None:
    for leader in (town.supervisor, town.head):
        assert "已办" in await town.tap_card(leader, number, button)


async def to_talk(town: Town) -> str:
    number = await town.case()
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "同意：谈话")
    await discussed(town, number)
    await signed(town, number, "批准：谈话")
    return number


async def to_letter(town: Town) -> str:
    number = await town.case(text=GIFTS)
    await assign(town, number, town.intake)
    await town.tap_card(town.handler, number, "改变…")
    await town.tap_card(town.handler, number, "轻微 → 函询")
    await tell(town, town.handler, "情节轻微，先函询了解。")
    await discussed(town, number)
    await signed(town, number, "批准：函询")
    return number


async def planned(town: Town, number: str, *, at: str = "2026-11-27 09:00") -> None:
    await town.tap_card(town.handler, number, "安排谈话")
    plan = ("沈岚、程远", at, "县纪委谈话室", "镇党委书记 万里程", "有高血压，备药；不用手机")
    await tell(town, town.handler, *plan)


async def recorded(town: Town, number: str) -> None:
    await town.tap_card(town.handler, number, "记谈话笔录…")
    await tell(
        town,
        town.handler,
        "沈岚、程远",
        "11月27日 9:00",
        "11月27日 10:20",
        "问：上班时间打牌，是怎么回事？ 答：有过两次，我错了。",
        "问：还有谁在场？\n答：没有别人。",
        "完",
        "是",
        "是",
    )


async def concluded(town: Town, number: str, outcome: str) -> None:
    await town.tap_card(town.handler, number, "报结论…")
    await town.tap_card(town.handler, number, outcome)
    await tell(town, town.handler, REPORT)
    await signed(town, number, "批准处置意见")
