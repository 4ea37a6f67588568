"""Quarters of a year, as results are reported in (R20 Art. 18)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"\s*(20\d\d)\s*[-年]?\s*[Qq第]?\s*([1-4])\s*(?:季度)?\s*")


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read "2026Q4", "2026-4" or "2026年第4季度".

        Raises:
            ValueError: it is none of these.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("expected a quarter such as 2026Q4")
        return cls(int(match[1]), int(match[2]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year}年第{self.number}季度"
