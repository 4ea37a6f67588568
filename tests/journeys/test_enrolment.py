"""Officers come in by a one-time link, and by nothing else."""

from datetime import timedelta

import pytest

from bot.rules.terms import Role
from handlers.desk import INVITE
from sandbox.person import words
from tests.journeys.town import MINOR, Town


def invite(town: Town, role: Role = Role.HANDLER, hours: int = 1) -> str:
    now = town.clock()
    with town.stage.store.begin(now) as tx:
        return tx.officers.invite("魏明", role, expires=now + timedelta(hours=hours))


async def test_an_invite_opens_once(empty_town: Town) -> None:
    town = empty_town
    first, second = await town.add_citizen("甲某某"), await town.add_citizen("乙某某")
    token = invite(town)
    await first.start(f"{INVITE}{token}")
    await first.sees("您的角色：承办人")
    await second.start(f"{INVITE}{token}")
    await second.sees("已经用过、过期了")
    await first.start(f"{INVITE}{token}")
    await first.sees("已经用过、过期了")
    await second.say("/cases")
    await second.sees("需要有相应权限")
    town.citizens.remove(first)


async def test_an_expired_invite_opens_nothing(empty_town: Town) -> None:
    town = empty_town
    who = await town.add_citizen("甲某某")
    token = invite(town)
    await town.pass_time(timedelta(hours=2))
    await who.start(f"{INVITE}{token}")
    await who.sees("已经用过、过期了")
    assert town.rows("SELECT count(*) FROM officer") == [(0,)]


@pytest.mark.parametrize("token", ["", "A" * 60])
async def test_a_made_up_invite_opens_nothing(empty_town: Town, token: str) -> None:
    who = await empty_town.add_citizen("甲某某")
    await who.start(f"{INVITE}{token}")
    await who.sees("不是本机关发出的")
    assert empty_town.rows("SELECT count(*) FROM officer") == [(0,)]


async def test_an_invite_opened_in_a_group_enrols_nobody(town: Town) -> None:
    token = invite(town)
    before = town.rows("SELECT count(*) FROM officer")
    await town.neighbour.say(f"/start@qingfeng_demo_bot {INVITE}{token}", chat=town.leaders)
    await town.settle()
    assert town.rows("SELECT count(*) FROM officer") == before


async def test_an_invite_in_english_is_refused_to_a_second_person_in_english(
    empty_town: Town,
) -> None:
    ann = await empty_town.add_citizen("Ann", language_code="en")
    await ann.start(f"{INVITE}nothing")
    await ann.sees("invit")


async def test_who_is_retired_may_do_nothing_any_more(town: Town) -> None:
    number = await town.case()
    with town.stage.store.begin(town.clock()) as tx:
        officer = next(one for one in tx.officers.active() if one.name == "何清")
        tx.officers.retire(officer.id)
    toast = await town.tap_card(town.intake, number, "同意：谈话")
    assert "相应权限" in toast
    assert town.state(number) == "registered"
    await town.intake.say("/cases")
    await town.intake.sees("需要有相应权限")


async def test_enrolled_again_the_declared_relations_stay(town: Town) -> None:
    await town.intake.say("/relations 田守拙")
    await town.intake.sees("已声明的关系人：田守拙")
    await town.stage.enrol(town.intake, "何清", Role.INTAKE)
    number = await town.case(text=MINOR)
    await town.settle()
    assert all(number not in words(one) for one in await town.intake.messages())


async def test_an_officer_can_report_something_as_anybody_can(town: Town) -> None:
    who = town.handler
    await who.start()
    await who.tap("我要反映问题")
    await who.sees("您好")
    await who.tap("匿名反映")
    await who.tap("县直单位")
    await who.say(MINOR)
    await who.sees("记下了（第 1 条）")
    await town.finish(who)
    await town.submit(who)
    assert town.numbers() == ["2026-0001"]
