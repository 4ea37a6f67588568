"""A real name is checked for its form, sealed in the vault, and read nowhere else."""

import pytest

from bot.rules.terms import Role
from sandbox.person import words
from tests.journeys.town import MINOR, Town

NAME, PHONE = "贾春生", "0551-7654321"


async def begin(town: Town) -> None:
    await town.citizen.start()
    await town.citizen.tap("实名反映")
    await town.citizen.sees("请写您的姓名")


async def give_name(town: Town, name: str = NAME, contact: str = PHONE) -> None:
    await begin(town)
    await town.citizen.say(name)
    await town.citizen.sees("电话或者邮箱")
    await town.citizen.say(contact)
    await town.citizen.sees("哪一级的干部")


async def tell(town: Town) -> str:
    await town.citizen.tap("县直单位")
    await town.citizen.sees("想到哪写到哪")
    await town.citizen.say(MINOR)
    await town.citizen.sees("记下了")
    await town.finish(town.citizen)
    return await town.submit(town.citizen)


async def test_a_real_name_tip_shows_that_it_is_signed_but_not_by_whom(town: Town) -> None:
    await give_name(town)
    await tell(town)

    card = await town.card("2026-0001")
    assert "实名" in words(card)
    assert "告知受理期限 12月14日" in words(card)
    said = "\n".join(text for chat in (await town.spoken()).values() for text in chat)
    assert NAME not in said
    assert PHONE not in said


async def test_full_text_shows_the_story_and_neither_name_nor_contact(town: Town) -> None:
    await give_name(town)
    await tell(town)
    await town.tap_card(town.intake, "2026-0001", "看全文")

    full = await town.intake.sees("全文")
    assert MINOR in words(full)
    assert NAME not in words(full)
    assert PHONE not in words(full)


@pytest.mark.parametrize("name", ["王", "http://x.y"])
async def test_what_has_no_form_of_a_name_is_asked_for_again(town: Town, name: str) -> None:
    await begin(town)
    await town.citizen.say(name)
    await town.citizen.sees("不像姓名")
    await town.citizen.say(NAME)
    await town.citizen.sees("电话或者邮箱")


@pytest.mark.parametrize("contact", ["明天再说", "1" * 30])
async def test_what_has_no_form_of_a_contact_is_asked_for_again(town: Town, contact: str) -> None:
    await begin(town)
    await town.citizen.say(NAME)
    await town.citizen.sees("电话或者邮箱")
    await town.citizen.say(contact)
    await town.citizen.sees("不像电话或邮箱")
    await town.citizen.say("someone@example.com")
    await town.citizen.sees("哪一级的干部")


async def test_who_changes_to_anonymous_leaves_no_name_behind(town: Town) -> None:
    await give_name(town)
    await town.citizen.tap("匿名反映")
    await tell(town)

    assert "匿名" in words(await town.card("2026-0001"))
    assert names_in_vault(town) == [("", "")]


async def test_who_gives_up_leaves_no_name_behind(town: Town) -> None:
    await give_name(town)
    await town.citizen.say("/cancel")
    await town.citizen.sees("已经取消")

    assert names_in_vault(town) == []


async def test_a_name_typed_twice_is_kept_once(town: Town) -> None:
    await give_name(town, "贾春")
    await town.citizen.tap("实名反映")
    await town.citizen.sees("请写您的姓名")
    await town.citizen.say(NAME)
    await town.citizen.sees("电话或者邮箱")
    await town.citizen.say(PHONE)
    await tell(town)

    assert names_in_vault(town) == [(NAME, PHONE)]


async def test_a_story_typed_where_the_name_is_asked_is_refused_and_not_shown(town: Town) -> None:
    """It may hold the name itself: it must not slip into what officers read."""
    await begin(town)
    await town.citizen.say(
        f"我是{NAME}，电话 {PHONE}，石桥镇民政所所长打麻将，你们管不管，我等了两个钟头，没人理"
    )
    await town.citizen.sees("不像姓名")
    await town.citizen.say(NAME)
    await town.citizen.sees("电话或者邮箱")
    await town.citizen.say(PHONE)
    await town.citizen.tap("县直单位")
    await town.citizen.sees("想到哪写到哪")
    assert town.rows("SELECT count(*) FROM material") == [(0,)]


async def test_a_signed_tip_starts_the_clocks_of_acceptance_and_of_feedback(town: Town) -> None:
    await give_name(town)
    await tell(town)
    await town.tap_card(town.supervisor, "2026-0001", "改变…")
    await town.tap_card(town.supervisor, "2026-0001", "予以了结")
    await town.supervisor.sees("请写理由")
    await town.supervisor.say("反映的情况已有结论。")
    await town.supervisor.sees("已办")

    card = await town.card("2026-0001")
    assert "状态：已办结" in words(card)
    assert "反馈结果期限 12月14日" in words(card)


def names_in_vault(town: Town) -> list[tuple[str, str]]:
    """Who stands in the vault, opened with the keys of the installation."""
    with town.stage.store.begin(town.clock()) as tx:
        tokens = [row[0] for row in town.rows("SELECT token FROM vault")]
        return [tx.people.identity(token) for token in tokens]


async def test_an_administrator_cannot_read_who_reported(town: Town) -> None:
    admin = await town.enrol("鲁平", Role.ADMIN)
    await give_name(town)
    await tell(town)
    await admin.say("/case 2026-0001")
    await admin.sees("没有找到这个编号")
