"""Running deadlines beyond a single case, and the morning's digest of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.rules.model import RunningClock


class Clocks(Protocol):
    """Running clocks. Those of one case are started, stopped and listed through ``Cases``."""

    def running(self) -> Sequence[RunningClock]:
        """All running clocks, paused ones too, the earliest due first.

        One whose changes cannot be read any more (altered on disk) is left out.
        """

    def shared(self) -> Sequence[tuple[str, date]]:
        """Kind and due date of those that everybody in the officers' group may know of.

        Of no sealed and no private case, and none that is paused.
        """

    def change(self, old: RunningClock, new: RunningClock, /) -> bool:
        """Write the clock if it still runs as ``old`` says; False where somebody was quicker."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a group was told on a morning; ``body`` is JSON of numbers and names of clocks."""

    day: date
    address: str
    body: str


class Digests(Protocol):
    """One digest a day."""

    def of(self, day: date, /) -> Digest | None:
        """The digest of this day, if there is one."""

    def post(self, digest: Digest, /) -> bool:
        """Keep the first digest of a day; False where there is one already."""

    def change(self, old: Digest, new: Digest, /) -> bool:
        """Replace it if it still says the same; False where somebody was quicker."""

    def unfolded(self, before: date, /) -> Sequence[Digest]:
        """Digests of earlier days whose message still stands in full."""

    def fold(self, day: date, /) -> None:
        """The message of this day was made one line."""
