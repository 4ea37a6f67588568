"""Telegram's pace: what it lets through, and where a run went past it."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from sandbox.journal import Entry

PACED = ("send", "copymessage", "forwardmessage")
UNPACED = frozenset({"sendchataction"})


class Pace(NamedTuple):
    """So many messages in so many seconds."""

    most: int
    seconds: float


ALL = Pace(30, 1.0)
GROUP = Pace(20, 60.0)
PRIVATE = Pace(5, 5.0)


class Breach(NamedTuple):
    """A call that came too early for its pace."""

    entry: int
    time: float
    scope: str
    pace: Pace


def paced(method: str) -> bool:
    """Return whether a method counts as sending."""
    name = method.lower()
    return name.startswith(PACED) and name not in UNPACED


def scopes(bot: str, chat: object) -> list[tuple[str, Pace]]:
    """Return the limits a message to this chat counts against."""
    pace = GROUP if str(chat).startswith("-") else PRIVATE
    return [(bot, ALL), (f"{bot}/{chat}", pace)]


@dataclass(slots=True)
class Limits:
    """Sliding windows per bot and per chat."""

    enforced: bool = False
    windows: dict[str, deque[float]] = field(default_factory=dict)

    def admit(self, bot: str, chat: object, now: float) -> int:
        """Return 0 and count the message, or the seconds the bot must wait."""
        waits = [self._wait(scope, pace, now) for scope, pace in scopes(bot, chat)]
        if max(waits) > 0:
            return max(waits)
        for scope, _ in scopes(bot, chat):
            self.windows[scope].append(now)
        return 0

    def _wait(self, scope: str, pace: Pace, now: float) -> int:
        window = self.windows.setdefault(scope, deque())
        while window and window[0] <= now - pace.seconds:
            window.popleft()
        return 0 if len(window) < pace.most else max(1, ceil(window[0] + pace.seconds - now))


def breaches(entries: Iterable[Entry]) -> list[Breach]:
    """Return every accepted message that came faster than Telegram allows."""
    found: list[Breach] = []
    windows: dict[str, deque[float]] = {}
    for entry in entries:
        if paced(entry.method) and entry.status == 200:
            for scope, pace in scopes(entry.bot, entry.chat):
                window = windows.setdefault(scope, deque(maxlen=pace.most))
                if len(window) == pace.most and entry.time - window[0] < pace.seconds:
                    found.append(Breach(entry.id, entry.time, scope, pace))
                window.append(entry.time)
    return found
