"""Accused, related, recused and retired officers see nothing of a case, whenever that came out."""

import pytest

from bot.rules.errors import InviteError, NotAllowedError
from bot.rules.model import Case, Officer
from bot.rules.terms import Level, Mode, Role
from bot.services import casework, letters, recusals, reporter
from bot.services.groups import announce_officer, bind_group
from bot.services.visibility import require_sight, viewers
from tests.journeys.town import MINOR
from tests.security.room import Room

HEAD = "陆知远"


@pytest.fixture
def clerk(room: Room) -> Officer:
    return room.enrol("何清", Role.INTAKE)


@pytest.fixture
def leader(room: Room) -> Officer:
    return room.enrol("沈岚", Role.SUPERVISOR)


def seen_by(room: Room, case: Case) -> set[str]:
    with room.store.begin(room.now) as tx:
        return {one.name for one in viewers(tx, tx.cases.get(case.id))}


def test_an_officer_named_in_a_file_name_alone_is_kept_out(room: Room, clerk: Officer) -> None:
    group = room.bind()

    case = room.tip(MINOR, file="何清收烟的录音.pdf")

    assert clerk.id in room.recused(case)
    assert not room.told(group)


def test_an_officer_named_in_added_material_loses_the_card(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    group = room.bind()
    case = room.tip(MINOR)
    assert room.told(group) == ["card"]

    case = room.add(case, "何清 也在场打牌。")

    said = room.deliver()
    assert case.private
    assert seen_by(room, case) == {"沈岚"}
    assert [(to, key) for to, key, _ in said] == [
        (leader.address, "recusal-asked"),
        (group, "card-withdrawn"),
        (leader.address, "card"),
    ]


def test_a_tip_older_than_the_officer_is_kept_from_him(room: Room, leader: Officer) -> None:
    case = room.tip(MINOR + "何清也在场打牌。")
    room.deliver()

    late = room.enrol("何清", Role.HANDLER)

    assert late.id in room.recused(case)
    assert room.told(late.address) == [], "not even that there is a case"


def test_what_is_added_about_the_own_head_is_taken_from_him(room: Room, leader: Officer) -> None:
    head = room.enrol(HEAD, Role.HEAD)
    room.enrol("上级", Role.SUPERIOR)
    group = room.bind()
    case = room.tip(MINOR)
    room.deliver()

    case = room.add(case, "县纪委书记也一起打麻将。")

    said = room.deliver()
    assert case.sealed
    assert case.own_head
    assert seen_by(room, case) == {"上级"}
    assert (group, "card-withdrawn") in [(to, key) for to, key, _ in said]
    assert not [key for to, key, _ in said if to in (head.address, leader.address)]


def test_a_sealed_item_that_turns_out_to_be_about_the_head_leaves_him(room: Room) -> None:
    room.enrol(HEAD, Role.HEAD)
    room.enrol("上级", Role.SUPERIOR)
    case = room.tip("副县长冉某收钱。", level=Level.HIGHER)
    assert seen_by(room, case) == {HEAD}

    room.add(case, "县纪委书记帮他压着。")

    assert seen_by(room, case) == {"上级"}


def test_whoever_is_enrolled_as_head_is_the_own_head_without_configuration(room: Room) -> None:
    room.enrol("章北海", Role.HEAD)

    case = room.tip("章北海收了两条烟。")

    assert case.own_head


def test_a_tip_about_a_leader_related_to_the_head_goes_past_the_head(room: Room) -> None:
    head = room.enrol(HEAD, Role.HEAD)
    with room.store.begin(room.now) as tx:
        tx.officers.declare(head.id, ["冉某"])

    assert room.tip("副县长冉某收钱。", level=Level.HIGHER).own_head


def test_a_post_that_was_corrected_away_still_chooses_the_door(room: Room) -> None:
    tip = room.draft("副县长冉某收了两条烟。")
    tip.facts.update(position="职员", accused="某人")

    assert room.submit(tip).sealed


def test_the_card_leaves_a_group_that_was_the_offices_once(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    old = room.bind(-100_1)
    case = room.tip(MINOR)
    room.deliver()
    room.bind(-100_2)

    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, clerk, room.now)

    assert "card-withdrawn" in room.told(old)


def test_a_private_case_is_not_named_on_another_card(room: Room, clerk: Officer) -> None:
    hidden = room.tip("石桥镇民政所田守拙收了两条烟，何清也收了。")
    open_one = room.tip("石桥镇民政所田守拙上班打麻将。", who=2)

    with room.store.begin(room.now) as tx:
        assert tx.cases.similar(open_one.id) == []
        assert tx.cases.similar(hidden.id) == [open_one.number]


def test_a_retired_officer_sees_nothing_though_he_asked_before(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    case = room.tip(MINOR, mode=Mode.REAL_NAME)
    with room.store.begin(room.now) as tx:
        asked = reporter.ask_unsealing(tx, case, "核对身份", clerk, room.now)
        tx.officers.retire(clerk.id)

    with pytest.raises(NotAllowedError), room.store.begin(room.now) as tx:
        reporter.answer_unsealing(tx, asked.id, leader, room.now, granted=True)
    with pytest.raises(NotAllowedError), room.store.begin(room.now) as tx:
        require_sight(tx, case, tx.officers.get(clerk.id))


def test_who_stays_anonymous_cannot_be_asked_for(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    case = room.tip(MINOR)

    with pytest.raises(NotAllowedError), room.store.begin(room.now) as tx:
        reporter.ask_unsealing(tx, case, "想知道", clerk, room.now)


def test_a_recused_officer_cannot_feel_his_way_to_the_words_of_a_tip(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    case = room.tip(MINOR)
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, clerk, room.now)
    guess = letters.LetterDraft("某人", (MINOR[:30],))
    choice = casework.Choice(case.id, 1, casework.Act.ISSUE_LETTER)

    with pytest.raises(NotAllowedError), room.store.begin(room.now) as tx:
        letters.issue_letter(tx, choice, guess, clerk, room.office, room.now)


def test_recusals_and_relations_follow_a_person_to_a_new_account(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    case = room.tip(MINOR)
    with room.store.begin(room.now) as tx:
        tx.officers.declare(clerk.id, ["田守拙"])
        recusals.recuse(tx, case.id, clerk, room.now)

    again = room.enrol("何清", Role.HANDLER, user=99)

    assert (again.id, again.relations) == (clerk.id, ("田守拙",))
    assert again.id in room.recused(case)
    with room.store.begin(room.now) as tx:
        assert [one.name for one in tx.officers.active()] == ["何清", "沈岚"]


def test_one_account_cannot_be_two_officers(room: Room, leader: Officer) -> None:
    room.enrol("何清", Role.INTAKE, user=99)

    with pytest.raises(InviteError):
        room.enrol("沈岚", Role.SUPERVISOR, user=99)


def test_nobody_moves_the_officers_group_unseen(
    room: Room, clerk: Officer, leader: Officer
) -> None:
    head = room.enrol(HEAD, Role.HEAD)
    former = room.bind()
    with room.store.begin(room.now) as tx:
        elsewhere = tx.people.address(-100_9, kind="group", language="zh")
        bind_group(tx, elsewhere, leader)

    assert [(to, key) for to, key, _ in room.deliver()] == [
        (elsewhere, "group-bound"),
        (former, "group-unbound"),
        (head.address, "group-moved"),
    ]
    with pytest.raises(NotAllowedError), room.store.begin(room.now) as tx:
        bind_group(tx, elsewhere, clerk)


def test_leaders_hear_who_was_enrolled(room: Room, leader: Officer) -> None:
    admin = room.enrol("鲁平", Role.ADMIN)
    newcomer = room.enrol("何清", Role.INTAKE)
    with room.store.begin(room.now) as tx:
        announce_officer(tx, newcomer)

    assert [to for to, key, _ in room.deliver() if key == "officer-joined"] == [
        leader.address,
        admin.address,
    ]


def test_a_new_head_gets_no_sealed_item_that_names_him(room: Room) -> None:
    room.enrol("上级", Role.SUPERIOR)
    case = room.tip("副县长冉某和章北海一起收钱。", level=Level.HIGHER)
    room.deliver()

    head = room.enrol("章北海", Role.HEAD)

    assert seen_by(room, case) == {"上级"}
    assert room.told(head.address) == []


def test_a_case_that_nobody_may_see_does_not_lie_unseen(room: Room, clerk: Officer) -> None:
    admin = room.enrol("鲁平", Role.ADMIN)

    room.tip(MINOR + "何清也在场。")

    assert room.told(admin.address) == ["case-no-reader"]


def test_who_is_replaced_by_a_new_account_hears_of_it(room: Room, leader: Officer) -> None:
    again = room.enrol("沈岚", Role.SUPERVISOR, user=4242)
    with room.store.begin(room.now) as tx:
        announce_officer(tx, again, leader.address)

    assert room.told(leader.address) == ["officer-joined"]
