"""Groups that move, people who block the bot, servers that fail: nothing lost, order kept."""

from datetime import timedelta

import pytest

from bot.stage import USERNAME
from sandbox.person import words
from tests.journeys.town import MINOR, Town


async def test_cards_follow_an_officers_group_that_becomes_a_supergroup(town: Town) -> None:
    old = await town.group("老工作群", list(town.staff.values()), type="group")
    await town.supervisor.say("/bind", chat=old)
    await town.supervisor.sees("已设为工作群", chat=old)
    town.officers = await town.stage.sim.migrate(old)
    await town.settle()

    number = await town.case()
    assert "建议：轻微" in words(await town.card(number))
    await town.tap_card(town.supervisor, number, "同意：谈话")
    assert town.state(number) == "talk"


async def test_a_session_is_reminded_of_in_the_supergroup_its_group_became(town: Town) -> None:
    old = await town.group("各乡镇", [town.supervisor, town.neighbour], type="group")
    await town.supervisor.say("/session new 2026-12-04 09:00 | 党校 | 辅导", chat=old)
    await town.supervisor.sees("党校", chat=old)
    await town.stage.stop()
    new = await town.stage.sim.migrate(old)
    await town.stage.start()
    await town.pass_time(timedelta(days=4))
    await town.neighbour.sees("提醒", chat=new)


async def test_a_migration_that_is_learned_from_the_refusal_is_followed(town: Town) -> None:
    """The service message may be lost; the refusal of the next sending names the new chat."""
    old = await town.group("老工作群", list(town.staff.values()), type="group")
    await town.supervisor.say("/bind", chat=old)
    await town.supervisor.sees("已设为工作群", chat=old)
    with town.stage.store.begin(town.clock()) as tx:
        assert tx.people.bound("officers") is not None
    feed = next(iter(town.stage.box.world.bots.values())).feed
    await town.stage.stop()
    town.officers = await town.stage.sim.migrate(old)
    feed.waiting.clear()
    await town.stage.start()
    number = await town.case()
    for _ in range(3):
        await town.pass_time(timedelta(seconds=5))
    assert "建议：轻微" in words(await town.card(number))


async def test_a_bot_thrown_out_of_the_officers_group_goes_on_with_single_officers(
    town: Town,
) -> None:
    await town.stage.sim.kick(USERNAME, town.officers)
    await town.report(town.citizen, MINOR)
    await town.supervisor.sees("/bind 之前")
    assert "2026-0001" in words(await town.intake.sees("信访件 2026-0001"))
    await town.intake.tap("同意\uff1a谈话")
    await town.settle()
    assert town.state("2026-0001") == "awaiting_approval"


async def test_a_message_to_somebody_who_blocked_the_bot_hurts_nobody_else(town: Town) -> None:
    number = await town.case()
    await town.citizen.block()
    await town.tap_card(town.intake, number, "问举报人")
    await town.intake.sees("想问举报人什么")
    await town.intake.say("请问当天还有谁在场？")
    await town.intake.sees("已办")
    await town.settle()

    await town.report(town.neighbour, MINOR)
    assert "2026-0002" in words(await town.card("2026-0002"))
    await town.citizen.unblock()
    await town.citizen.say("/help")
    await town.citizen.sees("/withdraw")


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop_before"])
async def test_a_failing_server_loses_nothing_and_keeps_the_order(town: Town, kind: str) -> None:
    await town.write(town.citizen)
    await town.stage.sim.fault(kind, method="sendMessage", count=2, retry_after=1)
    for count in range(1, 6):
        await town.citizen.say(f"第 {count} 句：打麻将。")
    for _ in range(4):
        await town.pass_time(timedelta(seconds=4))
    await town.citizen.sees("记下了（第 5 条）", timeout=10)

    shown = [words(one) for one in await town.citizen.messages() if "记下了（" in words(one)]
    numbers = [text.partition("第 ")[2].partition(" ")[0] for text in shown]
    assert numbers == list("12345")


async def test_an_answer_lost_on_the_way_may_double_a_message_but_loses_none(town: Town) -> None:
    await town.write(town.citizen)
    await town.stage.sim.fault("drop_after", method="sendMessage", count=1)
    await town.citizen.say("打麻将。")
    for _ in range(4):
        await town.pass_time(timedelta(seconds=4))
    shown = [one for one in await town.citizen.messages() if "记下了（第 1 条）" in words(one)]
    assert len(shown) in (1, 2)


@pytest.mark.parametrize("kind", ["500", "drop_before", "429"])
async def test_failing_polls_lose_no_update(town: Town, kind: str) -> None:
    await town.write(town.citizen)
    await town.stage.sim.fault(kind, method="getUpdates", count=2)
    for count in range(1, 4):
        await town.citizen.say(f"第 {count} 句：打麻将。")
    await town.citizen.sees("记下了（第 3 条）", timeout=15)
    assert town.rows("SELECT count(*) FROM material") == [(3,)]


async def test_one_chat_that_is_halted_does_not_halt_the_news_for_long(town: Town) -> None:
    await town.stage.sim.fault("500", method="sendMessage", chat=town.citizen.id, count=3)
    await town.citizen.start()
    await town.neighbour.start()
    await town.neighbour.sees("您好", timeout=3)
    for _ in range(6):
        await town.pass_time(timedelta(seconds=10))
    await town.citizen.sees("您好")


async def test_a_card_that_somebody_deleted_is_posted_anew(town: Town) -> None:
    number = await town.case()
    card = await town.card(number)
    await town.intake.delete(card["message_id"], chat=town.officers)
    await town.supervisor.say(f"/case {number}")
    private = await town.supervisor.sees(f"信访件 {number}")
    await town.supervisor.tap("同意：谈话", message=private["message_id"])
    await town.intake.sees("谈话待安排", chat=town.officers)
    assert (await town.card(number))["message_id"] != card["message_id"]


async def test_an_update_delivered_twice_is_handled_once(town: Town) -> None:
    await town.write(town.citizen)
    update = {
        "update_id": 2_000_000_123,
        "message": {
            "message_id": 7001,
            "date": 1795452323,
            "chat": {"id": town.citizen.id, "type": "private", "first_name": "x"},
            "from": {"id": town.citizen.id, "is_bot": False, "first_name": "x"},
            "text": "打麻将，说一遍。",
        },
    }
    town.secrets.add("打麻将，说一遍。")
    for _ in range(3):
        await town.stage.sim.updates([update])
        await town.settle()
    assert town.rows("SELECT count(*) FROM material") == [(1,)]


async def test_without_a_bound_group_cards_go_to_each_officer(empty_town: Town) -> None:
    from bot.rules.terms import Role

    town = empty_town
    who = await town.add_citizen("周阿姨")
    intake = await town.enrol("何清", Role.INTAKE)
    admin = await town.enrol("鲁平", Role.ADMIN)
    await town.report(who, MINOR)
    assert "建议：轻微" in words(await town.card("2026-0001", intake))
    assert not [one for one in await admin.messages() if "2026-0001" in words(one)]


async def test_only_leaders_and_administrators_bind_a_group(town: Town) -> None:
    other = await town.group("别的群", [town.intake, town.neighbour])
    for who in (town.intake, town.neighbour):
        await who.say("/bind", chat=other)
    await town.settle()
    number = await town.case()
    assert "建议：轻微" in words(await town.card(number))
    assert not [one for one in await town.intake.messages(other) if "信访件" in words(one)]


async def test_words_in_a_group_are_nobodys_tip(town: Town) -> None:
    for who, chat in ((town.neighbour, town.leaders), (town.intake, town.officers)):
        await who.say("石桥镇民政所所长打麻将！", chat=chat)
        await who.say("/start", chat=chat)
        await who.say("/status 2222-2222-2222", chat=chat)
    await town.settle()
    assert town.rows("SELECT count(*) FROM tip") == [(0,)]
    said = await town.spoken()
    assert len(said[town.leaders]) == 1  # the greeting when the bot came in
