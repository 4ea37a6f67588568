"""The forms a setting can take, as types: what is accepted, and how an error describes it.

A form is written "中文 | English" as the field's description; error messages quote it.
"""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from bot.rules.approval import Seat
from bot.rules.clocks import ClockKind
from bot.rules.lengths import Length, Unit
from bot.rules.terms import Role

_STEPS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_HTTP = r"^https?://\S+$"


def parse_duration(value: object) -> timedelta:
    """Read "7d", "2h", "30m", "45s" or a sum such as "1h30m".

    Raises:
        ValueError: the value is in no such form, or it is zero.
    """
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"(\d{1,5}[dhms])+", value):
        raise ValueError("not a duration")
    parts = re.findall(r"(\d+)([dhms])", value)
    total = sum((timedelta(**{_STEPS[unit]: int(n)}) for n, unit in parts), timedelta())
    if not total:
        raise ValueError("a duration above zero is needed")
    return total


def _parse_length(value: object) -> object:
    return Length.parse(value) if isinstance(value, str) else value


def _parse_seat(value: object) -> object:
    return Seat.parse(value) if isinstance(value, str) else value


def _parse_lead(least: int) -> BeforeValidator:
    def parse(value: object) -> object:
        lead = Length.parse(value, least=least) if isinstance(value, str) else value
        if isinstance(lead, Length) and lead.unit not in (Unit.WORKDAYS, Unit.DAYS):
            raise ValueError("a lead is counted in days")
        return lead

    return BeforeValidator(parse)


def _parse_hour(value: object) -> object:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{2}:\d{2}", value):
        raise ValueError("not an hour")
    return time.fromisoformat(value)


def longest_first(leads: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    """Return the durations without repeats, the longest first."""
    return tuple(sorted(set(leads), reverse=True))


def secret_like(pattern: str) -> AfterValidator:
    """Return the check that a secret, where there is one, matches ``pattern`` as a whole."""

    def check(secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("not in the expected form")
        return secret

    return AfterValidator(check)


def form(words: str, **limits: Any) -> Any:
    """Return a field whose expected form is told in ``words``, with pydantic's ``limits``."""
    return Field(description=words, **limits)


BLANK = BeforeValidator(lambda value: None if value == "" else value)  # "" counts as left out

Text = Annotated[str, form("非空文字 | a text that is not empty", min_length=1)]
Words = Annotated[
    tuple[Text, ...], form('文字列表，如 ["县长"] | a list of texts such as ["县长"]')
]
Number = Annotated[int, form("大于 0 的整数 | a whole number above 0", gt=0)]
Share = Annotated[float, form("0 到 1 之间的数 | a number from 0 to 1", ge=0, le=1)]
Address = Annotated[str, form("http(s):// 网址 | an http(s) address", pattern=_HTTP)]
FilePath = Annotated[
    Path, form("路径，从配置文件所在目录算起 | a path, counted from the file's folder")
]
Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    form('时长，如 "7d"（天） "2h"（小时） "30m"（分） | a duration such as "7d", "2h", "30m"'),
]
Roles = Annotated[
    tuple[Role, ...],
    form(f"角色列表，取自 {', '.join(Role)} | a list of: {', '.join(Role)}", min_length=1),
]
Seats = Annotated[
    tuple[Annotated[Seat, BeforeValidator(_parse_seat)], ...],
    form(
        '签批人列表，依次签批，如 ["supervisor", "head"]，"2 supervisor" 是两人，"supervisor|head" 是任一'
        ' | who signs, in this order: "supervisor", "2 supervisor" (two of them), "supervisor|head" (either)',
        min_length=1,
    ),
]
Days = Annotated[
    frozenset[date], form("日期列表，如 [2027-02-06] | a list of dates such as [2027-02-06]")
]
Hour = Annotated[
    time, BeforeValidator(_parse_hour), form('时刻，如 "09:00" | an hour such as "09:00"')
]
LeadsBefore = Annotated[
    tuple[Annotated[Length, _parse_lead(0)], ...],
    form(
        '提前量列表，如 ["3wd", "0wd"]（工作日）或 ["3d"] | leads such as ["3wd", "0wd"], ["3d"]'
    ),
]
LeadsAfter = Annotated[
    tuple[Annotated[Length, _parse_lead(1)], ...],
    form('超期后多久的列表，如 ["1wd", "5wd"] | how long after, such as ["1wd", "5wd"]'),
]
Clocks = Annotated[
    Mapping[ClockKind, Annotated[Length, BeforeValidator(_parse_length)]],
    form(
        '期限名 = "5wd"（工作日）、"60d"（日）、"3mo"（月）、"1q"（季度末）或 "1ye"（次年底），期限名取自'
        f" {', '.join(ClockKind)}"
        ' | a clock = "5wd" (working days), "60d", "3mo" (months), "1q" (end of the quarter) or'
        ' "1ye" (end of next year); clocks are'
        f" {', '.join(ClockKind)}"
    ),
]
