"""What was taken in all: sums as people tell them, prices times counts, what was due less what arrived."""

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
        ("所长收了23,700元现金", 23700),
        ("维保费就付了一百零八万", 1080000),
        ("总共收了一万零五百", 10500),
        ("他收了我三千八", 3800),
        ("会计每户扣一百", None),
        ("会计每户扣一百，全村四十户", 4000),
        ("会计让我取四万公款出来，他把这四万投进了自己的店", 40000),
        ("危房改造款批了一万四，到俺手里只有一万，中间恁些钱村主任扣走了", 4000),
        ("站长拿了公款两千，又拿了公款两千", 4000),
    ],
)
def test_sums_as_people_tell_them(text: str, yuan: int | None) -> None:
    """To the yuan, or nothing where the text gives no definite figure."""
    assert told(text) == yuan


def by_counts(text: str, counted: tuple[str, ...]) -> int | None:
    """The sum where somebody has said which counts belong to it."""
    plain = normalise(text).text
    amounts = find_amounts(plain)
    counts = [c for c in find_counts(plain, amounts) if plain[c.start : c.end] in counted]
    return add_up(plain, amounts, counts or None).value


@pytest.mark.parametrize(
    ("text", "counted", "yuan"),
    [
        ("补贴二十三个人，每人一年六百，连着四年", ("二十三个人", "四年"), 55200),
        ("一张卡二百，两百一十六户都有", ("两百一十六户",), 43200),
        ("十一个人花了公款七千八", (), 7800),
        ("粮站把四百吨储备粮卖了，头儿分了九十万", ("四百吨",), 900000),
    ],
)
def test_counts_that_belong_to_a_sum_multiply_it(
    text: str, counted: tuple[str, ...], yuan: int
) -> None:
    """A price is multiplied by what is counted; a large sum is no price."""
    assert by_counts(text, counted) == yuan


def test_a_number_of_another_kind_is_no_sum_unless_somebody_knows() -> None:
    """A bare numeral counts as money only where the words around it, or the close reader, say so."""
    plain = normalise("从备用金里先拿了6000填上").text
    start = plain.index("6000")
    assert add_up(plain, find_amounts(plain, lambda s, e: s <= start < e)).value == 6000


def test_counted_things_are_never_sums() -> None:
    """Twenty-six cases are not twenty-six yuan, however sure somebody is."""
    plain = normalise("一共二十六起").text
    assert find_amounts(plain, lambda _s, _e: True) == ()
