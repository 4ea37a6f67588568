"""What the assistant needs from outside, as protocols. Storage and tests implement them.

One :class:`Transaction` is one commit: everything asked of it happens, or nothing does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.rules.clocks import ClockKind, Due
from bot.rules.jurisdiction import Jurisdiction
from bot.rules.model import (
    Case,
    Conversation,
    Decision,
    Letter,
    Material,
    Notice,
    Officer,
    Proposal,
    Reminder,
    RunningClock,
    Session,
    Talk,
    Tip,
    Unsealing,
)
from bot.rules.terms import MaterialKind, Role, Route
from bot.rules.triage import Triage

Reader = Callable[[str], Triage]
"""Text of a tip in, a proposal out. Pure, and never raises."""


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

    def bind(self, purpose: str, address: str, /) -> None:
        """Make this chat the one for a purpose, e.g. ``officers``."""

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
        """The messages of a tip, oldest first; the current versions unless told otherwise."""

    def sender(self, material_id: int, /) -> str | None:
        """The address to tell when a file was lost."""

    def submit(self, tip: Tip, /, *, code: str, now: datetime) -> None:
        """Close the draft: forget the owner's address, keep only the keyed hash of the code."""

    def purge(self, before: datetime, /) -> None:
        """Erase what was begun before this and put away by its writer; nothing handed in."""

    def by_code(self, code: str, /) -> Tip | None:
        """The submitted tip with this query code."""


class Cases(Protocol):
    """Registered cases, proposals, decisions, clocks and what hangs on them."""

    def next_number(self, year: int, /) -> str:
        """The next case number of the year, e.g. ``2026-0147``."""

    def register(self, case: Case, /, *, who: str = "") -> Case:
        """Insert the case; the answer carries its id. ``who`` feeds the blind index of repeats."""

    def get(self, case_id: int, /) -> Case:
        """The case.

        Raises:
            UnknownCaseError: there is none.
        """

    def by_number(self, number: str, /) -> Case:
        """The case with this number.

        Raises:
            UnknownCaseError: there is none.
        """

    def of_tip(self, tip_id: int, /) -> Case | None:
        """The case that a tip became."""

    def replace(self, case: Case, /, *, expected_version: int) -> None:
        """Write the case if it still has ``expected_version``.

        Raises:
            StaleButtonError: somebody was quicker.
        """

    def propose(self, proposal: Proposal, /) -> None:
        """Keep what the machine said, with the reader's version."""

    def proposal(self, case_id: int, /) -> Proposal | None:
        """The newest proposal; None for a sealed case."""

    def decide(self, decision: Decision, /) -> None:
        """Keep who did what to which version and why."""

    def decisions(self, case_id: int, /) -> Sequence[Decision]:
        """All decisions, oldest first."""

    def start_clock(self, clock: RunningClock, /) -> RunningClock:
        """Start a clock; a running one of the same kind is stopped first."""

    def stop_clock(self, case_id: int, kind: str, on: date, /) -> None:
        """Stop a running clock; nothing happens where none runs."""

    def clocks(self, case_id: int, /) -> Sequence[RunningClock]:
        """The running clocks, the earliest due first."""

    def clock(self, clock_id: int, /) -> RunningClock | None:
        """This clock while it runs."""

    def recuse(self, case_id: int, officer_id: int, cause: str, now: datetime, /) -> None:
        """From now on the officer sees and decides nothing of this case."""

    def recused(self, case_id: int, /) -> frozenset[int]:
        """Ids of the officers who are recused."""

    def ask_unsealing(
        self, case_id: int, officer_id: int, reason: str, now: datetime, /
    ) -> Unsealing:
        """Keep a request to see who reported."""

    def unsealing(self, unsealing_id: int) -> Unsealing | None:
        """The request with this id."""

    def answer_unsealing(
        self, unsealing_id: int, officer_id: int, now: datetime, /, *, granted: bool
    ) -> bool:
        """Answer a request once; False where somebody already did."""

    def keep_talk(self, talk: Talk, /) -> None:
        """Store or replace the talk of a case."""

    def talk(self, case_id: int, /) -> Talk | None:
        """The talk of a case."""

    def keep_letter(self, letter: Letter, /) -> Letter:
        """Store a new letter (id 0) or changes to one."""

    def letter(self, case_id: int, /) -> Letter | None:
        """The newest letter of a case."""

    def next_letter_number(self, year: int, /) -> int:
        """The next number of letters in the year, from 1."""

    def similar(self, case_id: int, /) -> Sequence[str]:
        """Numbers of other open cases with the same ``who``; sealed ones are never named."""

    def listed(self, *, states: Iterable[str] = ()) -> Sequence[Case]:
        """Cases in these states (all where none are given), newest first; none that are sealed."""


class Officers(Protocol):
    """Enrolled officers and their invites."""

    def by_user(self, user_id: int, /) -> Officer | None:
        """The active officer behind this Telegram account."""

    def get(self, officer_id: int, /) -> Officer:
        """The officer with this id."""

    def active(self) -> Sequence[Officer]:
        """All active officers."""

    def invite(self, name: str, role: Role, /, *, expires: datetime) -> str:
        """A new one-time token that enrols one person with this name and role."""

    def enrol(self, token: str, user_id: int, address: str, now: datetime, /) -> Officer:
        """Use an invite.

        Raises:
            InviteError: it is unknown, used or expired.
        """

    def retire(self, officer_id: int, /) -> bool:
        """The officer may do nothing any more; False where he already could not."""

    def declare(self, officer_id: int, relations: Iterable[str], /) -> None:
        """Replace the names that an officer declared himself related to."""


class Agenda(Protocol):
    """Sessions and the moments at which something is due."""

    def announce(self, session: Session, created_by: int, /) -> Session:
        """Store a session; the answer carries its id."""

    def session(self, session_id: int, /) -> Session | None:
        """The session, unless it was cancelled."""

    def plan(self, reminder: Reminder, /) -> None:
        """Remember a moment; the same (subject, id, rule) twice is one."""

    def due(self, now: datetime, /) -> Sequence[Reminder]:
        """Reminders that are due and not yet fired."""

    def fire(self, reminder: Reminder, /) -> bool:
        """Mark it fired; True for exactly one caller (compare and swap)."""

    def forget(self, subject: str, subject_id: int, /) -> None:
        """Drop the unfired reminders of a subject."""


class Guard(Protocol):
    """Counts wrong query codes by keyed hash, so that guessing stops."""

    def wrong(self, who: str, now: datetime, /) -> tuple[int, datetime | None]:
        """Count one wrong try: tries in the window, and until when it is now locked."""

    def locked_until(self, who: str, now: datetime, /) -> datetime | None:
        """Until when this chat may not try again."""

    def clear(self, who: str, /) -> None:
        """A right code forgets the wrong ones."""


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

    def claim(self, now: datetime, /) -> Received | None:
        """The oldest open update whose chat has no older open one; locked until the commit.

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


@dataclass(frozen=True, slots=True)
class Office:
    """What the services know of the office they work for: policy as data, and the reader."""

    name: str
    short: str  # the word in letter numbers, e.g. 青纪
    jurisdiction: Jurisdiction
    read: Reader
    due: Callable[[ClockKind, date], Due]
    zone: ZoneInfo
    session_leads: tuple[timedelta, ...]
    minor_route: Route
    lower_serious: frozenset[Role]
    approvers: Mapping[Route, frozenset[Role]]
    max_file_bytes: int = 20 * 1024 * 1024

    def today(self, now: datetime, /) -> date:
        """The office's date at this moment."""
        return now.astimezone(self.zone).date()
