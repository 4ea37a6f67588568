"""One :class:`Transaction` is one commit: everything asked of it happens, or nothing does."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.ports.casework import Agenda, Cases, Handling, Officers, Repeats
from bot.ports.clocks import Clocks, Digests
from bot.ports.learning import Examples
from bot.ports.queues import Files, Inbox, Outbox
from bot.ports.reporters import Guard, People, Tips
from bot.rules.model import Conversation, Notice


class Transaction(Protocol):
    """One commit. Leaving it normally commits, leaving it by an exception rolls back."""

    @property
    def people(self) -> People:
        """Addresses and the vault."""

    @property
    def tips(self) -> Tips:
        """Drafts and tips."""

    @property
    def cases(self) -> Cases:
        """Cases."""

    @property
    def handling(self) -> Handling:
        """Talks, letters, requests."""

    @property
    def clocks(self) -> Clocks:
        """All running clocks, whatever their case."""

    @property
    def digests(self) -> Digests:
        """What the officers' group was told in the morning."""

    @property
    def repeats(self) -> Repeats:
        """The same matter told again."""

    @property
    def officers(self) -> Officers:
        """Officers."""

    @property
    def agenda(self) -> Agenda:
        """What is due."""

    @property
    def guard(self) -> Guard:
        """Wrong codes."""

    @property
    def inbox(self) -> Inbox:
        """Updates."""

    @property
    def outbox(self) -> Outbox:
        """Messages."""

    @property
    def files(self) -> Files:
        """Files."""

    @property
    def examples(self) -> Examples:
        """What officers taught the reader."""

    def conversation(self, key: str, /) -> Conversation:
        """Where this person stands; an empty one where nothing is open."""

    def converse(self, key: str, conversation: Conversation, now: datetime, /) -> None:
        """Remember where this person stands; an empty flow forgets."""

    def say(self, notice: Notice, /) -> None:
        """Queue a message; it leaves only after the commit."""

    def audit(
        self, act: str, /, *, actor: str, subject: str = "", **detail: str | int | None
    ) -> None:
        """Append to the hash-chained record; no text of a tip, no name of a reporter."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone alone if it raises."""


class StorageUnavailableError(Exception):
    """The database cannot be reached or written (disk full, server down); nothing was changed."""


class Store(Protocol):
    """Where everything is remembered."""

    def begin(self, now: datetime, /) -> AbstractContextManager[Transaction]:
        """A transaction.

        Raises:
            StorageUnavailableError: the database cannot be reached or written just now.
        """
