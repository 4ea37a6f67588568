"""Turns: what a small change makes of a labelled message."""

import json
from pathlib import Path
from typing import Any

import pytest

from nlp import turns
from nlp.data_check import Row, carried_out, problems
from nlp.lessons import pairs, training, tuning
from nlp.turns import turned
from tests.nlp.test_data import GOOD

MESSAGE: dict[str, Any] = GOOD | {"id": "m-1"}
TURN: dict[str, Any] = {
    "id": "t-1",
    "of": "m-1",
    "swap": [["三千块", "三万块"]],
    "severity": "serious",
    "discipline": "duty_crime",
    "amount_yuan": 30000,
    "evidence": ["收了养猪户三万块"],
}


def test_a_swapped_sum_is_carried_into_text_and_facts() -> None:
    made = turned(TURN, MESSAGE)

    assert made["text"] == "柳河镇的贺站长收了养猪户三万块才给盖章"
    assert made["facts"]["amount"] == ["三万块"]
    assert made["facts"]["amount_yuan"] == 30000
    assert made["facts"]["accused"] == ["贺站长"]
    assert (made["severity"], made["of"], made["urgent"]) == ("serious", "m-1", False)


def test_a_turn_out_of_scope_has_no_facts() -> None:
    turn = TURN | {
        "swap": [["柳河镇的贺站长", "电影里的贺站长"]],
        "severity": "out_of_scope",
        "discipline": "none",
    }

    facts = turned(turn, MESSAGE)["facts"]

    assert facts.pop("amount_yuan") is None
    assert set(map(tuple, facts.values())) == {()}


def test_facts_said_anew_replace_those_carried_over() -> None:
    turn = TURN | {"swap": [["贺站长", "兽医"]], "facts": {"accused": [], "position": ["兽医"]}}

    facts = turned(turn, MESSAGE)["facts"]

    assert (facts["accused"], facts["position"], facts["unit"]) == ([], ["兽医"], ["柳河镇"])


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"swap": [["五千", "五万"]]}, "stands 0 times"),
        (
            {"swap": [["站", "所"], ["三", "五"], ["块", "元"], ["、", ""]]},
            "「、」 stands 0 times",
        ),
        ({"swap": [["贺站长", "兽医"]]}, "position 「站长」 is gone"),
        ({"of": "m-9"}, "there is no message m-9"),
        ({"of": "d-1"}, "there is no message d-1 in train-*.jsonl"),
        ({"evidence": ["收了三千"]}, "is no stretch of the text"),
        ({"discipline": "none"}, "needs a discipline"),
    ],
)
def test_a_turn_that_does_not_fit_is_named(changed: dict[str, Any], fault: str) -> None:
    rows = [
        Row("train-99.jsonl", 1, MESSAGE),
        Row("dev-99.jsonl", 1, MESSAGE | {"id": "d-1", "text": "所长占了河滩盖楼"}),
        Row("turns-99.jsonl", 1, TURN | changed),
    ]

    said = "\n".join(problems(list(carried_out(rows)), frozenset({"turns-99.jsonl"})))

    assert "turns-99.jsonl:1 t-1: " in said
    assert fault in said


def test_a_changed_sum_has_to_be_said() -> None:
    turn = {key: value for key, value in TURN.items() if key != "amount_yuan"}

    with pytest.raises(ValueError, match="say amount_yuan"):
        turned(turn, MESSAGE)


def test_a_turn_may_be_like_its_message_and_like_nothing_else() -> None:
    rows = [Row("train-99.jsonl", 1, MESSAGE), Row("turns-99.jsonl", 1, TURN)]
    other = Row("dev-99.jsonl", 1, MESSAGE | {"id": "d-1", "text": MESSAGE["text"] + "啊"})

    assert list(problems(list(carried_out(rows)), frozenset())) == []
    said = list(problems(list(carried_out([*rows, other])), frozenset({"turns-99.jsonl"})))
    assert said
    assert all("near copy" in one for one in said)


def test_what_turns_make_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "turns-99.jsonl"
    broken = TURN | {"id": "t-2", "of": "m-2"}
    file.write_text("\n".join(json.dumps(one) for one in (TURN, broken)), "utf-8")
    monkeypatch.setattr(turns, "messages_of", lambda: {"m-1": MESSAGE})

    turns.main([str(file)])

    shown = capsys.readouterr().out
    assert "t-1 minor/duty_crime → serious/duty_crime" in shown
    assert "收了养猪户三万块才给盖章" in shown
    assert "t-2: " in shown


def test_training_and_tuning_share_no_message_and_no_turn() -> None:
    learned = {one.text for one in training()}

    assert not learned & {one.text for one in (*tuning(), *pairs())}
    assert not {one.id for one in training()} & {one.id for one in (*tuning(), *pairs())}
