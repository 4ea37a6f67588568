"""The office's own forms about a case: registration, approvals, hand-over (R20 Arts. 14-17, R19 Arts. 21, 27-33)."""

from bot.rules.papers import Paper
from bot.services.dossier import Dossier
from handlers.documents import values as v
from handlers.documents.blocks import Chain, Form, Grid, Pair, Wide

PERSON = (
    Pair(("被反映人", v.fact("accused")), ("性　　别", v.blank)),
    Pair(("年　　龄", v.blank), ("民　　族", v.blank)),
    Pair(("单　　位", v.fact("unit")), ("职　　务", v.fact("position"))),
    Pair(("管理级别", v.level), ("政治面貌", v.blank)),
)
"""Who it is about; what the office must look up is left empty."""

_WAY = Chain(lambda d: d.way, lambda d: d.way_open)
_PARTY_HEAD = Wide("党委主要负责人意见（按规定需报批的）", v.blank, 18)


def _numbered(d: Dossier) -> str:
    return f"编号：{d.case.number}　　　填表日期：{v.made_on(d)}"


def _office(d: Dossier) -> str:
    return d.head.office


REGISTRATION = Form(
    Paper.REGISTRATION,
    "问题线索登记表",
    (
        Grid(
            (
                Pair(("编　　号", v.number), ("收件日期", v.received)),
                Pair(("线索来源", v.text("信访举报（网络渠道）")), ("重复情况", v.repeats)),
                Wide("反 映 人", v.reporter),
                *PERSON,
                Pair(("入党时间", v.blank), ("任现职时间", v.blank)),
                Pair(("人大代表、政协委员", v.blank), ("是否监察对象", v.blank)),
                Pair(("是否一把手", v.blank), ("并案情况", v.together)),
                Wide("主要问题", v.problem, 28),
                Pair(("涉及时间", v.fact("when")), ("涉及地点", v.fact("where"))),
                Pair(("涉及金额", v.fact("amount")), ("问题性质", v.discipline)),
                Pair(("一级类型", v.blank), ("二级类型", v.blank)),
                Wide("初步研判", v.articles),
                Wide("附　　件", v.attachments),
                Wide("提供部门意见", v.blank, 14),
                Pair(("送 件 人", v.blank), ("收 件 人", v.blank)),
                Pair(("承 办 人", v.handler), ("办理期限", v.deadlines)),
            )
        ),
    ),
    _numbered,
    _office,
)

DISPOSITION = Form(
    Paper.DISPOSITION,
    "问题线索处置呈批表",
    (
        Grid(
            (
                Pair(("线索来源", v.text("信访举报（网络渠道）")), ("收件日期", v.received)),
                Pair(("反映方式", v.reporter), ("重复情况", v.repeats)),
                *PERSON,
                Wide("主要问题", v.problem, 40),
                Wide("办理方式", v.handling),
                Wide("处置方式", v.ways),
                _WAY,
                _PARTY_HEAD,
            )
        ),
    ),
    _numbered,
    _office,
)

INQUIRY = Form(
    Paper.INQUIRY,
    "谈话函询呈批表",
    (
        Grid(
            (
                *PERSON,
                Pair(("线索来源", v.text("信访举报")), ("谈话函询次数", v.how_manieth)),
                Wide("方　　式", v.inquiries),
                Wide("问题摘要", v.problem, 36),
                Wide("谈话函询安排", v.talk_told, 18),
                _WAY,
                _PARTY_HEAD,
            )
        ),
    ),
    _numbered,
    _office,
)

OPINION = Form(
    Paper.OPINION,
    "谈话函询情况及处置意见",
    (
        Grid(
            (
                *PERSON,
                Wide("谈话函询经过", v.talk_told, 22),
                Wide("处置意见", v.results, 22),
                Chain(lambda d: d.result, lambda d: d.result_open, "情况报告和承办人意见"),
                _PARTY_HEAD,
            )
        ),
    ),
    _numbered,
    _office,
)

HANDOVER = Form(
    Paper.HANDOVER,
    "初步核实移交单",
    (
        Grid(
            (
                Pair(("线索编号", v.number), ("收件日期", v.received)),
                Pair(("反映方式", v.reporter), ("重复情况", v.repeats)),
                *PERSON,
                Wide("主要问题", v.problem, 28),
                Pair(("涉及时间", v.fact("when")), ("涉及地点", v.fact("where"))),
                Pair(("涉及金额", v.fact("amount")), ("问题性质", v.discipline)),
                Wide("前期办理情况", v.talk_told, 14),
                Chain(lambda d: d.way, lambda d: d.way_open, "移交理由"),
                Wide("建议核查组成员（两人以上）", v.blank, 16),
                Wide("移交材料", v.attachments, 14),
                Wide("移交人、日期", v.blank, 14),
                Wide("接收人、日期", v.blank, 14),
            )
        ),
    ),
    _numbered,
    _office,
)
