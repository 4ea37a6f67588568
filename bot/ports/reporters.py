"""Reporters, their tips, and the guard of query codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.rules.model import Material, Tip
from bot.rules.terms import MaterialKind


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that Telegram holds for us until it is fetched."""

    file_ref: str
    unique_ref: str
    name: str
    mime: str
    size: int


class People(Protocol):
    """Chat addresses and the identity vault. A token says nothing about who it stands for."""

    def address(self, chat_id: int, /, *, kind: str, language: str) -> str:
        """The token of this chat; made at the first meeting."""

    def language(self, address: str, /) -> str:
        """``zh`` or ``en``."""

    def set_language(self, address: str, language: str, /) -> None:
        """From now on the bot speaks this language there."""

    def seal(self, address: str, /, *, name: str = "", contact: str = "") -> str:
        """Put who reported into the vault; the answer is the opaque ``reply_to``."""

    def amend(self, reply_to: str, /, *, name: str = "", contact: str = "") -> None:
        """Add a name or a contact to what is sealed."""

    def forget(self, reply_to: str, /) -> None:
        """Take it out of the vault for good: the person changed his mind before handing in."""

    def reporter(self, reply_to: str, /) -> str:
        """The address token to answer a reporter; never shown, logged or stored elsewhere."""

    def identity(self, reply_to: str, /) -> tuple[str, str]:
        """Name and contact of a real-name reporter; call it only from an audited unsealing."""

    def without_reporter(self, reply_to: str, text: str, /) -> str:
        """The text without the reporter's name and contact; who that is stays in the vault.

        Empty where the vault does not know the reporter: then nobody can say what must go.
        """

    def bind(self, purpose: str, address: str, /) -> None:
        """Make this chat the one for a purpose, e.g. ``officers``."""

    def unbind(self, purpose: str, /) -> None:
        """No chat is bound to this purpose any more."""

    def bound(self, purpose: str, /) -> str | None:
        """The chat for a purpose, if one is bound."""

    def moved(self, old_chat_id: int, new_chat_id: int, /) -> None:
        """A group became a supergroup: its address token now means the new chat."""


class Tips(Protocol):
    """Drafts, submitted tips and their material."""

    def open_draft(self, owner: str, /) -> Tip | None:
        """The unfinished tip of this address, if any."""

    def start(self, owner: str, now: datetime, /) -> Tip:
        """A new, empty draft; an older one of the same owner is discarded."""

    def save(self, tip: Tip, /) -> None:
        """Store mode, level, facts, flags and state as they are in ``tip``."""

    def get(self, tip_id: int, /) -> Tip:
        """The tip with this id."""

    def add(
        self,
        tip_id: int,
        kind: MaterialKind,
        text: str,
        /,
        *,
        origin: str,
        now: datetime,
        file: NewFile | None = None,
    ) -> Material:
        """Store one message; a known ``origin`` makes a new version and keeps the old."""

    def count(self, tip_id: int, /) -> int:
        """How many current messages a tip has."""

    def knows(self, origin: str, /) -> int | None:
        """The id of the tip that holds a message of this origin."""

    def material(self, tip_id: int, /, *, all_versions: bool = False) -> Sequence[Material]:
        """The messages of a tip, oldest first; the current versions unless told otherwise.

        Papers that officers filed are not among them.
        """

    def scans(self, tip_id: int, /) -> Sequence[Material]:
        """The papers that officers filed with the case of this tip, oldest first."""

    def sender(self, material_id: int, /) -> str | None:
        """The address to tell when a file was lost."""

    def submit(self, tip: Tip, /, *, code: str, now: datetime) -> None:
        """Close the draft: forget the owner's address, keep only the keyed hash of the code."""

    def purge(self, before: datetime, /) -> None:
        """Erase what was begun before this and put away by its writer; nothing handed in."""

    def by_code(self, code: str, /) -> Tip | None:
        """The submitted tip with this query code."""


class Guard(Protocol):
    """Counts wrong query codes by keyed hash, so that guessing stops."""

    def wrong(self, who: str, now: datetime, /) -> tuple[int, datetime | None]:
        """Count one wrong try: tries in the window, and until when it is now locked."""

    def locked_until(self, who: str, now: datetime, /) -> datetime | None:
        """Until when this chat may not try again."""

    def clear(self, who: str, /) -> None:
        """A right code forgets the wrong ones."""
