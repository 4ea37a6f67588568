"""Education sessions in groups, and their reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.durations import lead_name
from bot.rules.errors import InputError, NotAllowedError
from bot.rules.model import Notice, Officer, Reminder, Session
from bot.rules.terms import Role


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


def remind_session(
    tx: Transaction, fired: Sequence[Reminder], _office: Office, now: datetime
) -> None:
    """Remind the group of a session that is still to come; of several missed leads the newest."""
    reminder = fired[-1]
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
