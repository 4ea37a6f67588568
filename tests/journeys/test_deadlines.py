"""Deadlines in chat: why a date is what it is, the morning's digest, and warnings that reach people."""

from datetime import datetime, timedelta

from sandbox.person import words
from tests.journeys.town import HIGHER, ZONE, Town

TUESDAY = datetime(2026, 11, 24, 8, 59, 50, tzinfo=ZONE)


async def digests(town: Town) -> list[str]:
    """The digests as they stand in the group now."""
    shown = [words(one) for one in await town.intake.messages(town.officers)]
    return [text for text in shown if "📋" in text]


async def morning(town: Town, moment: datetime) -> None:
    town.set_time(moment)
    await town.pass_time(timedelta(seconds=20))


async def test_why_this_date_is_told_in_private_day_by_day(town: Town) -> None:
    number = await town.case()
    card = await town.card(number)
    done = await town.handler.tap("期限怎么算", chat=town.officers, message=card["message_id"])
    assert done["answer"]["text"] == "已在私聊里给您。"
    told = words(await town.handler.sees(f"信访件 {number}：期限怎么算"))
    assert "提出处置意见：1个月（依据：《中国共产党纪律检查机关监督执纪工作规则》第21条）" in told
    assert "起算：2026-11-23（星期一）收到问题线索，当日不计入" in told
    assert "届满：2026-12-23（星期三）。" in told
    assert "期限怎么算" not in "\n".join((await town.spoken()).get(town.officers, []))
    assert town.state(number) == "registered"


async def test_the_digest_is_edited_all_day_and_folded_the_next_morning(town: Town) -> None:
    number = await town.case()
    day = datetime(2026, 12, 22, 8, 59, 50, tzinfo=ZONE)
    town.set_time(day)
    await town.stage.app.tidy()  # the night before plans the morning
    await morning(town, day)
    (shown,) = await digests(town)
    assert shown.splitlines() == [
        "📋 12月22日（星期二）期限早报",
        "今天到期：0",
        "三个工作日内到期：1（处置建议期限 1）",
        "已超期：0",
        "待批准：0",
    ]
    assert number not in shown
    await town.tap_card(town.supervisor, number, "同意：谈话")
    await town.pass_time(timedelta(seconds=20))
    (shown,) = await digests(town)
    assert shown.startswith("📋 12月22日（星期二）：今天和三个工作日内没有到期的")

    await morning(town, day + timedelta(days=1))
    assert [text.splitlines()[0] for text in await digests(town)] == [
        "📋 12月22日早报已收起：到期 0，超期 0，待批准 0",
        "📋 12月23日（星期三）：今天和三个工作日内没有到期的，没有超期的，也没有待批准的。",
    ]


async def test_a_restart_at_nine_brings_one_digest(town: Town) -> None:
    await town.stage.stop()
    town.set_time(TUESDAY + timedelta(seconds=10))
    await town.stage.start()
    await town.settle()
    await town.stage.stop()
    await town.stage.start()
    await town.pass_time(timedelta(minutes=1))
    assert len(await digests(town)) == 1


async def test_the_group_never_learns_that_a_sealed_item_runs_out(town: Town) -> None:
    await town.report(town.citizen, HIGHER, level="县领导及以上")
    await morning(town, datetime(2026, 11, 30, 9, tzinfo=ZONE))
    await town.head.sees("上送期限 11月30日，今天到期")
    said = "\n".join((await town.spoken()).get(town.officers, []))
    assert "上送期限" not in said
    assert all("没有到期的" in text or "早报已收起" in text for text in await digests(town))


async def test_nobody_is_warned_at_midnight(town: Town) -> None:
    number = await town.case()
    await morning(town, datetime(2026, 12, 23, 0, 0, tzinfo=ZONE))
    said = "\n".join((await town.spoken()).get(town.officers, []))
    assert "⏰" not in said
    await morning(town, datetime(2026, 12, 23, 9, 0, tzinfo=ZONE))
    await town.intake.sees(f"信访件 {number}：处置建议期限 12月23日，今天到期", chat=town.officers)
    await town.supervisor.sees("今天到期")
