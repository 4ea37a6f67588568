"""The office that the services work for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.rules.clocks import ClockKind
from bot.rules.counting import Due
from bot.rules.jurisdiction import Jurisdiction
from bot.rules.learning import Keeping
from bot.rules.lengths import Length
from bot.rules.practice import Practice
from bot.rules.repeats import Gist
from bot.rules.terms import Role, Route
from bot.rules.triage import Triage
from bot.rules.warnings import Warnings, is_open, next_opening
from bot.rules.workdays import Calendar

Reader = Callable[[str], Triage]
"""Text of a tip in, a proposal out. Pure, and never raises."""

Gister = Callable[[str, Mapping[str, str]], Gist]
"""Text and facts of a tip in, what tells it from others out. Pure, and never raises."""


class Days(Protocol):
    """The office's working days, which may become known while the assistant runs."""

    def current(self) -> Calendar:
        """The calendar as it was read last."""

    def reload(self) -> bool:
        """Read the office's files anew; False where one cannot be used: then nothing changes."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the services know of the office they work for: policy as data, and the reader."""

    name: str
    short: str  # the word in letter numbers, e.g. 青纪
    jurisdiction: Jurisdiction
    read: Reader
    gist: Gister
    due: Callable[[ClockKind, date], Due]
    length: Callable[[ClockKind], Length]
    days: Days
    warnings: Warnings
    zone: ZoneInfo
    session_leads: tuple[timedelta, ...]
    minor_route: Route
    lower_serious: frozenset[Role]
    practice: Practice
    max_file_bytes: int = 20 * 1024 * 1024
    learning: Keeping | None = None  # None: the office has not consented to keep examples

    def is_open(self, now: datetime, /) -> bool:
        """True in office hours on a working day."""
        return is_open(now.astimezone(self.zone), self.warnings, self.days.current())

    def next_opening(self, now: datetime, /) -> datetime:
        """This moment in office hours, else when the office opens next."""
        return next_opening(now.astimezone(self.zone), self.warnings, self.days.current())

    def opening(self, day: date, /) -> datetime:
        """When the office opens on this day."""
        return datetime.combine(day, self.warnings.opens, self.zone)

    def today(self, now: datetime, /) -> date:
        """The office's date at this moment."""
        return now.astimezone(self.zone).date()
