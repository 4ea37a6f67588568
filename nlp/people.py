"""Find people and their posts in the normalised text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from nlp.gazetteer import gazetteer
from nlp.parts import Mark

OTHERS = re.compile(
    r"(?:我叫|本人|我是|举报人|反映人|联系人|老板|包工头|邻居|村民|农户|商户|学生|同学|群众|我妈|我爸|我哥|我弟|我姐|我妹|我叔|我舅|我表|我堂|大爷|大妈|贫困户|妻子|老婆|爱人|丈夫|老公|弟弟|哥哥|儿子|女儿|女婿|小舅子|侄子|侄儿|外甥|外甥女|亲戚|表弟|表哥|堂弟|堂哥|情妇|其弟|其妻|其子|其父|其母|供应商|开发商|代理商|业主|被害人|受害人|死者|患者|病人|司机的)$"
)
MOST = 100  # names of one kind; no tip accuses more
NAMED_UNIT = 3  # characters of a unit with a name of its own, as 三河镇
UNIT_END = "[所局队办站院委府股馆行]|中心|公司|社区|街道|国企|机关|党校|粮库|学校"
SELF = re.compile(r"(?:我叫|本人|我是)$")
CONFESSION = re.compile(
    r"主动交代|主动说明|我交代|我承认|自首|愿意?退|愿意?接受|关于我本人|我错了|我收了|我愿|我向组织"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Give the patterns in three ranks: by post, by manner of naming, by place in the sentence."""
    words = gazetteer()
    masked = r"(?:某某?|某[一-鿿]|x{1,2}|\*{1,2}|×{1,2})"
    given = rf"(?:{masked}|{words.given})"
    late = rf"(?!{words.no_start})"
    called = "(?:同志|[:：、(]|名?叫|是|,)?"
    nick = rf"姓{words.surname}的?|[老小]{words.surname}(?![师板百])|{words.surname}某某?"
    after = "在|就|他|她|收|拿|把|说|又|,|。|!|每|从|跟|对|要|让|不|是|也|找|的|给|亲|带|自|都|还|今|这|那|我|当|天|一|三|领|吃|来|开|喊|骂|叫|只|家|嫌|看|$"
    start = r"(?:^|(?<=[,。;:!?\n\"(])|(?<=举报)|(?<=反映)|(?<=控告)|(?<=检举)|(?<=叫))"
    strong = r"(?:(?:书记|[局所镇乡县科股站处部校院园馆队庭厂矿]长|主任|会计|出纳|[^人会]员|支书|主席|经理|助理|委员|干事|副总|法官|民警|辅警|医师|文书))"
    certain = (
        re.compile(
            rf"(?:{UNIT_END})(?:的|里的?|那个|有个|窗口的?|窗口那个)?{late}(?P<name>[老小]{words.common}(?![师板百学区时组])|{words.common}(?:某某?|姐|哥|工|警官))"
        ),
        re.compile(
            rf"{words.post}{called}{late}(?P<name>(?:{nick}|(?:{words.surname}|[a-z]{{2,6}}){given}))"
        ),
        re.compile(rf"{strong}{late}(?P<name>{words.first}{given})"),
        re.compile(
            rf"{start}(?P<name>{words.surname}{given})(?:同志)?(?=[,(](?:时任|现任|原任?|系|担任|任|身为|是)?[一-鿿]{{2,12}}?{words.post}|(?:时任|现任|系|担任|身为|任|是)[一-鿿]{{2,14}}?{words.post})"
        ),
        re.compile(
            rf"(?:举报|反映|控告|检举|状告|揭发|投诉|被举报人|被反映人|姓名|名叫|名字叫|名字是|叫做|叫|告|狗官|贪官|经办人|经手人|签字人)[:： ]?(?P<name>(?:{words.surname}|[a-z]{{2,6}}){given}|[老小]{words.surname})"
        ),
    )
    likely = (
        re.compile(
            rf"(?P<name>{words.common}(?:书记|[局镇乡县所院校科股站处部庭馆村]长|支书|会计|法官|警官|主任))(?!级|室|办公室)"
        ),
        re.compile(rf"(?P<name>姓{words.surname}的?(?:{words.post})?)"),
        re.compile(
            rf"(?P<name>[老小](?![时区学组车米费朋孩伙家路水包店摊])(?!百姓|人|师|板){words.surname})(?={after})"
        ),
        re.compile(
            rf"(?P<name>{words.surname}(?:某某?|某[一-鿿](?<!某[的在是收把和])))(?!人|些|种)"
        ),
        re.compile(
            rf"(?P<name>{words.surname}(?![一-鿿]?[室局科股部处委厅校院所站镇乡村县市区组])(?:{masked}|{words.given}))(?={words.post})"
        ),
        re.compile(rf"(?<![一-鿿])(?P<name>{words.surname}{words.post})"),
        re.compile(
            rf"(?P<name>(?<!副)(?<!正){words.surname}(?:书记|局长|镇长|乡长|县长|所长|院长|校长|主任|科长|股长|站长|队长|支书|村长|园长|处长|部长|庭长|馆长|会计|医生|大夫|老师|法官|警官|参谋|所|局|镇|科)(?!长|级|里|上|下|的?办公室|门口|会议))(?={after})"
        ),
        re.compile(
            rf"(?<=[院校局所镇村庭站队科])(?P<name>{words.surname}(?:医生|大夫|老师|法官|主任|书记|局长|所长|院长|校长|科长|会计|警官|站长|队长|庭长))"
        ),
    )
    guessed = (
        re.compile(
            rf"[村镇乡寨](?:的)?(?P<name>{words.surname}{given})(?=在|把|贿|占|收|给|一户|利用|借|用|长期|多次|私|强|,|。)"
        ),
        re.compile(
            rf"(?:^|(?<=[,。!?;:\n]))(?:其实|就是|我是说|兹举报)?(?P<name>{words.surname}[一-鿿]{{2}})(?=叫|把|你这|绝对|利用|收了|不是|就是|早就|是个|,你|滥用|贪|以权|,你)"
        ),
    )
    return certain, likely, guessed  # fmt: skip


def find_people(text: str, units: Sequence[Mark] = ()) -> tuple[Mark, ...]:
    """Give the people the message accuses, in order; reporters, payers and relatives are left out.

    A name told by its post leaves no room for guesses: the weaker ranks are read only where the stronger are silent.
    """
    taken = {index for unit in units for index in range(unit.start, unit.end)}
    confessed = bool(CONFESSION.search(text))
    for rank in _patterns():
        found = [mark for pattern in rank for mark in _matches(text, pattern, taken)]
        kept = [mark for mark in found if not _other(text, mark, confessed=confessed)]
        if kept:
            return tuple(sorted(kept, key=lambda mark: mark.start))
    return ()


def _matches(text: str, pattern: re.Pattern[str], taken: set[int]) -> Iterator[Mark]:
    for match in islice(pattern.finditer(text), MOST):
        mark = _trimmed(text, match)
        if mark and taken.isdisjoint(range(mark.start, mark.end)):
            taken.update(range(mark.start, mark.end))
            yield mark


def _trimmed(text: str, match: re.Match[str]) -> Mark | None:
    """Give the name, without a last sign that the rest of the text shows is not part of it."""
    start, end = match.span("name")
    name = text[start:end]
    if (
        len(name) == 3
        and not name.startswith(("姓", "老", "小"))
        and _ends_early(text, start, name)
    ):
        end -= 1
    if text[start:end] in gazetteer().no_names or len(text[start:end]) < 2:
        return None
    return Mark(start, end, "person")


def _ends_early(text: str, start: int, name: str) -> bool:
    """Say whether the two-sign form of a name also stands elsewhere without the third sign."""
    others = [m.end() for m in re.finditer(re.escape(name[:2]), text) if m.start() != start]
    return bool(others) and all(text[end : end + 1] != name[2] for end in others)


def _other(text: str, mark: Mark, *, confessed: bool) -> bool:
    before = text[max(0, mark.start - 6) : mark.start]
    if SELF.search(before):
        return not confessed
    return bool(OTHERS.search(before))


def find_positions(text: str, units: Sequence[Mark] = ()) -> tuple[Mark, ...]:
    """Give the posts in the message, longest reading first, without the unit before them."""
    ends = {unit.end for unit in units if unit.end - unit.start >= NAMED_UNIT}
    found = (match.span("post") for match in _post_pattern().finditer(text))
    return tuple(
        Mark(start + (start + 1 in ends), end, "position")
        for start, end in found
        if not any(unit.start <= start and end <= unit.end for unit in units)
    )


@cache
def _post_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<post>{gazetteer().post})(?!办公室|室|证|家长|家访|记录|节|局)")
