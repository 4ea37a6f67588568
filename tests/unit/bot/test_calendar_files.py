"""An office's calendar file: a year or a few days, with names; every mistake named with its line."""

from datetime import date
from pathlib import Path

import pytest

from bot.calendars import office_calendar, read_calendar
from bot.config import ConfigError, load
from bot.rules.clocks import ClockKind
from bot.rules.counting import due_date
from bot.rules.workdays import Calendar, DayKind

YEAR = """\
complete_years = [2040]
[days_off]
2040-01-02 = "元旦"
"2040-02-10/2040-02-16" = "春节"
[days_worked]
2040-02-18 = "春节"
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def calendar(folder: Path, *texts: str, more: str = "") -> Calendar:
    files = [write(folder, text, f"{at}.toml").name for at, text in enumerate(texts)]
    config = write(folder, f"[policy.calendar]\nfiles = {files}\n{more}", "config.toml")
    return office_calendar(load(config, {}).policy.calendar)


def test_a_whole_year_settles_its_days_and_gives_them_their_names(tmp_path: Path) -> None:
    found = calendar(tmp_path, YEAR)
    assert found.kind(date(2040, 2, 12)) is DayKind.HOLIDAY
    assert found.reason(date(2040, 2, 12)) == "春节"
    assert found.kind(date(2040, 2, 18)) is DayKind.MAKE_UP
    assert found.is_settled(date(2040, 6, 1))
    due = due_date(ClockKind.SEND_UP, date(2040, 2, 9), found)
    assert due.date == date(2040, 2, 22)
    assert "春节放假，不计入" in "\n".join(due.explanation)
    assert not due.provisional


def test_days_of_a_file_without_a_whole_year_are_the_office_s_own(tmp_path: Path) -> None:
    found = calendar(tmp_path, '[days_off]\n2026-11-25 = "县庆"\n')
    assert found.kind(date(2026, 11, 25)) is DayKind.OFFICE_OFF
    assert found.reason(date(2026, 11, 25)) == "县庆"
    assert not found.is_settled(date(2040, 6, 1))


def test_a_later_file_and_the_configuration_itself_win(tmp_path: Path) -> None:
    later = '[days_off]\n2040-02-18 = "县庆"\n[days_worked]\n2040-02-12 = "抢险"\n'
    found = calendar(tmp_path, YEAR, later, more="days_worked = [2040-02-13]\n")
    assert found.kind(date(2040, 2, 12)) is DayKind.OFFICE_WORK
    assert found.kind(date(2040, 2, 18)) is DayKind.OFFICE_OFF
    assert found.reason(date(2040, 2, 18)) == "县庆"
    assert found.kind(date(2040, 2, 13)) is DayKind.OFFICE_WORK


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[days_off]\n2040-02-30 = '春节'\n", "第 2 行 / line 2 days_off.2040-02-30"),
        ('\n[days_off]\n"2040-02-10/2040-01-01" = "春节"\n', "line 3 days_off.2040-02-10/"),
        ('[days_off]\n"2040-01-01/2040-12-31" = "春节"\n', "line 2 days_off.2040-01-01/"),
        ("[days_worked]\n2040-02-18 = 3\n", "line 2 days_worked.2040-02-18"),
        ('[days_worked]\n2040-02-18 = " "\n', "line 2 days_worked.2040-02-18"),
        ('complete_years = ["2040"]\n', "line 1 complete_years"),
        ("complete_years = [2041]\n" + YEAR.split("\n", 1)[1], "line 1 complete_years"),
        ("days_of = 3\n", "line 1 days_of"),
        ("days_off = [2040-01-01]\n", "line 1 days_off"),
        (YEAR + '2040-01-02 = "元旦"\n', "days_worked.2040-01-02"),
        (YEAR.replace("2040-01-02", "2040-02-11"), "只列一次"),
        ("[days_off\n", "at line 1"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_calendar(write(tmp_path, text))
    assert "own.toml" in str(caught.value)
    assert said in str(caught.value)


def test_all_mistakes_of_a_file_are_named_together(tmp_path: Path) -> None:
    path = write(tmp_path, '[days_off]\n2040-02-30 = "春节"\n2040-02-31 = "春节"\n')
    with pytest.raises(ConfigError) as caught:
        read_calendar(path)
    assert [one.key.rpartition(" ")[2] for one in caught.value.problems] == [
        "days_off.2040-02-30",
        "days_off.2040-02-31",
    ]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00broken"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"own\.toml"):
        read_calendar(path)
