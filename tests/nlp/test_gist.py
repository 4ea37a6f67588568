"""What is left of a tip when all that tips have in common is taken away."""

import json
import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.likeness import compare
from nlp.gist import gist_of
from nlp.repeats_evaluate import FILE, TUNED, Found, read_told, search
from nlp.sounds import TABLE as SOUNDS
from nlp.topics import TABLE as TOPICS

STORY = "石桥镇民政所所长田广顺，去年腊月办低保收了我两条中华烟和八万六千元。"


@pytest.mark.parametrize(
    ("person", "surname", "full"),
    [
        ("石桥镇民政所所长田广顺收钱。", "田", {"田广顺"}),
        ("石桥镇民政所田所长收钱。", "田", set()),
        ("石桥镇民政所姓田的所长收钱。", "田", set()),
        ("举报县水利局邱某某收钱。", "邱", set()),
    ],
)
def test_names_are_known_by_their_surname(person: str, surname: str, full: set[str]) -> None:
    gist = gist_of(person, {})
    assert surname in gist.surnames
    assert gist.names == full


@pytest.mark.parametrize("told", ["八万六千元", "86000元", "捌万陆仟元", "8.6万"])
def test_a_number_is_the_same_however_it_is_written(told: str) -> None:
    assert 86_000 in gist_of(f"村主任套取{told}", {}).numbers


def test_what_stands_in_many_tips_is_no_word_of_the_gist() -> None:
    gist = gist_of("我要反映我们村的问题，" + STORY, {})
    assert {"我们", "一个"}.isdisjoint(gist_of("我们一个也没拿到。", {}).words)
    assert {"石桥", "低保"} <= gist.words.keys()
    assert "石桥" in gist.units


def test_the_facts_that_a_citizen_confirmed_count_as_told() -> None:
    gist = gist_of("他收了两条烟。", {"accused": "田广顺", "unit": "石桥镇民政所"})
    assert gist.names == {"田广顺"}
    assert "民政" in gist.units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县市场监管局的稽查队", "市监局稽查队"),
        ("县水务局", "县水利局"),
        ("县人民医院骨科", "县医院骨科"),
    ],
)
def test_units_are_known_by_their_short_names(one: str, other: str) -> None:
    assert gist_of(one, {}).units & gist_of(other, {}).units


@pytest.mark.parametrize(
    ("written", "heard"), [("罗启明", "罗起明"), ("柳玉芬", "刘玉芬"), ("佟卫东", "佟为东")]
)
def test_a_name_is_known_by_its_sound(written: str, heard: str) -> None:
    one = gist_of(f"石桥镇民政所所长{written}收钱。", {})
    other = gist_of(f"听说是那个{heard}收的钱", {})
    assert one.sounds & (other.sounds | other.spoken)


@pytest.mark.parametrize("told", ["钱给了许法官。", "许法官拖着不办", "说是许副局收的"])
def test_a_surname_before_a_title_is_told(told: str) -> None:
    assert "许" in gist_of(told, {}).surnames


def test_the_name_of_a_place_is_what_tells_it_from_others() -> None:
    assert gist_of("我们县石桥镇民政所收钱。", {}).places == {"石桥"}


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        ("带人去厦门玩了五天", "去海边旅游", "旅游"),
        ("学员交钱包过", "在宏达学车，教练要钱", "驾考"),
        ("殡仪馆卖骨灰盒", "烧人先看你买不买", "殡葬"),
    ],
)
def test_other_words_may_have_the_same_topic(one: str, other: str, topic: str) -> None:
    assert topic in gist_of(one, {}).topics.keys() & gist_of(other, {}).topics.keys()


@pytest.mark.parametrize(
    ("told", "months"),
    [
        ("去年九月", {9}),
        ("十二月底", {12}),
        ("中秋前", {9}),
        ("腊月里", {1, 2}),
        ("三个月没发", set()),
        ("10月份", {10}),
    ],
)
def test_months_are_known_by_name_and_feast(told: str, months: set[int]) -> None:
    assert gist_of(told, {}).months == months


def test_a_range_of_years_is_no_number() -> None:
    assert gist_of("这样过了五六年", {}).numbers == {}


def test_traditional_signs_and_evasive_spelling_change_nothing() -> None:
    told = "石桥鎮民政所所長田廣順，去年臘月辦低保收了我兩條中華煙和八萬六千元。"
    assert compare(gist_of(STORY, {}), gist_of(told, {})).score > 0.9


@given(st.text(), st.dictionaries(st.sampled_from(["accused", "unit"]), st.text()))
def test_whatever_comes_in_there_is_a_gist(text: str, facts: dict[str, str]) -> None:
    gist = gist_of(text, facts)
    assert gist.units <= gist.words.keys()
    assert compare(gist, gist).score >= 0


def test_the_file_is_whole_and_in_two_halves() -> None:
    told = read_told()
    assert len({one.id for one in told}) == len(told) >= 400
    assert len({one.number for one in told}) >= 120
    assert all(one.id.startswith(one.matter[:4]) for one in told)
    assert all(json.loads(line) for line in FILE.read_text("utf-8").splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("file", TUNED, ids=["01", "03"])
def test_repeats_are_found_and_little_else(file: Path) -> None:
    told = read_told(file)
    found: Found = search(told, [])
    figures = found.figures(sorted({one.number for one in told}))
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.78
    assert figures["recall of the look-up"] >= 0.98


def test_no_sign_sounds_two_ways_and_no_topic_is_empty() -> None:
    signs = "".join(json.loads(SOUNDS.read_text("utf-8")))
    assert len(signs) == len(set(signs)) > 6_000
    topics = tomllib.loads(TOPICS.read_text("utf-8"))
    assert all(len(words) == len(set(words)) > 0 for words in topics.values())
    assert not any(" " in topic or "#" in topic for topic in topics)


def test_tips_of_strangers_are_not_linked() -> None:
    told = read_told()
    first = [gist_of(one.text, {}) for one in random.Random(1).sample(told, 40) if one]
    matters = [one.matter[:4] for one in random.Random(1).sample(told, 40)]
    wrong = [
        (one, other)
        for one in range(len(first))
        for other in range(one)
        if matters[one] != matters[other] and compare(first[one], first[other]).same
    ]
    assert not wrong
