"""Find sums of money in the normalised text and say what each of them is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nlp.numerals import NUMERAL, Number, read_number
from nlp.parts import Amount, Role

Sure = Callable[[int, int], bool]
PER = "户|人|家|个人|个|位|次|月|个月|年|桌|亩|车|票|张|平|平米|平方|学期|天|吨|斤|本|套|间|条|瓶|盒|头|趟|棵|株|栋|辆|件|份|单|笔|只|块地|吨|方|根|座|晚|场|册|支|亩地|台|袋|箱|桶|扇|床|铺|趟|回|片|节|小时|课|科|颗|处|碗|顿|例|针|盏|个月"
CURRENCY = r"(?:块钱|元整|元钱|元|圆|整(?=[,。!?;、\n]|$)|块(?![地儿田石]|[一-鿿]?(?:牌|碑|砖))|大洋|rmb|人民币|美元|美金|现金|现钞|大钞)"
MONEY = re.compile(
    rf"(?P<sign>¥|\$|人民币|rmb)?(?<![\d.a-z])(?P<number>{NUMERAL})(?P<after>[多余来几])?(?P<currency>{CURRENCY})?"
)
NOT_MONEY = re.compile(
    r"[人户口亩平米斤吨个次年天号桌瓶条辆套名位公里度张岁楼栋层间家村组条届期路页场月日点分时项件份头只台部本册封排块棵株株册斗席%倍成车票学线街巷班室单元房字根趟回份代排第级批轮度周尾棟位字眼方厘毫立步多克箱包袋片幅双支起艘船宗例把杆顶枚粒遍发枪秒小余盒桶座艘种类样元]"
)
MONEY_BEFORE = re.compile(
    r"(?:收|交|要|给|送|塞|罚|扣|拿|每户|每人|一人|一户|每家|一家|每次|每月|每年|每桌|挨家|红包|礼金|押金|好处费|费用|费|款|钱|卡|账|值|价|凑|领|吃|花|用|掉|转|打|共|总|合计|约|大概|差不多|家|到手|补|发|存|借|欠|贪|套|抽|分|报|损失|索|吞|捞|掏|付|出|垫|至少|拢共|一票|一张票|截留)[^\d,。!?;\n]{0,3}$"
)
ASIDE_BEFORE = re.compile(
    r"(?:(?:合同|中标|造价|总投资|投资|标的|预算|工程款?总|概算|报价|立项|承包价|原价|成本|进价|评估|成交|标底|控制价|本钱|贷款?|应补税款)(?:价款?|额|金额|总额|总价|为|是)?[约共]?|(?:批下来|欠条|彩礼|房价|"
    r"工资|月薪|退休金|年收入|年薪|加班费|医药费|路费|车费|律师费|诉讼费|公证费|学费|赔偿款?|抚恤|应得|该得|"
    r"我(?:们|家|妈|爸|也|自己)?(?:随礼|随了|花了?|垫了?|借了?|损失|一个月|挣|赚)|打官司花|罚款(?:决定|单)|"
    r"退了?|已退|退还|退回|归还|还了(?:他|她|我)?|还给|剩下?|押着|毛利|以上|超过|不超过|封顶)[^,。!?;\n]{0,3}|(?:赔|包工头给|矿上给|老板赔)了?[^,。]{0,3})$"
)
CONTRACT_AFTER = re.compile(
    r"^(?:的|多的)?(?:标(?!准)|工程|项目|合同|的活|的单子|投资|货款?合同|造价|材料款|贷款|订单|采购)"
)
TAKEN_BEFORE = re.compile(
    r"收|受|拿|索|要了|要我|要走|要的|贪|挪|套|扣|侵占|截留|私分|虚报|多报|冒领|罚|吞|揣|捞|吃掉|吃了|吃喝|报销|报了|挂账|交了|交的|缴|塞|送|给了|给他|给她|给我?塞|转给|转了|转到|打给|打了|打到|领了|领走|分了|分到|入了|进了|抽|提成|好处|红包|礼金|回扣|辛苦费|表示|购物卡|超市卡|压岁钱|现金|损失|流失|浪费|花了|花掉|消费|结的|值|标价|官网|市价|随礼|赔偿|批了|剩余|共|合计|总计|累计|克扣|少发|少给|借走|敲|讹|存到|转存|孝敬|公款|发票|费|存进|落了|补了|骗|折价|变卖|卖了|摊派|买了|换了|开支|招待"
)
TOTAL_BEFORE = re.compile(
    r"(?:共计?|总共|合计|总计|累计|一共|拢共|前后|加起来|加一起|总数|总额|先后|统共|就是|就|算下来|合起来|一年|一算|全部|总的|通共|共收|加上)[^\d,。!?;\n]{0,6}$"
)
PER_BEFORE = re.compile(
    rf"(?:每|(?<![第十百千万零])一|按每|各|单|挨)(?:一)?(?P<unit>{PER})[^\d,。!?;\n一二两三四五六七八九十]{{0,12}}$|每(?:一)?(?:个|位|名)?(?:学员|学生|村民|摊主|职工|商户|司机|家长|农户|群众|老师|代表|老人|同学|社员|组|队|摊|店|铺|台车|台|格|座|口|处|头猪|票)[^,。!?;\n]{{0,12}}$|(?P<bare>人均|户均|挨家挨户|挨家|家家|各户|挨户|按户|人头)[^\d,。!?;\n]{{0,8}}$"
)
PER_AFTER = re.compile(rf"^(?:钱)?(?:/|每|一)(?P<unit>{PER})")
UNLIKE_COUNT = re.compile("包(?:过|圆|干)|封口|分(?:给|了|掉)|项目|等")
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
DATE_BEFORE = re.compile(r"[年月号.]\s*$")
IDIOM = re.compile(
    r"十万火急|千万(?:不|别|要|莫|请)|万一|百分之|千方百计|百般|七上八下|乱七八糟|万分|万事|百姓|万人|十万八千里|百闻|千篇一律"
)
COLLOQUIAL = re.compile(
    "[百千佰仟][一二两三四五六七八九]$"
)  # 三千八: so nobody counts anything else
NEAR = 12  # characters between the sums of one list
SMALLEST, SMALLEST_BARE, HUNDREDS, LARGEST_BARE = 10, 30, 100, 10**7
PAUSES = ',。!?;:、\n)"的,'


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
    if amount.role is Role.OPEN and len(between) <= NEAR and not re.search("[。!?\n]", between):
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
        before, after = text[max(0, start - 24) : start], text[end : end + 12]
        sentence = re.split(r"[。!?;\n]", before)[-1]
        yield Amount(
            start,
            end,
            number.low,
            number.value,
            role_of(sentence, after),
            per=per_of(sentence, after),
            total=bool(TOTAL_BEFORE.search(sentence)),
        )


def _known(text: str, match: re.Match[str], sure: Sure) -> bool:
    """Say whether somebody is sure of a numeral that counts nothing."""
    after = text[match.end() : match.end() + 4]
    counts = NOT_MONEY.match(after) and not UNLIKE_COUNT.match(after)
    number = read_number(match["number"])
    large = number is not None and number.low >= SMALLEST
    return large and not counts and sure(match.start("number"), match.end("number"))


def is_money(text: str, match: re.Match[str], number: Number) -> bool:
    """Say whether a numeral is a sum: by its currency, or by the words around a bare one."""
    before, after = (
        text[max(0, match.start() - 12) : match.start()],
        text[match.end() : match.end() + 4],
    )
    if SHUN_BEFORE.search(before) or IDIOM.match(text, match.start()):
        return False
    if match["currency"] or match["sign"]:
        return number.low >= SMALLEST or bool(
            match["currency"] == "块钱" or PER_BEFORE.search(before)
        )
    digits = match["number"].rstrip("多余来几把,")
    if digits in HOTLINES or NOT_MONEY.match(after):
        return False
    return _is_bare_sum(digits, number, before, after)


def _is_bare_sum(digits: str, number: Number, before: str, after: str) -> bool:
    """Say whether a numeral without currency is a sum: 五万; 三千二 before a pause; 收两百."""
    if re.search("[万亿wk]", digits):
        return number.low >= HUNDREDS
    if DATE_BEFORE.search(before) and digits.isdigit():
        return False
    if COLLOQUIAL.search(digits):
        return number.low >= HUNDREDS
    round_sum = bool(re.search("[百千佰仟]", digits))
    if round_sum and number.low >= HUNDREDS and (not after or after[0] in PAUSES):
        return True
    told = bool(MONEY_BEFORE.search(before)) and (
        round_sum or digits.isdigit() or len(digits) > 2 or "十" in digits
    )
    return told and SMALLEST_BARE <= number.low < LARGEST_BARE


def role_of(before: str, after: str) -> Role:
    """Say what the words around a sum make of it."""
    if ASIDE_BEFORE.search(before) or CONTRACT_AFTER.match(after):
        return Role.ASIDE
    near = before[-14:]
    if TAKEN_BEFORE.search(near) or re.match(
        r"(?:块|元)?(?:的)?(?:红包|好处|回扣|辛苦费|现金|购物卡|超市卡|卡|礼|钱|费|公款)", after
    ):
        return Role.TAKEN
    return Role.OPEN


def per_of(before: str, after: str) -> str:
    """Give the unit a price is told for ("户" in 每户两百), "" where it is no price."""
    found = PER_AFTER.match(after) or PER_BEFORE.search(before)
    if not found:
        return ""
    bare = found.groupdict().get("bare")
    if bare:
        return "人" if bare in ("人均", "人头") else "户"
    return found["unit"] or "人"
