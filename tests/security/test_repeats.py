"""A link between cases tells nobody of a case that he may not see, not even by a count."""

import pytest

from bot.rules.model import Case, Officer
from bot.rules.terms import Level, MaterialKind, Role
from bot.services import additions, recusals, views
from bot.services.repeats import Retold
from tests.security.room import Room

FIRST = "石桥镇民政所所长田守拙在办低保时收了我家两条烟和八千六百块钱。"
AGAIN = "我们石桥镇民政所的田所长办低保要好处，邻居送了两条烟，还有八千六百块钱。"
THIRD = "石桥镇民政所办低保，田守拙收了两条烟、八千六百块钱，这样的干部该管管。"


@pytest.fixture
def clerk(room: Room) -> Officer:
    return room.enrol("何清", Role.INTAKE)


@pytest.fixture
def leader(room: Room) -> Officer:
    return room.enrol("沈岚", Role.SUPERVISOR)


def seen(room: Room, case: Case, reader: str = "") -> Retold:
    with room.store.begin(room.now) as tx:
        return views.card(tx, case.id, reader).retold


def test_the_same_matter_is_linked_and_counted_and_nothing_is_dropped(
    room: Room, clerk: Officer
) -> None:
    group = room.bind()
    cases = [room.tip(words, who=at) for at, words in enumerate((FIRST, AGAIN, THIRD), 1)]

    assert [seen(room, case, group).count for case in cases] == [1, 2, 3]
    assert seen(room, cases[2], group).earlier == (cases[0].number, cases[1].number)
    assert seen(room, cases[0], group).later == (cases[1].number, cases[2].number)
    assert len({case.number for case in cases}) == 3


def test_another_matter_about_the_same_person_is_shown_apart(room: Room, clerk: Officer) -> None:
    first = room.tip(FIRST)
    other = room.tip("石桥镇民政所田守拙上班时间打麻将，下午找不到人。", who=2)

    assert seen(room, other).earlier == ()
    with room.store.begin(room.now) as tx:
        assert list(views.card(tx, other.id).others) == [first.number]


def test_the_group_does_not_learn_of_a_private_case(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    group = room.bind()
    hidden = room.tip(FIRST + "何清也在场。")
    shown = room.tip(AGAIN, who=2)

    assert hidden.private
    assert seen(room, shown, group) == Retold()
    assert seen(room, shown, clerk.address) == Retold()
    assert seen(room, shown, leader.address).earlier == (hidden.number,)


def test_nothing_is_followed_through_a_case_that_is_not_seen(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    group = room.bind()
    first = room.tip(FIRST)
    room.tip(AGAIN + "何清也在场。", who=2)
    last = room.tip(THIRD, who=3)

    assert seen(room, last, group).count == 2
    assert seen(room, last, group).earlier == (first.number,)


def test_who_steps_aside_later_loses_the_link_as_well(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    room.bind()
    first, last = room.tip(FIRST), room.tip(AGAIN, who=2)
    assert seen(room, last, clerk.address).earlier == (first.number,)

    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, first.id, clerk, room.now)

    assert seen(room, last, clerk.address) == Retold()
    assert seen(room, last, leader.address).earlier == (first.number,)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HEAD, Role.SUPERIOR])
def test_a_sealed_case_is_linked_for_nobody(room: Room, clerk: Officer, role: Role) -> None:
    officer = room.enrol("某某", role)
    group = room.bind()
    room.tip(FIRST, level=Level.HIGHER)
    shown = room.tip(AGAIN, who=2)

    for reader in (group, clerk.address, officer.address):
        assert seen(room, shown, reader) == Retold()
    assert [row[0] for row in room.rows("SELECT case_id FROM gist")] == [shown.id]


def test_a_case_that_becomes_sealed_takes_its_links_along(room: Room, clerk: Officer) -> None:
    group = room.bind()
    first, last = room.tip(FIRST), room.tip(AGAIN, who=2)
    assert seen(room, last, group).count == 2

    first = room.add(first, "县纪委书记帮他压着。")

    assert first.sealed
    assert seen(room, last, group) == Retold()
    assert room.rows("SELECT 1 FROM repeat_link") == []
    assert room.rows(f"SELECT 1 FROM trace WHERE case_id={first.id}") == []


def test_what_is_added_later_can_show_that_it_is_a_repeat(room: Room, clerk: Officer) -> None:
    first = room.tip(FIRST)
    vague = room.tip("有个干部收东西。", who=2)
    assert seen(room, vague) == Retold()

    room.add(vague, AGAIN, who=2)

    assert seen(room, vague).earlier == (first.number,)


def test_a_link_stays_when_later_words_lead_away(room: Room, clerk: Officer) -> None:
    first, last = room.tip(FIRST), room.tip(AGAIN, who=2)
    more = "另外，" + "柳湾村的鱼塘承包、危房改造、村道修建也都有问题，请一并查处。" * 20
    with room.store.begin(room.now) as tx:
        tip = tx.tips.get(last.tip_id)
        tx.tips.add(tip.id, MaterialKind.TEXT, more, origin="2:x", now=room.now)
        additions.add_material(tx, tip, MaterialKind.TEXT, room.office, room.now)

    assert seen(room, last).earlier == (first.number,)


def test_a_link_is_on_record(room: Room, clerk: Officer) -> None:
    first, last = room.tip(FIRST), room.tip(AGAIN, who=2)
    entries = "".join(row[0] for row in room.rows("SELECT entry FROM audit"))
    assert "repeat-linked" in entries
    assert first.number in entries
    assert last.number in entries
    assert "低保" not in entries
