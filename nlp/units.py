"""What prices are told for, and what is counted: households, months, things; one table for both."""

import re
from collections.abc import Iterable, Iterator, Sequence

# A unit and the words for it; the first word is its name. Longer words stand before shorter ones in the pattern.
UNITS = (
    ("户",),
    ("家",),
    ("人", "个人", "口人", "人次", "号人", "位", "名", "个", "口"),
    ("月", "个月"),
    ("年", "学年"),
    ("学期", "个学期"),
    ("季度", "个季度"),
    ("周", "个星期", "个礼拜", "礼拜", "星期"),
    ("天", "日"),
    ("晚",),
    ("次", "回", "趟"),
    ("票", "张"),
    ("平", "平米", "平方"),
    ("盏", "盏灯"),
    *((word,) for word in "桌亩车吨斤本套间条瓶盒头棵株栋辆件份单笔只根座场册支台袋箱桶扇床片节课科颗处碗顿例针方铺罐具双对艘部批船摊把股包副块枚起杯期宗组沓壶格"),
    ("班", "个班"),
)  # fmt: skip
NAME_OF = {word: words[0] for words in UNITS for word in words}
NO_UNIT = {
    "回": "回(?!扣)",
    "把": "把(?!手)",
    "只": "只(?![给发领有拿到剩收批补报得让])",
    "期": "期(?!间)",
    "组": "组(?![织长])",
    "班": "班(?!子)",
}


def _pattern(words: Iterable[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(NO_UNIT.get(word, word) for word in longest)


WORDS = _pattern(NAME_OF.keys() - {"日"})
COUNTED = _pattern(NAME_OF.keys() - {"日", "月", "块"})  # 三月 and 五块 count nothing
PEOPLE = frozenset("户家人")
OCCASIONS = frozenset("次场顿")
MONTHS_OF = {"年": 12, "学期": 6, "季度": 3}  # how many months pass, for a price by the month
TIMES = frozenset(("月", "年", "学期", "季度", "周", "天", "晚"))
FIRM = frozenset(
    (*"户家人亩月天车次票单斤桌", "个月")
)  # 一票三百 is a price, 一张五百的卡 is a card

EACH = rf"每一?(?P<each>{WORDS})"
ONE = rf"(?<![这那第此该某同另当之每零一二两三四五六七八九十百千万\d])一(?P<one>{WORDS})"
RATE = re.compile(
    rf"(?:按)?{EACH}|{ONE}|(?<![去前今明当])(?P<twice>[户家人车船月年天次回趟])(?P=twice)|(?P<bare>挨家挨户|挨家|各户|挨户|按户|户均|人均|人头)"
)
EACH_ONE = re.compile(
    r"(?:每|(?<=[,。])一)(?:娃|孩)|每(?:学员|学生|孩子|村民|摊主|职工|商户|司机|家长|农户|群众|老师|代表|老人|同学|社员|生(?!产)|队|店|格|台车|头猪)"
)
AFTER = re.compile(rf"^(?:钱|现金)?(?P<sign>/|每|一)(?P<unit>{WORDS})(?![钱元块共]|年级)")
EACH_OF = re.compile(
    rf"[两俩二三四五六七八九十\d](?P<unit>{COUNTED})[^,。!?;\n]{{0,4}}各[^,。!?;\n]{{0,6}}$"
)  # 三人各八万
REACH = 18  # characters from the unit to the price
CLOSE = 3  # 一票三百 is a price, 一人决定花三百 is none
WORTH = re.compile(
    r",[^,。!?;\n每一]{0,4}(?:里头|里面|标价|面值|卡面|折价?|价?值|市价|单价|官网)[^,。!?;\n]{0,2}$"
)
ITEM = re.compile(rf"(?<![每人户家])一(?P<unit>{WORDS})$")
THINGS = re.compile(rf"[两二三四五六七八九十\d]+(?:{COUNTED}|把)")  # 每人两把一百六
BROKEN = re.compile(r"[,。!?;\n]|共|合计|总|另外|加起来")
OTHER_NUMBER = re.compile(r"[\d二两三四五六七八九十百千万]")


def rates_before(words: str) -> tuple[tuple[str, ...], bool]:
    """Give the units that a price is told for in the words before it, and whether they say 每 or the like.

    Of 每户每年两千 both; nothing where the clause ends, a total is told or something else is counted in between.
    """
    worth = WORTH.search(words)
    if worth:
        units, firm = _units(words[: worth.start()][-REACH:])
        if PEOPLE & set(units):
            return units, firm
    return _units(words[-REACH:])


def _units(near: str) -> tuple[tuple[str, ...], bool]:
    each = EACH_OF.search(near)
    if each:
        return (NAME_OF[each["unit"]],), True
    units: list[tuple[str, re.Match[str]]] = []
    firm, end = False, len(near)
    for match, unit in reversed(_rates(near)):
        between = THINGS.sub("", near[match.end() : end])
        if BROKEN.search(between) or OTHER_NUMBER.search(between) or between.endswith("的"):
            break
        units.append((unit, match))
        firm = firm or _firm(match, between)
        end = match.start()
    return tuple(dict.fromkeys(_prices(units[::-1]))), firm


def _prices(units: Sequence[tuple[str, re.Match[str]]]) -> Iterator[str]:
    """Give the units that make a price; the box of 一人一箱 is what each of them got."""
    for at, (unit, match) in enumerate(units):
        word = match.group()
        if at == 0 or unit in TIMES | OCCASIONS or word[0] != "一" or word[1:] in PEOPLE:
            yield unit


def _rates(words: str) -> list[tuple[re.Match[str], str]]:
    found = [(m, name_of(m)) for m in RATE.finditer(words)]
    found += [(m, "人") for m in EACH_ONE.finditer(words)]
    return sorted(found, key=lambda pair: pair[0].start())


def _firm(match: re.Match[str], between: str) -> bool:
    """Say whether a unit makes a price for sure: 每张五百, 一票三百, not 一张五百的卡."""
    if not match.group().startswith("一"):
        return True
    close = len(between) <= CLOSE and not re.search("[定板花]", between)
    return match.group()[1:] in FIRM and close


def name_of(match: re.Match[str]) -> str:
    """Give the name of the unit that a word of ``RATE`` tells."""
    if match["bare"]:
        return "人" if match["bare"] in ("人均", "人头") else "户"
    return NAME_OF[match["each"] or match["one"] or match["twice"]]


def rate_after(words: str) -> tuple[tuple[str, ...], bool]:
    """Give the unit told behind a price, and whether it makes one for sure: 两百每人, not 五百一辆."""
    found = AFTER.match(words)
    if not found:
        return (), False
    return (NAME_OF[found["unit"]],), found["sign"] != "一" or found["unit"] in FIRM


def is_item(units: Sequence[str], before: str, after: str) -> bool:
    """Say whether a sum is what one thing is worth, no price: 一个六百的红包, but not 每人一个六百的红包."""
    found = ITEM.search(before) if after.startswith("的") else None
    return bool(found and tuple(units) == (NAME_OF[found["unit"]],))
