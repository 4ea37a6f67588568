"""What to ask the citizen for, and where a message belongs that is not for this office."""

import re
from collections.abc import Iterator

from bot.rules.terms import Severity
from bot.rules.triage import Facts
from nlp.parts import Verdict

MONEY_RULES = frozenset(
    {
        "bribe_taken",
        "bribe_for_favour",
        "charge_into_pocket",
        "embezzled",
        "false_names",
        "misappropriated",
        "gift_taken",
        "public_funds_meal",
        "lavish_banquet",
        "bonus_against_rules",
        "charged_citizens",
        "withheld_from_citizens",
        "votes_bought",
        "public_loss",
        "post_sold",
    }
)
BELONGS = (
    ("110", re.compile("跳楼|跳下去|自杀|不想活|诈骗|骗子|骗走|传销|被打|打我|家暴|偷|赌博|吸毒|卷走|卷款|侵占|挪用公司|职务侵占|业委会.{0,20}(?:揣|贪|吞|卷)|回扣|电信|刷单|被骗|砸")),
    ("labour", re.compile("工资|工钱|欠薪|拖欠.{0,4}薪|加班费|劳动合同|社保不交|没交社保|工伤|辞退|包工头|讨薪|轧断|试用期")),
    ("court", re.compile("判决|一审|二审|上诉|再审|官司|起诉|执行不到|仲裁|法院判|离婚|遗产|借钱不还|欠条|处罚决定|行政复议|行政处罚")),
    ("12315", re.compile("退款|退费|退不了|消费|假货|价格|涨价|超市|商家|店家|网购|快递|外卖|保质期|预付|会员卡|健身|培训班|美容|充值|招牌|过期|开发商|一房两卖|食品")),
    ("house", re.compile("低保.{0,10}(?:条件|怎么|申请)|怎么办理|怎么申请|备案|户口怎么|需要什么材料|几天能")),
    ("petition", re.compile("上访|信访|征地|拆迁|安置|建议|政策")),
)  # fmt: skip


def redirect_of(text: str) -> str:
    """Give the key of where an out-of-scope message belongs, "" for praise, chat and advertising."""
    for key, pattern in BELONGS:
        if pattern.search(text):
            return key
    return (
        "12345"
        if re.search(
            "噪音|物业|垃圾|路灯|停车|水管|停水|停电|邻居|楼上|路面|公交|小区|排水|扰民|漏水|电梯|硬化|狗",
            text,
        )
        else ""
    )


def missing_of(facts: Facts, verdict: Verdict, severity: Severity, most: int) -> tuple[str, ...]:
    """Give what to ask for, the most useful first, never more than ``most``."""
    if severity is Severity.OUT_OF_SCOPE:
        return ()
    return tuple(_missing(facts, verdict, severity))[:most]


def _missing(facts: Facts, verdict: Verdict, severity: Severity) -> Iterator[str]:
    if severity is Severity.INSUFFICIENT:
        yield "what"
    if not facts.unit:
        yield "unit"
    if not facts.accused:
        yield "accused"
    if facts.amount_yuan is None and any(c.rule in MONEY_RULES for c in verdict.cues):
        yield "amount"
    if not facts.when:
        yield "when"
    if not facts.where and not facts.unit:
        yield "where"
