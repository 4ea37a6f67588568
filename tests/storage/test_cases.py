"""Cases: whoever was quicker wins, numbers are given once, and everything comes back as written."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.rules.clocks import ClockKind
from bot.rules.errors import StaleButtonError, UnknownCaseError
from bot.rules.model import Case, Decision, Letter, Proposal, RunningClock, Talk, TalkRecord
from bot.rules.terms import Discipline, Level, Outcome, Route, Severity, State, TalkKind
from bot.rules.triage import Facts, Reason, Span, Triage
from storage.mapping import triage_from_json, triage_to_json
from storage.store import SqlStore

CLOCK = next(iter(ClockKind))


def register(store: SqlStore, now: datetime, *, who: str = "", **more: object) -> Case:
    with store.begin(now) as tx:
        tip = tx.tips.start("ann", now)
        new = Case(
            0, tx.cases.next_number(2026), tip.id, State.REGISTERED, 1, Severity.MINOR,
            Route.TALK, Discipline.INTEGRITY, Level.LOWER, now, "opaque",
        )  # fmt: skip
        return tx.cases.register(replace(new, **more), who=who)


def test_a_case_comes_back_as_it_was_registered(store: SqlStore, now: datetime) -> None:
    case = register(store, now, urgent=True, outcome=Outcome.EXPLAINED)
    with store.begin(now) as tx:
        assert tx.cases.get(case.id) == case
        assert tx.cases.by_number("2026-0001") == case
        assert tx.cases.of_tip(case.tip_id) == case
        with pytest.raises(UnknownCaseError):
            tx.cases.get(case.id + 1)


def test_of_two_officers_the_quicker_one_decides(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    with store.begin(now) as tx:
        tx.cases.replace(replace(case, version=2, state=State.TALK), expected_version=1)
    with store.begin(now) as tx, pytest.raises(StaleButtonError):
        tx.cases.replace(replace(case, version=2, state=State.HELD), expected_version=1)
    with store.begin(now) as tx:
        assert tx.cases.get(case.id).state is State.TALK


def test_of_eight_presses_at_once_exactly_one_counts(
    url: str, opener: Callable[[str], SqlStore], now: datetime
) -> None:
    store = opener(url)
    case = register(store, now)

    def press(officer: int) -> bool:
        moved = replace(case, version=2, state=State.TALK)
        try:
            with store.begin(now) as tx:
                tx.cases.replace(moved, expected_version=1)
                tx.cases.decide(Decision(case.id, 2, officer, "approve_talk", now))
        except StaleButtonError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 1
    with store.begin(now) as tx:
        assert len(tx.cases.decisions(case.id)) == 1


def test_no_number_is_given_twice(
    url: str, opener: Callable[[str], SqlStore], now: datetime
) -> None:
    store = opener(url)

    def take(_: int) -> tuple[str, int]:
        with store.begin(now) as tx:
            return tx.cases.next_number(2026), tx.handling.next_letter_number(2026)

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(60)))
    assert sorted(case for case, _ in taken) == [f"2026-{n:04d}" for n in range(1, 61)]
    assert sorted(letter for _, letter in taken) == list(range(1, 61))
    with store.begin(now) as tx:
        assert tx.cases.next_number(2027) == "2027-0001"


def test_a_proposal_keeps_its_reasons(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    span = Span("王大山", 3, 6)
    triage = Triage(
        severity=Severity.SERIOUS,
        confidence=0.75,
        discipline=Discipline.INTEGRITY,
        review=True,
        urgent=False,
        reasons=(Reason(span, "gifts", "R2018-97"),),
        facts=Facts(accused=(span,), amount_yuan=1200),
        missing=("when",),
        model="rules-1",
    )
    with store.begin(now) as tx:
        assert tx.cases.proposal(case.id) is None
        tx.cases.propose(Proposal(case.id, triage, Route.VERIFICATION, now))
        assert tx.cases.proposal(case.id) == Proposal(case.id, triage, Route.VERIFICATION, now)


def test_a_proposal_of_an_earlier_version_was_readable() -> None:
    triage = Triage(Severity.MINOR, 0.9, Discipline.WORK, review=False, urgent=False)
    stored = triage_to_json(triage)
    del stored["unreadable"]
    assert triage_from_json(stored) == triage
    assert triage_from_json(triage_to_json(replace(triage, unreadable=True))).unreadable


def test_decisions_are_kept_in_order(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    made = [
        Decision(case.id, 2, 1, "ask", now, reason="什么时候的事？"),
        Decision(case.id, 3, 2, "raise", now, severity=Severity.SERIOUS, route=Route.HOLD),
    ]
    with store.begin(now) as tx:
        for one in made:
            tx.cases.decide(one)
        assert list(tx.cases.decisions(case.id)) == made


def test_a_clock_runs_until_it_is_stopped(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    start, due = date(2026, 11, 23), date(2026, 12, 1)
    with store.begin(now) as tx:
        first = tx.cases.start_clock(RunningClock(0, case.id, CLOCK, start, due, False))
        again = tx.cases.start_clock(RunningClock(0, case.id, CLOCK, start, due, True))
        assert tx.cases.clock(first.id) is None
        assert list(tx.cases.clocks(case.id)) == [again]
        tx.cases.stop_clock(case.id, CLOCK, due)
        assert list(tx.cases.clocks(case.id)) == []


def test_recusals_count_once(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    with store.begin(now) as tx:
        for _ in range(2):
            tx.cases.recuse(case.id, 7, "declared", now)
        assert tx.cases.recused(case.id) == frozenset({7})


def test_a_talk_and_a_letter_are_kept_and_changed(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    talk = Talk(0, case.id, TalkKind.CASE, ("沈岚", "程远"), now, "二楼谈话室")
    letter = Letter(
        0, case.id, "青纪函〔2026〕1号", "王大山", ("问一", "问二"),
        date(2026, 11, 23), date(2026, 12, 8),
    )  # fmt: skip
    with store.begin(now) as tx:
        made = tx.handling.keep_talk(talk)
        assert made == replace(talk, id=made.id)
        record = TalkRecord(("沈岚", "程远"), now, now + timedelta(hours=1), (("问", "答"),))
        held = replace(made, held_on=date(2026, 11, 24), record=record)
        assert tx.handling.keep_talk(held) == held
        assert tx.handling.talk(case.id) == held
        assert tx.handling.talks(None) == []
        kept = tx.handling.keep_letter(letter)
        assert kept == replace(letter, id=kept.id)
        delivered = replace(kept, delivered_on=date(2026, 11, 25))
        assert tx.handling.keep_letter(delivered) == delivered
        assert tx.handling.letter(case.id) == delivered


def test_repeats_are_found_by_who_is_meant_and_sealed_ones_never_named(
    store: SqlStore, now: datetime
) -> None:
    first = register(store, now, who="王大山 大河村")
    register(store, now, who="王大山 大河村", sealed=True)
    register(store, now, who="李小山 大河村")
    last = register(store, now, who="王大山 大河村")
    with store.begin(now) as tx:
        assert list(tx.cases.similar(last.id)) == [first.number]
        assert all(not one.sealed for one in tx.cases.listed())
        assert tx.cases.listed(states=[State.HELD]) == []
