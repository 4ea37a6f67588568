"""The papers of a talk: plan, safety plan, notice, record (R19 Arts. 27, 28)."""

from bot.rules.model import Talk
from bot.rules.papers import Paper
from bot.rules.signatures import plan_approval
from bot.services.dossier import Dossier
from handlers.documents import values as v
from handlers.documents.blocks import Body, Chain, Closing, Form, Grid, Heading, Pair, Wide
from handlers.documents.forms import PERSON

_APPROVAL = Chain(lambda d: plan_approval(d.course), lambda _d: ())
FEWEST_LINES = 12
"""Lines for questions and answers on a record that is still to be written by hand."""


def _numbered(d: Dossier) -> str:
    return f"编号：{d.case.number}"


def _office(d: Dossier) -> str:
    return d.head.office


def _entrusted(talk: Talk, _d: Dossier) -> str:
    return "委托被谈话人所在单位党委（党组）主要负责人谈话" if talk.entrusted else "否"


def _notes(talk: Talk, _d: Dossier) -> str:
    return talk.notes


_WHEN = Pair(
    ("谈话时间", v.of_talk(v.talk_at)),
    ("谈话地点", v.of_talk(lambda talk, _d: talk.place)),
)
_WHO = Pair(
    ("谈 话 人", v.of_talk(lambda talk, _d: talk.talker)),
    ("陪 同 人", v.of_talk(lambda talk, _d: talk.companion)),
)

PLAN = Form(
    Paper.TALK_PLAN,
    "谈话方案",
    (
        Grid(
            (
                *PERSON,
                _WHEN,
                _WHO,
                Wide("是否委托谈话", v.of_talk(_entrusted)),
                Wide("问题摘要", v.problem, 36),
                Wide("谈话提纲", v.blank, 45),
                Wide("组织分工", v.blank, 18),
                Wide(
                    "纪律要求",
                    v.text(
                        "不得泄露举报人信息和举报内容；不得超出批准的范围和事项；"
                        "全程做好笔录，由被谈话人核对后逐页签名。"
                    ),
                ),
                _APPROVAL,
            )
        ),
    ),
    _numbered,
    _office,
)

_MEASURES = """□ 谈话场所已查看（一楼或者有防护）　检查人：＿＿＿＿
□ 已了解被谈话人身体、心理状况　了解人：＿＿＿＿
□ 医疗保障：就近医疗机构＿＿＿＿　联系人、电话＿＿＿＿
□ 陪护和往返交接：由＿＿＿＿负责
□ 突发情况（身体不适、情绪激动）：停止谈话，报告＿＿＿＿
□ 通信工具统一保管；谈话内容、材料不外传
□ 谈话后交所在单位负责人，了解思想状况　责任人：＿＿＿＿"""

SAFETY = Form(
    Paper.SAFETY_PLAN,
    "谈话安全预案",
    (
        Grid(
            (
                *PERSON,
                _WHEN,
                _WHO,
                Wide("安全、健康、保密注意事项", v.of_talk(_notes), 24),
                Wide("保障措施（逐项落实后打勾）", v.text(_MEASURES), 70),
                Wide("安全责任人", v.blank, 14),
                _APPROVAL,
            )
        ),
    ),
    _numbered,
    _office,
)


def _called(d: Dossier) -> str:
    return f"{v.person(d) or v.TO_FILL_IN}同志："


def _summons(d: Dossier) -> str:
    talk = d.talk
    at, place = (v.talk_at(talk, d), talk.place) if talk else (v.TO_FILL_IN, v.TO_FILL_IN)
    talkers = talk.talker if talk else v.TO_FILL_IN
    companion = (
        talk.companion if talk else ""
    ) or "你所在党委（党组）或者纪检组织负责人（可以陪同）"
    return (
        "根据《中国共产党纪律检查机关监督执纪工作规则》等有关规定，经研究，决定与你谈话，了解有关情况。"
        "现将有关事项通知如下：\n"
        f"一、时间：{at}\n"
        f"二、地点：{place}\n"
        f"三、谈话人：{talkers}\n"
        f"四、陪同：{companion}\n"
        "请携带本人身份证件，按时参加。因故不能参加的，请提前说明。请对本通知和谈话事项保密。"
    )


def signed_and_sealed(d: Dossier) -> str:
    """The office, room for its seal, the day."""
    return f"{d.head.office}\n（加盖印章）\n{v.made_on(d)}"


NOTICE = Form(
    Paper.TALK_NOTICE,
    "谈话通知",
    (
        Body(_called, indented=False),
        Body(_summons),
        Closing(signed_and_sealed),
        Grid(
            (
                Wide("回　　执", v.text("本通知已收到。"), 12),
                Pair(("被通知人签名", v.blank), ("收到日期", v.blank)),
            )
        ),
    ),
    v.blank,
    _office,
)


# --- the record

_RIGHTS = """谈话人已表明身份，说明谈话事由，并告知被谈话人：应当如实说明情况，不得隐瞒、编造、串通；可以对有关问题作出解释和说明，可以提供书面材料；有权核对笔录，要求补充、更正；谈话内容应当保密。
□ 被谈话人听清上述告知，表示遵守。\n被谈话人签名：＿＿＿＿＿＿　日期：＿＿＿＿＿＿"""


def _span(talk: Talk, d: Dossier) -> str:
    if talk.record is None:
        return "　　年　　月　　日　　时　　分 至 　　时　　分"
    began, ended = talk.record.began, talk.record.ended
    return f"{v.moment(began, d)} 至 {v.moment(ended, d)}"


def _talkers(talk: Talk, _d: Dossier) -> str:
    return "、".join(talk.record.talkers if talk.record else talk.talkers)


def _answers(d: Dossier) -> str:
    record = d.talk.record if d.talk else None
    if record is None:
        return "\n".join(["问：", "答："] * (FEWEST_LINES // 2))
    return "\n".join(f"问：{asked}\n答：{said}" for asked, said in record.answers)


def _read_back(d: Dossier) -> str:
    record = d.talk.record if d.talk else None
    if record is not None and record.read_back:
        read = "以上笔录已交被谈话人核对（或者向其宣读），被谈话人认为与所谈一致。"
    else:
        read = "□ 以上笔录已交被谈话人核对（或者向其宣读），被谈话人认为与所谈一致。"
    signed = record is not None and record.signed
    pages = "被谈话人已逐页签名。" if signed else "□ 被谈话人逐页签名，更正处捺指印。"
    return (
        f"{read}\n{pages}\n被谈话人意见和签名：＿＿＿＿＿＿＿＿＿＿＿＿\n日期：　　年　　月　　日"
    )


RECORD = Form(
    Paper.TALK_RECORD,
    "谈话笔录",
    (
        Grid(
            (
                Wide("时　　间", v.of_talk(_span)),
                Wide("地　　点", v.of_talk(lambda talk, _d: talk.place)),
                Pair(("谈 话 人", v.of_talk(_talkers)), ("记 录 人", v.blank)),
                Pair(("被谈话人", v.person), ("单位职务", v.blank)),
                Wide("身份核对", v.text("□ 已核对身份证件　证件号码：＿＿＿＿＿＿＿＿＿＿")),
                Wide("权利和纪律告知", v.text(_RIGHTS), 34),
            )
        ),
        Heading("谈话内容"),
        Body(_answers),
        Heading("核对和签名"),
        Body(_read_back),
    ),
    _numbered,
    _office,
    footer="被谈话人签名：＿＿＿＿＿　谈话人签名：＿＿＿＿＿　记录人签名：＿＿＿＿＿",
)
