"""The morning's digest for the officers' group: numbers and names of clocks, nothing of a case.

One message each working day, edited while the day goes on; yesterday's becomes one line. What the
group must not see, sealed and private cases, is not even counted.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.ports import Digest, Office, Transaction
from bot.rules.model import Json, Notice, Reminder
from bot.rules.pausing import days_left
from bot.rules.terms import State
from bot.rules.workdays import add_workdays
from bot.services.cards import OFFICERS

DIGEST = "digest"
SOON = 3
"""Working days ahead that the digest looks."""

WAITING = (State.AWAITING_APPROVAL, State.ESCALATED, State.TALK_PLANNED, State.REPORTED)
"""States in which a case waits for a leader's approval."""


def plan_digest(tx: Transaction, office: Office, now: datetime) -> None:
    """Plan today's digest where it can still be said, else that of the next working day."""
    local, calendar = now.astimezone(office.zone), office.days.current()
    late = local.time() >= office.warnings.closes or not calendar.is_workday(local.date())
    _plan(tx, add_workdays(local.date(), 1, calendar) if late else local.date(), office)


def _plan(tx: Transaction, day: date, office: Office) -> None:
    tx.agenda.plan(Reminder(0, DIGEST, day.toordinal(), "morning", office.opening(day)))


def post_digest(tx: Transaction, fired: Sequence[Reminder], office: Office, now: datetime) -> None:
    """Post today's digest and fold the earlier ones; one that was missed yesterday is not made up."""
    today, group = office.today(now), tx.people.bound(OFFICERS)
    if fired[-1].subject_id != today.toordinal():
        plan_digest(tx, office, now)
        return
    _plan(tx, add_workdays(today, 1, office.days.current()), office)
    if group is None:
        return
    for old in tx.digests.unfolded(today):
        _fold(tx, old)
        tx.digests.fold(old.day)
    digest = Digest(today, group, _body(tx, office, today))
    if tx.digests.post(digest):
        tx.say(_notice(digest))


def refresh_digest(tx: Transaction, office: Office, now: datetime) -> bool:
    """Edit today's digest where something changed since; True where it is said anew."""
    today, group = office.today(now), tx.people.bound(OFFICERS)
    old = tx.digests.of(today)
    if old is None or group is None:
        return False
    fresh = replace(old, address=group, body=_body(tx, office, today))
    if fresh == old or not tx.digests.change(old, fresh):
        return False
    if old.address != group:  # another chat is the officers' group now
        _fold(tx, old)
    tx.say(_notice(fresh))
    return True


def _notice(digest: Digest) -> Notice:
    args: Json = {"day": digest.day.isoformat(), **json.loads(digest.body)}
    return Notice(digest.address, "digest", args, slot=_slot(digest))


def _fold(tx: Transaction, digest: Digest) -> None:
    args: Json = {"day": digest.day.isoformat(), **json.loads(digest.body)}
    tx.say(Notice(digest.address, "digest-folded", args, slot=_slot(digest)))


def _slot(digest: Digest) -> str:
    return f"digest:{digest.day}"


def _body(tx: Transaction, office: Office, today: date) -> str:
    """The counts as JSON, equal for equal states."""
    calendar = office.days.current()
    counts = {"today": Counter[str](), "soon": Counter[str](), "overdue": Counter[str]()}
    for kind, due in tx.clocks.shared():
        counts.get(_when(days_left(due, today, calendar)), Counter())[kind] += 1
    waiting = sum(not case.private for case in tx.cases.listed(states=WAITING))
    return json.dumps({**counts, "waiting": waiting}, sort_keys=True)


def _when(left: int) -> str:
    if left <= 0:
        return "today" if left == 0 else "overdue"
    return "soon" if left <= SOON else "later"
