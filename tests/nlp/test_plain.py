"""How people write: a post and a common name, no unit, a word of time behind the post."""

import pytest

from nlp.actor import find_actor
from nlp.money import find_amounts
from nlp.people import find_people, find_positions
from nlp.places import find_units
from nlp.totals import add_up


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村主任老早就把补贴领了", []),
        ("村主任那会儿在家", []),
        ("那个村会计终于判了", []),
        ("村主任黑得很", []),
        ("举报村主任要什么材料", []),
        ("村主任季大有冒领补贴", ["季大有"]),
        ("村会计孙家光拿了钱", ["孙家光"]),
        ("工商所的老徐拿烟", ["老徐"]),
        ("民政局小李说话冲", ["小李"]),
        ("找李镇长办事", ["李镇长"]),
        ("县文化馆王姐收了卡", ["王姐"]),
        ("王局长贪钱", ["王局长"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """A name ends where it ends, and a word of time is none."""
    found = find_people(text, find_units(text))
    assert [text[mark.start : mark.end] for mark in found] == names


@pytest.mark.parametrize(
    ("text", "units", "posts"),
    [
        ("镇中学校长黄某", ["镇中学"], ["校长"]),
        ("市局支队长老郭", ["市局"], ["支队长"]),
        ("处理镇政府的李某", ["镇政府"], []),
        ("车停在陈局家门口", [], []),
        ("三河镇书记孟某", ["三河镇"], ["书记"]),
        ("镇书记孟某", [], ["镇书记"]),
        ("城管局全是好人", ["城管局"], []),
        ("校长教师节收卡", [], ["校长"]),
    ],
)
def test_units_and_posts(text: str, units: list[str], posts: list[str]) -> None:
    """A post does not swallow its unit, nor the unit the post."""
    found = find_units(text)
    assert [text[mark.start : mark.end] for mark in found] == units
    assert [text[mark.start : mark.end] for mark in find_positions(text, found)] == posts


@pytest.mark.parametrize(
    ("text", "public", "private"),
    [
        ("镇长王某收了工程老板三万", True, False),
        ("工商所的老徐在我超市拿烟", True, False),
        ("业委会主任收了装修公司一万", False, True),
        ("私立培训学校的校长跑了", False, True),
        ("包工头把我打了", False, True),
        ("有人自称公安局警官要我转账", False, True),
        ("县公交公司经理开公车", True, False),
    ],
)
def test_who_is_meant(text: str, public: bool, private: bool) -> None:
    """Who pays makes nothing private; a post of a private body is no office."""
    units = find_units(text)
    actor = find_actor(text, find_people(text, units), units, find_positions(text, units))
    assert (actor.public, actor.private) == (public, private)


@pytest.mark.parametrize(
    ("text", "named"),
    [("村主任收了钱", True), ("镇长收了钱", True), ("某镇长收了钱", False), ("局长收了钱", False)],
)
def test_a_post_can_tell_its_place(text: str, named: bool) -> None:
    """The head of our village can be found, some head of some office cannot."""
    units = find_units(text)
    actor = find_actor(text, find_people(text, units), units, find_positions(text, units))
    assert actor.named is named


def test_sums_told_one_by_one_are_added_not_multiplied() -> None:
    """Two times: once this, once that."""
    text = "两次拿了回扣,一次两万,一次两万五"
    assert add_up(text, find_amounts(text)).value == 45_000
