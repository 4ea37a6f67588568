"""Examples come back as they were kept, and only from where they were kept."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.opening import LONGEST_NAME, _instead
from bot.rules.learning import Example
from bot.rules.model import Proposal
from bot.rules.terms import Discipline, Route, Severity
from bot.rules.triage import Triage
from storage.crypto import TamperedError
from storage.store import SqlStore
from storage.tables import example, proposal
from tests.storage.helpers import rows
from tests.storage.test_cases import register

TODAY = date(2026, 11, 23)
ONE = Example(
    "半个\ud83d也收",
    Severity.MINOR,
    None,
    True,
    Severity.OUT_OF_SCOPE,
    Discipline.NONE,
    "m-1",
)


def test_an_example_comes_back_as_it_was_kept(store: SqlStore, now: datetime) -> None:
    other = replace(ONE, text="另一条", discipline=Discipline.WORK)
    with store.begin(now) as tx:
        tx.examples.keep(1, ONE, TODAY)
        tx.examples.keep(2, other, TODAY + timedelta(days=1))
    with store.begin(now) as tx:
        assert list(tx.examples.every()) == [ONE, other]
        assert tx.examples.count() == 2


def test_a_case_has_one_example(store: SqlStore, now: datetime) -> None:
    later = replace(ONE, severity=Severity.SERIOUS)
    with store.begin(now) as tx:
        tx.examples.keep(1, ONE, TODAY)
        tx.examples.keep(1, later, TODAY)
        assert list(tx.examples.every()) == [later]
        assert tx.examples.drop(1)
        assert not tx.examples.drop(1)
        assert tx.examples.count() == 0


def test_too_old_and_too_many_go_the_oldest_first(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        for day in range(6):
            tx.examples.keep(day, replace(ONE, text=str(day)), TODAY + timedelta(days=day))
        assert tx.examples.trim(before=TODAY + timedelta(days=2), most=3) == 3
        assert [one.text for one in tx.examples.every()] == ["3", "4", "5"]
        assert tx.examples.trim(before=TODAY, most=3) == 0
        assert tx.examples.forget() == 3


def test_an_example_does_not_open_in_another_row(store: SqlStore, now: datetime) -> None:
    with store.begin(now) as tx:
        tx.examples.keep(1, ONE, TODAY)
        tx.examples.keep(2, ONE, TODAY)
    ((first,), (_second,)) = rows(store, "SELECT body FROM example ORDER BY mark")
    with store.engine.begin() as db:
        db.execute(example.update().values(body=bytes(first)))

    with store.begin(now) as tx, pytest.raises(TamperedError):
        tx.examples.every()


def test_the_longest_name_of_a_model_fits_beside_a_proposal(
    store: SqlStore, now: datetime
) -> None:
    name = _instead("qingfeng-textcat-226763de", "v" * 40)
    assert len(name) == LONGEST_NAME == proposal.c.model.type.length
    case = register(store, now)
    triage = Triage(Severity.MINOR, 0.5, Discipline.WORK, review=False, urgent=False, model=name)

    with store.begin(now) as tx:
        tx.cases.propose(Proposal(case.id, triage, Route.TALK, now))

    assert rows(store, "SELECT model FROM proposal") == [(name,)]
