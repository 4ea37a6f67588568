"""Find sums of money in the normalised text and say what each of them is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf

from nlp.numerals import NUMERAL, Number, read_number
from nlp.parts import Amount, Role
from nlp.roles import role_of
from nlp.units import WORDS, is_item, rate_after, rates_before

Sure = Callable[[int, int], bool]
CURRENCY = r"(?:块钱|元整|元钱|元|圆|整(?=[,。!?;、\n]|$)|块(?![地儿田石]|[一-鿿]?(?:牌|碑|砖))|大洋|rmb|人民币|美元|美金|现金|现钞|大钞)"
DIGIT = r"[一二两三四五六七八九\d]"
CHANGE = rf"(?<=[块元])(?P<dime>{DIGIT}|半)(?!{WORDS}|[\d一二三四五六七八九十百千万])(?:[毛角](?:(?P<cent>{DIGIT})分?)?)?"
MONEY = re.compile(
    rf"(?P<sign>¥|\$|人民币|rmb)?(?<![\d.a-z])(?P<number>{NUMERAL})(?P<after>[多余来几])?(?:(?P<currency>{CURRENCY})(?:{CHANGE})?|(?P<dimes>[毛角]钱?))?"
)
NOT_MONEY = re.compile(
    rf"号人|(?:{WORDS})|[人户口亩平米斤吨个次年天号桌瓶条辆套名位公里度张岁楼栋层间家村组条届期路页场月日点分时项件份头台部本册封排块棵株株册斗席%倍成车票学线街巷班室单元房字根趟回份代排第级批轮度周尾棟位字眼方厘毫立步多克箱包袋片幅双支起艘船宗例把杆顶枚粒遍发枪秒小余盒桶座艘种类样元]"
)
MONEY_BEFORE = re.compile(
    r"(?:收|交|要|给|送|成本|进价|得|实际是?|剩下的?|差的?|差额|该|算|充|前后|加起来|官网|塞|罚|扣|拿|每户|每人|一人|一户|每家|一家|每次|每月|每年|每桌|挨家|红包|礼金|押金|好处费|费用|费|款|钱|卡|账|值|价|凑|领|吃|花|用|掉|转|打|共|总|合计|约|大概|差不多|家|到手|补|发|存|借|欠|贪|套|抽|分|报|损失|索|吞|捞|掏|付|出|垫|至少|拢共|一票|一张票|截留)[^\d,。!?;\n]{0,3}$"
)
TOTAL_BEFORE = re.compile(
    r"(?:共计?|总共|合计|总计|累计|一共|拢共|前后|加起来|加一起|总数|总额|先后|统共|就是|就|算下来|合起来|一年|一算|全部|正好|净落|总的|通共|共收|加上)(?:(?![都各每])[^\d,。!?;\n]){0,6}$|=$"
)
UNLIKE_COUNT = re.compile(
    "回扣|批[地准]|包(?:过|圆|干|我|你|他)|封口|分(?:给|了|掉|[两二三四五六七八九几十\\d]+[笔次批])|项目|等"
)
HOTLINES = frozenset(
    {
        "110",
        "119",
        "120",
        "122",
        "12345",
        "12315",
        "12388",
        "12380",
        "12333",
        "12348",
        "12389",
        "12369",
        "10086",
        "95598",
    }
)
SHUN_BEFORE = re.compile(
    r"(?:第|电话|手机|尾号|编号|身份证|号码|案号|车牌|qq|微信|门牌|房间|酒店|[a-z])\s*$"
)
DATE_BEFORE = re.compile(r"(?:(?<![一每])年|(?<![一每个])月|[号.])\s*$")
DAY_BEFORE = re.compile(r"(?<![一每个])月$|初$")  # 正月十六, 初一十五
DAYS = 31
IDIOM = re.compile(
    r"十万火急|千万(?:不|别|要|莫|请)|万一|百分之|千方百计|百般|七上八下|乱七八糟|万分|万事|百姓|万人|十万八千里|百闻|千篇一律"
)
COLLOQUIAL = re.compile(
    "[百千佰仟][一二两三四五六七八九]$"
)  # 三千八: so nobody counts anything else
APART = 2  # as NEAR, where the one before does not count
NEAR = 12  # characters between the sums of one list
SMALLEST, SMALLEST_BARE, HUNDREDS, LARGEST_BARE = 10, 30, 100, 10**7
PAUSES = ',。!?;:、\n)"的,'
ON = re.compile(r"没|还多|还不止|出头|左右|上下|都是|全|就")  # may follow a round sum


def find_amounts(text: str, sure: Sure = lambda _start, _end: False) -> tuple[Amount, ...]:
    """Give the sums of money in ``text`` in order, each with the part it plays.

    ``sure`` says of a numeral whether somebody knows it for a sum that the words around it do not show.
    """
    made: list[Amount] = []
    for amount in _amounts(text, sure):
        made.append(_continued(text, made[-1], amount) if made else amount)
    return tuple(made)


def _continued(text: str, last: Amount, amount: Amount) -> Amount:
    """Give a sum of a list the part of the one before it: 收了五千、六千、七千元."""
    between = text[last.end : amount.start]
    near = APART if last.role is Role.ASIDE else NEAR
    if amount.role is Role.OPEN and len(between) <= near and not re.search("[。!?;\n]", between):
        return replace(amount, role=last.role)
    return amount


def _amounts(text: str, sure: Sure) -> Iterator[Amount]:
    for match in MONEY.finditer(text):
        number = read_number(match["number"])
        if number is None or number.low < 1:
            continue
        if not (is_money(text, match, number) or _known(text, match, sure)):
            continue
        start, end = match.span()
        before, after = text[max(0, start - 24) : start], text[end : end + 40]
        yield _amount(start, end, _sentence(before), after, _yuan(match, number))


def _sentence(before: str) -> str:
    """Give the part of the sentence that stands before a sum."""
    return re.split(r"[。!?;\n]", before)[-1]


def _amount(start: int, end: int, before: str, after: str, yuan: tuple[Number, int]) -> Amount:
    """Give a sum with what the words around it make of it."""
    number, cents = yuan
    units, firm = rates_before(before)
    behind, surely = rate_after(after)
    if is_item(units, before, after):
        units, firm = (), False
    return Amount(
        start,
        end,
        number.low,
        number.value,
        role_of(before, after),
        per=tuple(dict.fromkeys((*units, *behind))),
        total=bool(TOTAL_BEFORE.search(before)),
        firm=firm or surely,
        cents=cents,
    )


def _yuan(match: re.Match[str], number: Number) -> tuple[Number, int]:
    """Give the whole yuan and the cents of a sum: 三块五 is 3 and 50, 五毛 is 0 and 50."""
    if match["dimes"]:
        return Number(number.low // 10, number.low // 10), number.low % 10 * 10
    point = re.fullmatch(r"\d+\.(\d{1,2})", match["number"])
    if point:
        return number, int(point[1].ljust(2, "0"))
    dime, cent = (_digit(match[name]) for name in ("dime", "cent"))
    return number, dime * 10 + cent


def _digit(sign: str | None) -> int:
    """Give the value of one digit, 5 for 半, 0 for none."""
    if sign == "半":
        return 5
    number = read_number(sign) if sign else None
    return number.low if number else 0


def _known(text: str, match: re.Match[str], sure: Sure) -> bool:
    """Say whether somebody is sure of a numeral that counts nothing."""
    after = text[match.end() : match.end() + 4]
    number = read_number(match["number"])
    large = number is not None and number.low >= SMALLEST
    return large and not _counts(after) and sure(match.start("number"), match.end("number"))


def _counts(after: str) -> bool:
    """Say whether a numeral counts what follows it."""
    return bool(NOT_MONEY.match(after)) and not UNLIKE_COUNT.match(after)


def is_money(text: str, match: re.Match[str], number: Number) -> bool:
    """Say whether a numeral is a sum: by its currency, or by the words around a bare one."""
    before, after = (
        text[max(0, match.start() - 20) : match.start()],
        text[match.end() : match.end() + 4],
    )
    if SHUN_BEFORE.search(before) or IDIOM.match(text, match.start()):
        return False
    if match["currency"] or match["sign"] or match["dimes"]:
        large = number.low >= SMALLEST and not match["dimes"]
        return large or match["currency"] == "块钱" or _priced(before, after)
    digits = match["number"].rstrip("多余来几把,")
    bare = digits not in HOTLINES and not _counts(after)
    return bare and _is_bare_sum(digits, number, before, after)


def _is_bare_sum(digits: str, number: Number, before: str, after: str) -> bool:
    """Say whether a numeral without currency is a sum: 五万; 三千二 before a pause; 收两百."""
    if re.search("[万亿wk]", digits):
        return number.low >= HUNDREDS
    if _is_date(digits, number, before):
        return False
    if COLLOQUIAL.search(digits):
        return number.low >= HUNDREDS
    priced, round_sum = _priced(before, after), bool(re.search("[百千佰仟]", digits))
    if _ends(after) and number.low >= (SMALLEST if priced else HUNDREDS if round_sum else inf):
        return True
    shaped = round_sum or digits.isdigit() or len(digits) > 2 or "十" in digits
    smallest = SMALLEST if priced else SMALLEST_BARE
    return shaped and bool(MONEY_BEFORE.search(before)) and smallest <= number.low < LARGEST_BARE


def _is_date(digits: str, number: Number, before: str) -> bool:
    """Say whether a numeral is the rest of a date: 2023年5, 正月十六."""
    day = DAY_BEFORE.search(before) and number.low <= DAYS
    return bool(day or (DATE_BEFORE.search(before) and digits.isdigit()))


def _ends(after: str) -> bool:
    """Say whether what follows a round numeral may follow a sum: a pause, its unit."""
    return not after or after[0] in PAUSES or bool(ON.match(after) or rate_after(after)[0])


def _priced(before: str, after: str) -> bool:
    """Say whether the words around a numeral make it a price."""
    return bool(rates_before(_sentence(before))[0] or rate_after(after)[0])
