"""The reader as a whole: spans, questions, bad input, a missing or broken model, the line format."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnx_errors
from spacy.tokens import Doc

import nlp
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Span, Triage
from nlp.belief import MODEL
from nlp.close import reading
from nlp.close.hints import hints_of
from nlp.entries import read_articles
from nlp.jsonl import to_record
from nlp.policy import Policy, read_policy
from nlp.reader import Reader

TIP = "去年三月，柳溪镇民政所所长江大河在镇上的酒楼收了李老板２万元红bao，才给他办验收。"
CHATTER = "今天集市上的人很多，天气也好，大家都在说收成。"
MESSAGES = st.text(
    alphabet=st.one_of(
        st.sampled_from("收了红包两千元局长书记柳溪村每户人0123456789万千百，。！？\n①😡跳楼没有"),
        st.characters(),
    ),
    max_size=120,
)


def spans(triage: Triage) -> list[Span]:
    facts = triage.facts
    told = (
        facts.accused,
        facts.unit,
        facts.position,
        facts.when,
        facts.where,
        facts.what,
        facts.amount,
    )
    return [reason.span for reason in triage.reasons] + [span for kind in told for span in kind]


some = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_sound(triage: Triage, text: str) -> None:
    assert 0.0 <= triage.confidence <= 1.0
    assert all(text[span.start : span.end] == span.text and span.text for span in spans(triage))


@some
@given(MESSAGES)
def test_it_never_raises_and_every_span_is_exact(rules: Reader, text: str) -> None:
    """Whatever comes in, an answer comes out, and each span is the very words of the message."""
    assert_sound(rules.triage(text), text)


@pytest.mark.slow
@some
@given(MESSAGES)
def test_the_shipped_reader_never_raises_and_its_spans_are_exact(
    reader: Reader, text: str
) -> None:
    """The same with the learned parts, which choose the spans."""
    assert_sound(reader.triage(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        " \n\t",
        "\x00\x01\xff",
        "hello, is anybody there?",
        "Это письмо",
        "1" * 10_000,
        "\ud800",
        "。。。",
    ],
    ids=[
        "empty",
        "emoji",
        "blank",
        "binary",
        "english",
        "russian",
        "digits",
        "surrogate",
        "stops",
    ],
)
def test_what_cannot_be_read_goes_to_an_officer(reader: Reader, text: str) -> None:
    """Bad input: a low confidence, review, no exception, no invented fact."""
    triage = reader.triage(text)
    assert triage.severity is Severity.INSUFFICIENT
    assert triage.review
    assert triage.unreadable
    assert triage.confidence < 0.5
    assert spans(triage) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "severity", "unreadable"),
    [
        ("村" * 50_000, Severity.INSUFFICIENT, True),
        ("他收了钱。" * 10_000, Severity.INSUFFICIENT, True),
        (TIP * 1_300, Severity.SERIOUS, False),
        (TIP + CHATTER * 2_200, Severity.SERIOUS, False),
    ],
    ids=["one sign", "few signs", "a tip again and again", "a tip, then chatter"],
)
def test_a_very_long_message_is_answered(
    reader: Reader, text: str, severity: Severity, unreadable: bool
) -> None:
    """50,000 characters end in an answer, and an officer is told to read what was cut off."""
    triage = reader.triage(text)
    assert (triage.severity, triage.unreadable) == (severity, unreadable)
    assert triage.review
    assert_sound(triage, text)


@pytest.mark.slow
def test_a_tip_is_read_with_reasons_and_facts(reader: Reader) -> None:
    """The facts as written, the sum in yuan, reasons with articles of the table."""
    triage = reader.triage(TIP)
    facts = triage.facts
    assert (triage.severity, triage.discipline) == (Severity.SERIOUS, Discipline.DUTY_CRIME)
    assert not triage.unreadable
    assert [span.text for span in facts.accused] == ["江大河"]
    assert [span.text for span in facts.unit] == ["柳溪镇民政所"]
    assert [span.text for span in facts.position] == ["所长"]
    assert [span.text for span in facts.when] == ["去年三月"]
    assert facts.amount_yuan == 20_000
    assert [span.text for span in facts.amount] == ["２万元"]
    assert triage.reasons
    assert {reason.article for reason in triage.reasons} - {""} <= read_articles().keys()
    assert all(TIP[span.start : span.end] == span.text for span in spans(triage))


@pytest.mark.slow
def test_pipe_says_what_triage_says(reader: Reader) -> None:
    """Reading in batches changes no label and keeps the order."""
    texts = [TIP, "", "请问低保怎么申请?", "有人吃回扣,你们自己查。"] * 3
    singly = [reader.triage(text) for text in texts]
    together = list(reader.pipe(texts, batch_size=5))
    assert [t.severity for t in together] == [t.severity for t in singly]
    assert [t.facts for t in together] == [t.facts for t in singly]


@pytest.mark.slow
def test_out_of_scope_has_no_facts_and_a_place_to_go(reader: Reader) -> None:
    """labels.md: no facts are extracted; the citizen is told where it belongs."""
    triage = reader.triage("老板拖欠我们工资三万块钱,包工头电话打不通,怎么讨薪?")
    assert triage.severity is Severity.OUT_OF_SCOPE
    assert triage.redirect == "labour"
    assert triage.facts.amount_yuan is None
    assert triage.facts.accused == triage.facts.unit == ()
    assert triage.missing == ()


@pytest.mark.slow
def test_at_most_three_things_are_asked_the_most_useful_first(reader: Reader) -> None:
    """A curse without content: what happened comes first."""
    triage = reader.triage("当官的没一个好东西,都烂透了!")
    assert triage.severity is Severity.INSUFFICIENT
    assert triage.missing[0] == "what"
    assert len(triage.missing) <= 3


def test_without_a_model_the_rules_go_alone_with_review(rules: Reader) -> None:
    """No classifier: the rules' label, never without an officer."""
    triage = rules.triage(TIP)
    assert rules.model == "rules"
    assert triage.severity is Severity.SERIOUS
    assert triage.review


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """The name of the reader says that there was no model."""
    assert nlp.load(model=tmp_path / "nowhere").model == "rules (no model)"


@pytest.mark.parametrize(
    "broken",
    [
        "reader.json",
        "fast.npz",
        "grams.json",
        "close.onnx",
        "pieces.json",
    ],
)
def test_a_broken_model_is_named_and_the_rules_go_on(tmp_path: Path, broken: str) -> None:
    """A cut file must not stop the office: rules alone, review on, and the reader says so."""
    shutil.copytree(MODEL, tmp_path / "model")
    path = tmp_path / "model" / broken
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    reader = nlp.load(model=tmp_path / "model")
    assert reader.model.startswith("rules (broken model")
    assert reader.triage(TIP).review


def test_a_model_for_other_hints_is_named_and_the_rules_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A model of an earlier version, whose graph expects other hints, must not stop the service."""

    def one_more(doc: Doc) -> NDArray[np.float32]:
        return np.append(hints_of(doc), np.float32(0))

    monkeypatch.setattr(reading, "hints_of", one_more)
    reader = nlp.load()
    assert reader.model == "rules (broken model: InvalidArgument)"
    assert reader.triage(TIP).review


@pytest.mark.parametrize(
    "name", ["Fail", "InvalidArgument", "NoSuchFile", "NotImplemented", "RuntimeException"]
)
def test_whatever_onnxruntime_says_of_a_model_the_rules_go_on(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its errors have no base of their own: each has to be known."""
    error = getattr(onnx_errors, name)

    def refuse(_doc: Doc) -> NDArray[np.float32]:
        raise error("no")

    monkeypatch.setattr(reading, "hints_of", refuse)
    assert nlp.load().model == f"rules (broken model: {name})"


def test_an_office_sets_its_own_bar(tmp_path: Path) -> None:
    """Thresholds are policy: with a higher bar the same gift is light for the rules."""
    (tmp_path / "policy.toml").write_text("money_bar_yuan = 30000\n", "utf-8")
    text = "县统计局局长江大河春节收了下属的红包15000元,没有办什么事。"
    strict, mild = read_policy(), read_policy(tmp_path / "policy.toml")
    assert nlp.load(strict, model=None).triage(text).severity is Severity.SERIOUS
    assert nlp.load(mild, model=None).triage(text).severity is Severity.MINOR
    assert isinstance(mild, Policy)


def test_an_unknown_policy_key_is_refused(tmp_path: Path) -> None:
    """A misspelt key is named."""
    (tmp_path / "policy.toml").write_text("money_bar = 1\n", "utf-8")
    with pytest.raises(ValueError, match="money_bar"):
        read_policy(tmp_path / "policy.toml")


def test_the_line_format(rules: Reader) -> None:
    """The keys of ``qingfeng classify --jsonl``, ready for JSON."""
    record = to_record("a1", rules.triage(TIP))
    assert list(record) == [
        "id",
        "severity",
        "confidence",
        "discipline",
        "review",
        "urgent",
        "reasons",
        "facts",
        "missing",
    ]
    assert list(record["facts"]) == ["accused", "unit", "position", "when", "where", "amount_yuan"]
    assert record["facts"]["accused"][0] == {
        "text": "江大河",
        "start": TIP.index("江大河"),
        "end": TIP.index("江大河") + 3,
    }
    assert set(record["reasons"][0]) == {"start", "end", "text", "rule", "article"}
    assert json.loads(json.dumps(record)) == record


def test_what_was_done_is_told_also_in_words_that_no_entry_knows(reader: Reader) -> None:
    """The citizen reads it back under 什么事: the charge, and not only the threat behind it."""
    text = "柳湾村村主任季长根去年收危房户每户五百块钱,我们村三十户都交了,没给收据。他说再告就打断我的腿"
    what = [span.text for span in reader.triage(text).facts.what]
    assert any("收危房户每户五百块钱" in one for one in what)
