"""The same matter told again: how like two gists are, and by what traces one finds the other."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.likeness import compare, evidence
from bot.rules.repeats import (
    CANDIDATES,
    MOST_TRACES,
    PER_TRACE,
    Gist,
    likely,
    traces,
)


def digest(words: str, key: bytes = b"key") -> bytes:
    return hashlib.blake2b(words.encode(), key=key, digest_size=16).digest()


WHO = {"石桥": 7, "桥镇": 6, "民政": 5, "政所": 6}
ABOUT = {"低保": 4, "名烟": 3}
ACT = {"低保": 3, "中华": 6, "华烟": 7, "两条": 4, "打点": 6, "腊月": 5}
TIP = Gist(
    words=WHO | ACT | {"田广": 7, "广顺": 7, "田所": 7},
    names=frozenset({"田广顺"}),
    surnames=frozenset({"田"}),
    units=frozenset(WHO),
    numbers={1000: 4, 86_000: 7},
    topics=ABOUT,
    places=frozenset({"石桥"}),
)
gists = st.builds(
    Gist,
    words=st.dictionaries(st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=2), st.integers(3, 7)),
    names=st.frozensets(st.text("甲乙丙", min_size=2, max_size=3), max_size=2),
    surnames=st.frozensets(st.sampled_from("甲乙丙"), max_size=2),
    numbers=st.dictionaries(st.integers(10, 10**7), st.integers(1, 7), max_size=4),
)


def retold(**changes: object) -> Gist:
    return replace(TIP, **changes)  # type: ignore[arg-type]


def test_a_tip_is_like_itself_and_says_by_what() -> None:
    found = compare(TIP, TIP)
    assert found.same
    assert found.score > 0.95
    assert found.matched == ("person", "unit", "number", "words")


def test_another_matter_about_the_same_person_is_not_the_same_matter() -> None:
    other = retold(words=WHO | {"田广": 7, "广顺": 7, "麻将": 5, "茶馆": 7}, numbers={}, topics={})
    assert evidence(TIP, other).named == 1
    assert not compare(TIP, other).same


def test_the_same_act_elsewhere_by_somebody_else_is_not_the_same_matter() -> None:
    elsewhere = {"柳湾": 7, "湾村": 7}
    other = Gist(
        words=elsewhere | ACT | {"季大": 7, "大有": 6},
        names=frozenset({"季大有"}),
        surnames=frozenset({"季"}),
        units=frozenset(elsewhere),
    )
    assert evidence(TIP, other).stranger == 1
    assert not compare(TIP, other).same


@pytest.mark.parametrize("call", ["田所", "田某", "姓田", "老田"])
def test_a_surname_with_a_title_may_be_the_full_name(call: str) -> None:
    other = Gist(words=WHO | ACT | {call: 7}, units=frozenset(WHO), topics=ABOUT)
    assert evidence(TIP, other).called == 1
    assert compare(TIP, other).same


def test_a_tip_that_names_nobody_is_found_by_unit_and_deed() -> None:
    nameless = Gist(
        words=WHO | ACT, units=frozenset(WHO), numbers={1000: 4, 86_000: 7}, topics=ABOUT
    )
    assert compare(TIP, nameless).same
    assert compare(TIP, nameless).matched == ("unit", "number", "words")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (450_000, 400_000, True),  # 四十五万, 四十多万
        (28_000, 30_000, True),  # 两万八, 小三万
        (36_000, 40_000, False),
        (28_000, 25_000, False),
        (60, 50, False),  # small numbers must be the same
        (86_000, 86_000, True),
    ],
)
def test_a_sum_may_be_told_roundly(one: int, other: int, *, alike: bool) -> None:
    pair = Gist(numbers={one: 7}), Gist(numbers={other: 7})
    assert (evidence(*pair).numbers > 0) is alike
    assert (evidence(*reversed(pair)).numbers > 0) is alike


def test_a_name_may_be_told_by_ear() -> None:
    told = Gist(
        names=frozenset({"罗启明"}), surnames=frozenset({"罗"}), sounds=frozenset({"罗其明"})
    )
    heard = Gist(spoken=frozenset({"罗其明"}))
    assert evidence(told, heard).named == evidence(heard, told).named == 1
    assert evidence(told, Gist(spoken=frozenset({"罗其民"}))).named == 0


def test_a_surname_read_out_of_a_unit_calls_nobody() -> None:
    water = {"水利": 5, "利局": 6}
    other = Gist(words=water, units=frozenset(water))
    assert evidence(Gist(surnames=frozenset({"利"})), other).called == 0


def test_topics_count_where_the_words_differ() -> None:
    one, other = (Gist(words={word: 7}, topics={"旅游": 5}) for word in ("厦门", "海边"))
    assert evidence(one, other).content > evidence(one, replace(other, topics={})).content == 0


@pytest.mark.parametrize(
    ("months", "season"), [({1, 2}, 1), ({9}, -1), (set(), 0)], ids=["same", "another", "none"]
)
def test_months_speak_for_and_against(months: set[int], season: int) -> None:
    found = evidence(Gist(months=frozenset({2})), Gist(months=frozenset(months)))
    assert found.season == season


def test_two_places_with_names_of_their_own_are_not_the_same_place() -> None:
    here, there = (Gist(words={one: 7}, places=frozenset({one})) for one in ("石桥", "柳湾"))
    assert evidence(here, there).elsewhere == 1
    assert evidence(here, here).place == 1


def test_topics_lead_from_one_tip_to_the_other_where_no_word_does() -> None:
    one, other = (
        Gist(words={word: 7}, topics={"旅游": 5, "培训": 4}) for word in ("厦门", "海边")
    )
    assert set(traces(one, digest)) & set(traces(other, digest))


def test_a_gist_from_before_there_were_topics_keeps_its_traces() -> None:
    kinds = {"name", "who", "number", "unit", "word"}
    asked: list[str] = []

    def noted(words: str) -> bytes:
        asked.append(words)
        return digest(words)

    traces(replace(TIP, topics={}), noted)
    assert {one.split()[0] for one in asked} <= kinds


@given(gists, gists)
def test_likeness_does_not_depend_on_who_came_first(one: Gist, other: Gist) -> None:
    assert compare(one, other).same == compare(other, one).same
    assert 0 <= compare(one, other).score <= 1


@given(gists)
def test_traces_are_few_and_always_the_same(gist: Gist) -> None:
    found = traces(gist, digest)
    assert len(set(found)) == len(found) <= MOST_TRACES
    assert found == traces(gist, digest)
    assert all(-(2**63) <= one < 2**63 for one in found)


def test_traces_say_nothing_without_the_key() -> None:
    ours = set(traces(TIP, digest))
    theirs = set(traces(TIP, lambda words: digest(words, b"another key")))
    assert ours.isdisjoint(theirs)


def test_a_long_tip_and_a_short_one_within_it_leave_common_traces() -> None:
    much = {f"{chr(0x4E00 + at)}{chr(0x5000 + at)}": 7 for at in range(600)}
    short = Gist(words=dict(list(much.items())[:20]))
    shared = set(traces(short, digest)) & set(traces(Gist(words=much), digest))
    assert shared


def test_rare_traces_count_more_than_common_ones() -> None:
    common = [(1, case) for case in range(1, PER_TRACE)]
    found = likely([*common, (2, 900), (3, 900), (2, 5)])
    assert found[:2] == [5, 900] or found[:2] == [900, 5]
    assert len(found) == CANDIDATES
