"""How long a deadline is: an amount of a unit, as configuration, the command line and people write it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a deadline is counted in; the value is the suffix used in configuration."""

    WORKDAYS = "wd"  # 个工作日
    DAYS = "d"  # 日 (calendar days)
    MONTHS = "mo"  # 个月
    QUARTER_ENDS = "q"  # 季度末: the last working day of a quarter
    YEAR_ENDS = "ye"  # 年底: the last working day of a later year; 1 is next year's


_WORDS = {
    Unit.WORKDAYS: ("个工作日", "工作日", "wd"),
    Unit.DAYS: ("日", "天", "d"),
    Unit.MONTHS: ("个月", "mo", "m"),
    Unit.QUARTER_ENDS: ("个季度末", "q"),
    Unit.YEAR_ENDS: ("年后年底", "ye"),
}
"""All spellings of a unit, the Chinese one that is shown first."""

_UNITS = {word: unit for unit, words in _WORDS.items() for word in words}
_LENGTH = re.compile(rf"\s*(\d{{1,4}})\s*({'|'.join(_UNITS)})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Length:
    """An amount, 0 to 9999, of a unit; ``str()`` gives the form configuration uses."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str, *, least: int = 1) -> "Length":
        """Read "5wd", "60d", "3mo" or "3m", or Chinese: "5个工作日", "60日", "3个月".

        Raises:
            ValueError: ``text`` is in none of these forms, or less than ``least``.
        """
        match = _LENGTH.fullmatch(text)
        if not match or int(match[1]) < least:
            raise ValueError("expected a length such as 15wd, 60d or 3mo")
        return cls(int(match[1]), _UNITS[match[2]])

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def chinese(self) -> str:
        """The length in Chinese, such as 15个工作日."""
        return f"{self.amount}{_WORDS[self.unit][0]}"
