"""One person who writes without end does not keep the others waiting."""

from dataclasses import replace

from bot.rules.terms import Role
from bot.rules.triage import Triage
from bot.services import dialogue
from tests.journeys.town import MINOR, read
from tests.security.room import Room


def test_of_a_very_long_tip_only_both_ends_are_read(room: Room) -> None:
    seen: list[str] = []

    def reader(text: str) -> Triage:
        seen.append(text)
        return read(text)

    room.office = replace(room.office, read=reader)
    case = room.tip(MINOR, *["水" * 4096] * 40)
    room.add(case, "他还套取了补助款。")

    assert max(map(len, seen)) <= 20_001
    assert seen[-1].startswith(MINOR)
    assert seen[-1].endswith("他还套取了补助款。")


def test_an_officer_named_in_the_middle_of_it_is_still_kept_out(room: Room) -> None:
    clerk = room.enrol("何清", Role.INTAKE)

    case = room.tip(MINOR, *["水" * 4096] * 4, "何清也在。", *["水" * 4096] * 4)

    assert clerk.id in room.recused(case)


def test_wrong_codes_without_end_leave_one_row_and_stay_locked(room: Room) -> None:
    with room.store.begin(room.now) as tx:
        for number in range(300):
            dialogue.find(tx, f"WRNG-{number:04d}-CODE", "somebody", room.now)
        answer = dialogue.find(tx, "WRNG-0000-CODE", "somebody", room.now)

    assert isinstance(answer, dialogue.Refusal)
    assert answer.minutes > 0
    assert room.rows("SELECT count(*) FROM guard") == [(1,)]
    assert room.rows("SELECT count(*) FROM audit WHERE entry LIKE '%code-locked%'")[0][0] <= 3
