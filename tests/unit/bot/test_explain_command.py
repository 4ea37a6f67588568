"""``qingfeng explain``: what it takes, where it writes, and how it says no."""

import json
import stat

import pytest
from typer.testing import CliRunner

from bot import opening
from bot.cli import app
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Reason, Span, Triage

TIP = "村主任季长根冒领补助款。"


class Fake:
    """A reader that always points at 冒领."""

    def triage(self, text):
        start = text.find("冒领")
        span = Span(start, start + 2, "冒领")
        reasons = (Reason(span, "false_names", "刑法-382"),) if start >= 0 else ()
        return Triage(
            Severity.SERIOUS, 0.9, Discipline.DUTY_CRIME, False, False, reasons, model="fake"
        )


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """No model is loaded, no configuration of this machine is read."""
    monkeypatch.setattr(opening, "load_full_reader", lambda settings: Fake())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args, **kwargs):
    return CliRunner().invoke(app, ["explain", *map(str, args)], **kwargs)


def test_a_text_is_explained_on_the_terminal():
    result = run(TIP)
    assert result.exit_code == 0
    assert "【①冒领①】" in result.stdout
    assert "虚报冒领" in result.stdout


@pytest.mark.parametrize("args", [["-"], []], ids=["dash", "nothing"])
def test_standard_input_is_read(args):
    assert "【①冒领①】" in run(*args, input=TIP).stdout


def test_a_file_is_read_with_or_without_a_byte_order_mark(folder):
    for encoding in ("utf-8", "utf-8-sig"):
        (folder / "tip.txt").write_text(TIP, encoding)
        assert "季长根【①冒领①】" in run("--file", folder / "tip.txt").stdout


def test_json_is_the_record_that_classify_prints():
    record = json.loads(run(TIP, "--json").stdout)
    assert record["reasons"][0] | {"rule": "false_names", "text": "冒领"} == record["reasons"][0]
    assert {"severity", "confidence", "discipline", "review", "facts", "missing"} <= record.keys()


def test_a_page_is_written_that_only_its_owner_may_read(folder):
    result = run(TIP, "--html", folder / "out.html")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "已写好" in result.stderr
    written = folder / "out.html"
    assert "冒领" in written.read_text("utf-8")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_an_older_page_that_others_could_read_is_closed_to_them_and_replaced(folder):
    page = folder / "out.html"
    page.write_text("旧" * 100_000, "utf-8")
    page.chmod(0o644)
    assert run(TIP, "--html", page).exit_code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "冒领" in page.read_text("utf-8")
    assert "旧" not in page.read_text("utf-8")


def test_a_page_and_json_can_be_had_together(folder):
    result = run(TIP, "--html", folder / "out.html", "--json")
    assert json.loads(result.stdout)["severity"] == "serious"
    assert (folder / "out.html").exists()


def refused(result, chinese, english):
    assert result.exit_code == 2
    assert result.stdout == ""
    said = result.stderr.replace("\n", "")
    assert 0 <= said.index(chinese) < said.index(english)


@pytest.mark.parametrize("empty", ["", "  \n ", "\u200b\u2060"])
def test_a_message_without_a_sign_is_refused(empty):
    refused(run(empty, input=""), "没有可读的文字", "nothing to read")
    refused(run("-", input=empty), "没有可读的文字", "nothing to read")


def test_a_missing_file_is_named(folder):
    refused(run("--file", folder / "no.txt"), "没有这个文件", "no such file")


def test_a_folder_is_no_file(folder):
    refused(run("--file", folder), "读不了", "cannot be read")


def test_a_file_in_another_encoding_is_refused_rather_than_guessed(folder):
    (folder / "gbk.txt").write_bytes(TIP.encode("gbk"))
    refused(run("--file", folder / "gbk.txt"), "不是 UTF-8", "not UTF-8")


def test_a_text_and_a_file_are_one_too_many(folder):
    (folder / "tip.txt").write_text(TIP, "utf-8")
    refused(run(TIP, "--file", folder / "tip.txt"), "只能给一样", "not both")


def test_the_name_of_a_file_is_not_taken_for_a_message(folder):
    (folder / "tip").write_text(TIP, "utf-8")
    for name in ("no.txt", folder / "tip"):
        refused(run(name), "要读文件请用 --file", "to read a file use --file")


def test_a_message_of_ten_thousand_characters_is_explained(folder):
    assert run(TIP * 850, "--html", folder / "out.html").exit_code == 0


def test_a_book_is_refused():
    refused(run("-", input="字" * 200_001), "太长", "too long")


def test_a_page_that_cannot_be_written_is_said(folder):
    refused(run(TIP, "--html", folder / "no" / "out.html"), "写不了", "cannot write")
    refused(run(TIP, "--html", folder), "写不了", "cannot write")


def test_the_page_never_overwrites_the_message(folder):
    tip = folder / "tip.txt"
    tip.write_text(TIP, "utf-8")
    refused(run("--file", tip, "--html", tip), "会盖掉原文", "overwrite")
    assert tip.read_text("utf-8") == TIP
