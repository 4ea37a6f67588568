"""Telegram's limits on what a bot may send, kept strictly by our own sender.

The rate limiter of the client library lets bursts through (59 messages in the first second of
"30 a second", measured), so the outbox does not rely on it.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may leave: in all per second, per chat, and per group and minute."""

    per_second: int = 25
    per_chat: int = 3  # a short burst is allowed to one person …
    chat_seconds: float = 3.0  # … of this many messages within this time
    group_per_minute: int = 18


class Window:
    """At most ``most`` in any stretch of ``seconds``."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._at: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 means now."""
        self._slide(now)
        if len(self._at) < self._most:
            return 0.0
        return self._at[0] + self._seconds - now

    def take(self, now: float) -> None:
        """One more leaves now."""
        self._at.append(now)

    def empty(self, now: float) -> bool:
        """True where nothing left lately: the window need not be kept."""
        self._slide(now)
        return not self._at

    def _slide(self, now: float) -> None:
        while self._at and self._at[0] + self._seconds <= now:
            self._at.popleft()


class Limiter:
    """The windows of one process, by address."""

    def __init__(self, limits: Limits) -> None:
        self._all = Window(limits.per_second, 1.0)
        self._chats: dict[str, Window] = defaultdict(
            lambda: Window(limits.per_chat, limits.chat_seconds)
        )
        self._groups: dict[str, Window] = defaultdict(
            lambda: Window(limits.group_per_minute, 60.0)
        )
        self._halt_until = 0.0

    def wait(self, address: str, *, group: bool, now: float) -> float:
        """Seconds until a message may leave for this chat."""
        windows = [self._all.wait(now), self._chats[address].wait(now), self._halt_until - now]
        if group:
            windows.append(self._groups[address].wait(now))
        return max(0.0, *windows)

    def take(self, address: str, *, group: bool, now: float) -> None:
        """A message leaves for this chat now."""
        self._all.take(now)
        self._chats[address].take(now)
        if group:
            self._groups[address].take(now)

    def halt(self, seconds: float, now: float) -> None:
        """Telegram said 429: nothing leaves before this is over."""
        self._halt_until = max(self._halt_until, now + seconds)

    def halted(self, now: float) -> bool:
        """True while nothing at all may leave."""
        return now < self._halt_until

    def full(self, now: float) -> set[str]:
        """The addresses that must wait; windows that stand empty are forgotten."""
        full: set[str] = set()
        for windows in (self._chats, self._groups):
            for address in [one for one, window in windows.items() if window.empty(now)]:
                del windows[address]
            full |= {one for one, window in windows.items() if window.wait(now) > 0}
        return full


def seconds(pause: int | timedelta) -> float:
    """A pause as Telegram's client gives it, in seconds."""
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
