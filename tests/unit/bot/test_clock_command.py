"""``qingfeng clock``: the due date first, then the count, and mistakes said in words."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No configuration of this machine is read."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["clock", *args])


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2026-02-09", "5wd", "2026-02-14"),
        ("2026-02-09", "15wd", "2026-03-06"),
        ("2026-09-14", "5wd", "2026-09-20"),
        ("2026-09-14", "15个工作日", "2026-10-10"),
        ("2026-11-23", "30d", "2026-12-23"),
        ("2026-11-23", "30日", "2026-12-23"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2026-01-31", "1mo", "2026-02-28"),
        ("2026-09-03", "1个月", "2026-10-08"),
        ("2026-01-05", "1q", "2026-03-31"),
    ],
)
def test_the_first_line_is_the_due_date(start: str, length: str, due: str) -> None:
    result = run(start, length)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == due


def test_every_day_has_a_line_and_only_working_days_a_number() -> None:
    assert run("2026-02-09", "5wd").stdout.splitlines() == [
        "2026-02-14",
        "2026-02-09（星期一）  —  起算日，不计入 · starting day",
        "2026-02-10（星期二）  1  工作日",
        "2026-02-11（星期三）  2  工作日",
        "2026-02-12（星期四）  3  工作日",
        "2026-02-13（星期五）  4  工作日",
        "2026-02-14（星期六）  5  春节调休上班",
        "届满：2026-02-14（星期六）。",
    ]


def test_calendar_days_are_all_counted_and_the_last_rolls_on() -> None:
    lines = run("2026-09-17", "15d").stdout.splitlines()
    assert lines[2] == "2026-09-18（星期五）  1  工作日"
    assert lines[16] == "2026-10-02（星期五）  15  国庆节放假"
    assert "顺延至下一个工作日" in lines[17]


def test_a_year_without_a_notice_is_called_provisional() -> None:
    assert "暂定" in run("2040-01-03", "5wd").stdout
    assert "暂定" not in run("2026-02-09", "15wd").stdout


def test_the_calendar_of_the_configuration_counts(folder: Path) -> None:
    (folder / "own.toml").write_text('[days_off]\n2026-11-25 = "县庆"\n', "utf-8")
    config = folder / "elsewhere.toml"
    config.write_text('[policy.calendar]\nfiles = ["own.toml"]\n', "utf-8")
    result = run("2026-11-23", "5wd", "--config", str(config))
    assert result.stdout.splitlines()[0] == "2026-12-01"
    assert "2026-11-25（星期三）  —  县庆本机关放假" in result.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("2026-02-30", "5wd"), "2026-02-09"),
        (("昨天", "5wd"), "日期要写成"),
        (("2026-02-09", "5"), "a length is written"),
        (("2026-02-09", "0wd"), "期限要写成"),
        (("2026-02-09", "一个月"), "期限要写成"),
        (("9999-12-31", "5wd"), "超出了日历"),
        (("2026-02-09", "9999ye"), "beyond the calendar"),
        (("2026-02-09", "9999q"), ""),
        (("2026-02-09",), "LENGTH"),
    ],
)
def test_what_cannot_be_read_is_answered_with_the_form_and_exit_code_2(
    args: tuple[str, ...], said: str
) -> None:
    result = run(*args)
    assert result.exit_code == (2 if said else 0)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert bool(result.stdout) is not bool(said)


def test_a_calendar_file_that_is_wrong_is_named_with_exit_code_2(folder: Path) -> None:
    (folder / "own.toml").write_text('[days_off]\n2026-13-25 = "县庆"\n', "utf-8")
    (folder / "config.toml").write_text('[policy.calendar]\nfiles = ["own.toml"]\n', "utf-8")
    result = run("2026-11-23", "5wd")
    assert result.exit_code == 2
    assert "own.toml" in result.stderr
    assert "第 2 行 / line 2 days_off.2026-13-25" in result.stderr
