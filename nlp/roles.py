"""Say what the words around a sum of money make of it: taken, or something else."""

import re

from nlp.numerals import NUMERAL
from nlp.parts import Role

ASIDE_BEFORE = re.compile(
    r"(?:(?:合同|中标|造价|总投资|投资|标的|预算|工程款?总|概算|报价|协议价|立项|承包价|原价|成本|进价|评估|成交|标底|控制价|本钱|贷款?|应补税款)(?:价款?|额|金额|总额|总价|为|是)?[约共]?|(?:批下来|欠条|彩礼|房价|"
    r"工资(?!里)|月薪|退休金|年收入|年薪|加班费|医药费|路费|车费|律师费|诉讼费|公证费|学费|赔偿款?|抚恤|应得|该得|"
    r"我(?:们|家|妈|爸|也|自己)?(?:随礼|随了|花了?|垫了?|借了?|损失|一个月|挣|赚)|打官司花|罚款(?:决定|单|通知)|"
    r"罚单要?开?|(?:本该|要)?罚你|退了?|已退|退还|退回|归还|还了(?:他|她|我)?|还给|剩下?|押着|毛利|以上|超过|不超过|封顶)[^,。!?;\n]{0,3}|(?:赔|包工头给|矿上给|老板赔)了?[^,。]{0,3})$"
)
CONTRACT_AFTER = re.compile(
    r"^(?:的|多的)?(?:标(?!准)|案子|招标|基建|工程(?!保证金|押金)|项目|合同|的活|的单子|投资|货款?合同|造价|材料款|贷款|订单|采购)"
)
TAKEN_BEFORE = re.compile(
    r"收|受|拿|索|要了|要我|要走|要的|贪|挪|套|扣|侵占|截留|私分|虚报|多报|冒领|罚|吞|揣|捞|吃掉|吃了|吃喝|报销|报了|挂账|交了|交的|缴|塞|送|给了|给他|给她|给我?塞|转给|转了|转到|打给|打了|打到|领了|领走|分了|分到|入了|进了|抽|提成|好处|红包|礼金|回扣|辛苦费|表示|购物卡|超市卡|压岁钱|现金|损失|流失|浪费|花了|花掉|消费|结的|值|标价|官网|市价|随礼|赔偿|批了|剩余|共|合计|总计|累计|克扣|少发|少给|借走|敲|讹|存到|转存|孝敬|公款|发票|费|存进|落了|补了|骗|折价|变卖|卖了|摊派|买了|换了|开支|招待"
)
OWN_AFTER = re.compile(
    r"^[^。!?;\n]{0,14}自(?:己|家|个儿)[^,。!?;\n包袋卡口兜]{0,4}(?:工资|年终奖|积蓄|存款|攒|(?<!装)的钱|买的|掏|出的)|^[^。!?;\n]{0,6},自(?:己|家)的钱|^[^。]{0,12}。?(?:[^。,]{0,6}。)?钱(?:都)?是(?:他|她)?们?(?:自己|自家|两口子|家里)"
)
OWN_BEFORE = re.compile(
    r"自(?:己|家|个儿)(?:又|还)?(?:掏(?!走)|花了|出|垫|贴|添|的)[^,。!?;\n]{0,3}$|自费[^,。!?;\n]{0,4}$|自(?:己|家)掏,[^,。]{0,6}$|我(?!们?[让叫])[^,。!?;\n给送交塞]{0,8}(?:花|贴)(?:了|进去|掉)?$|误工贴进去$"
)
LEFT_OUT = re.compile(
    r"^[^。!?;\n]{0,8}(?:正经|那个(?:有文件|我没意见)|没关系|无关|不算(?=[,。!;]|在|进)|(?:他|她|人家)(?:不收|没收|没要|不接|没接|不肯收))"
)
RANGE_AFTER = re.compile(
    rf"^(?:元|块)?以上(?:的?规定|[^,。]{{0,2}}(?:要|必须|得|应))|^(?:到|至|-)(?:{NUMERAL})(?:块|元)?(?:钱)?不等|^不等"
)
LEFT_OUT_BEFORE = re.compile(r"(?<!是)不是[^,。!?;\n不]{0,6}$|不算[^。!?;\n]{0,10}$")


def role_of(before: str, after: str) -> Role:
    """Say what the words around a sum make of it."""
    if ASIDE_BEFORE.search(before) or CONTRACT_AFTER.match(after) or _apart(before, after):
        return Role.ASIDE
    near = before[-14:]
    if TAKEN_BEFORE.search(near) or re.match(
        r"(?:块|元)?(?:的)?(?:红包|好处|回扣|辛苦费|现金|购物卡|超市卡|卡|礼|钱|费|公款)", after
    ):
        return Role.TAKEN
    return Role.OPEN


def _apart(before: str, after: str) -> bool:
    """Say whether a sum is somebody's own money, or expressly left out."""
    aside = OWN_BEFORE.search(before) or LEFT_OUT_BEFORE.search(before)
    return bool(
        aside or OWN_AFTER.match(after) or LEFT_OUT.match(after) or RANGE_AFTER.match(after)
    )
