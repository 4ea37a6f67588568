"""Give what is missing where a message tells two sums: what was due and what arrived, what it costs and what was charged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from nlp.numerals import read_number
from nlp.parts import Amount, Role

ARRIVED = re.compile(
    r"只(?:给|发|领|有|拿|打|到|剩|收|批|补|报|得|让)|到手|实(?:际|发|领|付|到|收)|才(?:给|发|领|有|拿|打)|手里(?:只|才|就)|就给|^[^,。]{0,3}改成"
)
COST = re.compile(
    r"(?:成本|进价|明文|规定|标准|文件上?|公示|该收|评估(?:报告)?|市价|市场价)[^,。!?;\n\d]{0,4}$"
)
CHARGED = re.compile(r"卖|收|要|实际|到手|报")
DIFFERENCE = re.compile(
    r"(?P<sure>差额|差价|差的|差了|(?<!最)少的(?!时)|(?<!最)多的(?!时)|多出来?的?|多收的?|多报的?|多赔了?|中间|倒差|省(?:下|出)来?的?)[那这]?[^,。!?;\n\d]{0,6}$|(?:剩下?的?|剩余|还有|短了?|少了?|余下的?|差)[那这]?[^,。!?;\n\d]{0,3}$"
)
PERCENT = re.compile(
    r"百分之(?P<percent>[一二三四五六七八九十\d]+)|(?P<sign>\d+)%|(?P<tenths>[一二两三四五六七八九])成(?P<more>[一二三四五六七八九])?"
)
ON_TOP = re.compile(r"又|另|也领|还(?:有|收|要|拿)")  # what comes beside
CLAUSE = re.compile(r"[,。!?;:\n]")
REST = re.compile(r"(?:差|多出来?|多|少)的?钱|差价|差额|多出来的")
FAR = 60  # characters between what was due and what arrived
RETURNED = re.compile("补给|退|[归已]还|还[了给他]")
UNLIKE = 50  # so many times larger, a sum is not what was due
BEFORE = 14


def shortened(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Give the sums with each pair of due and arrived replaced by what is missing between them."""
    told = _told(text, amounts) or _shares(text, amounts)
    if told:
        return told
    for first, last in pairwise(amounts):
        if _is_pair(text, first, last):
            short = _missing(first, last)
            rest = [a for a in amounts if not _again(a, first, last, short)]
            return sorted([*rest, short], key=lambda a: a.start)
    return list(amounts)


def _told(text: str, amounts: Sequence[Amount]) -> list[Amount] | None:
    """Give the sums without the pair whose difference is told beside them: 一千五…九百,中间那六百."""
    for amount in amounts:
        found = DIFFERENCE.search(text[max(0, amount.start - BEFORE) : amount.start])
        if not found or _returned(text, amount):
            continue
        others = [a for a in amounts if a is not amount and not _returned(text, a)]
        pair = next(_pairs(amount, others), ())
        if pair or found["sure"]:
            return _without(text, amounts, amount, pair)
    return None


def _returned(text: str, amount: Amount) -> bool:
    return bool(RETURNED.search(text[max(0, amount.start - BEFORE) : amount.start]))


def _shares(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Give the sums without the one that another is so many percent of: 货款十五万,抽一成,一万五."""
    percents = {_percent(match) for match in PERCENT.finditer(text)} - {0}
    parts = [
        (a, b) for a in amounts for b in amounts for p in percents if a.low * p == b.low * 100
    ]
    whole = {a.low for a, _ in parts}
    return [a for a in amounts if a.low not in whole] if whole else []


def _percent(match: re.Match[str]) -> int:
    """Give the percent that 百分之五, 5% or 一成二 tell, 0 where they tell none."""
    tenths, more, plain = (
        _number(told)
        for told in (match["tenths"], match["more"], match["percent"] or match["sign"])
    )
    return tenths * 10 + more + plain


def _number(told: str | None) -> int:
    number = read_number(told) if told else None
    return number.low if number else 0


def _without(
    text: str, amounts: Sequence[Amount], amount: Amount, pair: Sequence[Amount]
) -> list[Amount]:
    """Give a difference, a price for the units of its pair, and what is told to come on top of it."""
    per = dict.fromkeys(unit for one in (amount, *pair) for unit in one.per)
    short = replace(amount, per=tuple(per), role=Role.TAKEN, total=not per and len(amounts) > 1)
    later = [a for a in amounts if a.start > amount.start and not _again(a, amount, *pair)]
    return [short, *(a for a in later if ON_TOP.search(CLAUSE.split(text[: a.start])[-1]))]


def _pairs(amount: Amount, others: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    for first, last in combinations(others, 2):
        if amount.value and abs(_cents(first) - _cents(last)) == _cents(amount):
            yield first, last


def _cents(amount: Amount) -> int:
    return amount.low * 100 + amount.cents


def _again(amount: Amount, *told: Amount) -> bool:
    """Say whether a sum is one of those told, or told again."""
    return any(_cents(amount) == _cents(other) for other in told)


def _is_pair(text: str, first: Amount, last: Amount) -> bool:
    """Say whether two sums are what was due and what arrived, or what it costs and what was charged."""
    if first.value is None or last.value is None or last.start - first.end > FAR:
        return False
    if max(first.low, last.low) > UNLIKE * min(first.low, last.low):
        return False
    between = text[first.end : last.start]
    if _cents(last) < _cents(first) and ARRIVED.search(between):
        return True
    if set(first.per) & set(last.per) and REST.search(text[last.end : last.end + FAR]):
        return True
    cost = COST.search(text[max(0, first.start - BEFORE) : first.start])
    return bool(cost and CHARGED.search(between)) and last.low > first.low


def _missing(first: Amount, last: Amount) -> Amount:
    """Give the difference as one sum, a price for the units of both."""
    short = abs(_cents(first) - _cents(last))
    per = tuple(dict.fromkeys((*first.per, *last.per)))
    return replace(
        first,
        low=short // 100,
        value=short // 100,
        cents=short % 100,
        end=last.end,
        per=per,
        firm=False,
        total=False,
        role=Role.TAKEN,
    )
