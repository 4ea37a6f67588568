"""The months that a text speaks of, by name, season or feast: 去年九月, 热天, 中秋前, 腊月里."""

import re

from nlp.numerals import read_number

MONTH = re.compile(
    r"(?<![\d个一二三四五六七八九十])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!饼)"
)
SEASONS = {
    "春节|过年|腊月|正月|除夕|元宵|寒假|拜年|年夜|压岁": (1, 2),
    "元旦": (1,),
    "清明": (4,),
    "五一": (5,),
    "端午|六一|高考": (6,),
    "教师节|中秋|月饼|八月十[四五六]": (9,),
    "国庆|重阳": (10,),
    "开春|春天|春上|春季|春耕": (2, 3, 4, 5),
    "夏天|热天|暑假|夏季|入夏|夏里": (6, 7, 8),
    "秋天|秋季|入秋|秋后|秋上|秋收": (8, 9, 10, 11),
    "冬天|冬季|入冬|冬月|冬里": (11, 12, 1),
    "年底|年末|年尾": (12,),
}
PATTERNS = [(re.compile(words), months) for words, months in SEASONS.items()]


def months_of(plain: str) -> frozenset[int]:
    """Give the months of a normalised text, of whatever year."""
    told = {number.low for one in MONTH.findall(plain) if (number := read_number(one))}
    for pattern, months in PATTERNS:
        if pattern.search(plain):
            told.update(months)
    return frozenset(told)
