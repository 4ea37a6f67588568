"""Variants of training messages: nothing new is told, and none leaks into the fold that measures."""

import pytest

from bot.rules.terms import Discipline, Severity
from nlp.augment import Variant, stretches, variants
from nlp.pipeline import build
from nlp.policy import read_policy
from nlp.samples import Sample


def sample(text: str, severity: Severity, discipline: Discipline) -> Sample:
    """Give a labelled message."""
    return Sample("x", text, severity, discipline, False, {}, None, "")


@pytest.fixture(scope="module")
def made() -> list[Variant]:
    """Give the variants of three messages."""
    serious = (
        "同志你好,我在这个村住了四十年。村主任王某收了施工队三万元。我说完了,谢谢你们听我讲。"
    )
    quiet = Severity.OUT_OF_SCOPE, Discipline.NONE
    samples = [
        sample(serious, Severity.SERIOUS, Discipline.DUTY_CRIME),
        sample("路灯坏了找谁", *quiet),
        sample("超市不退钱", *quiet),
    ]
    return variants(samples, build(read_policy()))


def test_a_long_message_lends_a_short_stretch_with_its_label(made: list[Variant]) -> None:
    """The stretch is part of the message and names its parent."""
    short = [v for v in made if v.sample.severity is Severity.SERIOUS]
    assert short
    assert all("收了施工队三万元" in v.sample.text for v in short)
    assert {v.parents for v in short} == {frozenset({0})}


def test_two_harmless_messages_make_a_long_one(made: list[Variant]) -> None:
    """Both parents are named, so that neither is measured by a model that saw the pair."""
    pairs = [v for v in made if len(v.parents) > 1]
    assert [v.parents for v in pairs] == [frozenset({1, 2})]


def test_stretches_are_short_and_not_the_whole() -> None:
    """Only runs of neighbouring clauses."""
    text = "今天下雨,我去镇上办事。窗口没有人,等了很久很久。"
    assert all(run in text and len(run) < len(text) for run in stretches(text))
