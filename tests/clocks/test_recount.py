"""A calendar that arrives: clocks are counted again, and who handles them is told what moved."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import load
from bot.opening import make_office
from bot.rules.clocks import ClockAct
from bot.rules.model import Case
from bot.rules.terms import Role
from bot.services import recusals
from bot.services.recount import recount_clocks
from tests.clocks.desk import at, clock, moments, new_case, staff
from tests.journeys.town import HIGHER, read
from tests.practice import SMALL
from tests.security.room import Room

YEAR = """\
complete_years = [2027]
[days_off]
2027-01-01 = "元旦"
"2027-01-23/2027-01-29" = "假日"
"""


@pytest.fixture
def file(room: Room, tmp_path: Path) -> Path:
    """An office whose calendar file is empty so far."""
    file, config = tmp_path / "own.toml", tmp_path / "config.toml"
    file.write_text("", "utf-8")
    config.write_text('[policy.calendar]\nfiles = ["own.toml"]\n', "utf-8")
    room.office = make_office(load(config, SMALL), read)
    return file


def december(room: Room, text: str = "") -> Case:
    """A case whose month ends on 25 January 2027, provisionally."""
    at(room, "2026-12-25 10:00")
    return new_case(room, text) if text else new_case(room)


def night(room: Room) -> int:
    at(room, "2026-12-28 03:30")
    assert room.office.days.reload()
    with room.store.begin(room.now) as tx:
        return recount_clocks(tx, room.office, room.now)


def test_a_clock_into_an_unpublished_year_is_provisional(room: Room, file: Path) -> None:
    started = clock(room, december(room))
    assert file.exists()
    assert (started.due_on.isoformat(), started.provisional) == ("2027-01-25", True)


def test_when_the_year_arrives_the_clock_moves_with_its_warnings(room: Room, file: Path) -> None:
    group = room.bind()
    case = december(room)
    file.write_text(YEAR, "utf-8")
    assert night(room) == 1
    moved = clock(room, case)
    assert (moved.due_on.isoformat(), moved.provisional) == ("2027-02-01", False)
    assert moved.changes[-1].act is ClockAct.MOVE
    assert moments(room)[0] == ("-3wd@2027-02-01", "01-20 09:00")
    assert all(rule.endswith("@2027-02-01") for rule, _day in moments(room))

    at(room, "2026-12-28 08:58")
    assert "clocks-moved" not in room.told(group)
    at(room, "2026-12-28 09:00")
    ((_, _, args),) = [one for one in room.deliver() if one[1] == "clocks-moved"]
    assert args["rows"] == [
        {
            "case": case.id,
            "number": case.number,
            "clock": "disposition",
            "was": "2027-01-25",
            "due": "2027-02-01",
        }
    ]


def test_a_second_look_moves_and_tells_nothing(room: Room, file: Path) -> None:
    group = room.bind()
    december(room)
    file.write_text(YEAR, "utf-8")
    assert [night(room), night(room)] == [1, 0]
    at(room, "2026-12-28 09:00")
    assert room.told(group).count("clocks-moved") == 1


def test_a_date_that_only_became_certain_is_not_told(room: Room, file: Path) -> None:
    group = room.bind()
    case = december(room)
    file.write_text('complete_years = [2027]\n[days_off]\n2027-01-01 = "元旦"\n', "utf-8")
    assert night(room) == 0
    assert not clock(room, case).provisional
    at(room, "2026-12-28 09:00")
    assert room.told(group) == ["card"]


def test_of_private_and_sealed_cases_only_their_readers_are_told(room: Room, file: Path) -> None:
    officers, group = staff(room), room.bind()
    private = december(room)
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, private.id, officers[Role.INTAKE], room.now)
    december(room, HIGHER)
    file.write_text(YEAR.replace("2027-01-01", "2026-12-31"), "utf-8")
    assert night(room) == 2
    at(room, "2026-12-28 09:00")
    told = {to for to, key, _args in room.deliver() if key == "clocks-moved"}
    assert told == {officers[role].address for role in (Role.HANDLER, Role.SUPERVISOR, Role.HEAD)}
    assert group not in told


def test_a_file_that_broke_overnight_leaves_the_calendar_as_it_was(room: Room, file: Path) -> None:
    file.write_text(YEAR, "utf-8")
    assert room.office.days.reload()
    before = room.office.days.current()
    file.write_text("[days_off", "utf-8")
    assert not room.office.days.reload()
    assert room.office.days.current() is before


def test_a_clock_from_before_lengths_were_kept_gets_its_length_in_silence(room: Room) -> None:
    group = room.bind()
    case = new_case(room)
    with room.store.begin(room.now) as tx:
        old = tx.cases.clocks(case.id)[0]
        assert tx.clocks.change(old, replace(old, length=None))
        assert recount_clocks(tx, room.office, room.now) == 0
    assert str(clock(room, case).length) == "1mo"
    assert room.told(group) == []
