"""The updates that wait for a bot, numbered, until it confirms them or they grow too old."""

import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sandbox.clock import Clock, Signal

DAY = 86_400.0
LIFETIME = {"callback_query": 150.0, "inline_query": 30.0}
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Waiting(NamedTuple):
    """One update on its way: already encoded, so that it is encoded only once."""

    id: int
    expires: float
    queue: str
    data: bytes


@dataclass(slots=True)
class Webhook:
    """Where and how a bot wants its updates delivered."""

    url: str
    secret: str = ""
    max_connections: int = 40
    error_date: int | None = None
    error_text: str | None = None


def encode(value: object) -> bytes:
    """Return compact JSON bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(slots=True)
class Feed:
    """The queue of one bot."""

    clock: Clock
    waiting: deque[Waiting] = field(default_factory=deque)
    next_id: int = field(default_factory=lambda: 100_000_000 + secrets.randbelow(800_000_000))
    allowed: frozenset[str] | None = None
    signal: Signal = field(default_factory=Signal)
    turn: int = 0
    polled_at: float = 0.0
    polled_offset: int | None = None
    soonest: float = float("inf")

    def wants(self, kind: str) -> bool:
        """Return whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the kinds the bot asks for; None keeps the last wish, an empty list resets it."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, payload: dict[str, Any], queue: str) -> None:
        """Queue an update, if the bot wants its kind."""
        if self.wants(kind):
            self._queue(kind, {"update_id": self.next_id, kind: payload}, queue)
            self.next_id += 1
            self.signal.fire()

    def push_raw(self, updates: list[dict[str, Any]]) -> list[int]:
        """Queue finished updates as given and return their ids; missing ids are given out."""
        ids = [self._queue_raw(update) for update in updates]
        self.signal.fire()
        return ids

    def _queue_raw(self, update: dict[str, Any]) -> int:
        number = int(update.get("update_id", self.next_id))
        self.next_id = max(self.next_id, number) + 1
        kind = next((key for key in update if key != "update_id"), "message")
        queue = _queue_of(kind, update.get(kind) or {})
        self._queue(kind, {"update_id": number} | update, queue)
        return number

    def _queue(self, kind: str, update: dict[str, Any], queue: str) -> None:
        expires = self.clock.now() + LIFETIME.get(kind, DAY)
        self.soonest = min(self.soonest, expires)
        self.waiting.append(Waiting(update["update_id"], expires, queue, encode(update)))

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps only that many of the last."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        while self.waiting and self.waiting[0].id < offset:
            self.waiting.popleft()

    def expire(self) -> None:
        """Forget what has grown too old."""
        now = self.clock.now()
        if self.soonest <= now:
            self.waiting = deque(update for update in self.waiting if update.expires > now)
            self.soonest = min((update.expires for update in self.waiting), default=float("inf"))

    def first(self, limit: int) -> list[bytes]:
        """Return up to `limit` encoded updates, oldest first."""
        return [self.waiting[i].data for i in range(min(limit, len(self.waiting)))]


def _queue_of(kind: str, payload: dict[str, Any]) -> str:
    if kind == "callback_query":
        return f"press:{payload.get('from', {}).get('id', 0)}"
    return f"chat:{payload.get('chat', {}).get('id', 0)}"
