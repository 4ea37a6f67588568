"""Education sessions in a group, and their reminders: each once, whatever happens."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.rules.terms import Role
from handlers.event import ANONYMOUS_ADMIN
from sandbox.person import words
from tests.journeys.town import ZONE, Town

LINE = "/session new 2026-12-04 09:00 | 县委党校一楼报告厅 | 《纪律处分条例》专题辅导"
START = datetime(2026, 12, 4, 9, tzinfo=ZONE)


async def reminders(town: Town) -> list[str]:
    said = (await town.spoken()).get(town.leaders, [])
    return [text for text in said if "提醒" in text]


async def test_one_line_announces_a_session(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    told = words(await town.neighbour.sees("📅", chat=town.leaders))
    assert "12月4日（星期五）09:00" in told
    assert "县委党校一楼报告厅" in told
    assert "《纪律处分条例》专题辅导" in told


async def test_a_session_is_announced_step_by_step_by_replies(town: Town) -> None:
    who, chat = town.supervisor, town.leaders
    await who.say("/session new", chat=chat)
    for question, answer in (
        ("什么时候", "12月4日 9:00"),
        ("在什么地方", "县委党校"),
        ("什么内容", "专题辅导"),
    ):
        asked = await who.sees(question, chat=chat)
        await who.say(answer, chat=chat, reply_to=asked["message_id"])
    told = words(await who.sees("📅", chat=chat))
    assert "县委党校" in told
    assert town.rows("SELECT count(*) FROM session") == [(1,)]


async def test_the_group_is_reminded_at_each_lead_exactly_once(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    await town.supervisor.sees("专题辅导", chat=town.leaders)
    for lead, left in ((timedelta(days=7), "7 天"), (timedelta(days=1), "1 天"),
                       (timedelta(hours=2), "2 小时")):  # fmt: skip
        town.set_time(START - lead - timedelta(seconds=30))
        await town.pass_time(timedelta(0))
        before = len(await reminders(town))
        await town.pass_time(timedelta(seconds=40))
        for _ in range(3):
            await town.pass_time(timedelta(seconds=15))
        now = await reminders(town)
        assert len(now) == before + 1
        assert f"还有{left}" in now[-1]
    town.set_time(START + timedelta(hours=1))
    await town.pass_time(timedelta(days=10))
    assert len(await reminders(town)) == 3


async def test_a_restart_at_the_very_moment_neither_loses_nor_doubles(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    await town.supervisor.sees("专题辅导", chat=town.leaders)
    await town.stage.stop()
    town.set_time(START - timedelta(days=7))
    await town.stage.start()
    await town.settle()
    assert len(await reminders(town)) == 1

    town.set_time(START - timedelta(days=1) + timedelta(seconds=1))
    await asyncio.gather(*(town.stage.app.sweep() for _ in range(5)))
    await town.stage.stop()  # with the message perhaps still in the outbox
    await town.stage.start()
    await town.pass_time(timedelta(seconds=20))
    assert len(await reminders(town)) == 2


async def test_a_bot_that_was_down_reminds_late_and_says_only_the_newest(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    await town.supervisor.sees("专题辅导", chat=town.leaders)
    await town.stage.stop()
    town.set_time(START - timedelta(days=7) + timedelta(hours=13))
    await town.stage.start()
    await town.settle()
    (late,) = await reminders(town)
    assert "还有6 天" in late
    await town.stage.stop()
    town.set_time(START - timedelta(minutes=50))
    await town.stage.start()
    await town.settle()
    assert len(await reminders(town)) == 2
    assert "50 分钟" in (await reminders(town))[-1]


async def test_a_session_tomorrow_skips_the_leads_that_have_passed(town: Town) -> None:
    await town.supervisor.say("/session new 2026-11-24 09:00 | 会议室 | 座谈", chat=town.leaders)
    await town.supervisor.sees("座谈", chat=town.leaders)
    assert town.rows("SELECT rule FROM reminder WHERE subject='session'") == [("2h",)]


async def test_a_session_may_be_announced_in_a_sudden_crowd_of_sweeps(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    await town.supervisor.sees("专题辅导", chat=town.leaders)
    town.set_time(START - timedelta(hours=2))
    await asyncio.gather(*(town.stage.app.sweep() for _ in range(10)))
    await town.pass_time(timedelta(seconds=1))
    now = await reminders(town)
    assert len([text for text in now if "2 小时" in text]) == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("/session", "请这样写"),
        ("/session list", "请这样写"),
        ("/session new 12-04 09:00 | 只有地点", "请这样写"),
        ("/session new 随便 | 地点 | 内容", "没看懂这个时间"),
        ("/session new 2020-01-01 09:00 | 地点 | 内容", "已经过去了"),
        ("/session new | | ", "请这样写"),
    ],
)
async def test_a_line_that_cannot_be_read_says_how_to_write_it(
    town: Town, line: str, complaint: str
) -> None:
    await town.supervisor.say(line, chat=town.leaders)
    await town.supervisor.sees(complaint, chat=town.leaders)
    assert town.rows("SELECT count(*) FROM session") == [(0,)]


async def test_only_an_officer_announces(town: Town) -> None:
    await town.neighbour.say(LINE, chat=town.leaders)
    await town.settle()
    assert town.rows("SELECT count(*) FROM session") == [(0,)]
    superior = await town.enrol("钟离望", Role.SUPERIOR)
    await superior.join(town.leaders)
    await superior.say(LINE, chat=town.leaders)
    await town.settle()
    assert town.rows("SELECT count(*) FROM session") == [(0,)]


async def test_an_anonymous_administrator_is_told_why_not(town: Town) -> None:
    update: dict[str, Any] = {
        "message": {
            "message_id": 900,
            "date": 1795452323,
            "chat": {"id": town.leaders, "type": "supergroup", "title": "x"},
            "from": {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group"},
            "sender_chat": {"id": town.leaders, "type": "supergroup", "title": "x"},
            "text": LINE,
            "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
        }
    }
    await town.stage.sim.updates([update])
    await town.settle()
    assert town.rows("SELECT count(*) FROM session") == [(0,)]
    await town.neighbour.sees("匿名管理员看不出是谁", chat=town.leaders)


async def test_cancelling_the_questions_announces_nothing(town: Town) -> None:
    who, chat = town.supervisor, town.leaders
    await who.say("/session new", chat=chat)
    await who.sees("什么时候", chat=chat)
    await who.say("/cancel", chat=chat)
    await who.sees("已经取消", chat=chat)
    assert town.rows("SELECT count(*) FROM conversation") == [(0,)]


async def test_a_reminder_that_may_have_arrived_is_not_said_twice(town: Town) -> None:
    await town.supervisor.say(LINE, chat=town.leaders)
    await town.supervisor.sees("专题辅导", chat=town.leaders)
    await town.stage.sim.fault("drop_after", method="sendMessage", chat=town.leaders)
    town.set_time(START - timedelta(days=7))
    await town.pass_time(timedelta(seconds=1))
    for _ in range(3):
        await town.pass_time(timedelta(minutes=2))

    shown = [one for one in await town.neighbour.messages(town.leaders) if "提醒" in words(one)]
    assert len(shown) == 1
    await town.intake.sees("不知道是否送达", chat=town.officers)
