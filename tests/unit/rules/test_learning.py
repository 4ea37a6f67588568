"""Which decisions teach the reader, what is taken out of a text, and what a new model has to show."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.learning import (
    GATE,
    NAME,
    NUMBER,
    SETTLES,
    UNSETTLES,
    differing,
    discipline_for,
    make_example,
    without_reporter,
    worse_in,
)
from bot.rules.terms import Act, Discipline, Severity, State
from bot.rules.triage import Triage
from bot.rules.workflow import TRANSITIONS

SERIOUS, MINOR, VAGUE, OUTSIDE = Severity

EXPECTED: dict[Act, Severity] = {
    Act.APPROVE_TALK: MINOR,
    Act.APPROVE_LETTER: MINOR,
    Act.CONFIRM_VERIFICATION: SERIOUS,
    Act.HOLD: VAGUE,
    Act.TRANSFER: OUTSIDE,
}
"""Every act that is not here makes no example, whatever was proposed."""


def proposed(severity: Severity, discipline: Discipline = Discipline.WORK) -> Triage:
    return Triage(severity, 0.8, discipline, review=False, urgent=True, model="m-1")


@pytest.mark.parametrize(("act", "severity"), list(product(Act, Severity)))
def test_a_settled_severity_other_than_the_proposed_makes_an_example(
    act: Act, severity: Severity
) -> None:
    settled = EXPECTED.get(act)

    assert differing(act, proposed(severity)) is (None if settled is severity else settled)


@pytest.mark.parametrize("act", list(Act))
def test_without_a_proposal_there_is_nothing_to_differ_from(act: Act) -> None:
    assert differing(act, None) is None


def test_an_officers_wish_and_an_escalation_teach_nothing_before_they_are_approved() -> None:
    assert not {Act.PROPOSE, Act.ESCALATE, Act.ASK, Act.CLOSE} & set(SETTLES)


def test_no_way_leads_from_a_settled_case_to_an_undecided_one_without_dropping_the_label() -> None:
    undecided = {
        *(State.REGISTERED, State.AWAITING_REPORTER, State.ESCALATED, State.SEALED),
        *(State.ASSIGNED, State.AWAITING_APPROVAL),
    }
    reached = {
        step.target for acts in TRANSITIONS.values() for a, step in acts.items() if a in SETTLES
    }
    while True:
        more = {
            step.target
            for state in reached
            for act, step in TRANSITIONS[state].items()
            if act not in UNSETTLES
        }
        if more <= reached:
            break
        reached |= more

    assert not reached & undecided
    assert not UNSETTLES & set(SETTLES)


@pytest.mark.parametrize(
    ("settled", "discipline", "expected"),
    [
        (OUTSIDE, Discipline.WORK, Discipline.NONE),
        (OUTSIDE, Discipline.NONE, Discipline.NONE),
        (VAGUE, Discipline.NONE, Discipline.NONE),
        (VAGUE, Discipline.DUTY_CRIME, Discipline.DUTY_CRIME),
        (MINOR, Discipline.WORK, Discipline.WORK),
        (SERIOUS, Discipline.INTEGRITY, Discipline.INTEGRITY),
        (MINOR, Discipline.NONE, None),
        (SERIOUS, Discipline.NONE, None),
    ],
)
def test_a_discipline_that_nobody_set_is_not_made_up(
    settled: Severity, discipline: Discipline, expected: Discipline | None
) -> None:
    assert discipline_for(settled, discipline) is expected


def test_an_example_says_which_model_was_wrong_and_how() -> None:
    example = make_example("原文", SERIOUS, proposed(OUTSIDE, Discipline.NONE))

    assert (example.severity, example.proposed, example.model) == (SERIOUS, OUTSIDE, "m-1")
    assert (example.discipline, example.proposed_discipline) == (None, Discipline.NONE)
    assert example.urgent


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我叫贾春生，住在柳湾村。", f"我叫{NAME}，住在柳湾村。"),
        ("本人名叫贾春生。老钱收钱。", f"本人名叫{NAME}。老钱收钱。"),
        ("举报人：贾春生 电话：5588123", f"举报人：{NAME} 电话：{NUMBER}"),
        ("我是贾春生，他收了两万", f"我是{NAME}，他收了两万"),
        ("我手机138 0000 1111，随时打", f"我手机{NUMBER}，随时打"),
        ("１３８００００１１１１", NUMBER),
        ("身份证33010219800101123X的就是我", f"身份证{NUMBER}的就是我"),
        ("0571-88881234", NUMBER),
        ("微信号jia_chunsheng", f"微信号{NUMBER}"),
        ("写信到 jia@example.cn 或 @jiachun", f"写信到 {NUMBER} 或 {NUMBER}"),
        ("见 https://t.me/jia/7 ，谢谢", f"见 {NUMBER} ，谢谢"),
        ("我叫王䶮，住在柳湾村。", f"我叫{NAME}，住在柳湾村。"),
        ("我是王𬭚，他收了两万", f"我是{NAME}，他收了两万"),
        ("我叫阿依古丽·买买提，是这里的村民。", f"我叫{NAME}，是这里的村民。"),
    ],
)
def test_who_names_himself_in_the_text_is_taken_out(text: str, left: str) -> None:
    assert without_reporter(text, ()) == left


@pytest.mark.parametrize(
    "text",
    [
        "村支书王强收了86000元，2024年3月15日打进卡里。",
        "我是柳湾村村民，他收了两万。",
        "我是一名小学老师。",
        "一共套取12500000元。",
        "他叫王强，是村主任。",
        "每户收200，全村180户，从2021-03到2024-12。",
        "",
    ],
)
def test_sums_dates_and_the_accused_stay(text: str) -> None:
    assert without_reporter(text, ("", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "贾春生亲眼看见的。",
        "贾 春 生亲眼看见的。",
        "证人：贾春生、电话 138-0000-1111、微信 jia.chun",
        "打13800001111或者1380000 1111",
    ],
)
def test_name_and_contact_of_the_vault_are_found_however_they_are_spaced(text: str) -> None:
    left = without_reporter(text, ("贾春生", "电话13800001111，微信 jia.chun"))

    for told in ("贾春生", "贾 春 生", "0000", "jia.chun"):
        assert told not in left.replace(NUMBER, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王䶮", "是王䶮写的"),
        ("王𬭚", "王 𬭚亲眼看见"),
        ("阿依古丽·买买提", "阿依古丽·买买提写的"),
        ("阿依古丽·买买提", "阿依古丽买买提写的"),
        ("阿依古丽·买买提", "阿依古丽•买买提写的"),
        ("阿依古丽·买买提", "阿依古丽 ・买买提写的"),
        ("阿依古丽買買提", "阿依古丽買買提写的"),
    ],
)
def test_rare_characters_and_dotted_names_are_found_too(name: str, text: str) -> None:
    left = without_reporter(text, (name,))

    assert NAME in left
    assert not set(name) & set(left)


@pytest.mark.parametrize("name", ["··", "·•", "王·", "—"])
def test_a_name_of_dots_alone_takes_nothing_out(name: str) -> None:
    assert without_reporter("他收了两万·现金", (name,)) == "他收了两万·现金"


@given(st.text(), st.text(max_size=40))
def test_no_text_and_no_contact_breaks_the_taking_out(text: str, contact: str) -> None:
    assert isinstance(without_reporter(text, (contact, contact)), str)


@pytest.mark.parametrize("name", GATE)
def test_one_figure_that_is_worse_keeps_a_model_out(name: str) -> None:
    current = dict.fromkeys(GATE, 0.9)

    assert worse_in(current | {name: 0.89}, current) == (name,)
    assert worse_in(current | {name: 0.91}, current) == ()


def test_as_good_as_before_is_good_enough() -> None:
    current = dict.fromkeys(GATE, 0.9)

    assert worse_in(current, current) == ()
    assert worse_in(dict.fromkeys(GATE, 0.1), current) == GATE
