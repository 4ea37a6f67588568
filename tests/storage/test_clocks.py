"""Running clocks and the digest as rows: they come back as written, and the quicker hand wins."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from bot.ports import Digest
from bot.rules.clocks import ClockAct, ClockKind
from bot.rules.lengths import Length, Unit
from bot.rules.model import Case, ClockChange, RunningClock
from bot.rules.terms import Discipline, Level, Route, Severity, State
from storage.store import SqlStore
from storage.tables import clock as clock_table
from tests.storage.helpers import rows

CLOCK = ClockKind.LETTER_REPLY


def register(store: SqlStore, now: datetime, **more: bool) -> Case:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        new = Case(
            0, tx.cases.next_number(2026), tip.id, State.REGISTERED, 1, Severity.MINOR,
            Route.TALK, Discipline.INTEGRITY, Level.LOWER, now, "opaque", **more,
        )  # fmt: skip
        return tx.cases.register(new)


def test_what_was_done_to_a_clock_comes_back_and_the_quicker_hand_wins(
    store: SqlStore, now: datetime
) -> None:
    case = register(store, now)
    start, due, later = date(2026, 11, 23), date(2026, 12, 14), date(2026, 12, 21)
    change = ClockChange(ClockAct.EXTEND, start, 7, "案情复杂", due, later)
    with store.begin(now) as tx:
        wanted = RunningClock(0, case.id, CLOCK, start, due, False, Length(15, Unit.WORKDAYS))
        clock = tx.cases.start_clock(wanted)
        assert clock == replace(wanted, id=clock.id)
        paused = replace(clock, paused_on=start, changes=(change, change))
        assert tx.clocks.change(clock, paused)
        assert tx.cases.clock(clock.id) == paused
        assert not tx.clocks.change(clock, replace(clock, due_on=later))
        tx.cases.stop_clock(case.id, CLOCK, due)
        assert not tx.clocks.change(paused, clock)
    (row,) = rows(store, "SELECT extended_on, changes FROM clock")
    assert str(row.extended_on) == "2026-11-23"
    assert "案情".encode() not in bytes(row.changes)


def test_clocks_of_sealed_and_private_cases_are_not_shared(store: SqlStore, now: datetime) -> None:
    start, due = date(2026, 11, 23), date(2026, 12, 1)
    kept = {
        name: register(store, now, **flags)
        for name, flags in (("open", {}), ("sealed", {"sealed": True}), ("own", {"private": True}))
    }
    with store.begin(now) as tx:
        for case in kept.values():
            tx.cases.start_clock(RunningClock(0, case.id, CLOCK, start, due, False))
        assert len(tx.clocks.running()) == 3
        assert list(tx.clocks.shared()) == [(CLOCK, due)]
        (clock,) = tx.cases.clocks(kept["open"].id)
        assert tx.clocks.change(clock, replace(clock, paused_on=start))
        assert tx.clocks.shared() == []


def test_a_clock_that_was_altered_on_disk_does_not_hide_the_others(
    store: SqlStore, now: datetime
) -> None:
    day = date(2026, 11, 23)
    for _ in range(2):
        case = register(store, now)
        with store.begin(now) as tx:
            tx.cases.start_clock(RunningClock(0, case.id, CLOCK, day, day, False))
    with store.engine.begin() as db:
        first = db.scalar(select(func.min(clock_table.c.id)))
        db.execute(
            update(clock_table).where(clock_table.c.id == first).values(changes=b"nonsense" * 8)
        )
    with store.begin(now) as tx:
        assert [one.case_id for one in tx.clocks.running()] == [case.id]


def test_a_day_has_one_digest_and_the_quicker_hand_changes_it(
    store: SqlStore, now: datetime
) -> None:
    day = date(2026, 11, 23)
    first = Digest(day, "group", "{}")
    fresh = replace(first, body='{"due": 1}')
    with store.begin(now) as tx:
        assert tx.digests.of(day) is None
        assert [tx.digests.post(first), tx.digests.post(fresh)] == [True, False]
        assert [tx.digests.change(first, fresh), tx.digests.change(first, fresh)] == [True, False]
        assert tx.digests.of(day) == fresh
        assert tx.digests.unfolded(day) == []
        assert list(tx.digests.unfolded(day + timedelta(days=1))) == [fresh]
        tx.digests.fold(day)
        assert tx.digests.unfolded(day + timedelta(days=1)) == []
