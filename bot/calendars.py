"""The office's own calendar: the days in ``[policy.calendar]`` and in the files it names.

A file holds ``days_off`` and ``days_worked``, tables from a day or a stretch of days to its name,
and ``complete_years`` where it is a year's whole notice::

    complete_years = [2027]
    [days_off]
    2027-01-01 = "元旦"
    "2027-02-05/2027-02-11" = "春节"
    [days_worked]
    2027-02-14 = "春节"
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot.config.deadlines import WorkCalendar
from bot.config.problems import ConfigError, Problem, problem
from bot.rules.workdays import Calendar, state_council_calendar

log = structlog.get_logger()
_KEYS = ("complete_years", "days_off", "days_worked")
_FILE = "可读的 UTF-8 TOML 文件 | a readable TOML file in UTF-8"
_DAY = '日期或一段日期，如 2027-01-01 或 "2027-02-05/2027-02-11" | a day or a stretch, as shown'
_NAME = "节日名称，如 「春节」 | the holiday's name, a text"
_TABLE = '一节，每行一个日期 = "名称" | a section of lines day = "name"'
_YEARS = "年份列表，如 [2027] | a list of years such as [2027]"
_ONCE = "只列一次 | a day that is listed once"
_NOT_BOTH = "不与 days_off 重复 | no day of days_off"
_NOT_EMPTY = "该年至少一个放假日 | a year with at least one day off in this file"
LONGEST_STRETCH = 31
"""Days: a longer stretch is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What one file says; a file with complete years is the State Council's notice for them."""

    off: Mapping[date, str] = field(default_factory=dict)
    worked: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def added_to(self, calendar: Calendar) -> Calendar:
        """The calendar with what this file says."""
        if self.years:
            return calendar.with_notice(off=self.off, worked=self.worked, years=self.years)
        return calendar.with_named_days(off=self.off, worked=self.worked)


def office_calendar(rules: WorkCalendar) -> Calendar:
    """The published notices, the office's files in their order, then the days of the configuration.

    Raises:
        ConfigError: a file cannot be read or used; file, line and key are named.
    """
    calendar = state_council_calendar()
    for path in rules.files:
        calendar = read_calendar(path).added_to(calendar)
    return calendar.with_office_days(
        off=rules.days_off, worked=rules.days_worked, complete_years=rules.complete_years
    )


class OfficeDays:
    """See :class:`bot.ports.Days`.

    Raises:
        ConfigError: a calendar file cannot be read or used, when it is made.
    """

    def __init__(self, rules: WorkCalendar) -> None:
        self._rules = rules
        self._calendar = office_calendar(rules)

    def current(self) -> Calendar:
        """The calendar as it was read last."""
        return self._calendar

    def reload(self) -> bool:
        """Read the office's files anew; False where one cannot be used: then nothing changes."""
        try:
            self._calendar = office_calendar(self._rules)
        except ConfigError:
            log.error("calendar_unusable", count=len(self._rules.files))
            return False
        return True


def read_calendar(path: Path) -> CalendarFile:
    """What a calendar file says.

    Raises:
        ConfigError: it cannot be read, or something in it is wrong; all of it is named.
    """
    text = _text(path)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # its words name line and column
        raise ConfigError(str(path), problem("TOML", str(error), _FILE)) from None
    reader = _Reader(text)
    found = reader.read(tree)
    if reader.problems:
        raise ConfigError(str(path), *reader.problems)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        found = "不是 UTF-8 编码 / not UTF-8"
    except OSError as error:
        found = error.strerror or type(error).__name__
    raise ConfigError(str(path), problem("policy.calendar.files", found, _FILE))


class _Reader:
    """Reads one file and collects everything that is wrong with it."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.problems: list[Problem] = []

    def read(self, tree: Mapping[str, Any]) -> CalendarFile:
        for key in tree.keys() - set(_KEYS):
            self._wrong(key, "未知的键 / an unknown key", f"{', '.join(_KEYS)} | one of these")
        off = self._days(tree, "days_off")
        worked = self._days(tree, "days_worked")
        for day in sorted(off.keys() & worked.keys()):
            self._wrong(f"days_worked.{day}", str(day), _NOT_BOTH)
        years = self._years(tree.get("complete_years", []))
        for year in sorted(years - {day.year for day in off}):
            self._wrong("complete_years", str(year), _NOT_EMPTY)
        return CalendarFile(off, worked, years)

    def _years(self, value: object) -> frozenset[int]:
        sound = isinstance(value, list) and all(type(one) is int for one in value)
        if not sound or not isinstance(value, list):
            self._wrong("complete_years", repr(value), _YEARS)
            return frozenset()
        return frozenset(value)

    def _days(self, tree: Mapping[str, Any], section: str) -> dict[date, str]:
        value = tree.get(section, {})
        if not isinstance(value, dict):
            self._wrong(section, repr(value), _TABLE)
            return {}
        days: dict[date, str] = {}
        for key, name in value.items():
            if not isinstance(name, str) or not name.strip():
                self._wrong(f"{section}.{key}", repr(name), _NAME)
                continue
            for day in self._stretch(section, key):
                if day in days:
                    self._wrong(f"{section}.{key}", str(day), _ONCE)
                days[day] = name.strip()
        return days

    def _stretch(self, section: str, key: str) -> Iterator[date]:
        first, _, last = key.partition("/")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            self._wrong(f"{section}.{key}", key, _DAY)
            return
        if not timedelta() <= end - start < timedelta(days=LONGEST_STRETCH):
            self._wrong(f"{section}.{key}", key, _DAY)
            return
        yield from (start + timedelta(days=step) for step in range((end - start).days + 1))

    def _wrong(self, key: str, found: str, expected: str) -> None:
        line = self._line(key)
        where = f"第 {line} 行 / line {line} {key}" if line else key
        self.problems.append(problem(where, found, expected))

    def _line(self, key: str) -> int:
        """The line a key stands on; 0 where it is written in another way than it reads."""
        section, _, name = key.partition(".")
        within = not name
        for number, line in enumerate(self._lines, 1):
            if re.match(rf"\s*\[\s*{re.escape(section)}\s*\]", line):
                within = True
                if not name:
                    return number
            elif within and re.match(rf"\s*[\"']?{re.escape(name or section)}[\"']?\s*=", line):
                return number
        return 0
