"""What waits: updates on their way in, messages on their way out, files to be fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.reporters import NewFile
from bot.rules.model import Notice


@dataclass(frozen=True, slots=True)
class Received:
    """A raw update waiting to be handled; ``tries`` counts earlier failures."""

    id: int
    payload: bytes
    tries: int


class Inbox(Protocol):
    """Updates that Telegram may forget, because we will not."""

    def put(self, updates: Iterable[tuple[int, int, bytes]], /) -> None:
        """Keep (update id, chat id, raw JSON); known update ids are dropped."""

    def claim(self, now: datetime, /, *, limit: int = 1) -> Sequence[Received]:
        """The oldest open updates, of each chat its oldest; locked until the commit.

        One that cannot be read any more (altered on disk) becomes a dead letter.
        """

    def done(self, received_id: int, /) -> None:
        """Handled: the payload is wiped."""

    def failed(self, received_id: int, /, *, not_before: datetime | None) -> bool:
        """Count a failure; without a next moment it becomes a dead letter.

        False where it is not open any more: another process has handled it meanwhile.
        """

    def open(self) -> int:
        """How many updates wait."""

    def purge(self, before: datetime, /) -> None:
        """Forget handled updates that came before this: too old to be offered again.

        Telegram may one day give their ids to new updates, which must not be taken for old ones.
        """

    def dead(self) -> Sequence[int]:
        """Ids of the dead letters."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A queued message, taken for sending."""

    id: int
    notice: Notice
    tries: int
    message_id: int | None = None  # of the living message of its slot, if one is posted


class Outbox(Protocol):
    """Messages on their way out, in order for each chat."""

    def claim(self, now: datetime, /, *, limit: int, busy: Iterable[str] = ()) -> Sequence[Parcel]:
        """The oldest due message of each chat that is not busy, leased for a minute.

        One with earlier ``tries`` may have arrived: a ``once`` message must then not be sent.
        """

    def renew(self, parcel: Parcel, now: datetime, /) -> None:
        """Lease it for another minute: sending takes long."""

    def sent(self, parcel: Parcel, message_id: int | None, now: datetime, /) -> None:
        """It arrived: wipe it, and remember the living message of its slot."""

    def later(self, parcel: Parcel, not_before: datetime, /, *, counted: bool = True) -> None:
        """It did not arrive: try again at this moment; younger ones to this chat wait."""

    def gave_up(self, parcel: Parcel, state: str, /) -> None:
        """``failed`` (refused for good) or ``unknown`` (may have arrived; must not be doubled)."""

    def chat(self, address: str, /) -> tuple[int, str, str]:
        """Chat id, kind and language behind an address, for the sender alone."""

    def places(self, slot: str, /) -> Sequence[str]:
        """The chats in which the living message of this slot hangs."""

    def blocked(self, address: str, /) -> None:
        """This person stopped the bot: nothing more is queued to be sent there for now."""

    def release(self) -> None:
        """At start-up of the only process: leases of a dead one are void."""

    def purge(self, before: datetime, /) -> None:
        """Forget sent messages that were queued before this."""


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file of a citizen that is still to be fetched from Telegram."""

    material_id: int
    file: NewFile
    tries: int


class Files(Protocol):
    """Files of citizens between Telegram's servers and our own sealed store."""

    def pending(self, now: datetime, /, *, limit: int) -> Sequence[PendingFile]:
        """Files to fetch, oldest first."""

    def stored(self, material_id: int, content: bytes, /) -> None:
        """Seal and keep the content with its SHA-256."""

    def failed(self, material_id: int, /, *, not_before: datetime | None) -> None:
        """Count a failure; without a next moment it is given up."""

    def read(self, material_id: int, /) -> bytes:
        """The content as the citizen sent it."""
