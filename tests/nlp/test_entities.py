"""People, posts, units, times and places by rules."""

import pytest

from nlp.parts import Mark
from nlp.people import find_people, find_positions
from nlp.places import find_places, find_times, find_units


def words(text: str, marks: tuple[Mark, ...]) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("举报青石县水务局局长汪守道收钱", ["汪守道"]),
        ("柳湾村村主任老孟挨家收钱", ["老孟"]),
        ("出纳姓龚的把钱存到自己卡里", ["姓龚的"]),
        ("镇长刘某某公车私用", ["刘某某"]),
        ("我叫张小三,我要举报局长邱保民", ["邱保民"]),
        ("包工头赵大刚给局长邱保民送钱", ["邱保民"]),
        ("天气很好", []),
    ],
)
def test_the_accused_are_named(text: str, names: list[str]) -> None:
    """Names after posts, surnames, nicknames; reporters and payers are not accused."""
    assert words(text, find_people(text, find_units(text))) == names


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("我要举报青石县水务局局长", ["青石县水务局"]),
        ("我们柳湾村通自来水", ["柳湾村"]),
        ("去镇司法所咨询", ["镇司法所"]),
        ("城关派出所的民警", ["城关派出所"]),
        ("我们单位一把手", []),
        ("村民都知道", []),
    ],
)
def test_units_run_from_their_name_to_their_ending(text: str, units: list[str]) -> None:
    """A unit has a name of its own; 我们单位 names nobody."""
    assert words(text, find_units(text)) == units


def test_posts_are_read_without_the_unit() -> None:
    """labels.md: position without the unit."""
    text = "县水务局副局长汪守道"
    assert words(text, find_positions(text)) == ["副局长"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2023年5月3日他收钱", ["2023年5月3日"]),
        ("去年七月发大水", ["去年七月"]),
        ("上周三下午两点多我去办事", ["上周三下午两点多"]),
        ("中秋前送了两条烟", ["中秋前"]),
        ("他态度很差", []),
    ],
)
def test_times_are_found_as_written(text: str, when: list[str]) -> None:
    """Dates, feasts and weekdays."""
    assert words(text, find_times(text)) == when


def test_the_place_of_the_act_is_found() -> None:
    """Where it happened, without the preposition."""
    text = "那天在城南一个茶楼给的钱"
    assert words(text, find_places(text)) == ["城南一个茶楼"]


def test_a_named_village_before_the_posts_own_village_sign() -> None:
    text = "柳湾村村主任季长根冒领补助款"
    (unit,) = find_units(text)
    (post,) = find_positions(text, (unit,))
    assert text[unit.start : unit.end] == "柳湾村"
    assert text[post.start : post.end] == "村主任"
