"""The morning's digest: once a day, in numbers, true all day, and yesterday's in one line."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bot.rules.clocks import ClockKind
from bot.rules.terms import Act, Role, Route
from bot.services import approvals, casework, recusals
from bot.services.clocks import Wish, pause_clock
from bot.services.digest import plan_digest, refresh_digest
from bot.services.due import fire_due
from tests.clocks.desk import at, new_case, staff, sweep
from tests.journeys.town import HIGHER
from tests.security.room import Room

EMPTY = {"today": {}, "soon": {}, "overdue": {}, "waiting": 0}


def morning(room: Room, moment: str) -> list[tuple[str, Any]]:
    """A sweep at this moment, as the running assistant does it: what it says of digests."""
    at(room, moment)
    with room.store.begin(room.now) as tx:
        fire_due(tx, room.office, room.now)
        refresh_digest(tx, room.office, room.now)
    return [(key, args) for _, key, args in room.deliver() if key.startswith("digest")]


def plan(room: Room) -> None:
    with room.store.begin(room.now) as tx:
        plan_digest(tx, room.office, room.now)


def counts(args: Any) -> Any:
    return {name: args[name] for name in EMPTY}


def test_it_comes_every_working_day_once(room: Room) -> None:
    room.bind()
    plan(room)
    assert len(morning(room, "2026-11-23 10:00")) == 1
    assert morning(room, "2026-11-23 10:01") == []
    plan(room)  # a restart
    assert morning(room, "2026-11-23 10:02") == []
    assert [key for key, _ in morning(room, "2026-11-24 09:00")] == ["digest-folded", "digest"]


def test_it_never_comes_at_night_on_a_day_off_or_a_day_late(room: Room) -> None:
    room.bind()
    at(room, "2026-11-27 20:00")  # a Friday evening
    plan(room)
    assert morning(room, "2026-11-28 10:00") == []
    assert morning(room, "2026-11-30 08:59") == []
    assert morning(room, "2026-11-30 19:00") == []  # it was down all Monday
    assert morning(room, "2026-12-01 09:00") == []  # Monday's is not made up
    ((key, args),) = morning(room, "2026-12-01 09:01")
    assert (key, args["day"]) == ("digest", "2026-12-01")


def test_two_processes_say_it_once(room: Room) -> None:
    room.bind()
    plan(room)
    together = Barrier(2)

    def sweeping() -> int:
        together.wait()
        return sweep(room)

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(lambda _: sweeping(), range(2))) == 1
    assert [key for _, key, _ in room.deliver()] == ["digest"]


def test_it_counts_by_clock_and_how_near_the_day_is(room: Room) -> None:
    officers = staff(room)
    room.bind()
    new_case(room)
    at(room, "2026-11-25 10:00")
    waiting = new_case(room)
    handler = officers[Role.HANDLER]
    room.do(approvals.send_way, waiting, handler, act=Act.HOLD, route=Route.CLOSE, reason="无实据")
    plan(room)
    for day, today, soon, overdue in (
        ("2026-12-17", 0, 0, 0),
        ("2026-12-18", 0, 1, 0),
        ("2026-12-22", 0, 2, 0),
        ("2026-12-23", 1, 1, 0),
        ("2026-12-25", 1, 0, 1),
        ("2026-12-28", 0, 0, 2),
    ):
        at(room, f"{day} 08:00")
        plan(room)
        args = morning(room, f"{day} 09:00")[-1][1]
        wanted = {"today": today, "soon": soon, "overdue": overdue}
        found = {name: {"disposition": count} if count else {} for name, count in wanted.items()}
        assert counts(args) == {**found, "waiting": 1}, day


def test_sealed_private_and_paused_are_not_even_counted(room: Room) -> None:
    officers = staff(room)
    room.bind()
    private, paused = new_case(room), new_case(room)
    new_case(room, HIGHER)
    head = officers[Role.HEAD]
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, private.id, officers[Role.INTAKE], room.now)
        wish = Wish(ClockKind.DISPOSITION, "等待补充材料")
        pause_clock(tx, tx.cases.get(paused.id), wish, head, room.office, room.now)
    at(room, "2026-12-28 08:00")
    plan(room)
    ((_, args),) = morning(room, "2026-12-28 09:00")
    assert counts(args) == EMPTY


def test_the_same_message_is_edited_while_the_day_goes_on(room: Room) -> None:
    officers = staff(room)
    room.bind()
    case = new_case(room)
    at(room, "2026-12-23 08:00")
    plan(room)
    assert len(morning(room, "2026-12-23 09:00")) == 1
    assert morning(room, "2026-12-23 09:15") == []
    head = officers[Role.HEAD]
    room.do(casework.act, case, head, act=Act.CLOSE, route=Route.CLOSE, reason="无实据")
    ((key, args),) = morning(room, "2026-12-23 11:00")
    assert (key, counts(args)) == ("digest", EMPTY)
    assert len(room.rows("SELECT 1 FROM posted WHERE slot LIKE 'digest:%'")) == 1


def test_a_group_that_took_over_gets_it_and_the_former_is_left_a_line(room: Room) -> None:
    former = room.bind()
    plan(room)
    morning(room, "2026-11-23 10:00")
    now_here = room.bind(-100_501)
    with room.store.begin(room.now) as tx:
        assert refresh_digest(tx, room.office, room.now)
    said = [(to, key) for to, key, _ in room.deliver() if key.startswith("digest")]
    assert said == [(former, "digest-folded"), (now_here, "digest")]


def test_without_a_group_nobody_gets_it(room: Room) -> None:
    staff(room)
    plan(room)
    assert morning(room, "2026-11-23 10:00") == []


def test_what_is_kept_of_it_is_numbers_and_names_of_clocks(room: Room) -> None:
    room.bind()
    new_case(room)
    at(room, "2026-12-23 08:00")
    plan(room)
    morning(room, "2026-12-23 09:00")
    ((body,),) = room.rows("SELECT body FROM digest")
    assert json.loads(body) == {**EMPTY, "today": {"disposition": 1}}
