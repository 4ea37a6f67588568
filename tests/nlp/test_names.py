"""Every rule that a reason may name is called something that people understand."""

from nlp.entries import read_lexicon
from nlp.frames import WHOLE
from nlp.names import rule_names

BESIDE = {
    "money_told",
    "sum_over_bar",
    "many_payers",
    "after_sanction",
    "private_actor",
    "close_reading",
}


def test_every_rule_has_a_name_and_no_name_is_left_over():
    rules = {entry.rule for entry in read_lexicon()} | {f"frame_{name}" for name in WHOLE}
    assert set(rule_names()) == rules | BESIDE


def test_names_are_short_chinese_first_and_never_twice():
    names = rule_names().values()
    assert all(chinese.isprintable() and not chinese.isascii() for chinese, _ in names)
    assert all(english.isascii() for _, english in names)
    assert max(len(chinese) for chinese, _ in names) <= 20
    assert len({chinese for chinese, _ in names}) == len(names)
