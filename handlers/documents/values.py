"""What stands in the fields of papers, each from the dossier alone; empty where it is not known."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from bot.rules.model import Letter, Talk
from bot.rules.terms import Discipline, Opinion, Outcome, Role, Route, State
from bot.services.dossier import Dossier
from handlers.documents.blocks import Value
from handlers.letters import chinese_date
from handlers.texts import word

TO_FILL_IN = "＿＿＿＿＿＿"
MOST_OF_PROBLEM = 500
"""Characters of the main problem that a form holds; the whole text lies in the folder."""
LONGEST_NAME = 20
_WEEKDAYS = "一二三四五六日"
_ONE_WORD = ("\n", "，", "。", "；")


def blank(_d: Dossier) -> str:
    """To be filled in by hand."""
    return ""


def text(words: str) -> Value:
    """The same words in every case."""
    return lambda _d: words


def fact(name: str) -> Value:
    """What the reporter confirmed of the person or the matter."""
    return lambda d: d.facts.get(name, "").strip()


# --- days and moments


def day(on: date | None) -> str:
    """``2026年12月4日``, or nothing."""
    return chinese_date(on) if on else ""


def moment(at: datetime, d: Dossier) -> str:
    """``2026年12月4日 9时05分`` in the office's time."""
    local = at.astimezone(d.head.zone)
    return f"{chinese_date(local.date())} {local.hour}时{local:%M}分"


def full_moment(at: datetime, d: Dossier) -> str:
    """``2026年12月4日（星期五）9时05分``."""
    local = at.astimezone(d.head.zone)
    weekday = _WEEKDAYS[local.weekday()]
    return f"{chinese_date(local.date())}（星期{weekday}）{local.hour}时{local:%M}分"


# --- the case


def number(d: Dossier) -> str:
    """The number of the case."""
    return d.case.number


def made_on(d: Dossier) -> str:
    """The day on which the paper is made."""
    return day(d.head.today)


def received(d: Dossier) -> str:
    """The day on which it was received."""
    return day(d.case.received_at.astimezone(d.head.zone).date())


def reporter(d: Dossier) -> str:
    """Whether there is a name: never which."""
    return "实名（身份信息另存，依批准调阅）" if d.case.real_name else "匿名"


def level(d: Dossier) -> str:
    """Under whose authority the person stands, as the reporter or the text tells it."""
    return word("level", d.case.level, "zh")


def discipline(d: Dossier) -> str:
    """Which discipline is touched, as the software read it."""
    if d.case.discipline is Discipline.NONE:
        return ""
    return word("discipline", d.case.discipline, "zh") + "（系统初读，待核）"


def articles(d: Dossier) -> str:
    """What the software's proposal rests on, without a word of the tip."""
    if d.proposal is None:
        return ""
    triage = d.proposal.triage
    named = dict.fromkeys(one.article for one in triage.reasons if one.article)
    basis = "；依据 " + "、".join(named) if named else ""
    read = word("severity", triage.severity, "zh")
    return f"系统初读：{read}{basis}"


def severity(d: Dossier) -> str:
    """How grave officers hold it to be."""
    return word("severity", d.case.severity, "zh") if d.case.severity else ""


def state(d: Dossier) -> str:
    """Where it stands."""
    return word("state", d.case.state, "zh")


def handler(d: Dossier) -> str:
    """Who has it in hand."""
    return d.handler.name if d.handler else ""


def repeats(d: Dossier) -> str:
    """The how manieth report of the matter it is."""
    if not d.retold.earlier:
        return "首次反映"
    return f"第{d.retold.count}次反映，前件 {'、'.join(d.retold.earlier[-5:])}"


def together(d: Dossier) -> str:
    """What was merged into it, or into what it was merged."""
    if d.merged_into:
        return f"已并入 {d.merged_into}"
    return "并入本件：" + "、".join(d.merged) if d.merged else ""


def problem(d: Dossier) -> str:
    """The main problem, cut to what a form holds."""
    whole = d.problem.strip()
    if len(whole) <= MOST_OF_PROBLEM:
        return whole
    told = f"……（全文{len(whole)}字，见卷内举报材料）"
    return whole[: MOST_OF_PROBLEM - len(told)] + told


def attachments(d: Dossier) -> str:
    """What lies in the folder besides papers."""
    current = [one for one in d.materials if one.file_state]
    parts = [f"举报材料{len(d.materials)}份（其中附件{len(current)}个）"]
    if d.scans:
        parts.append(f"扫描件{len(d.scans)}份")
    return "，".join(parts) + "，见卷内目录"


def deadlines(d: Dossier) -> str:
    """The running deadlines."""
    return "\n".join(
        f"{word('clock', one.kind, 'zh')}：{day(one.due_on)}"
        + ("（中止）" if one.paused_on else "（暂定）" if one.provisional else "")
        for one in d.clocks
    )


# --- the ways and the ends, as boxes to tick


def boxes(ticked: object, choices: Iterable[tuple[object, str]]) -> str:
    """``☑谈话　□函询``."""
    return "　".join(("☑" if one == ticked else "□") + name for one, name in choices)


_FOUR_WAYS = (
    ("inquiry", "谈话函询"),
    (Route.VERIFICATION, "初步核实"),
    (Route.HOLD, "暂存待查"),
    (Route.CLOSE, "予以了结"),
)
_INQUIRIES = ((Route.TALK, "谈话"), (Route.LETTER, "函询"))
_RESULTS = (
    (Outcome.EXPLAINED, "了结澄清（采信）"),
    (Outcome.REMINDER_TALK, "谈话提醒"),
    (Outcome.CRITICISM, "批评教育"),
    (Outcome.SELF_EXAMINATION, "责令检查"),
    (Outcome.ADMONITION, "诫勉谈话"),
    (Outcome.TALK_AGAIN, "再次谈话"),
    (Outcome.LETTER_AGAIN, "再次函询"),
    (Outcome.VERIFICATION, "转初步核实"),
    (Outcome.UNCHECKABLE, "无法查证，予以了结"),
)
_IN_A_ROW = 3
_GONE = frozenset({State.TRANSFERRED, State.SENT_DOWN})


def ways(d: Dossier) -> str:
    """The four ways, the chosen or proposed one ticked."""
    route = wanted_route(d)
    return boxes("inquiry" if route in (Route.TALK, Route.LETTER) else route, _FOUR_WAYS)


def inquiries(d: Dossier) -> str:
    """Talk or letter."""
    return boxes(wanted_route(d), _INQUIRIES)


def wanted_route(d: Dossier) -> Route | None:
    """The route of the newest proposal, else of the case."""
    proposed = d.way.proposal.route if d.way.proposal else None
    return proposed or d.case.route


def handling(d: Dossier) -> str:
    """By whom it is handled."""
    gone = d.case.state in _GONE or wanted_route(d) is Route.TRANSFER
    kinds = ("自办", "转办", "交办", "督办", "协办")
    return boxes("转办" if gone else "自办", zip(kinds, kinds, strict=True))


def results(d: Dossier) -> str:
    """The ends of a talk or letter, the proposed one ticked."""
    proposed = d.result.proposal.outcome if d.result.proposal else None
    ticked, rows = proposed or d.case.outcome, range(0, len(_RESULTS), _IN_A_ROW)
    return "\n".join(boxes(ticked, _RESULTS[at : at + _IN_A_ROW]) for at in rows)


def outcome(d: Dossier) -> str:
    """How it ended, in words."""
    return word("outcome", d.case.outcome, "zh") if d.case.outcome else ""


# --- talks and letters

_ASKED_NOW = frozenset(
    {State.AWAITING_APPROVAL, State.TALK, State.TALK_PLANNED, State.TALK_ARRANGED, State.LETTER}
)


def how_manieth(d: Dossier) -> str:
    """The how manieth talk or letter this is."""
    over = sum(1 for one in d.talks if one.held_on) + len(d.letters)
    return f"第{max(1, over + (d.case.state in _ASKED_NOW))}次"


def of_talk(tell: Callable[[Talk, Dossier], str]) -> Value:
    """Something of the newest talk; empty without one."""
    return lambda d: tell(d.talk, d) if d.talk else ""


def talk_at(talk: Talk, d: Dossier) -> str:
    """When it is to be."""
    return full_moment(talk.at, d)


def talk_told(d: Dossier) -> str:
    """What became of each talk and letter, one line each."""
    return "\n".join([*(_talk(one, d) for one in d.talks), *(_letter(one) for one in d.letters)])


def _talk(talk: Talk, d: Dossier) -> str:
    held = f"已于{day(talk.held_on)}进行" if talk.held_on else "尚未进行"
    record = "，已制作谈话笔录" if talk.record else ""
    return f"谈话：{moment(talk.at, d)}，{talk.place}，谈话人{talk.talker}，{held}{record}。"


_OPINIONS = {
    Opinion.SIGNED: "，单位党委（党组）主要负责人已签署意见",
    Opinion.MISSING: "，未签署意见",
    Opinion.NOT_NEEDED: "，函询对象即主要负责人，不需签署意见",
}


def _letter(letter: Letter) -> str:
    served = f"，{day(letter.delivered_on)}送达" if letter.delivered_on else "，尚未送达"
    reply = f"，{day(letter.replied_on)}收到书面说明" if letter.replied_on else ""
    opinion = _OPINIONS[letter.opinion] if letter.opinion else ""
    return f"函询：{letter.number}，{day(letter.issued_on)}发函{served}{reply}{opinion}。"


def report(d: Dossier) -> str:
    """What the handler reported after the talk or the reply."""
    return d.result.proposal.opinion if d.result.proposal else ""


# --- the person, on papers that leave the office


def person(d: Dossier) -> str:
    """To whom a paper goes: as the officer wrote it on the letter, else the confirmed name.

    Words that are no name (a sentence, a list) are left to be written by hand.
    """
    if d.letter is not None and not d.talks:
        return d.letter.addressee.strip().rstrip("：:")
    return name_like(d.facts.get("accused", ""))


def name_like(said: str) -> str:
    """The words, where they could be a name; else nothing."""
    said = said.strip()
    if len(said) > LONGEST_NAME or any(mark in said for mark in _ONE_WORD):
        return ""
    return said


def roles(names: Iterable[Role]) -> str:
    """``分管领导/主要负责人``."""
    wanted = frozenset(names)
    return "/".join(word("role", one, "zh") for one in Role if one in wanted)
