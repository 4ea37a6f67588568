"""Find sums of money in the normalised text and say what each of them is."""

import re
from collections.abc import Iterator

from nlp.numerals import NUMERAL, Number, read_number
from nlp.parts import Amount, Role

PER = "户|人|家|个人|个|位|次|月|个月|年|桌|亩|车|票|张|平|平米|平方|学期|天|吨|斤|本|套|间|条|瓶|盒|头|趟|棵|株|栋|辆|件|份|单|笔"
CURRENCY = r"(?:块钱|元整|元钱|元|圆|块(?![地儿田石]|[一-鿿]?(?:牌|碑|砖))|大洋|rmb|人民币|美元|美金|现金|现钞|大钞)"
MONEY = re.compile(
    rf"(?P<sign>¥|\$|人民币|rmb)?(?<![\d.a-z])(?P<number>{NUMERAL})(?P<after>[多余来几])?(?P<currency>{CURRENCY})?"
)
NOT_MONEY = re.compile(
    r"[人户口亩平米斤吨个次年天号桌瓶条辆套名位公里度张岁楼栋层间家村组条届期路页场月日点分时项件份头只台部本册封排块棵株株册斗席%倍成车票学线街巷班室单元房字根趟回份代排第级批轮度周尾棟位字眼方厘毫立步多克箱包袋片幅双支把杆顶枚粒遍发枪秒小余盒桶座艘种类样元]"
)
MONEY_BEFORE = re.compile(
    r"(?:收|交|要|给|送|塞|罚|扣|拿|每户|每人|一人|一户|每家|一家|每次|每月|每年|每桌|挨家|红包|礼金|押金|好处费|费用|费|款|钱|卡|账|值|价|凑|领|吃|花|用|掉|转|打|共|总|合计|约|大概|差不多|到手|补|发|存|借|欠|贪|套|抽|分|报|损失|索|吞|捞|掏|付|出|垫|至少|拢共|一票|一张票|截留)[^\d,。!?;\n]{0,3}$"
)
ASIDE_BEFORE = re.compile(
    r"(?:合同|中标|造价|总投资|投资|标的|预算|工程款?总|概算|报价|批复|立项|承包价|原价|市价|成本|实际|市场价|进价|值|工资|月薪|退休金|年收入|年薪|欠条|彩礼|房价|首付|贷款|罚款(?:决定|单)|罚单|标价|"
    r"政府补|国家补|上级拨|财政拨|拨了|拨款|拨付|下拨|批了|随礼|随了|随份子|我随|我花|我们花|自己花|医药费|路费|车费|律师费|诉讼费|打官司花|我(?:家)?损失|应得|应该(?:给|补)|本来(?:有|是|该)?|只值|标准是?|规定是?|不到|没到|低于|少于|超过|[高多]于|只有|赔了?我|学费|饭量|本金)[^,。!?;\n]{0,6}$"
)
CONTRACT_AFTER = re.compile(
    r"^(?:的|多的)?(?:标(?!准)|工程|项目|合同|的活|的单子|投资|货款?合同|造价|材料款|贷款|订单|采购)"
)
TAKEN_BEFORE = re.compile(
    r"收|受|拿|索|要了|要我|要走|要的|贪|挪|套|扣|侵占|截留|私分|虚报|多报|冒领|罚|吞|揣|捞|吃掉|吃了|吃喝|报销|报了|挂账|交了|交的|缴|塞|送|给了|给他|给她|给我?塞|转给|转了|转到|打给|打了|打到|领了|领走|分了|分到|入了|进了|抽|提成|好处|红包|礼金|回扣|辛苦费|表示|购物卡|超市卡|压岁钱|现金|损失|流失|浪费|花了|花掉|消费|结的|共|合计|总计|累计|克扣|少发|少给|借走|敲|讹|存到|转存|孝敬|公款|发票|费|存进|落了|补了|骗|折价|变卖|卖了|摊派|买了|换了|开支|招待"
)
TOTAL_BEFORE = re.compile(
    r"(?:共计?|总共|合计|总计|累计|一共|拢共|前后|加起来|加一起|总数|总额|先后|统共|就是|就|算下来|合起来|一年|一算|全部|总的|通共|共收|加上)[^\d,。!?;\n]{0,6}$"
)
PER_BEFORE = re.compile(
    rf"(?:每|(?<!第)一|按每|各|单|挨)(?:一)?(?P<unit>{PER})[^\d,。!?;\n一二两三四五六七八九十]{{0,12}}$|(?P<bare>人均|户均|挨家挨户|挨家|家家|各户|挨户|按户|人头)[^\d,。!?;\n]{{0,8}}$"
)
PER_AFTER = re.compile(rf"^(?:钱)?(?:/|每|一)(?P<unit>{PER})")
HOTLINES = frozenset({"12345", "12315", "12388", "12380", "12333", "12348", "12389", "12369", "10086", "95598"})
SHUN_BEFORE = re.compile(
    r"(?:第|电话|手机|尾号|编号|身份证|号码|案号|车牌|qq|微信|门牌|[年月号]|[a-z])\s*$"
)
CLAUSE = re.compile(r"[,。!?;:\n]")


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Give the sums of money in ``text`` in order, each with the part it plays."""
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for match in MONEY.finditer(text):
        number = read_number(match["number"])
        if number is None or number.low < 1 or not is_money(text, match, number):
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


def is_money(text: str, match: re.Match[str], number: Number) -> bool:
    """Say whether a numeral is a sum: by its currency, or by the words around a bare one."""
    before, after = (
        text[max(0, match.start() - 12) : match.start()],
        text[match.end() : match.end() + 4],
    )
    if match["currency"] or match["sign"]:
        return not re.search(r"第$", before)
    if SHUN_BEFORE.search(before) or NOT_MONEY.match(after) or match["number"] in HOTLINES:
        return False
    if after.startswith(("余元", "元")):
        return True
    digits = match["number"].rstrip("多余来几把")
    if digits.endswith(("万", "w", "k", "亿")) or re.search(r"万", digits):
        return number.low >= 1000
    return (
        number.low >= 50
        and bool(MONEY_BEFORE.search(before))
        and number.low < 10**8
        and len(digits) < 9
    )


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
    if found.groupdict().get("bare"):
        return "人" if found["bare"] in ("人均", "人头") else "户"
    return found["unit"]
