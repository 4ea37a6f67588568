"""The things of the field as frozen values. No value here holds a chat id or a reporter's name."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.rules.clocks import ClockAct
from bot.rules.lengths import Length
from bot.rules.terms import (
    Discipline,
    Level,
    MaterialKind,
    Mode,
    Opinion,
    Outcome,
    RequestKind,
    Role,
    Route,
    Severity,
    State,
    TalkKind,
    TipState,
)
from bot.rules.triage import Triage

Json = dict[str, Any]

FIELDS = ("accused", "unit", "position", "what", "when", "where", "amount")
"""The facts of a tip that a citizen sees, can correct and may be asked for, in this order."""


@dataclass(frozen=True, slots=True)
class Officer:
    """An enrolled officer. ``relations``: names he declared himself related to."""

    id: int
    name: str
    role: Role
    address: str
    active: bool = True
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a person stands in a dialogue with the bot; a row, so any process can go on with it."""

    flow: str = ""
    step: str = ""
    data: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Material:
    """One message of a citizen (or an officer's note) in one version."""

    id: int
    tip_id: int
    version: int
    kind: MaterialKind
    text: str
    received_at: datetime
    file_name: str = ""
    file_state: str = ""  # "" no file, "pending", "stored", "failed"
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Tip:
    """What a citizen wrote, from the first word to the submission."""

    id: int
    state: TipState
    mode: Mode
    level: Level
    reply_to: str
    facts: dict[str, str] = field(default_factory=dict)  # field → words, as the citizen confirmed
    insisted: bool = False
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A registered tip on its way through the office. ``reply_to`` is opaque."""

    id: int
    number: str
    tip_id: int
    state: State
    version: int
    severity: Severity | None
    route: Route | None
    discipline: Discipline
    level: Level
    received_at: datetime
    reply_to: str
    sealed: bool = False
    own_head: bool = False  # sealed because it concerns the office's own head
    private: bool = False  # cards go to single officers, not to the group
    urgent: bool = False
    insisted: bool = False
    real_name: bool = False
    outcome: Outcome | None = None
    handler: int | None = None  # the officer in whose hands it is
    merged_into: int | None = None  # the case that goes on with it


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine suggested for a case, and which reader said so."""

    case_id: int
    triage: Triage
    route: Route
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """One officer's act on one version of a case."""

    case_id: int
    version: int
    officer_id: int
    act: str
    at: datetime
    reason: str = ""
    severity: Severity | None = None
    route: Route | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class ClockChange:
    """What was done to a running clock, by whom and why; ``officer_id`` 0 is a new calendar."""

    act: ClockAct
    on: date
    officer_id: int
    reason: str
    due_before: date
    due_after: date


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A statutory deadline of a case.

    Args:
        id: 0 until it is stored.
        case_id: whose deadline.
        kind: a ``ClockKind``.
        started_on: the day of the event, which does not count.
        due_on: the last day; while paused, what it was before the pause.
        provisional: the calendar of a year it rests on is not published.
        length: the whole length; None for clocks from before lengths were kept.
        paused_on: since when it is paused.
        changes: pauses, resumptions, extensions and moves, oldest first.
    """

    id: int
    case_id: int
    kind: str
    started_on: date
    due_on: date
    provisional: bool
    length: Length | None = None
    paused_on: date | None = None
    changes: tuple[ClockChange, ...] = ()

    @property
    def extended(self) -> bool:
        """True where somebody approved a later date."""
        return any(one.act is ClockAct.EXTEND for one in self.changes)


@dataclass(frozen=True, slots=True)
class Unsealing:
    """A named request to see who reported: a reason, and a second person's answer."""

    id: int
    case_id: int
    asked_by: int
    reason: str
    answered_by: int | None = None
    granted: bool | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Something an officer asks for and another decides (请示); ``data`` says what exactly."""

    id: int
    case_id: int
    kind: RequestKind
    asked_by: int  # 0: the reporter
    data: Json
    answered_by: int | None = None
    granted: bool | None = None


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """The record of a talk (谈话笔录): who talked, when it began and ended, what was asked and answered."""

    talkers: tuple[str, ...]
    began: datetime
    ended: datetime
    answers: tuple[tuple[str, str], ...]  # (question, answer)
    read_back: bool = False  # the person read it, or had it read out, and agreed
    signed: bool = False  # every page is signed


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk (谈话): planned, arranged, held, recorded. ``case_id`` None: one without a case.

    Args:
        talkers: who talks; two at least when it is held (R19 Art. 28).
        person: who is talked to, where there is no case to say so.
        entrusted: true where the principal of the unit talks on the office's behalf.
        notes: safety, health and confidentiality, as the plan says (R19 Art. 27).
    """

    id: int
    case_id: int | None
    kind: TalkKind
    talkers: tuple[str, ...]
    at: datetime
    place: str
    person: str = ""
    companion: str = ""
    entrusted: bool = False
    notes: str = ""
    held_on: date | None = None
    record: TalkRecord | None = None

    @property
    def talker(self) -> str:
        """The talkers in one line."""
        return "、".join(self.talkers)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of inquiry (函询通知书) and what came back.

    Args:
        cc: the head of the unit's Party organisation, who gets a copy (R19 Art. 29).
        to_party_head: the addressee is that head, who answers without anybody's opinion.
        opinion: whether that head signed an opinion on the reply.
    """

    id: int
    case_id: int
    number: str
    addressee: str
    questions: tuple[str, ...]
    issued_on: date
    reply_due: date
    delivered_on: date | None = None
    cc: str = ""
    to_party_head: bool = False
    replied_on: date | None = None
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """An education session announced in a group."""

    id: int
    address: str
    starts_at: datetime
    place: str
    topic: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to say at a moment: at most once for each (subject, subject_id, rule)."""

    id: int
    subject: str  # "session", "clock" or "digest"
    subject_id: int
    rule: str  # which of its moments, e.g. the lead "7d"
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said to somebody: a text of the catalogue and what it needs.

    Args:
        to: address token of a chat (see ``ports.People``).
        text: key of the text; it also chooses the keyboard.
        args: what the text needs: ids rather than contents wherever possible.
        slot: if given, one living message: the next notice with this slot edits it.
        dedup: if given, a second notice with this key is dropped.
        once: a doubled message would be worse than a lost one (see docs/adr).
        not_before: earliest moment to send.
    """

    to: str
    text: str
    args: Json = field(default_factory=dict)
    slot: str = ""
    dedup: str = ""
    once: bool = False
    not_before: datetime | None = None
