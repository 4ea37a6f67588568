"""What is missing between two sums, what is a part or a percentage of another, and what is nobody's taking."""

import pytest

from nlp.money import find_amounts
from nlp.normalize import normalise
from nlp.parts import Role
from nlp.totals import add_up


def told(text: str) -> int | None:
    plain = normalise(text).text
    return add_up(plain, find_amounts(plain)).value


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("本子上一个月三百四，到手只有二百，一年了", 1_680),
        ("补助该发1200只发900，六十户都一样", 18_000),
        ("占了10亩地，一亩一千五，到手一亩九百，中间那六百说是提留", 6_000),
        ("一盒进价一百八，卖九百八，多出来的八百归他，一共四十盒", 32_000),
        ("一株六块五，市面上一株四块，差的钱分了，两万株", 50_000),
        ("报了六万七，灯是旧的，差价四万八他跟电工分了", 48_000),
        ("镇里发了两万，拉水一趟一百二，六趟七百二，剩下一万九千二百八没了影", 19_280),
        ("评估八十三万卖了三十万，差额五十三万，后来有人八十万转手", 530_000),
    ],
)
def test_what_is_missing_is_the_sum(text: str, yuan: int) -> None:
    """Due less arrived, or the difference that the message tells itself; never both sides added."""
    assert told(text) == yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("货款一共31万，她扣了百分之五，一万五千五", 15_500),
        ("货款十五万，他抽一成二，拿走一万八", 18_000),
        ("一箱二十块，收了一百二十箱，两千四", 2_400),
        ("一户一月二十，七十户，收了两年，三万三千六", 33_600),
        ("每单抽三百，抽了一百单，三万，年底又要了一千", 31_000),
        ("班子成员自己拿一万六，另外四个人合起来两万五", 41_000),
        ("2023年给两万，12月又给三万，次年给一万五，4月30号又是一万五", 80_000),
        ("要三百茶水费，同去的八个人，一人三百", 2_400),
        ("转走一万六，那两根手指头就值一万六", 16_000),
        ("说好给三万，一户还要几十块", 30_000),
    ],
)
def test_a_sum_told_twice_or_with_its_parts_counts_once(text: str, yuan: int) -> None:
    """A total beside its parts, a base beside its percentage, a sum told again."""
    assert told(text) == yuan


@pytest.mark.parametrize(
    "text",
    [
        "捐了功德箱两百，自己的钱",
        "放烟花三万多，是他自己卖房攒的",
        "我请律师都花了一万五",
        "塞五百她不收",
        "一户要五十到二百不等",
        "三千元以上要上会",
        "保教费一学期九百八是正经收费",
    ],
)
def test_own_money_and_what_is_left_out_stand_aside(text: str) -> None:
    """What nobody took is not what was taken."""
    plain = normalise(text).text
    assert {amount.role for amount in find_amounts(plain)[:1]} == {Role.ASIDE}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("塞给他两千回扣", ["两千"]),
        ("一百一十三万分九笔转走了", ["一百一十三万"]),
        ("每家收三百一共四十家", ["三百"]),
        ("差的二十一万五个人分了", ["二十一万"]),
        ("每月初一十五晚上磕头", []),
        ("一头十块五毛", ["十块五毛"]),
        ("三十四具", []),
    ],
)
def test_a_numeral_ends_where_the_next_word_begins(text: str, sums: list[str]) -> None:
    """回扣 is no 回, 五个人 no part of the sum, 初一十五 a day."""
    plain = normalise(text).text
    assert [plain[a.start : a.end] for a in find_amounts(plain)] == sums
