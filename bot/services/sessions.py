"""Education sessions in groups, and everything that becomes due."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.ports import Office, StorageUnavailableError, Transaction
from bot.rules.durations import lead_name
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Notice, Officer, Reminder, Session
from bot.rules.terms import Role
from bot.services.cards import OFFICERS
from bot.services.visibility import viewers

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """When, where and about what."""

    starts_at: datetime
    place: str
    topic: str


def create_session(
    tx: Transaction, plan: SessionPlan, group: str, officer: Officer, office: Office, now: datetime
) -> Session:
    """Announce a session in a group and plan its reminders at the office's leads.

    Raises:
        NotAllowedError: only officers announce sessions.
        InputError: it would start in the past.
    """
    if officer.role is Role.SUPERIOR:
        raise NotAllowedError(act="session")
    if plan.starts_at <= now:
        raise InputError("error-time-past")
    session = tx.agenda.announce(
        Session(0, group, plan.starts_at, plan.place, plan.topic), officer.id
    )
    for lead in office.session_leads:
        moment = plan.starts_at - lead
        if moment > now:
            tx.agenda.plan(Reminder(0, "session", session.id, lead_name(lead), moment))
    tx.audit("session-announced", actor=f"officer:{officer.id}", subject=f"session:{session.id}")
    tx.say(
        Notice(group, "session-announced", {"session": session.id}, slot=f"session:{session.id}")
    )
    return session


def fire_due(tx: Transaction, now: datetime) -> int:
    """Say everything that is due, each once, whoever asks and how often; how many were fired.

    The compare-and-swap on the row and the outgoing message are one commit (docs/adr). After a
    long silence only the newest of several missed reminders of one thing is said.
    """
    due = tx.agenda.due(now)
    newest = {(one.subject, one.subject_id): one.id for one in due}
    fired = 0
    for reminder in due:
        last = newest[reminder.subject, reminder.subject_id] == reminder.id
        try:
            with tx.savepoint():
                fired += _fire(tx, reminder, now, say=last)
        except StorageUnavailableError:
            raise
        except Exception as error:  # one that cannot be said must not silence the others
            log.error("reminder_failed", reminder_id=reminder.id, exc_info=error)
    return fired


def _fire(tx: Transaction, reminder: Reminder, now: datetime, *, say: bool) -> bool:
    if not tx.agenda.fire(reminder):
        return False
    if say:
        _SAY[reminder.subject](tx, reminder, now)
    return True


def _remind_session(tx: Transaction, reminder: Reminder, now: datetime) -> None:
    session = tx.agenda.session(reminder.subject_id)
    if session is None or session.starts_at <= now:
        return
    tx.say(
        Notice(
            session.address,
            "session-reminder",
            {"session": session.id},
            dedup=f"session:{session.id}:{reminder.rule}",
            once=True,
        )
    )


def _remind_clock(tx: Transaction, reminder: Reminder, _now: datetime) -> None:
    clock = tx.cases.clock(reminder.subject_id)
    if clock is None:
        return
    case = tx.cases.get(clock.case_id)
    group = tx.people.bound(OFFICERS)
    args = {"number": case.number, "clock": clock.kind, "due": clock.due_on.isoformat()}
    if case.private or case.sealed or group is None:
        for officer in viewers(tx, case):
            tx.say(Notice(officer.address, "clock-reminder", args))
    else:
        tx.say(Notice(group, "clock-reminder", args, dedup=f"clock:{clock.id}:{reminder.rule}"))


_SAY = {"session": _remind_session, "clock": _remind_clock}
