"""The rules' own verdict, in the order of the labelling guide; the first step that applies wins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.rules.terms import Discipline, Severity
from nlp.parts import Actor, Cue, Grade, Mark, Sum, Verdict
from nlp.policy import Policy

RANK = {
    Grade.SERIOUS: 6,
    Grade.CRIME_MONEY: 5,
    Grade.GIFT_MONEY: 4,
    Grade.MINOR: 3,
    Grade.LABEL: 2,
    Grade.CURSE: 1,
}
RELIEF = re.compile(
    "低保|五保|救灾|扶贫|救济|养老|医保|残疾|优抚|抚恤|防疫|疫情|危房|危改|困难补助|救助|移民|捐款|善款|倒房|洪水|大病|孤儿|特困|农合|营养餐|助学|高龄|征地|青苗|补偿款"
)
REPEATED = re.compile(
    "多次|好几次|反复|三番五次|隔三差五|每次都|每次来|几次三番|一次又一次|又张口|又来要|又要|先后[一二两三四五六七八九十几\\d]+次|多年来|年年"
)
SANCTIONED = re.compile(
    "(?:受过|挨过|背过|有过)[^,。]{0,6}(?:处分|警告|处理)|被(?:派驻组)?(?:处分|谈过话|诫勉|警告|通报|约谈)过?|处分期|谈过话|谈话后|写过?检[查讨]|通报批评过|曾(?:因|被)[^。]{0,14}(?:处分|警告|诫勉|谈话)|又犯|不收敛|不收手|查过一次"
)
REFUSED = re.compile(
    "(?:不肯|拒不|拒绝|不愿|死活不|就是不)(?:退|还|退还|归还)|要不回来|不退钱|赖着不还"
)
LONG_OR_PROFIT = re.compile(
    "炒股|放贷|放高利贷|理财|做生意|赌|投资|买房|首付|半年|[一二两三四五六七八九十]年|次年|[四五六七八九]个月|至今(?:没|未)还|一直没还|利息"
)
OWN_ACCOUNT = re.compile(
    "入了?村里?的?账|村里账|入账|开的是村里|盖了公章|收款收据|村集体账|单位账|交到学校|上了账|用于村|修路用|村里用|食堂账户|收据是公家|都有票"
)
PERSONAL = re.compile(
    "自己收|自己拿|自己口袋|自己用|揣|腰包|兜里|给儿子|扫[他她]|[他她]的码|个人的?[码卡]|没有?(?:给?票|收据|打条|发票|条子)|无票|不开票|没票|就放行|排不上|不交就|不给就|才(?:给|肯)|全批|第二天就|拿去买|拿去卖"
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the rules look at."""

    text: str
    cues: Sequence[Cue]
    frames: Sequence[Mark]
    actor: Actor
    total: Sum
    policy: Policy


def decide(case: Case) -> Verdict:
    """Give the rules' verdict with the cues it rests on."""
    stated = sorted((c for c in case.cues if c.asserted), key=lambda c: (-RANK[c.grade], c.start))
    why_not = out_of_scope(case, stated)
    if why_not:
        return Verdict(Severity.OUT_OF_SCOPE, Discipline.NONE, (), why_not)
    acts = [c for c in stated if RANK[c.grade] >= RANK[Grade.MINOR]] or money_told(case)
    if not acts or not case.actor.named:
        return _insufficient(stated)
    return _weigh(case, acts)


def money_told(case: Case) -> list[Cue]:
    """Give a cue at the sum itself, where an official and a sum are told in words no entry knows."""
    if not case.total.words or not case.actor.named:
        return []
    mark = case.total.words[0]
    return [Cue(mark.start, mark.end, "money_told", Grade.GIFT_MONEY, Discipline.DUTY_CRIME, "")]


def out_of_scope(case: Case, stated: Sequence[Cue]) -> str:
    """Step 1: give why no official's conduct is alleged to be wrong, "" where it is."""
    frames = {mark.label for mark in case.frames}
    told = bool(stated) or bool(money_told(case))
    if not case.actor.public:
        return "no_office"
    if not told:
        return "no_cue_named" if case.actor.named else "no_cue"
    strong = any(RANK[c.grade] >= RANK[Grade.CRIME_MONEY] for c in stated)
    if frames & {"fiction", "resolved"} or ("praise" in frames and not strong):
        return "framed"
    if "question" in frames and not strong and not case.actor.named:
        return "question"
    return (
        "private" if case.actor.private and not (case.actor.named and case.actor.official) else ""
    )


def _insufficient(stated: Sequence[Cue]) -> Verdict:
    named = [c for c in stated if c.grade is not Grade.CURSE]
    discipline = named[0].discipline if named else Discipline.NONE
    return Verdict(Severity.INSUFFICIENT, discipline, tuple(stated[:3]), "nothing_to_check")


def _weigh(case: Case, acts: Sequence[Cue]) -> Verdict:
    """Steps 3 and 4: serious where a serious circumstance holds, else minor."""
    for cue in acts:
        why = serious_circumstance(case, cue)
        if why:
            return Verdict(Severity.SERIOUS, _discipline(case, cue), _first(cue, acts), why)
    cue = _most_told(acts)
    return Verdict(Severity.MINOR, _discipline(case, cue), _first(cue, acts), "light")


def serious_circumstance(case: Case, cue: Cue) -> str:
    """Give the name of the circumstance that makes an act serious, "" where none does."""
    if cue.grade is Grade.SERIOUS:
        return "serious_act"
    if cue.grade is Grade.MINOR:
        return "after_sanction" if SANCTIONED.search(case.text) else ""
    low = case.total.low or 0
    bar = case.policy.loss_bar_yuan if cue.rule == "public_loss" else case.policy.money_bar_yuan
    if low >= bar:
        return "sum_over_bar"
    return _special(case, cue) if cue.grade is Grade.CRIME_MONEY else _gift(case)


def _gift(case: Case) -> str:
    """Give the special circumstance of gifts and charges below the bar."""
    if many_payers(case) and PERSONAL.search(case.text):
        return "many_payers"
    return "after_sanction" if SANCTIONED.search(case.text) else ""


def _special(case: Case, cue: Cue) -> str:
    """Give the special circumstance of a bribe or embezzlement below the bar."""
    if cue.rule == "misappropriated":
        return "for_profit_or_long" if LONG_OR_PROFIT.search(case.text) else ""
    if case.total.low is None:
        return "no_sum_told"
    checks = (
        (
            "relief_money",
            RELIEF.search(case.text) and cue.rule in ("embezzled", "charge_into_pocket"),
        ),
        ("many_payers", many_payers(case)),
        ("repeated", REPEATED.search(case.text)),
        ("after_sanction", SANCTIONED.search(case.text)),
        ("refuses_to_return", REFUSED.search(case.text)),
    )
    return next((name for name, holds in checks if holds), "")


def many_payers(case: Case) -> bool:
    """Say whether enough households or people paid enough together (policy values)."""
    enough = (case.total.low or 0) >= case.policy.payers_money_bar_yuan
    return (
        case.total.payers >= case.policy.payers_bar
        and enough
        and not OWN_ACCOUNT.search(case.text)
    )


def _discipline(case: Case, cue: Cue) -> Discipline:
    return (
        Discipline.MASSES
        if OWN_ACCOUNT.search(case.text) and cue.rule == "charge_into_pocket"
        else cue.discipline
    )


def _most_told(acts: Sequence[Cue]) -> Cue:
    """Give the light act told at most length; crimes of money come before breaches."""
    crimes = [c for c in acts if c.grade is Grade.CRIME_MONEY]
    if crimes:
        return crimes[0]
    told = {c.rule: sum(o.end - o.start for o in acts if o.rule == c.rule) for c in acts}
    return max(acts, key=lambda c: (told[c.rule], -c.start))


def _first(cue: Cue, acts: Iterable[Cue]) -> tuple[Cue, ...]:
    rest = [c for c in acts if c is not cue and c.rule != cue.rule]
    return (cue, *rest)[:3]
