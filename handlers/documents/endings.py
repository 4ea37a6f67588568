"""The papers at the end: report, letter of acceptance, note for the meeting, table of contents."""

from bot.rules.papers import Paper
from bot.rules.terms import Outcome
from bot.services.dossier import Dossier
from handlers.documents import values as v
from handlers.documents.blocks import Body, Closing, Form, Heading, Listing
from handlers.documents.folder import items
from handlers.documents.talk_papers import signed_and_sealed
from handlers.texts import word


def _numbered(d: Dossier) -> str:
    return f"编号：{d.case.number}"


def _office(d: Dossier) -> str:
    return d.head.office


# --- the report


def _source(d: Dossier) -> str:
    who = d.facts.get("unit", "") + d.facts.get("position", "") + d.facts.get("accused", "")
    about = f"，反映{who}有关问题" if who else ""
    again = f"（{v.repeats(d)}）" if d.retold.earlier else ""
    return f"{v.received(d)}收到信访举报{about}{again}，编号{d.case.number}。反映方式：{v.reporter(d)}。"


def _course(d: Dossier) -> list[tuple[str, ...]]:
    return [
        (
            f"{one.at:%Y-%m-%d %H:%M}",
            f"{one.name}（{word('role', one.role, 'zh')}）",
            word("act", one.act, "zh"),
            one.opinion,
        )
        for one in d.course
    ]


def _inquiry(d: Dossier) -> str:
    return v.talk_told(d) or "没有进行谈话函询。"


def _findings(d: Dossier) -> str:
    return v.report(d) or v.TO_FILL_IN * 3


def _conclusion(d: Dossier) -> str:
    signed = d.result.signed or d.way.signed
    last = signed[-1] if signed else None
    by = (
        f"经{last.name}（{word('role', last.role, 'zh')}）于{v.moment(last.at, d)}批准，"
        if last
        else ""
    )
    end = v.outcome(d) or (word("route", d.case.route, "zh") if d.case.route else "")
    return f"{by}处理结果：{end or v.TO_FILL_IN}。"


def _afterwards(d: Dossier) -> str:
    owed = v.deadlines(d)
    told = "实名举报，应当在办结后十五个工作日内反馈结果并记录。" if d.case.real_name else ""
    return "\n".join(one for one in (told, owed) if one) or "没有待办事项。"


REPORT = Form(
    Paper.REPORT,
    "结案报告",
    (
        Heading("一、线索来源和受理情况"),
        Body(_source),
        Heading("二、反映的主要问题"),
        Body(lambda d: v.problem(d) or v.TO_FILL_IN),
        Heading("三、办理经过"),
        Listing(("时间", "办理人", "事项", "意见、理由"), (30, 34, 36, 60), _course),
        Heading("四、谈话函询情况"),
        Body(_inquiry),
        Heading("五、核对的情况"),
        Body(_findings),
        Heading("六、处理结果"),
        Body(_conclusion),
        Heading("七、反馈和后续事项"),
        Body(_afterwards),
        Closing(
            lambda d: (
                f"承办人：{v.handler(d) or v.TO_FILL_IN}\n部门负责人：{v.TO_FILL_IN}\n{v.made_on(d)}"
            )
        ),
    ),
    _numbered,
    _office,
)


# --- papers that leave the office: what they say is fixed, but for names, numbers and days


def _called(d: Dossier) -> str:
    return f"{v.person(d) or v.TO_FILL_IN}同志："


def _explained(d: Dossier) -> str:
    """By what the person explained himself: the last talk or letter."""
    letter, talk = d.letter, d.talk
    if letter is not None and letter.replied_on:
        return f"你于{v.day(letter.replied_on)}就本机关函询（{letter.number}）作出的书面说明收悉。"
    if talk is not None and talk.held_on:
        return f"本机关于{v.day(talk.held_on)}与你谈话，你就有关问题作了说明。"
    return f"你于{v.TO_FILL_IN}就有关问题作出的说明收悉。"


def _accepted(d: Dossier) -> str:
    return (
        f"{_explained(d)}经研究并按程序批准，对你的说明予以采信，有关问题予以了结。\n"
        "希望你正确对待组织的监督，严格遵守党的纪律和国家法律法规，认真履行职责。"
        "请按照规定在民主生活会（组织生活会）上对有关情况作出说明。\n"
        "特此函告。"
    )


def _office_number(d: Dossier) -> str:
    return f"〔{d.head.today.year}〕＿＿＿号"


ACCEPTANCE = Form(
    Paper.ACCEPTANCE,
    "采信了结函",
    (Body(_called, indented=False), Body(_accepted), Closing(signed_and_sealed)),
    _office_number,
    _office,
)


def _meeting(d: Dossier) -> str:
    asked = d.talk.held_on if d.talk else None
    year = (asked or (d.letter.issued_on if d.letter else d.head.today)).year
    accepted = d.case.outcome is Outcome.EXPLAINED
    say = (
        "讲清组织谈话函询和予以采信了结的情况"
        if accepted
        else "讲清组织谈话函询的情况，存在违纪问题的，应当进行自我批评、作出检讨"
    )
    return (
        "根据《中国共产党纪律检查机关监督执纪工作规则》第三十一条，被谈话函询的党员干部应当在民主生活会、"
        "组织生活会上就本年度或者上年度谈话函询问题进行说明。"
        f"请你在{year}年度或者{year + 1}年度民主生活会（组织生活会）上，{say}。\n"
        "你所在党委（党组）应当把有关情况如实记录，会后将会议记录（摘要）报本机关。\n"
        "本通知抄送你所在党委（党组）主要负责人，请注意保密。"
    )


def _copied(d: Dossier) -> str:
    to = d.letter.cc if d.letter else ""
    return f"抄送：{to or v.TO_FILL_IN}"


MEETING = Form(
    Paper.MEETING,
    "民主生活会（组织生活会）说明通知",
    (
        Body(_called, indented=False),
        Body(_meeting),
        Closing(signed_and_sealed),
        Body(_copied, indented=False),
    ),
    _office_number,
    _office,
)


# --- the folder


def _contents(d: Dossier) -> list[tuple[str, ...]]:
    return [(str(one.at), one.title, one.on, "", one.note) for one in items(d)]


CONTENTS = Form(
    Paper.CONTENTS,
    "卷内目录",
    (Listing(("序号", "名　　称", "日期", "页数", "备注"), (14, 66, 34, 14, 32), _contents),),
    _numbered,
    _office,
)
