"""Find what a message counts: households, things, and how long it went on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.numerals import NUMERAL, read_number
from nlp.parts import Amount
from nlp.units import COUNTED, NAME_OF, OCCASIONS, TIMES, rates_before

COUNT = re.compile(
    rf"(?P<number>{NUMERAL})(?P<unit>{COUNTED}|例|块地)(?![头点]钟)(?!级|(?:党|工|教)龄|的?合同|以?前|之前|多前|以?后(?!来)|之后|以?内)"
)
YEAR = re.compile(r"(?:19|20)\d{2}")
NO_COUNT = re.compile(r"[第初]$")  # 第二次, 初十五
WENT_ON = re.compile(
    r"(?:(?<!去)[收交要拿给领扣送抽吃发训取罚报卖连占开]|持续|连续|连着|前后|已经|都|共|这)[了过]?[我他她]?(?:足足|整整|共)?$|[一-鿿]过$|足足$|整整$"
)
STILL = re.compile(r"^(?:了|整|里)")
EXTRA = re.compile(r"(?:多出来?|多报|多写|多填|多|虚报|假)的?$|[交给送充收]过的$")
HALF = re.compile(r"(?<!天)(?<!个)(?<!大)(?<!小)(?<!上)(?<!下)(?<![一二两三四五六七八九十\d])半年")
WHOLE_YEAR = re.compile(
    r"(?:整整一?|整|全)年(?!级)|(?<![\d零一二两三四五六七八九十去前今同当这那每])一整?年(?=[了,。整没]|下来|的?时间)"
)
YEARS = re.compile(
    r"(?P<first>(?:19|20)\d{2})年?[^,。;!?\n\d]{0,3}(?:至|到|-|~)(?P<last>(?:19|20)\d{2})(?!年?\d{1,2}月)年?"
)
WHEN = r"(?:(?P<{0}year>(?:19|20)\d{{2}}年?|前年|去年|今年|当年|同年|次年|第二年)的?)?(?P<{0}month>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月份?"
MONTHS = re.compile(
    WHEN.format("a") + r"[^,。;!?\n\d]{0,4}?(?:至|到|-|~)[^,。;!?\n\d]{0,2}?" + WHEN.format("b")
)
AGO = {"前年": -2, "去年": -1, "今年": 0, "当年": None, "同年": None, "": None}
LONGEST = 60  # years
MOST_COUNTS = 200  # no message needs more, and each is held against each sum
FEWEST, MOST = 2, 100_000


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a unit, told at ``start:end``; ``per`` is what they are counted in: 一趟三十箱."""

    start: int
    end: int
    number: int
    unit: str
    vague: bool = False  # 二三十头
    lasted: bool = False  # how long it went on: 收了三年
    reckoned: bool = False  # from its beginning and end
    extra: bool = False  # made up: 多出的十二户
    per: tuple[str, ...] = ()


def find_counts(text: str, amounts: Sequence[Amount]) -> list[Count]:
    """Give what the message counts, sums of money left out, in the order of the text."""
    busy = {index for amount in amounts for index in range(amount.start, amount.end)}
    made = [
        count
        for match in COUNT.finditer(text)
        if match.start() not in busy
        for count in _count(text, match)
    ]
    return sorted([*made, *_spans(text)], key=lambda count: count.start)[:MOST_COUNTS]


def _count(text: str, match: re.Match[str]) -> Iterator[Count]:
    number, before = read_number(match["number"]), text[max(0, match.start() - 24) : match.start()]
    if not number or not FEWEST <= number.low <= MOST:
        return
    if YEAR.fullmatch(match["number"]) or NO_COUNT.search(before):
        return
    unit = match["unit"]
    if unit == "年" and number.low > LONGEST:
        return
    per, _ = rates_before(re.split(r"[。!?;\n]", before)[-1])
    yield Count(
        match.start(),
        match.end(),
        number.low,
        NAME_OF.get(unit, unit),
        vague=number.value is None and not match["number"].startswith("上"),
        lasted=_lasted(NAME_OF.get(unit, unit), before, text[match.end() : match.end() + 3]),
        extra=bool(EXTRA.search(before)),
        per=per,
    )


def _lasted(unit: str, before: str, after: str) -> bool:
    """Say whether a count is how long or how often something went on: 收了三年, 三年了."""
    return unit in TIMES | OCCASIONS and bool(WENT_ON.search(before) or STILL.match(after))


def _spans(text: str) -> Iterator[Count]:
    """Give the time told by its beginning and end, or as half or the whole of a year."""
    for match in YEARS.finditer(text):
        years = int(match["last"]) - int(match["first"]) + 1
        if years >= FEWEST:
            yield Count(match.start(), match.end(), years, "年", lasted=True, reckoned=True)
    for match in MONTHS.finditer(text):
        months = _months(match)
        if months >= FEWEST:
            yield Count(match.start(), match.end(), months, "月", lasted=True, reckoned=True)
    for pattern, months in ((HALF, 6), (WHOLE_YEAR, 12)):
        for match in pattern.finditer(text):
            yield Count(match.start(), match.end(), months, "月", lasted=True, reckoned=True)


def _months(match: re.Match[str]) -> int:
    """Give how many months lie between two months told, both of them counted; 0 where the years do not say."""
    first, last = (read_number(match[name]) for name in ("amonth", "bmonth"))
    years = _years(match["ayear"] or "", match["byear"] or "")
    if first is None or last is None or years is None:
        return 0
    return max(0, years * 12 + last.low - first.low + 1)


def _years(first: str, last: str) -> int | None:
    """Give how many years lie between two words for years; a year told once stands for both."""
    one, other = first.rstrip("年"), last.rstrip("年")
    if last in ("次年", "第二年"):
        return 1
    if not other or last in ("当年", "同年"):
        return 0
    if one.isdigit() and other.isdigit():
        return int(other) - int(one)
    begun, ended = AGO.get(first), AGO.get(last)
    return ended - begun if begun is not None and ended is not None else None


def count_payers(text: str) -> int:
    """Give the largest number of households, people or firms that the message counts."""
    counts = [0]
    for match in re.finditer(
        rf"({NUMERAL})(?:多|余|来)?(?:户|家(?!长|里|庭|人|属)|个?人|名|位|个?(?:学生|司机|村民|商户|摊主|学员|老板|家长|农户|群众))",
        text,
    ):
        number = read_number(match[1])
        counts.append(number.low if number and number.low <= MOST else 0)
    return max(counts)
