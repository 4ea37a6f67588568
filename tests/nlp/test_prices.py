"""Prices times what is counted: units, how long it went on, counts of counts, single things that are no prices."""

import pytest

from nlp.counts import find_counts
from nlp.money import find_amounts
from nlp.normalize import normalise
from nlp.totals import add_up


def told(text: str) -> int | None:
    plain = normalise(text).text
    return add_up(plain, find_amounts(plain)).value


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("二十五个学生，每人每月扣一百，扣了八个月", 20_000),
        ("每户交五百，收据没有，过了两天又来人登记，登记的是三十户", 15_000),
        ("三位老师各送了他两千", 6_000),
        ("四十户，家家都给，先拿三百才量地", 12_000),
        ("一个摊一天收五块，三十个摊子收了整整二十天", 3_000),
        ("拉走三趟，一趟三十箱，一箱六十", 5_400),
        ("两箱酒，一箱六瓶，一瓶四百", 4_800),
        ("每吨多收六块五，一共卖了两百吨", 1_300),
        ("一棵一块二，全村五千棵", 6_000),
        ("八百块一辆，放了七辆", 5_600),
        ("每人两把锁一百六，一期四十人，办了三期", 19_200),
        ("六十个人，一人一箱油，标价九十", 5_400),
        ("他车车收我三百，五月里拉了六车", 1_800),
    ],
)
def test_a_price_is_multiplied_by_what_is_counted(text: str, yuan: int) -> None:
    """labels.md: count × price where both are given, however far apart and in whatever unit."""
    assert told(text) == yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("2018到2021每年收两千", 8_000),
        ("从2016年领到2020年，每年九百", 4_500),
        ("2022年1月至2023年6月，每月套两千", 36_000),
        ("从去年九月领到今年二月，每月三千", 18_000),
        ("每月收他一千五，一年了", 18_000),
        ("每月扣八十，取了六年", 5_760),
        ("每年中秋送一千、过年送两千，2021到2023送了三年", 9_000),
        ("一年六千四，收了三年整", 19_200),
    ],
)
def test_time_told_as_a_range_or_by_its_length_counts(text: str, yuan: int) -> None:
    """Years and months are counted from the first to the last; a year has twelve months."""
    assert told(text) == yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("收了两张购物卡，一张八千，一张七千", 15_000),
        ("两个老板合送他一个一千五的音箱", 1_500),
        ("主任一人决定花了四千八", 4_800),
        ("补贴八千块领走了，名单上四十个人", 8_000),
        ("九户人家凑了四千三百块送他，家里一共九户", 4_300),
        ("六条烟，按零售价一千五百块", 1_500),
        ("去年一个月加了五次油，共一千七", 1_700),
        ("第二次要了三千", 3_000),
    ],
)
def test_a_single_sum_is_not_multiplied(text: str, yuan: int) -> None:
    """Cards told one by one, one thing's worth and what several paid together are sums, no prices."""
    assert told(text) == yuan


@pytest.mark.parametrize(
    "text", ["一票三百，全村都知道", "每人每月发二百，发了三个月", "一头猪收十块，天天二三十头"]
)
def test_a_price_without_a_definite_count_tells_no_sum(text: str) -> None:
    """data/README.md: null for a rate with no count."""
    assert told(text) is None


def test_a_price_that_nobody_counts_does_not_hide_a_sum() -> None:
    """一个月才三千 beside what was taken says nothing about it."""
    assert told("新人一个月才三千，主任收了六百块红包") == 600


def test_the_words_of_a_sum_are_the_price_and_the_count() -> None:
    """An officer sees both numbers that were multiplied."""
    plain = normalise("每户收五百，说是管护费，全组三十户都交了").text
    words = add_up(plain, find_amounts(plain)).words
    assert [plain[mark.start : mark.end] for mark in words] == ["五百", "三十户"]


@pytest.mark.parametrize("text", ["第二次", "十年前", "三年级", "两千回扣", "活动期间", "三月"])
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    """Ordinals, grades, months and what lies in the past count nothing."""
    assert find_counts(text, find_amounts(text)) == []
