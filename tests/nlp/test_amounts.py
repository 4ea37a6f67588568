"""Numerals, sums of money, the parts they play, and what was taken in all."""

import pytest

from nlp.money import find_amounts
from nlp.numerals import Number, read_number
from nlp.parts import Role
from nlp.totals import add_up


@pytest.mark.parametrize(
    ("numeral", "low", "value"),
    [
        ("两千", 2_000, 2_000),
        ("2k", 2_000, 2_000),
        ("5w", 50_000, 50_000),
        ("贰仟", 2_000, 2_000),
        ("贰仟肆佰", 2_400, 2_400),
        ("三五百", 300, None),
        ("两三千", 2_000, None),
        ("几十万", 200_000, None),
        ("十几万", 110_000, None),
        ("上万", 10_000, None),
        ("四千多", 4_000, 4_000),
        ("两千五", 2_500, 2_500),
        ("三百八", 380, 380),
        ("一万八", 18_000, 18_000),
        ("3万5", 35_000, 35_000),
        ("3万5千6百", 35_600, 35_600),
        ("三万零五", 30_005, 30_005),
        ("一百零五", 105, 105),
        ("一百二十万", 1_200_000, 1_200_000),
        ("一千一百六十万", 11_600_000, 11_600_000),
        ("1.5万", 15_000, 15_000),
        ("5,000", 5_000, 5_000),
        ("12", 12, 12),
        ("二十五", 25, 25),
        ("一亿二千万", 120_000_000, 120_000_000),
    ],
)
def test_numerals_are_read(numeral: str, low: int, value: int | None) -> None:
    """labels.md: 两千、2k、贰仟元、三五百、几十万; a vague one tells only its lower bound."""
    assert read_number(numeral) == Number(low, value)


@pytest.mark.parametrize("text", ["好", "百", "半", "1" * 40])
def test_what_is_no_number_is_none(text: str) -> None:
    """A scale sign alone or an endless run of digits is no sum."""
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("他收了我两千元", 2_000),
        ("塞给所长2k", 2_000),
        ("要了5w好处费", 50_000),
        ("交给会计贰仟元", 2_000),
        ("每户收200,全村180户", 36_000),
        ("挨家收二百块钱,全村一百八十户都交了", 36_000),
        ("每人收取50元资料费,共190人,合计9500元", 9_500),
        ("第一次收了两万,第二次收了两万,第三次收了四万", 80_000),
        ("先后三次共收了八万元", 80_000),
        ("每月收一百块,收了12个月", 1_200),
        ("中了三百二十万的标,送了五万元", 50_000),
        ("收了四千多块", 4_000),
        ("收了三五百块", None),
        ("贪了几十万", None),
        ("要一个数", None),
        ("合同价八十万元", None),
        ("他态度很差", None),
        ("2023年5月12日打12345", None),
    ],
)
def test_what_was_taken_is_added_up(text: str, total: int | None) -> None:
    """labels.md: parts are added, price times count where both are given; contract prices are not it."""
    assert add_up(text, find_amounts(text)).value == total


def test_a_vague_sum_still_has_a_lower_bound() -> None:
    """几十万 is over the bar though nobody knows how much it is."""
    assert (add_up("贪了几十万", find_amounts("贪了几十万")).low or 0) >= 100_000


def test_a_sum_points_at_its_words() -> None:
    """The words of the sum, currency included, nothing more."""
    text = "局长收了贰万元现金"
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == "贰万元"


def test_a_contract_price_stands_aside() -> None:
    """The price of a contract is not what was taken."""
    (amount,) = find_amounts("合同价八十万元")
    assert amount.role is Role.ASIDE


@pytest.mark.parametrize(
    "text", ["今年三月", "全村180户", "2023年", "第2次", "电话13800000000", "五个人", "三十平米"]
)
def test_other_numbers_are_no_money(text: str) -> None:
    """Counts, dates and telephone numbers are not sums."""
    assert find_amounts(text) == ()
