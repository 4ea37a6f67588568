"""Add up what was taken: totals told, several payments, price times count."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.counts import Count, count_payers, find_counts
from nlp.parts import Amount, Mark, Role, Sum
from nlp.prices import Counted, multiplied
from nlp.shortfalls import CLAUSE, ON_TOP, shortened
from nlp.units import MONTHS_OF, OCCASIONS, PEOPLE, TIMES

MOST = 40  # sums looked at; no message tells more payments than that
THIS = re.compile("[这那此该]$|[这那]笔$|这[一]?[^,。]{0,2}$")
MOST_COUNTS = 40  # looked at for the total of a price
ONCE_MORE = re.compile(r"又|再|还|也|另|第|[、月日号]|各|分别|涨|再次|下半年|次")
ORDINAL = re.compile(
    r"第[一二三四五六七八九十末][^,。]{0,3}$|头一?[次笔回][^,。]{0,2}$|[一二两三四]次[^,。]?$|又[^,。]{0,4}$|、$"
)
SENTENCE = re.compile(r"[。!?;\n]")
OTHERS = re.compile(r"还有|另|也|其他|别的")
POINT = re.compile(
    r"第[二三四五六七八九][件笔次,:]|另|同一?年|(?:^|[。\n])\s*[二三四五六七八][、.]"
)
LISTED = re.compile(r"、[^,。!?;\n]{0,4}$")
NEAR = 12  # characters between the sums of one list
SMALL = 5  # so many times smaller, a vague sum beside a definite one is left out
MONTHS = frozenset({12})
YEARLY = "年"
CURRENCY = re.compile("[块元毛钱]")


def add_up(
    text: str, amounts: Sequence[Amount], told_counts: Sequence[Count] | None = None
) -> Sum:
    """Give the sum taken in all, as far as the message tells it, with the words it was read from.

    ``told_counts`` are the counts that somebody knows to belong to the sum; without them the words around decide.
    """
    payers, counts = count_payers(text), find_counts(text, amounts)
    told = [a for a in shortened(text, amounts[:MOST]) if a.role is not Role.ASIDE]
    told = [a for a in told if not _priced_later(text, a, told)]
    told = [a for a in told if not _again(text, a, told) and not _is_count(text, a, counts)]
    taken = [a for a in told if a.role is Role.TAKEN] or told
    if not taken:
        return Sum(payers=payers)
    sums = tuple(a.start for a in taken)
    parts = _parts(text, taken, told, Counted(text, counts, frozenset(told_counts or ()), sums))
    value = sum(a.value or 0 for a in parts) if all(a.value is not None for a in parts) else None
    return Sum(value, sum(a.low for a in parts), tuple(_words(parts)), payers)


def _is_count(text: str, amount: Amount, counts: Sequence[Count]) -> bool:
    """Say whether a bare numeral tells a count once more: 他说一千六, beside 一千六百套."""
    bare = not amount.per and not CURRENCY.search(text[amount.start : amount.end])
    return bare and any(count.number == amount.low for count in counts)


def _words(parts: Iterable[Amount]) -> Iterator[Mark]:
    """Give the words of the sums, and of the counts they were multiplied by."""
    for amount in parts:
        yield Mark(amount.start, amount.end, "amount")
        yield from amount.counted


def _parts(
    text: str, taken: Sequence[Amount], told: Sequence[Amount], counted: Counted
) -> list[Amount]:
    totals = stated_totals(text, told, counted.counts) or _largest_total(text, taken)
    if totals:
        totals += [a for a in taken if a not in totals and _added(text, a, totals)]
        return [multiplied(a, counted) if YEARLY in a.per else a for a in totals]
    made = [multiplied(amount, counted) for amount in _items(text, taken)]
    return _definite(made)


def _added(text: str, amount: Amount, totals: Sequence[Amount]) -> bool:
    """Say whether a sum comes on top of the totals told before it: 一共三万,年底又要了一千."""
    before = text[: amount.start]
    later = amount.start > max(a.start for a in totals) and not amount.per
    beside = ON_TOP.search(CLAUSE.split(before)[-1]) or POINT.search(SENTENCE.split(before)[-1])
    return later and bool(beside)


def _items(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Give the sums, those told one by one as no prices: 一张八千,一张七千 are two cards."""
    units = [a.per for a in amounts if not a.firm or "次" in a.per]
    return [
        replace(a, per=(), firm=False)
        if a.per and units.count(a.per) > 1 and not _each(text, a)
        else a
        for a in amounts
    ]


def _each(text: str, amount: Amount) -> bool:
    return "每" in text[max(0, amount.start - NEAR) : amount.start]


def _definite(amounts: Sequence[Amount]) -> list[Amount]:
    """Give the sums without vague ones that are small beside the definite ones."""
    sure = sum(a.value for a in amounts if a.value is not None)
    return [
        a
        for a in amounts
        if a.value is not None or not sure or (a.low * SMALL > sure and not _uncounted(a))
    ]


def _uncounted(amount: Amount) -> bool:
    """Say whether a sum is a price that nobody counted anything for: 一个月才三千."""
    return bool(amount.per and not amount.counted)


def _again(text: str, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Say whether a sum is one told before, spoken of again: 这四万; 四百块不多."""
    same = [
        a
        for a in amounts
        if a.low == amount.low and a.start < amount.start and (a.per or not amount.per)
    ]
    if not same:
        return False
    before, between = text[: amount.start], text[same[-1].end : amount.start]
    if THIS.search(before[-4:]):
        return True
    listed = len(between) <= NEAR and not SENTENCE.search(between)
    return not listed and not ONCE_MORE.search(SENTENCE.split(before)[-1][-NEAR:])


def _priced_later(text: str, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Say whether a sum is the price that is told again with those who paid: 要三百茶水费…八个人,一人三百."""
    later = (a for a in amounts if a.low == amount.low and a.start > amount.start and a.per)
    return not amount.per and any(not OTHERS.search(text[amount.end : a.start]) for a in later)


def stated_totals(text: str, told: Sequence[Amount], counts: Sequence[Count]) -> list[Amount]:
    """Give the sums that are the total of others, or a price times something counted."""
    totals: dict[int, Amount] = {}
    inside: set[int] = set()  # sums that a total is made of
    for index, amount in enumerate(told):
        if ORDINAL.search(text[: amount.start][-6:]) or (amount.per and not amount.total):
            continue
        listed = bool(LISTED.search(text[: amount.start][-NEAR:])) and not amount.total
        parts = (not listed and _run(told, index)) or _bases(text, amount, told, counts)
        if parts:
            totals.setdefault(amount.low, amount)
            inside |= parts
    return [amount for low, amount in totals.items() if low not in inside]


def _run(told: Sequence[Amount], index: int) -> set[int]:
    """Give the sums just before one, or just after it, that add up to it."""
    target = told[index].low
    for row in (told[:index][::-1], told[index + 1 :]):
        total = 0
        for count, amount in enumerate(row, 1):
            total += amount.low
            if total == target and count > 1:
                return {a.low for a in row[:count]}
    return set()


def _bases(text: str, amount: Amount, told: Sequence[Amount], counts: Sequence[Count]) -> set[int]:
    """Give the sums that make one when taken so often as the message counts."""
    prices = [a for a in told if a.low < amount.low and _is_price(text, a, amount)]
    return {a.low for a in prices if _times(amount, a) in _products(a, counts)}


def _is_price(text: str, price: Amount, amount: Amount) -> bool:
    return bool(price.per) or price.start < amount.start or text[price.start - 1] == "各"


def _products(price: Amount, counts: Sequence[Count]) -> set[int]:
    """Give one or two numbers counted, multiplied; for a price only those of its units, of times and of people."""
    fitting = {*price.per, *TIMES, *OCCASIONS, *PEOPLE} if price.per else None
    fit = [c for c in counts[:MOST_COUNTS] if fitting is None or c.unit in fitting]
    numbers = {c.number * months for c in fit for months in {1, MONTHS_OF.get(c.unit, 1)}} | MONTHS
    return {many for many in numbers | {a * b for a in numbers for b in numbers} if many > 1}


def _times(amount: Amount, price: Amount) -> int:
    """Give how many times a price makes an amount, 0 where it does not come out even."""
    many, rest = divmod(amount.low * 100 + amount.cents, price.low * 100 + price.cents)
    return 0 if rest else many


def _largest_total(text: str, taken: Sequence[Amount]) -> list[Amount]:
    """Give the sum told as a total, where it is not smaller than a part told beside it."""
    largest = max(taken, key=lambda a: a.low)
    beside = ON_TOP.search(CLAUSE.split(text[: largest.start])[-1])
    whole = largest.total and not largest.per and not beside
    return [largest] if len(taken) > 1 and whole else []
