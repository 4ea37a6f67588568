"""Two citizens report the same matter in their own words, and the officers' card says so."""

from sandbox.person import words
from tests.journeys.town import Town

FIRST = "石桥镇民政所所长田守拙上班时间打麻将，十月十五号下午我去办低保，等了两个钟头，隔壁茶馆叫才来。"
AGAIN = "去石桥镇民政所办低保，田所长在隔壁茶馆打麻将，我等了两个钟头才见到人，十月十五号的事。"
ELSEWHERE = "县农机站洪四海收了两条烟，我的农机补贴才批下来。"


async def test_the_card_of_a_repeat_names_the_earlier_case_and_counts(town: Town) -> None:
    first = await town.case(text=FIRST)
    other = await town.case(text=ELSEWHERE)
    again = await town.case(text=AGAIN, who=town.neighbour)

    card = words(await town.card(again))
    assert f"疑似重复件：第 2 次反映同一问题，前件 {first}" in card
    assert "相同：" in card
    assert other not in card
    assert "重复" not in words(await town.card(other))
    assert town.state(first) == town.state(again) == "registered", "both are cases as before"


async def test_a_sealed_earlier_case_leaves_no_mark_on_the_card(town: Town) -> None:
    await town.report(town.citizen, FIRST, level="县领导及以上")
    await town.settle()
    (sealed,) = town.numbers()
    again = await town.case(text=AGAIN, who=town.neighbour)

    card = words(await town.card(again))
    assert town.state(sealed) == "sealed"
    assert "重复" not in card
    assert sealed not in card


async def test_a_case_that_an_officer_is_named_in_leaves_no_mark_in_the_group(town: Town) -> None:
    hidden = await town.case(text=FIRST + "何清也在场。")
    again = await town.case(text=AGAIN, who=town.neighbour)

    card = words(await town.card(again))
    assert "重复" not in card
    assert hidden not in card
    await town.supervisor.say(f"/case {again}")
    mine = words(await town.newest(town.supervisor))
    assert f"前件 {hidden}" in mine, "who may see both is told in private"
