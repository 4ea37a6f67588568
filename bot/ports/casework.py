"""Cases, officers, and what is due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.rules.model import (
    Case,
    Decision,
    Letter,
    Officer,
    Proposal,
    Reminder,
    Request,
    RunningClock,
    Session,
    Talk,
    Unsealing,
)
from bot.rules.repeats import Gist, Link
from bot.rules.terms import Role, TalkKind


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

    def readmit(self, case_id: int, officer_id: int, /) -> None:
        """The recusal is lifted: the officer may see the case again."""

    def merged(self, case_id: int, /) -> Sequence[Case]:
        """The cases that were merged into this one, oldest first."""

    def ask_unsealing(
        self, case_id: int, officer_id: int, reason: str, now: datetime, /
    ) -> Unsealing:
        """Keep a request to see who reported."""

    def unsealing(self, unsealing_id: int) -> Unsealing | None:
        """The request with this id."""

    def answer_unsealing(
        self, unsealing_id: int, officer_id: int, now: datetime, /, *, granted: bool
    ) -> bool:
        """Answer a request once; False where somebody already did, or an hour has passed."""

    def was_serious(self, case_id: int, /) -> bool:
        """True where a reader or an officer ever held it for serious."""

    def similar(self, case_id: int, /) -> Sequence[str]:
        """Numbers of other cases with the same ``who``, whatever they tell; sealed and private ones are never named."""

    def waiting_sealed(self) -> Sequence[Case]:
        """Sealed cases that were not sent up yet, oldest first."""

    def listed(self, *, states: Iterable[str] = ()) -> Sequence[Case]:
        """Cases in these states (all where none are given), newest first; none that are sealed."""


class Handling(Protocol):
    """What the handling of a case leaves behind: talks, letters, requests and their answers."""

    def keep_talk(self, talk: Talk, /) -> Talk:
        """Store a new talk (id 0) or changes to one."""

    def talk(self, case_id: int, /) -> Talk | None:
        """The newest talk of a case."""

    def talk_by_id(self, talk_id: int, /) -> Talk | None:
        """This talk."""

    def talks(self, case_id: int | None, /) -> Sequence[Talk]:
        """All talks of a case, oldest first; None gives those without a case."""

    def hold_talk(self, talk_id: int, on: date, /) -> None:
        """This talk was held on this day."""

    def talks_held(self, year: int, /) -> Mapping[TalkKind, int]:
        """How many talks of each kind were held in the year, those of cases included."""

    def keep_letter(self, letter: Letter, /) -> Letter:
        """Store a new letter (id 0) or changes to one."""

    def letter(self, case_id: int, /) -> Letter | None:
        """The newest letter of a case."""

    def letters(self, case_id: int, /) -> Sequence[Letter]:
        """All letters of a case, oldest first."""

    def next_letter_number(self, year: int, /) -> int:
        """The next number of letters in the year, from 1."""

    def ask(self, request: Request, now: datetime, /) -> Request:
        """Keep a request; the answer carries its id."""

    def request(self, request_id: int, /) -> Request | None:
        """The request with this id."""

    def requests(self, case_id: int, /) -> Sequence[Request]:
        """All requests of a case, oldest first."""

    def answer(self, request_id: int, officer_id: int, now: datetime, /, *, granted: bool) -> bool:
        """Answer a request once; False where somebody already did."""


class Repeats(Protocol):
    """What is known of cases that tell the same matter; a sealed case is never among them."""

    def keep(self, case_id: int, gist: Gist, /) -> None:
        """Store or replace the gist of a case, and the keyed traces by which it is found."""

    def gist(self, case_id: int, /) -> Gist | None:
        """The gist of a case, where one is kept."""

    def candidates(self, gist: Gist, /, *, besides: int) -> Sequence[tuple[int, Gist]]:
        """The few other cases that are worth comparing, found by traces; only these are opened."""

    def link(self, link: Link, /) -> bool:
        """Keep that two cases seem to tell the same matter; True where that is new."""

    def links(self, case_id: int, /) -> Sequence[Link]:
        """The links of a case, to earlier and to later ones."""

    def forget(self, case_id: int, /) -> None:
        """The case became sealed: its gist, its traces and its links are gone."""


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

    def planned(self, subject: str, /) -> Sequence[Reminder]:
        """All reminders about such things that are not yet fired, the earliest first."""

    def drop(self, reminder: Reminder, /) -> None:
        """Forget this one, if it has not fired."""

    def fire(self, reminder: Reminder, /) -> bool:
        """Mark it fired; True for exactly one caller (compare and swap)."""

    def forget(self, subject: str, subject_id: int, /) -> None:
        """Drop the unfired reminders of a subject."""
