"""Reminders of an arranged talk: to those who hold it and to the handler, never to the person talked to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.ports import Office, Transaction
from bot.rules.durations import lead_name
from bot.rules.model import Notice, Reminder, Talk
from bot.rules.terms import State
from bot.services.visibility import viewers

SUBJECT = "talk"
LEADS = (timedelta(days=1), timedelta(hours=2))


def plan_reminders(tx: Transaction, talk: Talk, now: datetime) -> None:
    """Plan the reminders of this talk; those of an earlier time are forgotten."""
    tx.agenda.forget(SUBJECT, talk.id)
    for lead in LEADS:
        moment = talk.at - lead
        if moment > now:
            rule = f"{lead_name(lead)}@{talk.at:%m%dT%H%M}"
            tx.agenda.plan(Reminder(0, SUBJECT, talk.id, rule, moment))


def remind_talk(
    tx: Transaction, fired: Sequence[Reminder], _office: Office, now: datetime
) -> None:
    """Say that a talk comes up, where it still stands as it was arranged."""
    talk = tx.handling.talk_by_id(fired[-1].subject_id)
    if talk is None or talk.case_id is None or talk.held_on is not None or talk.at <= now:
        return
    case = tx.cases.get(talk.case_id)
    if case.state is not State.TALK_ARRANGED:
        return
    for one in viewers(tx, case):
        if one.id == case.handler or one.name in talk.talkers:
            args = {"case": case.id, "number": case.number}
            mark = f"talk:{talk.id}:{fired[-1].rule}:{one.id}"
            tx.say(Notice(one.address, "talk-reminder", args, dedup=mark))
