"""What officers taught the reader, until it is learned, too old, or forgotten."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.rules.learning import Example


class Examples(Protocol):
    """Labelled texts. Nothing in them leads to a case, a chat or a reporter without the keys."""

    def keep(self, case_id: int, example: Example, today: date, /) -> None:
        """Keep the example of a case; an earlier one of the same case is replaced."""

    def drop(self, case_id: int, /) -> bool:
        """Erase the example of a case; False where there is none."""

    def every(self) -> Sequence[Example]:
        """All examples, oldest first."""

    def count(self) -> int:
        """How many are kept."""

    def trim(self, *, before: date, most: int) -> int:
        """Erase what was kept before this day, and the oldest beyond ``most``; how many went."""

    def forget(self) -> int:
        """Erase all; how many there were."""
