"""Pausing, resuming and extending on record: what the caller's approval does to a clock."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.rules.clocks import ClockKind
from bot.rules.errors import ClockError, InputError, NotAllowedError
from bot.rules.lengths import Length
from bot.rules.model import Case, Letter, Officer, RunningClock
from bot.rules.terms import Act, Role, Route
from bot.services import casework, recusals
from bot.services.clocks import (
    Wish,
    explain_clocks,
    extend_clock,
    pause_clock,
    resume_clock,
    start_clock,
)
from tests.clocks.desk import at, clock, moments, new_case, said
from tests.security.room import Room

KIND = ClockKind.DISPOSITION
REASON = "等待举报人补充材料"


@pytest.fixture
def head(room: Room) -> Officer:
    return room.enrol("陆知远", Role.HEAD)


def change(
    room: Room,
    work: Callable[..., RunningClock],
    case: Case,
    officer: Officer,
    to: Length | date | None = None,
    **wish: Any,
) -> RunningClock:
    asked = Wish(**{"kind": KIND, "reason": REASON, "to": to} | wish)
    with room.store.begin(room.now) as tx:
        return work(tx, tx.cases.get(case.id), asked, officer, room.office, room.now)


def test_a_paused_clock_says_nothing_and_goes_on_with_what_remained(
    room: Room, head: Officer
) -> None:
    case = new_case(room)
    at(room, "2026-12-03 10:00")
    assert change(room, pause_clock, case, head).paused_on == date(2026, 12, 3)
    assert moments(room) == []
    assert said(room, "2026-12-24 09:00") == []
    at(room, "2027-01-04 10:00")
    assert change(room, resume_clock, case, head).due_on == date(2027, 1, 25)
    assert moments(room)[0] == ("-3wd@2027-01-25", "01-20 09:00")
    assert clock(room, case).paused_on is None


def test_an_extension_has_moments_of_its_own(room: Room, head: Officer) -> None:
    case = new_case(room)
    said(room, "2026-12-24 09:00")
    longer = change(room, extend_clock, case, head, Length.parse("45d"))
    assert longer.due_on == date(2027, 1, 7)
    assert moments(room)[0] == ("-3wd@2027-01-07", "01-04 09:00")
    assert ("card" in [key for _, key, _ in room.deliver()]) is True


def test_every_change_is_on_record_and_its_reason_sealed(room: Room, head: Officer) -> None:
    case = new_case(room)
    change(room, pause_clock, case, head)
    change(room, resume_clock, case, head)
    change(room, extend_clock, case, head, date(2027, 1, 15))
    entries = "\n".join(row.entry for row in room.rows("SELECT entry FROM audit ORDER BY seq"))
    for act in ("clock-paused", "clock-resumed", "clock-extended"):
        assert f'"{act}"' in entries
    assert '"due":"2027-01-15"' in entries.replace(" ", "")
    assert REASON not in entries
    (row,) = room.rows("SELECT changes FROM clock")
    assert REASON.encode() not in bytes(row.changes)
    assert [one.reason for one in clock(room, case).changes] == [REASON] * 3
    assert {one.officer_id for one in clock(room, case).changes} == {head.id}


def test_what_cannot_be_done_is_refused_and_changes_nothing(room: Room, head: Officer) -> None:
    case = new_case(room)
    with pytest.raises(ClockError, match="error-clock-not-paused"):
        change(room, resume_clock, case, head)
    with pytest.raises(ClockError, match="error-clock-not-running"):
        change(room, pause_clock, case, head, kind=ClockKind.REPORT)
    with pytest.raises(ClockError, match="error-clock-not-later"):
        change(room, extend_clock, case, head)
    with pytest.raises(InputError, match="error-reason-short"):
        change(room, pause_clock, case, head, reason="  等 ")
    change(room, pause_clock, case, head)
    before = clock(room, case)
    with pytest.raises(ClockError, match="error-clock-paused"):
        change(room, pause_clock, case, head)
    assert clock(room, case) == before


def test_who_may_not_see_the_case_changes_no_clock(room: Room, head: Officer) -> None:
    case = new_case(room)
    with room.store.begin(room.now) as tx:
        recusals.recuse(tx, case.id, head, room.now)
    for officer in (head, room.enrol("管事", Role.ADMIN)):
        with pytest.raises(NotAllowedError):
            change(room, pause_clock, case, officer)


def test_an_act_stops_a_paused_clock_too(room: Room, head: Officer) -> None:
    case = new_case(room)
    change(room, pause_clock, case, head)
    room.do(casework.act, case, head, act=Act.CLOSE, route=Route.CLOSE, reason="没有实据")
    with room.store.begin(room.now) as tx:
        assert tx.cases.clocks(case.id) == []


def test_the_reply_date_of_a_letter_follows_its_clock(room: Room, head: Officer) -> None:
    case = new_case(room)
    day = date(2026, 11, 23)
    with room.store.begin(room.now) as tx:
        start_clock(tx, case, ClockKind.LETTER_REPLY, room.office, room.now)
        due = date(2026, 12, 14)
        tx.handling.keep_letter(Letter(0, case.id, "青函1", "邹望川", ("问",), day, due, day))
    change(room, extend_clock, case, head, Length.parse("20wd"), kind=ClockKind.LETTER_REPLY)
    with room.store.begin(room.now) as tx:
        letter = tx.handling.letter(case.id)
    assert letter is not None
    assert letter.reply_due == date(2026, 12, 21)


def test_the_explanation_tells_who_ever_asks_what_was_done(room: Room, head: Officer) -> None:
    case = new_case(room)
    change(room, extend_clock, case, head, Length.parse("2mo"), reason="案情复杂")
    with room.store.begin(room.now) as tx:
        ((*_, last),) = explain_clocks(tx, case, room.office)
    assert "批准延长" in last
    assert "案情复杂" in last
