"""Dates and times as people type them."""

import re
from datetime import date, datetime, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from bot.rules.errors import InputError

_FORMS = re.compile(
    r"(?:(?P<year>\d{4})\s*[-年/.]\s*)?(?P<month>\d{1,2})\s*[-月/.]\s*(?P<day>\d{1,2})\s*[日号]?\s*"
    r"(?P<half>上午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*[:点时]\s*(?P<minute>\d{1,2})?\s*分?"
)
_NOON = 12


_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-年/.]\s*)?(?P<month>\d{1,2})\s*[-月/.]\s*(?P<day>\d{1,2})\s*[日号]?"
)
_TODAY = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}


def parse_day(text: str, now: datetime, zone: ZoneInfo, *, future: bool = False) -> date:
    """The day meant by ``2026-12-04``, ``12月4日`` or 昨天.

    Without a year the last such day is meant, or with ``future`` the next one.

    Raises:
        InputError: no day can be read, or there is no such day.
    """
    today = now.astimezone(zone).date()
    plain = normalize("NFKC", text).strip()
    if plain.lower() in _TODAY:
        return today - timedelta(days=_TODAY[plain.lower()])
    found = _DAY.fullmatch(plain)
    if found is None:
        raise InputError("error-day")
    try:
        day = date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
        if found["year"] or (day >= today if future else day <= today):
            return day
        return day.replace(year=day.year + (1 if future else -1))
    except ValueError as error:
        raise InputError("error-day") from error


def parse_moment(text: str, now: datetime, zone: ZoneInfo, *, future: bool = True) -> datetime:
    """The moment meant by ``2026-12-04 09:00``, ``12-04 9:30`` or ``12月4日下午3点``.

    Without a year the next such day is meant, or with ``future`` false the last one.

    Raises:
        InputError: no date and time can be read, or there is no such day.
    """
    found = _FORMS.fullmatch(normalize("NFKC", text).strip())
    if found is None:
        raise InputError("error-moment")
    today = now.astimezone(zone)
    year = int(found["year"] or today.year)
    moment = _moment(found, year, zone)
    if not found["year"] and future and moment.date() < today.date():
        moment = _moment(found, year + 1, zone)
    if not found["year"] and not future and moment.date() > today.date():
        moment = _moment(found, year - 1, zone)
    return moment


def _moment(found: re.Match[str], year: int, zone: ZoneInfo) -> datetime:
    hour = int(found["hour"])
    if (
        found["half"] == "晚上" and hour == _NOON
    ):  # this midnight or the next? better asked than guessed
        raise InputError("error-moment")
    if found["half"] in ("下午", "晚上") and hour < _NOON:
        hour += _NOON
    try:
        return datetime(
            year,
            int(found["month"]),
            int(found["day"]),
            hour,
            int(found["minute"] or 0),
            tzinfo=zone,
        )
    except ValueError as error:
        raise InputError("error-moment") from error
