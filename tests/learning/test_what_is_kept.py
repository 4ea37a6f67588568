"""An example is made with the decision, changed and dropped with it, and never of what must stay closed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.rules.learning import NAME, NUMBER, Example
from bot.rules.model import Case, Officer
from bot.rules.terms import Act, Discipline, Mode, Role, Route, Severity, State
from bot.rules.triage import Triage
from bot.services import approvals, casework, dialogue, recusals
from bot.services.casework import Choice
from bot.services.learning import forget_all
from bot.services.upkeep import tidy
from storage.tables import example
from tests.journeys.town import MINOR, OUTSIDE, SERIOUS, UNSURE, VAGUE
from tests.security.room import Room
from tests.storage.helpers import crashing, everything


@pytest.fixture
def leader(room: Room) -> Officer:
    return room.enrol("沈岚", Role.SUPERVISOR)


@pytest.fixture
def head(room: Room) -> Officer:
    return room.enrol("陆知远", Role.HEAD)


def kept(room: Room) -> list[Example]:
    with room.store.begin(room.now) as tx:
        return list(tx.examples.every())


def labels(room: Room) -> list[tuple[Severity, Severity]]:
    return [(one.proposed, one.severity) for one in kept(room)]


def audited(room: Room, act: str) -> list[dict[str, object]]:
    entries = [json.loads(entry) for (entry,) in room.rows("SELECT entry FROM audit ORDER BY seq")]
    return [entry for entry in entries if entry["act"] == act]


def decide(room: Room, case: Case, officer: Officer, route: Route) -> Case:
    return room.do(approvals.send_way, case, officer, act=Act.HOLD, route=route, reason="看过")


def confirm(room: Room, case: Case, officer: Officer) -> Case:
    return room.do(casework.act, case, officer, act=Act.CONFIRM_VERIFICATION)


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        (MINOR, Route.TALK, []),
        (MINOR, Route.LETTER, []),
        (MINOR, Route.HOLD, [(Severity.MINOR, Severity.INSUFFICIENT)]),
        (MINOR, Route.TRANSFER, [(Severity.MINOR, Severity.OUT_OF_SCOPE)]),
        (MINOR, Route.CLOSE, []),
        (OUTSIDE, Route.TALK, [(Severity.OUT_OF_SCOPE, Severity.MINOR)]),
        (OUTSIDE, Route.TRANSFER, []),
        (VAGUE, Route.LETTER, [(Severity.INSUFFICIENT, Severity.MINOR)]),
        (VAGUE, Route.HOLD, []),
        (MINOR + UNSURE, Route.HOLD, [(Severity.MINOR, Severity.INSUFFICIENT)]),
    ],
)
def test_what_one_leader_settles_is_kept_where_it_differs(
    room: Room,
    leader: Officer,
    text: str,
    route: Route,
    expected: list[tuple[Severity, Severity]],
) -> None:
    decide(room, room.tip(text), leader, route)

    assert labels(room) == expected


def test_an_escalation_counts_when_the_verification_is_confirmed(
    room: Room, leader: Officer, head: Officer
) -> None:
    case = decide(room, room.tip(OUTSIDE), leader, Route.VERIFICATION)
    assert labels(room) == []

    confirm(room, case, head)

    assert labels(room) == [(Severity.OUT_OF_SCOPE, Severity.SERIOUS)]
    assert kept(room)[0].discipline is None


def test_lowering_counts_when_the_second_officer_agrees(
    room: Room, leader: Officer, head: Officer
) -> None:
    case = decide(room, room.tip(SERIOUS), leader, Route.TALK)
    assert labels(room) == []

    room.do(approvals.approve, case, head, act=Act.PROPOSE)

    assert labels(room) == [(Severity.SERIOUS, Severity.MINOR)]


def test_a_wish_that_is_sent_back_teaches_nothing(
    room: Room, leader: Officer, head: Officer
) -> None:
    case = decide(room, room.tip(SERIOUS), leader, Route.TALK)
    room.do(casework.act, case, head, act=Act.SEND_BACK, reason="再看看")

    assert labels(room) == []


def test_a_later_decision_replaces_the_label(room: Room, leader: Officer, head: Officer) -> None:
    case = decide(room, room.tip(OUTSIDE), leader, Route.TALK)
    raised = room.do(casework.act, case, leader, act=Act.RAISE, reason="另有线索")
    assert labels(room) == []

    confirm(room, raised, head)

    assert labels(room) == [(Severity.OUT_OF_SCOPE, Severity.SERIOUS)]


def test_officers_who_come_round_to_the_proposal_leave_no_example(
    room: Room, leader: Officer, head: Officer
) -> None:
    case = decide(room, room.tip(SERIOUS), leader, Route.TALK)
    case = room.do(approvals.approve, case, head, act=Act.PROPOSE)
    assert len(kept(room)) == 1
    raised = room.do(casework.act, case, leader, act=Act.RAISE, reason="另有线索")

    confirm(room, raised, head)

    assert labels(room) == []


def test_an_example_says_which_model_it_corrects(room: Room, leader: Officer) -> None:
    decide(room, room.tip(MINOR), leader, Route.HOLD)

    (one,) = kept(room)
    assert (one.text, one.model) == (MINOR, "scripted")
    assert (one.discipline, one.proposed_discipline) == (Discipline.WORK, Discipline.WORK)


def test_every_proposal_records_the_version_that_made_it(room: Room) -> None:
    def by(model: str) -> Room:
        read = room.office.read

        def named(text: str) -> Triage:
            return replace(read(text), model=model)

        return replace(room, office=replace(room.office, read=named))

    case = by("qingfeng-1").tip(MINOR)
    by("qingfeng-2").add(case, "还有一件事。")

    query = "SELECT model FROM proposal WHERE case_id=:case ORDER BY id"
    assert [name for (name,) in room.rows(query, case=case.id)] == ["qingfeng-1", "qingfeng-2"]
    with room.store.begin(room.now) as tx:
        proposal = tx.cases.proposal(case.id)
    assert proposal is not None
    assert proposal.triage.model == "qingfeng-2"


def test_without_consent_nothing_is_kept(room: Room, leader: Officer) -> None:
    room.office = replace(room.office, learning=None)

    decide(room, room.tip(MINOR), leader, Route.HOLD)

    assert kept(room) == []
    assert audited(room, "example-kept") == []


def test_a_withdrawn_consent_erases_what_was_kept(room: Room, leader: Officer) -> None:
    decide(room, room.tip(MINOR), leader, Route.HOLD)
    room.office = replace(room.office, learning=None)

    with room.store.begin(room.now) as tx:
        tidy(tx, room.office, room.now)

    assert kept(room) == []
    (entry,) = audited(room, "examples-erased")
    assert entry["detail"] == {"count": 1, "cause": "consent-withdrawn"}


def test_a_decision_that_is_not_committed_leaves_no_example(room: Room, leader: Officer) -> None:
    case = room.tip(MINOR)
    choice = Choice(case.id, case.version, Act.HOLD, reason="看过", route=Route.HOLD)
    with crashing(room.store, room.now) as tx:
        approvals.send_way(tx, choice, leader, room.office, room.now)
        assert tx.examples.count() == 1

    assert kept(room) == []
    assert room.case(case).state is State.REGISTERED


def test_a_case_that_an_officer_may_not_see_is_never_kept(room: Room, leader: Officer) -> None:
    room.enrol("田守拙", Role.HANDLER)  # named in the tip

    decide(room, room.tip(MINOR), leader, Route.HOLD)

    assert kept(room) == []


def test_who_recuses_himself_later_takes_the_example_away(room: Room, leader: Officer) -> None:
    handler = room.enrol("程远", Role.HANDLER)
    case = decide(room, room.tip(MINOR), leader, Route.HOLD)
    assert len(kept(room)) == 1

    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, handler, room.now)

    assert kept(room) == []
    (entry,) = audited(room, "example-dropped")
    assert entry["detail"] == {"cause": "recused"}


def test_an_officer_enrolled_later_who_is_named_takes_the_example_away(
    room: Room, leader: Officer
) -> None:
    decide(room, room.tip(MINOR), leader, Route.HOLD)

    room.enrol("田守拙", Role.HANDLER)

    assert kept(room) == []


def test_a_case_that_is_sealed_later_takes_the_example_away(room: Room, leader: Officer) -> None:
    case = decide(room, room.tip(MINOR), leader, Route.HOLD)
    assert len(kept(room)) == 1

    case = room.add(case, "县纪委书记收了他二十万，替他撑腰。")

    assert case.sealed
    assert kept(room) == []


def test_a_head_who_turns_out_to_be_meant_takes_the_example_away(
    room: Room, leader: Officer, head: Officer
) -> None:
    case = decide(room, room.tip(MINOR), leader, Route.TRANSFER)
    assert len(kept(room)) == 1

    room.add(case, "县纪委书记陆知远是他亲戚，收了他的钱。")

    assert kept(room) == []


def test_what_its_writer_takes_back_is_not_learned_from(room: Room, leader: Officer) -> None:
    before, after = room.tip(MINOR, who=1), room.tip(MINOR, who=2)
    decide(room, before, leader, Route.HOLD)
    for case in (before, after):
        with room.store.begin(room.now) as tx:
            dialogue.withdraw(tx, tx.tips.get(case.tip_id), f"w:{case.id}", room.now)

    decide(room, after, leader, Route.HOLD)

    assert kept(room) == []


def test_who_reported_is_in_no_example(room: Room, leader: Officer) -> None:
    story = f"我叫贾春生，电话 138-0000-1111。{MINOR}贾春生亲眼所见，住枫林镇。"
    case = room.tip(story, mode=Mode.REAL_NAME, who=4_900_123_777)
    with room.store.begin(room.now) as tx:
        tx.people.amend(case.reply_to, contact="chunsheng@example.cn")
        address = tx.people.reporter(case.reply_to)
    room.add(case, "可写信到 chunsheng@example.cn", who=4_900_123_777)

    decide(room, case, leader, Route.HOLD)

    (one,) = kept(room)
    for told in ("贾春生", "0000-1111", "chunsheng", "4900123777", case.reply_to, address):
        assert told not in repr(one)
    assert one.text.startswith(f"我叫{NAME}，电话 {NUMBER}。{MINOR}{NAME}亲眼所见")


def test_the_stored_row_shows_neither_words_nor_case(room: Room, leader: Officer) -> None:
    case = decide(room, room.tip(MINOR), leader, Route.HOLD)

    ((mark, body, _day),) = room.rows("SELECT mark, body, kept_on FROM example")
    row = bytes(mark) + bytes(body)
    assert len(bytes(mark)) == 32
    for told in (MINOR, "打麻将", "insufficient", "scripted", case.number, case.reply_to):
        assert told.encode() not in row
    assert MINOR.encode() not in everything(room.store)


def test_the_record_says_that_and_not_what_was_kept(room: Room, leader: Officer) -> None:
    case = decide(room, room.tip(MINOR), leader, Route.HOLD)

    (entry,) = audited(room, "example-kept")
    assert entry["subject"] == case.number
    assert entry["detail"] == {
        "proposed": "minor",
        "decided": "insufficient",
        "model": "scripted",
    }
    with room.store.begin(room.now) as tx:
        assert tx.chain.broken_at(None) is None


def test_no_more_and_nothing_older_is_kept_than_the_office_said(
    room: Room, leader: Officer
) -> None:
    for number in range(7):
        decide(room, room.tip(f"{MINOR}{number}", who=number + 1), leader, Route.HOLD)
        room.now += timedelta(days=1)
    assert [one.text[-1] for one in kept(room)] == list("23456")

    room.now += timedelta(days=27)
    with room.store.begin(room.now) as tx:
        tidy(tx, room.office, room.now)

    assert [one.text[-1] for one in kept(room)] == list("456")


def test_forgetting_erases_all_and_says_how_many(room: Room, leader: Officer) -> None:
    for who in (1, 2):
        decide(room, room.tip(MINOR, who=who), leader, Route.HOLD)

    with room.store.begin(room.now) as tx:
        assert forget_all(tx, "asked", actor="administrator") == 2
        assert forget_all(tx, "asked") == 0

    assert kept(room) == []
    (entry,) = audited(room, "examples-erased")
    assert (entry["actor"], entry["detail"]) == ("administrator", {"count": 2, "cause": "asked"})


def test_a_photo_without_a_word_teaches_nothing(room: Room, leader: Officer) -> None:
    decide(room, room.tip("", file="票据.pdf"), leader, Route.TRANSFER)

    assert kept(room) == []


def test_where_the_vault_knows_nobody_the_decision_counts_and_teaches_nothing(
    room: Room, leader: Officer
) -> None:
    case = room.tip(MINOR)
    with room.store.begin(room.now) as tx:
        tx.people.forget(case.reply_to)

    assert decide(room, case, leader, Route.HOLD).state is State.HELD
    assert kept(room) == []


def test_a_damaged_example_hinders_no_decision(room: Room, leader: Officer) -> None:
    case = decide(room, room.tip(OUTSIDE), leader, Route.TALK)
    with room.store.engine.begin() as db:
        db.execute(example.update().values(body=b"broken"))

    raised = room.do(casework.act, case, leader, act=Act.RAISE, reason="另有线索")

    assert raised.state is State.ESCALATED
    assert kept(room) == []
