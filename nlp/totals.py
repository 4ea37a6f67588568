"""Add up what was taken: totals told, several payments, price times count."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from math import prod

from nlp.numerals import NUMERAL, read_number
from nlp.parts import Amount, Mark, Role, Sum

SAME = {
    "家": "户",
    "个人": "人",
    "位": "人",
    "名": "人",
    "个": "人",
    "个月": "月",
    "张": "票",
    "个学期": "学期",
    "个季度": "季度",
    "个星期": "周",
    "平米": "平",
    "平方": "平",
    "口": "人",
}
MOST = 40  # sums looked at; no message tells more payments than that
COUNT = re.compile(
    rf"(?P<number>{NUMERAL})(?P<unit>户|家|个人|人|位|名|口人|个月|次|回|年|桌|亩|车|票|张|平米|平方|平|个学期|学期|天|吨|斤|套|间|条|瓶|头|趟|棵|株|辆|件|份|单|笔|只|支|根|座|场|袋|箱|台|艘|起|盏|盒|桶|床|册|部|批|船|摊|栋|例|宗|块地|学年|季度|个季度|周|个星期|晚|个(?![点头])|节)"
)
YEAR = re.compile("(?:19|20)\\d{2}")
AGAIN = re.compile("[这那此该]$|[这那]笔$|这[一]?[^,。]{0,2}$")
RATES = frozenset(
    "户家人亩月天车次"
)  # a price for each of them tells no sum where nobody counts them
PAIR = 2
PRICE = 20_000  # yuan; a larger sum that is not told as a price is none
SENTENCE = 30  # characters that the end of a sentence counts for
ARRIVED = re.compile(
    r"只(?:给|发|领|有|拿|打|到|剩|收|批|补|报|得)|到手|实(?:际|发|领|付|到)|才(?:给|发|领|有|拿|打)|手里(?:只|才|就)"
)
ORDINAL = re.compile(
    r"第[一二三四五六七八九十末][^,。]{0,3}$|头一?[次笔回][^,。]{0,2}$|[一二两三四]次[^,。]?$|又[^,。]{0,4}$|、$"
)
PEOPLE = frozenset("户人家个位名")
MONTHS = re.compile(
    rf"(?:收|交|要|拿|给|领|扣|干|送|整整|连续|持续|抽)了?(?:整整)?(?P<years>{NUMERAL})年(?!前)"
)
SPAN_YEARS = re.compile(r"(\d{4})年?(?:至|到|-|~)(\d{4})年")


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a unit, told at ``start:end``."""

    start: int
    end: int
    number: int
    unit: str


def add_up(
    text: str, amounts: Sequence[Amount], told_counts: Sequence[Count] | None = None
) -> Sum:
    """Give the sum taken in all, as far as the message tells it, with the words it was read from.

    ``told_counts`` are the counts that somebody knows to belong to the sum; without them the words around decide.
    """
    payers = count_payers(text)
    counts = find_counts(text, amounts)
    told = [a for a in amounts if a.role is not Role.ASIDE and not _again(text, a, amounts)][:MOST]
    taken = [a for a in told if a.role is Role.TAKEN] or told
    if not taken:
        return Sum(payers=payers)
    parts = (
        stated_totals(text, told, counts)
        or _largest_total(taken)
        or _missing(text, taken)
        or (
            _parts(text, taken, counts)
            if told_counts is None
            else _counted(text, taken, told_counts)
        )
    )
    value = sum(a.value or 0 for a in parts) if all(a.value is not None for a in parts) else None
    words = tuple(Mark(a.start, a.end, "amount") for a in parts)
    return Sum(value, sum(a.low for a in parts), words, payers)


def _again(text: str, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Say whether a sum is one told before, spoken of again: 这四万."""
    before = any(a.low == amount.low and a.start < amount.start for a in amounts)
    return before and bool(AGAIN.search(text[max(0, amount.start - 4) : amount.start]))


def stated_totals(text: str, told: Sequence[Amount], counts: Sequence[Count]) -> list[Amount]:
    """Give the sums that are the total of others, or a price times something counted."""
    totals: dict[int, Amount] = {}
    numbers = {c.number for c in counts[:MOST]} | {12}
    products = {many for many in numbers | {a * b for a in numbers for b in numbers} if many > 1}
    for index, amount in enumerate(told):
        if amount.per or ORDINAL.search(text[: amount.start][-6:]):
            continue
        if _is_run(told, index) or _is_product(amount, told, products):
            totals.setdefault(amount.low, amount)
    return list(totals.values())


def _is_run(told: Sequence[Amount], index: int) -> bool:
    """Say whether the sums just before one, or just after it, add up to it."""
    target = told[index].low
    for row in (told[:index][::-1], told[index + 1 :]):
        total = 0
        for count, amount in enumerate(row, 1):
            total += amount.low
            if total == target and count > 1:
                return True
    return False


def _is_product(amount: Amount, told: Sequence[Amount], products: Set[int]) -> bool:
    """Say whether a sum is another one times one or two of the numbers counted, as ``products`` gives them."""
    lows = {a.low for a in told if 0 < a.low < amount.low}
    return any(not amount.low % low and amount.low // low in products for low in lows)


def _largest_total(taken: Sequence[Amount]) -> list[Amount]:
    """Give the sum told as a total, where it is not smaller than a part told beside it."""
    largest = max(taken, key=lambda a: a.low)
    return [largest] if len(taken) > 1 and largest.total and not largest.per else []


def _parts(text: str, taken: Sequence[Amount], counts: Sequence[Count]) -> list[Amount]:
    return [multiplied(amount, counts, text) for amount in taken]


def _missing(text: str, taken: Sequence[Amount]) -> list[Amount]:
    """Give what is missing where a message tells what was due and what arrived: 批了一万四, 到手只有一万."""
    if len(taken) != PAIR:
        return []
    due, arrived = taken
    if due.value is None or arrived.value is None or arrived.value >= due.value:
        return []
    if not ARRIVED.search(text[due.end : arrived.start]):
        return []
    short = due.value - arrived.value
    return [replace(due, low=short, value=short, end=arrived.end)]


def _counted(text: str, taken: Sequence[Amount], counts: Sequence[Count]) -> list[Amount]:
    """Give each sum times the counts told nearest to it; a sum told again for the count is taken once."""
    own: dict[int, dict[str, int]] = {}
    for count in counts:
        nearest = min(range(len(taken)), key=lambda at: _away(text, taken[at], count))
        own.setdefault(nearest, {})[count.unit] = count.number
    prices = {at for at in own if taken[at].per or taken[at].low < PRICE}
    made, lows = [], {taken[at].low for at in prices}
    for at, amount in enumerate(taken):
        if at in prices:
            many = prod(own[at].values())
            value = None if amount.value is None else amount.value * many
            made.append(replace(amount, low=amount.low * many, value=value))
        elif amount.low not in lows:
            made.append(amount)
    return made


def _away(text: str, amount: Amount, count: Count) -> int:
    """Give how far a count stands from a sum, farther where a sentence ends between them."""
    first, second = sorted((amount.start, count.start))
    return second - first + SENTENCE * len(re.findall("[。!?;\n]", text[first:second]))


def multiplied(amount: Amount, counts: Sequence[Count], text: str) -> Amount:
    """Give a price multiplied by the nearest count of the same unit, or the amount as it is."""
    if not amount.per or (amount.per == "次" and text.count("一次") > 1):
        return amount
    count = nearest_count(amount, counts, text)
    if count is None:
        return replace(amount, value=None) if amount.per in RATES else amount
    value = None if amount.value is None else amount.value * count
    return replace(amount, low=amount.low * count, value=value)


def nearest_count(amount: Amount, counts: Sequence[Count], text: str) -> int | None:
    """Give how many of a price's unit are told nearest to it, 2 to 100,000 of them."""
    unit = SAME.get(amount.per, amount.per)
    same = [c for c in counts if c.unit == unit]
    if same:
        return min(same, key=lambda c: abs(c.start - amount.start)).number
    payers = [c for c in counts if {c.unit, unit} <= PEOPLE]
    if payers:
        return min(payers, key=lambda c: abs(c.start - amount.start)).number
    lasted = MONTHS.search(text) if unit == "月" else None
    if lasted and (years_told := read_number(lasted["years"])):
        return min(years_told.low, 60) * 12
    years = SPAN_YEARS.search(text) if unit == "年" else None
    return int(years[2]) - int(years[1]) + 1 if years and int(years[1]) < int(years[2]) else None


def find_counts(text: str, amounts: Sequence[Amount]) -> list[Count]:
    """Give what the message counts, sums of money left out."""
    busy = {index for amount in amounts for index in range(amount.start, amount.end)}
    return [
        count
        for match in COUNT.finditer(text)
        if match.start() not in busy
        for count in _count(match)
    ]


def _count(match: re.Match[str]) -> Iterator[Count]:
    number = read_number(match["number"])
    if number and 2 <= number.low <= 100_000 and not YEAR.fullmatch(match["number"]):
        yield Count(match.start(), match.end(), number.low, SAME.get(match["unit"], match["unit"]))


def count_payers(text: str) -> int:
    """Give the largest number of households, people or firms that the message counts."""
    counts = [0]
    for match in re.finditer(
        rf"({NUMERAL})(?:多|余|来)?(?:户|家(?!长|里|庭|人|属)|个?人|名|位|个?(?:学生|司机|村民|商户|摊主|学员|老板|家长|农户|群众))",
        text,
    ):
        number = read_number(match[1])
        counts.append(number.low if number and number.low <= 100_000 else 0)
    return max(counts)
