"""A tip about the office's own head never reaches the own head, however it is worded."""

import pytest

from bot.rules.jurisdiction import Door, Jurisdiction, Target, door, named_in
from bot.rules.terms import Level

OFFICE = Jurisdiction(
    ("陆知远",), ("县纪委书记", "县监委主任"), ("县委书记", "县长", "副县长", "市纪委")
)


def chosen(text: str, level: Level = Level.HIGHER) -> Door:
    """The door of a tip of which no reader understood anything."""
    return door(Target(level, text), OFFICE)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(
    "text",
    [
        "县纪委书记收了老板二十万元。",
        "青岭县纪委监委书记公款吃喝。",
        "县纪委的一把手天天在会所吃饭。",
        "县监察委主任的儿子开公司接工程。",
        "纪委陆书记收了老板二十万元。",
        "县纪委陆书记公车私用。",
        "我要举报陆知 远贪污。",
        "我要举报陆\u200b知远。",
        "老板给县纪委书记送了二十万。",
        "季大有请县纪委书记吃饭。",
        "我向县纪委书记反映过，后来才知道县纪委书记也拿了钱。",
    ],
)
def test_a_head_who_is_named_by_post_or_title_is_kept_out(text: str, level: Level) -> None:
    assert chosen(text, level) is Door.SEALED_OWN_HEAD


@pytest.mark.parametrize(
    "text",
    [
        "尊敬的县纪委书记：柳湾村村主任季大有冒领补助款。",
        "柳湾村村主任季大有冒领补助款，我向县纪委书记反映过没人管。",
        "希望县纪委书记管一管。",
        "请县纪委书记严查柳湾村村主任。",
        "石桥镇纪委书记上班打麻将。",
        "县医院纪委书记收红包。",
        "县纪委副书记打麻将。",
        "石桥镇党委陆书记打麻将。",
    ],
)
def test_a_head_who_is_only_written_to_is_not_accused(text: str) -> None:
    assert chosen(text, Level.COUNTY) is Door.OWN


def test_the_head_without_a_place_is_ours_unless_the_level_is_a_township() -> None:
    assert chosen("纪委书记收钱。", Level.UNKNOWN) is Door.SEALED_OWN_HEAD
    assert chosen("纪委书记收钱。", Level.LOWER) is Door.OWN
    assert chosen("市纪委书记收钱。", Level.HIGHER) is Door.SEALED_HIGHER


def test_a_post_counts_though_its_first_mention_is_an_aside() -> None:
    told = Target(Level.COUNTY, "", posts=("县长秘书介绍，县长本人拿钱",))

    assert door(told, OFFICE) is Door.SEALED_HIGHER


def test_an_officer_is_named_however_the_name_is_spaced_or_typed() -> None:
    assert named_in(("何清",), "信访室的何 清收了烟")
    assert named_in(("何清",), "信访室的何\u200d清收了烟")
    assert not named_in(("何",), "何时")


@pytest.mark.parametrize(
    "text", ["县委书记把工程给了亲戚。", "县 长的秘书说，县长本人拿了五十万。"]
)
def test_a_leader_above_is_recognised_where_nobody_was_understood(text: str) -> None:
    assert chosen(text, Level.COUNTY) is Door.SEALED_HIGHER


@pytest.mark.parametrize(
    "text",
    ["尊敬的县长：路灯坏了。", "打了县长热线没人接。", "县长秘书打麻将。", "我向县委书记反映过。"],
)
def test_a_leader_above_who_is_only_asked_for_help_is_not_accused(text: str) -> None:
    assert chosen(text, Level.COUNTY) is Door.OWN


def test_a_leader_above_in_passing_seals_nothing_where_the_accused_is_known() -> None:
    told = Target(Level.LOWER, "村主任季大有说县长是他亲戚。", ("季大有",), ("村主任",))

    assert door(told, OFFICE) is Door.OWN
