"""Every call a bot made and the answer it got."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

KEEP = 200_000


@dataclass(slots=True)
class Entry:
    """One call: when, who, what, how it ended."""

    time: float
    bot: str
    method: str
    chat: Any
    params: dict[str, Any]
    status: int
    answer: bytes
    seconds: float
    fault: str | None = None
    id: int = 0

    def api(self) -> dict[str, Any]:
        """Return the entry as JSON values."""
        return {
            "id": self.id,
            "time": self.time,
            "bot": self.bot,
            "method": self.method,
            "chat": self.chat,
            "params": self.params,
            "status": self.status,
            "answer": json.loads(self.answer) if self.answer else None,
            "seconds": round(self.seconds, 6),
            "fault": self.fault,
        }


@dataclass(slots=True)
class Journal:
    """The last calls, oldest first."""

    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEEP))
    written: int = 0

    def write(self, entry: Entry) -> None:
        """Keep one call and number it."""
        self.written += 1
        entry.id = self.written
        self.entries.append(entry)

    def find(
        self, *, method: str | None = None, chat: str | None = None, since: float = 0.0
    ) -> list[Entry]:
        """Return the calls that fit, oldest first; `since` is a time or an entry id."""
        wanted = method.lower() if method else None
        return [
            entry
            for entry in self.entries
            if (wanted is None or entry.method.lower() == wanted)
            and (chat is None or str(entry.chat) == chat)
            and (entry.time if since > KEEP * 1000 else entry.id) > since
        ]
