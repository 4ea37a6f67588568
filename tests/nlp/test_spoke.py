"""Who speaks for a proposal: the rules, the classifier, or both."""

import nlp
from nlp.reader import Reader

PLAIN = "三河镇水务站站长王大山收了工程老板三万元好处费"
UNKNOWN_WORDS = "我们镇的民政办主任把孤老的钱装进了自己的腰里,一共四千"


def test_both_speak_for_what_the_rules_know_and_the_classifier_believes(reader: Reader) -> None:
    assert reader.triage(PLAIN).spoke == "both"


def test_without_a_model_the_rules_speak() -> None:
    assert nlp.load(model=None).triage(PLAIN).spoke == "rules"


def test_what_only_the_classifier_sees_is_said_to_be_its_own(
    reader: Reader, rules: Reader
) -> None:
    triage = reader.triage(UNKNOWN_WORDS)

    assert triage.severity is not rules.triage(UNKNOWN_WORDS).severity
    assert triage.spoke == "classifier"
