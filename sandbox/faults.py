"""Failures on order: which call shall go wrong next, and how."""

import secrets
from dataclasses import dataclass, field
from typing import Any

KINDS = ("429", "500", "502", "drop_before", "drop_after", "delay", "hang")


@dataclass(slots=True)
class Fault:
    """One order: the calls it fits, how often it still applies, and what happens."""

    kind: str
    method: str | None = None
    chat: str | None = None
    count: int | None = 1
    seconds: float = 1.0
    retry_after: int = 1
    share: float = 1.0
    hits: int = 0

    def fits(self, method: str, chat: object) -> bool:
        """Return whether this call shall go wrong."""
        named = self.method in (None, "*") or str(self.method).lower() == method.lower()
        there = self.chat is None or self.chat == str(chat)
        return named and there and self._lot()

    def _lot(self) -> bool:
        return self.share >= 1.0 or secrets.randbelow(10_000) < self.share * 10_000


@dataclass(slots=True)
class Faults:
    """The orders still open, oldest first."""

    orders: list[Fault] = field(default_factory=list)

    def order(self, wish: dict[str, Any]) -> Fault:
        """Return the order made from a JSON wish.

        Raises:
            ValueError: the kind is unknown.
        """
        kind = str(wish.get("kind", ""))
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        known = {
            name: wish[name] for name in ("method", "count", "seconds", "share") if name in wish
        }
        chat = wish.get("chat")
        wait = int(wish.get("retry_after") or wish.get("seconds") or 1)
        fault = Fault(kind, chat=None if chat is None else str(chat), retry_after=wait, **known)
        self.orders.append(fault)
        return fault

    def next(self, method: str, chat: object) -> Fault | None:
        """Return the fault this call meets, and count it."""
        for fault in self.orders:
            if fault.fits(method, chat):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        fault.hits += 1
        if fault.count is not None and fault.hits >= fault.count:
            self.orders.remove(fault)
