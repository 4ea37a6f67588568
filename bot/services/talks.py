"""Talks (谈话): planned and approved, arranged, held, recorded. The software never asks anybody anything."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.errors import IllegalActError, InputError
from bot.rules.model import Case, Notice, Officer, Talk, TalkRecord
from bot.rules.terms import Act, State, TalkKind
from bot.rules.workflow import LEADERS
from bot.services.cards import show_card
from bot.services.casework import Choice, act, require_hands
from bot.services.talk_reminders import plan_reminders
from bot.services.visibility import require_sight

FEWEST_TALKERS = 2
"""A talk is held by two people at least (谈话笔录; R19 Art. 28)."""


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """Who talks, when and where, as the officer typed it; with whom, and what is seen to."""

    talkers: tuple[str, ...]
    at: datetime
    place: str
    companion: str = ""
    entrusted: bool = False
    notes: str = ""


def arrange_talk(
    tx: Transaction,
    choice: Choice,
    plan: TalkPlan,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Case:
    """Fix a talk, or lay its plan before a leader, as the office's practice is (R19 Arts. 27, 28).

    An approved plan becomes the appointment message that the officer passes on.

    Raises:
        InputError: the moment has passed.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    if plan.at <= now:
        raise InputError("error-time-past")
    waits = office.practice.plan_approval and officer.role not in LEADERS
    wanted = Act.PLAN_TALK if waits else Act.ARRANGE_TALK
    case = act(tx, replace(choice, act=wanted), officer, office, now)
    before = tx.handling.talk(case.id)
    again = before.id if before and before.held_on is None else 0
    talk = tx.handling.keep_talk(
        Talk(
            again,
            case.id,
            TalkKind.CASE,
            plan.talkers,
            plan.at,
            plan.place,
            companion=plan.companion,
            entrusted=plan.entrusted,
            notes=plan.notes,
        )
    )
    if not waits:
        _appoint(tx, case, talk, officer, now)
    return case


def approve_plan(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """A leader approves the plan; handler and leader get the appointment to pass on (R19 Art. 27).

    Raises:
        InputError: the moment it names has passed meanwhile.
        PetitionError: see :func:`bot.services.casework.act`.
    """
    talk = tx.handling.talk(choice.case_id)
    if talk is not None and talk.at <= now:
        raise InputError("error-plan-past")
    case = act(tx, replace(choice, act=Act.APPROVE_PLAN), officer, office, now)
    handler = tx.officers.get(case.handler) if case.handler else officer
    if talk is not None:
        _appoint(tx, case, talk, handler, now)
    return case


def _appoint(tx: Transaction, case: Case, talk: Talk, officer: Officer, now: datetime) -> None:
    plan_reminders(tx, talk, now)
    tx.say(Notice(officer.address, "talk-appointment", {"case": case.id}))


def talk_held(
    tx: Transaction, choice: Choice, officer: Officer, office: Office, now: datetime
) -> Case:
    """The talk took place: the month for the report starts (R19 Art. 30).

    Raises:
        PetitionError: see :func:`bot.services.casework.act`.
    """
    case = act(tx, replace(choice, act=Act.TALK_HELD), officer, office, now)
    talk = tx.handling.talk(case.id)
    if talk is not None:
        tx.handling.keep_talk(replace(talk, held_on=office.today(now)))
    return case


def keep_record(
    tx: Transaction,
    case: Case,
    record: TalkRecord,
    officer: Officer,
    office: Office,
    now: datetime,
) -> Talk:
    """File the record of the talk (谈话笔录): times, two talkers at least, questions and answers, signatures.

    Raises:
        InputError: it ends before it begins, lies ahead, or too few people talked.
        IllegalActError: no talk was held.
        NotAllowedError: see :func:`bot.services.visibility.require_sight`.
    """
    require_sight(tx, case, officer)
    require_hands(case, Act.TALK_HELD, officer)
    talk = tx.handling.talk(case.id)
    if talk is None or talk.held_on is None or case.state is State.CLOSED:
        raise IllegalActError(possible="")
    if len(record.talkers) < FEWEST_TALKERS:
        raise InputError("error-two-talkers", least=FEWEST_TALKERS)
    if record.ended <= record.began:
        raise InputError("error-ends-before")
    if record.ended > now:
        raise InputError("error-time-ahead")
    kept = tx.handling.keep_talk(
        replace(
            talk,
            talkers=record.talkers,
            record=record,
            held_on=record.began.astimezone(office.zone).date(),
        )
    )
    tx.audit("talk-recorded", actor=f"officer:{officer.id}", subject=case.number)
    show_card(tx, case)
    return kept
