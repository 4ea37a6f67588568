"""Deadlines paused or extended in chat: a leader does it with a reason, a handler asks a leader.

To go on with a paused clock takes a reason and nobody's approval: it only brings the duty back.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.ports import Office, Transaction
from bot.rules.clocks import ClockKind
from bot.rules.errors import NotAllowedError, StaleButtonError
from bot.rules.lengths import Length
from bot.rules.model import Case, Json, Notice, Officer, Request
from bot.rules.terms import RequestKind, Role
from bot.rules.workflow import LEADERS
from bot.services.clocks import Wish, extend_clock, pause_clock
from bot.services.visibility import require_sight, viewers

_CHANGES = {RequestKind.PAUSE: pause_clock, RequestKind.EXTEND: extend_clock}


@dataclass(frozen=True, slots=True)
class ClockWish:
    """Which change of which clock, and why."""

    kind: RequestKind
    wish: Wish


def change_clock(
    tx: Transaction, case: Case, wanted: ClockWish, officer: Officer, office: Office, now: datetime
) -> bool:
    """Pause or extend a clock where the officer leads, else ask a leader; True where it is done already.

    Raises:
        ClockError, InputError: see :mod:`bot.services.clocks`.
        NotAllowedError: the officer may not see the case, or nobody is there to ask.
    """
    if officer.role in LEADERS:
        _CHANGES[wanted.kind](tx, case, wanted.wish, officer, office, now)
        return True
    require_sight(tx, case, officer)
    asked_of = _judges(tx, case)
    if not asked_of:
        raise NotAllowedError(act=wanted.kind)
    kind, wish = wanted.kind, wanted.wish
    request = tx.handling.ask(Request(0, case.id, kind, officer.id, _plain(wish)), now)
    tx.audit(f"{kind}-asked", actor=f"officer:{officer.id}", subject=case.number, clock=wish.kind)
    args = {
        "number": case.number,
        "name": officer.name,
        "clock": wish.kind,
        "change": kind,
        "to": str(wish.to or "—"),
        "reason": wish.reason,
        "request": request.id,
    }
    for one in asked_of:
        tx.say(Notice(one.address, "clock-asked", args, slot=f"request:{request.id}"))
    return False


def _judges(tx: Transaction, case: Case) -> list[Officer]:
    """The supervising leaders who may see the case; the heads where there is none."""
    able = viewers(tx, case)
    return [one for one in able if one.role is Role.SUPERVISOR] or [
        one for one in able if one.role is Role.HEAD
    ]


def decide_clock(
    tx: Transaction,
    request: Request,
    judge: Officer,
    office: Office,
    now: datetime,
    *,
    granted: bool,
) -> None:
    """A leader's answer: granted, the clock is changed on his responsibility.

    Raises:
        NotAllowedError: not a leader.
        StaleButtonError: it was answered already.
        ClockError: the clock cannot be changed so (any more).
    """
    if judge.role not in LEADERS:
        raise NotAllowedError(act=request.kind)
    if not tx.handling.answer(request.id, judge.id, now, granted=granted):
        raise StaleButtonError
    case, wish = tx.cases.get(request.case_id), _wish(request.data)
    if granted:
        _CHANGES[request.kind](tx, case, wish, judge, office, now)
    else:
        tx.audit(f"{request.kind}-refused", actor=f"officer:{judge.id}", subject=case.number)
    key = "clock-granted" if granted else "clock-refused"
    args = {"number": case.number, "clock": wish.kind, "change": request.kind}
    tx.say(Notice(judge.address, key, args, slot=f"request:{request.id}"))
    asker = tx.officers.get(request.asked_by)
    if asker.id not in tx.cases.recused(case.id):
        tx.say(Notice(asker.address, key, args))


def _plain(wish: Wish) -> Json:
    return {"clock": wish.kind, "reason": wish.reason, "to": str(wish.to) if wish.to else ""}


def _wish(data: Json) -> Wish:
    return Wish(ClockKind(data["clock"]), str(data["reason"]), parse_end(str(data["to"])))


def parse_end(text: str) -> Length | date | None:
    """A new length such as 20wd, or a new last day in ISO form; None where neither is written.

    Raises:
        ValueError: it is something else.
    """
    if not text:
        return None
    return date.fromisoformat(text) if "-" in text else Length.parse(text)
