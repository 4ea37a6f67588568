"""Find units, times and places in the normalised text."""

import re

from nlp.gazetteer import HAN, gazetteer
from nlp.parts import Mark

LONGEST_UNIT = 16
NAMED = 3  # characters of a village or town with a name of its own
COUNT = r"[\d一二两三四五六七八九十几]{1,4}"
ATOMS = (
    r"(?:19|20)\d{2}年|(?:19|20)\d{2}(?![\d元块多户人名年])|[一二][〇零九][〇零一二三四五六七八九]{2}年|(?<!\d)\d{2}年(?!前)",
    "今年|去年|大前年|前年|当年|上年|次年|同年",
    rf"{COUNT}月[份里]?(?:底|初|中旬|上旬|下旬|间|末)?(?!饼)|上半年|下半年|年初|年底|年末|年前|年后|春天|夏天|秋天|冬天|开春|入冬|(?<=年)[春夏秋冬](?![天月季播收上])|[一二三四]季度|春上|秋后|入秋|夏收|秋收",
    rf"{COUNT}[日号](?:晚上?)?(?!线|楼|院|窗口|仓|塔|门|井|店|车|电梯|桌)|初[一二三四五六七八九十]",
    "(?:春节|过年|元旦|元宵|清明|五一|端午|中秋|国庆|重阳|除夕|小年|教师节|双节|暑假|寒假|开学|换届|疫情|腊月|正月|冬月|大年[初三]?[一二三四五六七八九十]{0,2})(?:期间|前后|前|后|那天|当天|那会儿|那阵子?|节|廿?[一二三四五六七八九十]{1,3})?",
    "凌晨|清晨|昨夜|早上|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|大清早|午后|晚自习后?|当晚",
    rf"{COUNT}点(?:多|半|左右|{COUNT}分)?钟?",
    "(?:上上?个?|这个?|本|下)(?:月|星期|礼拜|周)(?:[一二三四五六日天末])?|(?:周|星期|礼拜)[一二三四五六日天末]",
    rf"昨天|昨晚|昨日|前天|前几天|前些天|前阵子|前段时间|前两天|今天|今早|今晚|近日|最近|近期|这两天|这几天|前两年|前几年|这几年|这些年|近几年|头几年|近{COUNT}个?[年月]|{COUNT}(?:多)?年前|{COUNT}个多?月前|{COUNT}天前|{COUNT}年来|半年前|上学期|本学期|这学期|上月|本月|当月|头天夜?",
)  # fmt: skip
ATOM = "(?:" + "|".join(ATOMS) + ")"
WHEN = re.compile(
    rf"(?:从|自)?{ATOM}(?:(?:的|至|到|-|~|、|和)?{ATOM})*(?:期间|前后|以来|之间|左右|起)?"
)
PLACE_ENDING = r"(?:饭店|酒店|宾馆|茶楼|茶馆|茶室|餐馆|餐厅|饭馆|火锅店|烧烤店|农家乐|农庄|山庄|渔庄|会所|ktv|歌厅|棋牌室|麻将馆|洗脚城|洗浴中心|浴城|办公室|会议室|值班室|宿舍|家里|家中|停车场|车库|门口|村口|路口|楼下|后门|小门|院坝|超市|商场|夜市|工地|广场|公园|加油站(?:后头|旁边)?|收费站|检查站|包间|包厢|包房|大厅|桥头|河边|水库|码头|食堂|食府|酒楼|酒家|奶茶店|咖啡[馆厅]|茶园|花店|地下室|器材室|档案室|休息室|实验室|大棚|隧道|后街|冷库|祠堂|口岸|走廊|树下|操场|赌场|家属院|磅房|猪圈|婚纱影楼|停车楼|柜里)"
WHERE = re.compile(
    rf"(?<!我)(?<!我现)(?<!住)(?<!坐)(?:在|约我到|叫到|带到|送到|拉到|骗到|叫我去|让我去)(?:了)?(?P<place>[{HAN}a-z0-9\"]{{0,10}}?{PLACE_ENDING}(?:[一二三四五六七八九\d]+楼|门口|旁边|里)?)|(?<=[,。])(?P<bare>(?![我他她])[{HAN}0-9]{{1,8}}{PLACE_ENDING})(?=[,。]|$)"
)
NO_PLACE = re.compile(
    r"^(?:我|那些|现|看|村里|单位|每天)|^(?:办公室|门口|家里|家中|楼下|单位门口|大厅|水库|工地|桥头|宿舍里|食堂|厂门口|学校门口|会场门口)$|的是|陈列|摆在|坐在"
)


def find_units(text: str) -> tuple[Mark, ...]:
    """Give the units in the message, each from its own name to its ending, the longest reading."""
    found: list[Mark] = []
    common = re.compile(f"{gazetteer().common}[局所院]")
    for match in gazetteer().unit_ending.finditer(text):
        end = match.start() + len(match[1])
        mark = Mark(_start_of(text, match.start(), end), end, "unit")
        if (
            text[mark.start : mark.end] in gazetteer().too_bare
            or _inside_word(text, mark)
            or common.fullmatch(text[mark.start : mark.end])
        ):
            continue
        while found and mark.start <= found[-1].start:
            found.pop()
        if not found or mark.end > found[-1].end:
            found.append(mark)
    return tuple(_joined(found))


def _start_of(text: str, start: int, end: int) -> int:
    """Walk left from a unit's ending to the first word that cannot belong to its name."""
    floor = max(0, end - LONGEST_UNIT)
    while start > floor and not gazetteer().unit_stop.search(text[max(0, start - 4) : start]):
        start -= 1
    return start


def _inside_word(text: str, mark: Mark) -> bool:
    """Say whether the ending is only the beginning of a longer word, as 村 in 村民."""
    after = text[mark.end : mark.end + 2]
    last = text[mark.end - 1]
    blocked = {"村": "民干支委主长书会部口里庄霸头里医内东西南北小霸规容", "镇": "长党委上里政干压定静", "乡": "长亲镇下党里村政干邻音", "所": "以有谓作说在为得属长", "站": "长起在着出", "局": "长面里势部限", "组": "织长成建", "区": "别长域委政分", "县": "长委里城管直政处", "庄": "稼严重", "委": "", "中心": "", "寨": "", "坳": "", "校": "长", "队": "长员部友伍", "司": "机"}  # fmt: skip
    return (
        bool(after)
        and after[0] in blocked.get(last, "")
        and not (
            after.startswith(("支书", "会计", "文书", "主任", "书记"))
            and mark.end - mark.start >= NAMED
            and text[mark.end - 2] != last  # 柳湾村村主任: the second 村 belongs to the post
        )
    )


def _joined(marks: list[Mark]) -> list[Mark]:
    """Merge marks that touch or overlap, so that 青石县 and 水务局 become one unit."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if merged and mark.start <= merged[-1].end:
            merged[-1] = Mark(merged[-1].start, max(mark.end, merged[-1].end), "unit")
        else:
            merged.append(mark)
    return merged


def find_times(text: str) -> tuple[Mark, ...]:
    """Give the stretches that say when."""
    return tuple(
        Mark(m.start(), m.end(), "when") for m in WHEN.finditer(text) if len(m.group()) > 1
    )


def find_places(text: str) -> tuple[Mark, ...]:
    """Give the stretches that say where something was done."""
    marks = []
    for match in WHERE.finditer(text):
        name = "place" if match["place"] else "bare"
        if not NO_PLACE.search(match[name]):
            marks.append(Mark(match.start(name), match.end(name), "where"))
    return tuple(marks)
