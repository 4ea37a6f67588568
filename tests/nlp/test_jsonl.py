"""Files of JSON lines: what ends a line, and what is said of one that is none."""

import json
from pathlib import Path

import pytest

from nlp.agreement import read_second
from nlp.jsonl import numbered_rows, rows
from nlp.repeats_evaluate import read_told
from nlp.samples import read_samples

BREAKS = "一\u2028二\u2029三\x85四"


def written(path: Path, *told: dict[str, object], end: str = "\n") -> Path:
    lines = [json.dumps(one, ensure_ascii=False) for one in told]
    path.write_bytes(end.join([*lines, ""]).encode())
    return path


def test_a_raw_break_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    """U+2028 and U+0085 may stand raw in JSON; they cut a line in two before."""
    told = {
        "id": "a1", "matter": "m", "text": BREAKS, "severity": "minor", "discipline": "work",
    }  # fmt: skip
    whole = written(tmp_path / "train-1.jsonl", told, told)
    assert [row["text"] for row in rows(whole)] == [BREAKS, BREAKS]
    assert [one.text for one in read_samples("train-*.jsonl", tmp_path)] == [BREAKS, BREAKS]
    assert read_second(tmp_path)["a1"]["text"] == BREAKS
    part = {key: told[key] for key in ("id", "matter", "text")}
    assert [one.text for one in read_told(written(tmp_path / "r.jsonl", part))] == [BREAKS]


def test_blank_lines_count_and_say_nothing(tmp_path: Path) -> None:
    """The number is the line's in the file, also where it came from Windows."""
    for end in ("\n\n", "\r\n \r\n"):
        path = written(tmp_path / "x.jsonl", {"a": 1}, {"a": 2}, end=end)
        assert list(numbered_rows(path)) == [(1, {"a": 1}), (3, {"a": 2})]


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    """File and line, so that it can be mended."""
    path = tmp_path / "train-9.jsonl"
    path.write_text('{"id": 1}\n{"id": \n', "utf-8")
    with pytest.raises(ValueError, match=r"train-9\.jsonl:2 is no JSON"):
        list(rows(path))
