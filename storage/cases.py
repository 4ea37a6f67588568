"""Registered cases and their decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.rules.errors import StaleButtonError, UnknownCaseError
from bot.rules.model import Case, Decision, Proposal, RunningClock, Unsealing
from bot.rules.terms import Discipline, Level, Outcome, Route, Severity, State
from storage.clocks import SqlClocks
from storage.counters import next_value
from storage.desk import Desk
from storage.mapping import triage_from_json, triage_to_json
from storage.tables import case, decision, proposal, recusal, unsealing

CONSENT_WITHIN = timedelta(hours=1)
"""A request to see who reported lapses: no forgotten button opens the vault later."""


class SqlCases:
    """See :class:`bot.ports.Cases`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clocks = SqlClocks(desk)

    def next_number(self, year: int) -> str:
        return f"{year}-{next_value(self._desk.db, f'case:{year}'):04d}"

    def register(self, new: Case, *, who: str = "") -> Case:
        values = _values(new) | {"who": self._desk.safe.hash("who", who) if who else None}
        (case_id,) = self._desk.db.execute(insert(case).values(**values)).inserted_primary_key or (
            0,
        )
        return self.get(case_id)

    def get(self, case_id: int) -> Case:
        return self._one(case.c.id == case_id)

    def by_number(self, number: str) -> Case:
        return self._one(case.c.number == number)

    def _one(self, where: Any) -> Case:
        row = self._desk.db.execute(select(case).where(where)).first()
        if row is None:
            raise UnknownCaseError
        return _case(row)

    def of_tip(self, tip_id: int) -> Case | None:
        row = self._desk.db.execute(select(case).where(case.c.tip_id == tip_id)).first()
        return None if row is None else _case(row)

    def replace(self, changed: Case, *, expected_version: int) -> None:
        where = (case.c.id == changed.id) & (case.c.version == expected_version)
        done = self._desk.db.execute(update(case).where(where).values(**_values(changed)))
        if done.rowcount != 1:
            raise StaleButtonError

    def propose(self, new: Proposal) -> None:
        self._desk.db.execute(
            insert(proposal).values(
                case_id=new.case_id,
                severity=new.triage.severity,
                confidence=new.triage.confidence,
                review=new.triage.review,
                route=new.route,
                model=new.triage.model,
                body=self._desk.seal(triage_to_json(new.triage), f"proposal:{new.case_id}"),
                at=new.at,
            )
        )

    def proposal(self, case_id: int) -> Proposal | None:
        query = select(proposal).where(proposal.c.case_id == case_id)
        row = self._desk.db.execute(query.order_by(proposal.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        body = self._desk.open(row.body, f"proposal:{case_id}")
        return Proposal(case_id, triage_from_json(body), Route(row.route), row.at)

    def decide(self, new: Decision) -> None:
        values = asdict(new)
        values["reason"] = self._desk.seal(new.reason, f"decision:{new.case_id}:{new.version}")
        self._desk.db.execute(insert(decision).values(**values))

    def decisions(self, case_id: int) -> Sequence[Decision]:
        query = select(decision).where(decision.c.case_id == case_id).order_by(decision.c.id)
        return [self._decision(row) for row in self._desk.db.execute(query)]

    def _decision(self, row: Row[Any]) -> Decision:
        return Decision(
            row.case_id,
            row.version,
            row.officer_id,
            row.act,
            row.at,
            self._desk.open(row.reason, f"decision:{row.case_id}:{row.version}"),
            Severity(row.severity) if row.severity else None,
            Route(row.route) if row.route else None,
            Outcome(row.outcome) if row.outcome else None,
        )

    def start_clock(self, new: RunningClock) -> RunningClock:
        return self._clocks.start(new)

    def stop_clock(self, case_id: int, kind: str, on: date) -> None:
        self._clocks.stop(case_id, kind, on)

    def clocks(self, case_id: int) -> Sequence[RunningClock]:
        return self._clocks.of(case_id)

    def clock(self, clock_id: int) -> RunningClock | None:
        return self._clocks.get(clock_id)

    def recuse(self, case_id: int, officer_id: int, cause: str, now: datetime) -> None:
        if officer_id not in self.recused(case_id):
            self._desk.db.execute(
                insert(recusal).values(case_id=case_id, officer_id=officer_id, cause=cause, at=now)
            )

    def recused(self, case_id: int) -> frozenset[int]:
        query = select(recusal.c.officer_id).where(recusal.c.case_id == case_id)
        return frozenset(self._desk.db.scalars(query))

    def readmit(self, case_id: int, officer_id: int) -> None:
        where = (recusal.c.case_id == case_id) & (recusal.c.officer_id == officer_id)
        self._desk.db.execute(delete(recusal).where(where))

    def merged(self, case_id: int) -> Sequence[Case]:
        query = select(case).where(case.c.merged_into == case_id).order_by(case.c.id)
        return [_case(row) for row in self._desk.db.execute(query)]

    def ask_unsealing(
        self, case_id: int, officer_id: int, reason: str, now: datetime
    ) -> Unsealing:
        sealed = self._desk.seal(reason, f"unsealing:{case_id}:{officer_id}")
        values = {"case_id": case_id, "asked_by": officer_id, "reason": sealed, "asked_at": now}
        made = self._desk.db.execute(insert(unsealing).values(**values)).inserted_primary_key
        return Unsealing((made or (0,))[0], case_id, officer_id, reason)

    def unsealing(self, unsealing_id: int) -> Unsealing | None:
        query = select(unsealing).where(unsealing.c.id == unsealing_id)
        row = self._desk.db.execute(query).first()
        if row is None:
            return None
        reason = self._desk.open(row.reason, f"unsealing:{row.case_id}:{row.asked_by}")
        return Unsealing(row.id, row.case_id, row.asked_by, reason, row.answered_by, row.granted)

    def answer_unsealing(
        self, unsealing_id: int, officer_id: int, now: datetime, *, granted: bool
    ) -> bool:
        fresh = unsealing.c.asked_at >= now - CONSENT_WITHIN
        free = (unsealing.c.id == unsealing_id) & unsealing.c.answered_by.is_(None) & fresh
        answer = {"answered_by": officer_id, "granted": granted, "answered_at": now}
        return self._desk.db.execute(update(unsealing).where(free).values(**answer)).rowcount == 1

    def was_serious(self, case_id: int) -> bool:
        held = (
            select(table.c.id).where(
                table.c.case_id == case_id, table.c.severity == Severity.SERIOUS
            )
            for table in (proposal, decision)
        )
        return any(self._desk.db.execute(query).first() for query in held)

    def similar(self, case_id: int) -> Sequence[str]:
        who = self._desk.db.scalar(select(case.c.who).where(case.c.id == case_id))
        if who is None:
            return []
        where = (case.c.who == who) & (case.c.id != case_id) & ~case.c.sealed & ~case.c.private
        query = select(case.c.number).where(where).order_by(case.c.id.desc()).limit(5)
        return list(self._desk.db.scalars(query))

    def waiting_sealed(self) -> Sequence[Case]:
        query = select(case).where(case.c.sealed, case.c.state == State.SEALED)
        return [_case(row) for row in self._desk.db.execute(query.order_by(case.c.id))]

    def listed(self, *, states: Iterable[str] = ()) -> Sequence[Case]:
        query = select(case).where(~case.c.sealed).order_by(case.c.id.desc())
        if wanted := list(states):
            query = query.where(case.c.state.in_(wanted))
        return [_case(row) for row in self._desk.db.execute(query)]


def _values(one: Case) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "id"}


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        number=row.number,
        tip_id=row.tip_id,
        state=State(row.state),
        version=row.version,
        severity=Severity(row.severity) if row.severity else None,
        route=Route(row.route) if row.route else None,
        discipline=Discipline(row.discipline),
        level=Level(row.level),
        received_at=row.received_at,
        reply_to=row.reply_to,
        sealed=row.sealed,
        own_head=row.own_head,
        private=row.private,
        urgent=row.urgent,
        insisted=row.insisted,
        real_name=row.real_name,
        outcome=Outcome(row.outcome) if row.outcome else None,
        handler=row.handler,
        merged_into=row.merged_into,
    )
