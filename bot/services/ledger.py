"""The register of leads (台账): where every case stands and what was done when, without a word of a tip.

R20 Art. 14 and R19 Art. 23 want one; R20 Art. 18 wants the results of each quarter told to the petition
office. Sealed items are never in it (R20 Art. 15), nor what the reader had to step aside from.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.ports import Transaction
from bot.rules.errors import NotAllowedError
from bot.rules.model import Case, Decision, Notice, Officer, RunningClock
from bot.rules.quarters import Quarter
from bot.rules.terms import Act, Level, Outcome, Role, Route, Severity, State
from bot.rules.workflow import FINISHED, LEADERS
from bot.services.repeats import retold

LEDGER_READERS = frozenset({*LEADERS, Role.OVERSIGHT})
_DISPOSED = frozenset(
    {
        *(Act.APPROVE_TALK, Act.APPROVE_LETTER, Act.HOLD, Act.TRANSFER, Act.CLOSE),
        *(Act.CONFIRM_VERIFICATION, Act.SEND_DOWN, Act.KEEP),
    }
)
_ENDED = frozenset(
    {
        *(Act.CONCLUDE, Act.CLOSE, Act.CHECK_CONFIRMED, Act.TRANSFER),
        *(Act.LOWER_ACCEPTED, Act.KEEP, Act.MERGE),
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    number: str
    received: date
    real_name: bool
    level: Level
    severity: Severity | None
    route: Route | None
    state: State
    handler: str
    disposed: date | None
    talked: date | None
    letter: date | None
    replied: date | None
    reported: date | None
    closed: date | None
    outcome: Outcome | None
    clocks: tuple[RunningClock, ...]
    overdue: bool
    repeats: int  # the how manieth report of the matter
    merged_into: str
    accused: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which register is asked for, by whom and when; ``reader`` None: by command, for the office."""

    zone: ZoneInfo
    today: date
    reader: Officer | None = None
    names: str = ""  # "yes": the accused's names too
    year: int = 0  # received in this year; 0: whenever


def entries(tx: Transaction, asked: Asked) -> tuple[Entry, ...]:
    """Every case the reader may know of, oldest first.

    Raises:
        NotAllowedError: the reader is neither a leader nor case supervision.
    """
    reader = asked.reader
    if reader is not None and (not reader.active or reader.role not in LEDGER_READERS):
        raise NotAllowedError(act="ledger")
    found = reversed(tx.cases.listed())
    return tuple(_entry(tx, case, asked) for case in found if _wanted(tx, case, asked))


def _wanted(tx: Transaction, case: Case, asked: Asked) -> bool:
    if asked.year and _day(case.received_at, asked.zone).year != asked.year:
        return False
    return asked.reader is None or asked.reader.id not in tx.cases.recused(case.id)


def _entry(tx: Transaction, case: Case, asked: Asked) -> Entry:
    talk, letter = tx.handling.talk(case.id), tx.handling.letter(case.id)
    decisions = tx.cases.decisions(case.id)
    clocks = tuple(tx.cases.clocks(case.id))
    same = retold(tx, case, asked.reader.address if asked.reader else "")

    def newest(acts: frozenset[Act]) -> date | None:
        return _newest(decisions, acts, asked.zone)

    return Entry(
        number=case.number,
        received=_day(case.received_at, asked.zone),
        real_name=case.real_name,
        level=case.level,
        severity=case.severity,
        route=case.route,
        state=case.state,
        handler=tx.officers.get(case.handler).name if case.handler else "",
        disposed=newest(_DISPOSED),
        talked=talk.held_on if talk else None,
        letter=letter.issued_on if letter else None,
        replied=letter.replied_on if letter else None,
        reported=newest(frozenset({Act.REPORT})),
        closed=newest(_ENDED) if case.state in FINISHED else None,
        outcome=case.outcome,
        clocks=clocks,
        overdue=any(one.due_on < asked.today and not one.paused_on for one in clocks),
        repeats=same.count,
        merged_into=tx.cases.get(case.merged_into).number if case.merged_into else "",
        accused=tx.tips.get(case.tip_id).facts.get("accused", "") if asked.names else "",
    )


def _newest(decisions: Sequence[Decision], acts: frozenset[Act], zone: ZoneInfo) -> date | None:
    return next((_day(one.at, zone) for one in reversed(decisions) if one.act in acts), None)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Results:
    """What is told to the petition office about a quarter."""

    quarter: Quarter
    received: int
    real_name: int
    states: dict[State, int]  # where those received in the quarter stand now
    ways: dict[Route, int]  # what was disposed of in the quarter, and how
    outcomes: dict[Outcome, int]
    ended: tuple[Entry, ...]  # what ended in the quarter, whenever it was received
    open: tuple[Entry, ...]  # what is in hand


def results(found: Sequence[Entry], quarter: Quarter) -> Results:
    """The counts and results of a quarter."""
    new = [one for one in found if one.received in quarter]
    ended = tuple(one for one in found if one.closed in quarter)
    disposed = (one.route for one in found if one.disposed in quarter and one.route)
    return Results(
        quarter,
        len(new),
        sum(one.real_name for one in new),
        dict(Counter(one.state for one in new)),
        dict(Counter(disposed)),
        dict(Counter(one.outcome for one in ended if one.outcome)),
        ended,
        tuple(one for one in found if one.state not in FINISHED and one.received <= quarter.last),
    )


def ask_ledger(tx: Transaction, officer: Officer, year: int, *, names: str = "") -> None:
    """Send the register of a year to the officer in private; on record.

    Raises:
        NotAllowedError: neither a leader nor case supervision.
    """
    if officer.role not in LEDGER_READERS:
        raise NotAllowedError(act="ledger")
    tx.audit("ledger-made", actor=f"officer:{officer.id}", year=year, names=names)
    tx.say(Notice(officer.address, "ledger", {"year": year, "names": names}))
