"""The labelled messages of the package, and the check that guards them."""

import json
from pathlib import Path

import pytest

from bot.rules.terms import Severity
from nlp.data_check import Row, carried_out, labelled_files, main, problems, read_rows
from nlp.samples import read_samples

GOOD = {
    "id": "x-1",
    "text": "柳河镇的贺站长收了养猪户三千块才给盖章",
    "severity": "minor",
    "discipline": "duty_crime",
    "urgent": False,
    "facts": {
        "accused": ["贺站长"],
        "unit": ["柳河镇"],
        "position": ["站长"],
        "amount": ["三千块"],
        "amount_yuan": 3000,
    },
    "evidence": ["收了养猪户三千块"],
}


def row(file: str = "train-99.jsonl", **changed: object) -> Row:
    return Row(file, 1, GOOD | changed)


def said(*rows: Row) -> str:
    return "\n".join(problems(rows, frozenset()))


def test_all_messages_of_the_package_pass_the_check() -> None:
    """Labels fit each other, words are exact, there are no near copies and no leaks."""
    assert list(problems(list(carried_out(read_rows(labelled_files()))), frozenset())) == []


def test_there_is_enough_to_learn_from() -> None:
    """At least 2,500 training messages, from very short to long, every severity well represented."""
    samples = read_samples("train-*.jsonl")
    lengths = [len(sample.text) for sample in samples]
    assert len(samples) >= 2500
    assert min(lengths) < 10
    assert max(lengths) > 600
    for severity in Severity:
        assert sum(sample.severity is severity for sample in samples) >= 300


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"severity": "grave"}, "unknown label"),
        ({"discipline": "none"}, "needs a discipline"),
        ({"severity": "out_of_scope"}, "out_of_scope has discipline none"),
        ({"evidence": ["收了三万"]}, "is no stretch of the text"),
        ({"facts": GOOD["facts"] | {"accused": ["贺局长"]}}, "accused 「贺局长」"),
        ({"facts": GOOD["facts"] | {"amount_yuan": "3000"}}, "whole number or null"),
        ({"facts": GOOD["facts"] | {"accused": "贺站长"}}, "accused is a list"),
        ({"urgent": "no"}, "true or false"),
    ],
)
def test_it_names_what_is_wrong_with_a_line(changed: dict[str, object], fault: str) -> None:
    """Each fault is named with the file, the line and the id."""
    answer = said(row(**changed))
    assert "train-99.jsonl:1 x-1" in answer
    assert fault in answer


def test_a_good_line_passes() -> None:
    """Nothing is said about a line that is right."""
    assert said(row()) == ""


def test_near_copies_are_refused_in_training_and_across_sets() -> None:
    """A message told twice with one sign changed is refused, also where training and development share it."""
    copy = GOOD["text"].replace("三千", "四千")  # type: ignore[attr-defined]
    facts = GOOD["facts"] | {"amount": ["四千块"]}
    changed = {"id": "x-2", "text": copy, "facts": facts, "evidence": []}
    assert "near copy of train-99.jsonl:1 x-1" in said(row(), row(**changed))
    assert "near copy" in said(row(), row("dev-99.jsonl", **changed))
    assert "near copy" in said(
        row(), row("contrast-99.jsonl", **changed, note="contrast of x-1; sum")
    )


def test_a_declared_pair_of_an_evaluation_set_may_be_alike() -> None:
    """Minimal pairs and noisy spellings are near copies by design, outside the training data."""
    facts = GOOD["facts"] | {"amount": []}
    pair = {
        "id": "x-2",
        "text": GOOD["text"] + "吗",
        "facts": facts,
        "note": "contrast of x-1; asked",
    }
    noisy = {"id": "x-3", "text": GOOD["text"] + "啊", "facts": facts, "clean": "x-1"}
    assert said(row("contrast-99.jsonl"), row("contrast-99.jsonl", **pair)) == ""
    assert said(row("dev-99.jsonl"), row("noise-99.jsonl", **noisy)) == ""


def test_an_id_is_used_once() -> None:
    """The second use of an id is named."""
    assert "id is used at train-99.jsonl:1" in said(
        row(), row(text="另外一件完全不同的事情", facts={}, evidence=[])
    )


def test_the_command_says_which_line_is_no_json(tmp_path: Path) -> None:
    """A broken file is named, not guessed at."""
    broken = tmp_path / "train-98.jsonl"
    broken.write_text(json.dumps(GOOD, ensure_ascii=False) + "\n{oops\n", "utf-8")
    with pytest.raises(ValueError, match=r"train-98\.jsonl:2 is no JSON"):
        main([str(broken)])
