"""Pausing, resuming, extending: what remains of a clock, and when it then ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clocks import CLOCKS, ClockAct, ClockKind
from bot.rules.counting import count
from bot.rules.errors import ClockError
from bot.rules.lengths import Length, Unit
from bot.rules.model import RunningClock
from bot.rules.pausing import (
    Ground,
    days_left,
    explanation,
    extend,
    pause,
    recount,
    remaining,
    resume,
)
from bot.rules.workdays import Calendar, count_workdays, state_council_calendar

CALENDAR = state_council_calendar()
DAY = timedelta(days=1)
starts = st.dates(date(2020, 1, 1), date(2026, 6, 30))
lengths = st.builds(Length, st.integers(1, 40), st.sampled_from(Unit)).filter(
    lambda one: one.unit not in (Unit.YEAR_ENDS, Unit.QUARTER_ENDS) or one.amount < 4
)


def started(
    start: str | date, length: str | Length, kind: ClockKind = ClockKind.LETTER_REPLY
) -> RunningClock:
    day = start if isinstance(start, date) else date.fromisoformat(start)
    size = length if isinstance(length, Length) else Length.parse(length)
    due = count(day, size, CALENDAR)
    return RunningClock(1, 1, kind, day, due.date, due.provisional, size)


def ground(on: str | date, reason: str = "等待补充材料") -> Ground:
    return Ground(on if isinstance(on, date) else date.fromisoformat(on), 7, reason)


def over_a_pause(clock: RunningClock, since: date, until: date) -> RunningClock:
    return resume(pause(clock, ground(since)), ground(until), CALENDAR)


@pytest.mark.parametrize(
    ("start", "length", "since", "until", "left", "due"),
    [
        # 23 November + 15 working days = 14 December; four are used up before the 30th
        ("2026-11-23", "15wd", "2026-11-30", "2026-12-07", "11wd", "2026-12-21"),
        ("2026-11-23", "15wd", "2026-11-23", "2026-11-30", "15wd", "2026-12-18"),
        # across Spring Festival: the pause takes the working days, the holidays never counted
        ("2026-02-09", "15wd", "2026-02-13", "2026-02-24", "12wd", "2026-03-10"),
        # on the last day: that day comes back when it goes on
        ("2026-11-23", "5wd", "2026-11-30", "2026-12-02", "1wd", "2026-12-02"),
        ("2026-11-02", "30d", "2026-11-12", "2026-11-22", "21d", "2026-12-14"),
        ("2026-11-02", "1mo", "2026-11-12", "2026-11-22", "21d", "2026-12-14"),
        # on the day it had rolled on to: 31 October is a Saturday
        ("2026-10-01", "30d", "2026-11-02", "2026-11-04", "0d", "2026-11-04"),
    ],
)
def test_what_remains_before_a_pause_remains_after_it(
    start: str, length: str, since: str, until: str, left: str, due: str
) -> None:
    clock = started(start, length)
    assert str(remaining(clock, date.fromisoformat(since), CALENDAR)) == left
    after = over_a_pause(clock, date.fromisoformat(since), date.fromisoformat(until))
    assert after.due_on == date.fromisoformat(due)
    assert after.paused_on is None


@given(starts, lengths, st.data())
def test_pausing_and_resuming_on_one_day_changes_nothing(
    start: date, length: Length, data: st.DataObject
) -> None:
    clock = started(start, length)
    day = data.draw(st.dates(start, clock.due_on))
    assert over_a_pause(clock, day, day).due_on == clock.due_on


@given(starts, st.integers(1, 40), st.data())
def test_after_pauses_exactly_the_length_in_working_days_has_counted(
    start: date, amount: int, data: st.DataObject
) -> None:
    clock = started(start, Length(amount, Unit.WORKDAYS))
    paused = 0
    day = start
    for _ in range(data.draw(st.integers(1, 3))):
        since = data.draw(st.dates(day, clock.due_on))
        until = since + DAY * data.draw(st.integers(0, 30))
        clock = over_a_pause(clock, since, until)
        before = max(since - DAY, start)
        paused += count_workdays(before, max(until - DAY, before), CALENDAR)
        day = until
    assert count_workdays(start, clock.due_on, CALENDAR) == amount + paused


@given(starts, lengths, st.data())
def test_a_longer_pause_is_never_due_earlier(
    start: date, length: Length, data: st.DataObject
) -> None:
    clock = started(start, length)
    since = data.draw(st.dates(start, clock.due_on))
    until = since + DAY * data.draw(st.integers(0, 40))
    assert clock.due_on <= over_a_pause(clock, since, until).due_on
    assert (
        over_a_pause(clock, since, until).due_on <= over_a_pause(clock, since, until + DAY).due_on
    )


def refused(key: str) -> object:
    return pytest.raises(ClockError, match=key)


def test_a_paused_clock_cannot_be_paused_again_or_extended() -> None:
    paused = pause(started("2026-11-23", "15wd"), ground("2026-11-25"))
    with refused("error-clock-paused"):
        pause(paused, ground("2026-11-26"))
    with refused("error-clock-paused"):
        extend(paused, Length(20, Unit.WORKDAYS), ground("2026-11-26"), CALENDAR)


def test_a_running_clock_cannot_be_resumed_and_an_overdue_one_not_paused() -> None:
    clock = started("2026-11-23", "5wd")
    with refused("error-clock-not-paused"):
        resume(clock, ground("2026-11-25"), CALENDAR)
    with refused("error-clock-over"):
        pause(clock, ground("2026-12-01"))


@pytest.mark.parametrize(
    ("to", "due"),
    [
        (Length(20, Unit.WORKDAYS), "2026-12-21"),
        (Length(2, Unit.MONTHS), "2027-01-25"),
        (date(2026, 12, 20), "2026-12-21"),  # a Sunday rolls on
        (date(2026, 12, 18), "2026-12-18"),
    ],
)
def test_a_clock_is_extended_to_a_length_from_its_start_or_to_a_day(
    to: Length | date, due: str
) -> None:
    clock = extend(started("2026-11-23", "15wd"), to, ground("2026-12-01", "案情复杂"), CALENDAR)
    assert clock.due_on == date.fromisoformat(due)
    assert clock.extended
    assert clock.changes[-1].act is ClockAct.EXTEND
    assert (clock.changes[-1].due_before, clock.changes[-1].officer_id) == (date(2026, 12, 14), 7)


def test_an_extension_after_a_pause_keeps_the_pause() -> None:
    clock = over_a_pause(started("2026-11-23", "15wd"), date(2026, 11, 30), date(2026, 12, 7))
    longer = extend(clock, Length(17, Unit.WORKDAYS), ground("2026-12-08"), CALENDAR)
    assert longer.due_on == date(2026, 12, 23)
    until = extend(clock, date(2026, 12, 25), ground("2026-12-08"), CALENDAR)
    assert until.due_on == date(2026, 12, 25)


@pytest.mark.parametrize(
    ("to", "on"),
    [
        (Length(15, Unit.WORKDAYS), "2026-11-25"),
        (Length(5, Unit.DAYS), "2026-11-25"),
        (date(2026, 12, 12), "2026-11-25"),  # a Saturday before it rolls to the very same day
        (date(2020, 1, 1), "2026-11-25"),
        (date(2026, 12, 18), "2026-12-21"),  # later than it was, but over by now
    ],
)
def test_an_end_that_is_not_later_is_refused(to: Length | date, on: str) -> None:
    with refused("error-clock-not-later"):
        extend(started("2026-11-23", "15wd"), to, ground(on), CALENDAR)


def test_an_overdue_clock_can_be_extended() -> None:
    clock = extend(started("2026-11-23", "5wd"), date(2026, 12, 4), ground("2026-12-02"), CALENDAR)
    assert clock.due_on == date(2026, 12, 4)


def test_an_article_s_own_limit_holds_however_often_one_extends() -> None:
    clock = started("2026-03-02", "60d", ClockKind.PETITION_DECISION)
    longer = extend(clock, Length(80, Unit.DAYS), ground("2026-04-01"), CALENDAR)
    extend(longer, Length(90, Unit.DAYS), ground("2026-04-01"), CALENDAR)
    with refused("error-clock-limit"):
        extend(longer, Length(100, Unit.DAYS), ground("2026-04-01"), CALENDAR)


def test_a_new_calendar_moves_a_clock_and_settles_it() -> None:
    plain = Calendar(CALENDAR.holidays, CALENDAR.make_up_days, frozenset({2025}))
    clock = replace(started("2026-09-14", "15wd"), due_on=date(2026, 10, 5), provisional=True)
    moved = recount(clock, date(2026, 9, 20), CALENDAR)
    assert (moved.due_on, moved.provisional) == (date(2026, 10, 10), False)
    assert [one.act for one in moved.changes] == [ClockAct.MOVE]
    assert recount(moved, date(2026, 9, 21), CALENDAR) == moved
    assert recount(moved, date(2026, 9, 21), plain).provisional


def test_a_paused_clock_is_counted_again_when_it_goes_on() -> None:
    paused = pause(started("2026-11-23", "15wd"), ground("2026-11-25"))
    assert recount(paused, date(2026, 11, 26), Calendar()) == paused


def test_the_explanation_tells_every_pause_and_extension() -> None:
    clock = over_a_pause(started("2026-11-23", "15wd"), date(2026, 11, 25), date(2026, 12, 1))
    clock = extend(clock, Length(16, Unit.WORKDAYS), ground("2026-12-02", "案情复杂。"), CALENDAR)
    assert explanation(clock, CALENDAR) == (
        "函询回复：16个工作日（依据：《中国共产党纪律检查机关监督执纪工作规则》第29条，条文待核，经批准延长，原为15个工作日）。",
        "起算：2026-11-23（星期一）收到函件，当日不计入（参照民法典第201条）。",
        "2026-11-24（星期二）：工作日，第1日。",
        "2026-11-25（星期三）至2026-11-30（星期一）：暂停，不计入。",
        "2026-12-01（星期二）至2026-12-04（星期五）：工作日，第2至5日。",
        "2026-12-05（星期六）至2026-12-06（星期日）：周末，不计入。",
        "2026-12-07（星期一）至2026-12-11（星期五）：工作日，第6至10日。",
        "2026-12-12（星期六）至2026-12-13（星期日）：周末，不计入。",
        "2026-12-14（星期一）至2026-12-18（星期五）：工作日，第11至15日。",
        "2026-12-19（星期六）至2026-12-20（星期日）：周末，不计入。",
        "2026-12-21（星期一）：工作日，第16日。",
        "届满：2026-12-21（星期一）。",
        "2026-11-25（星期三）起暂停，当日不计入：等待补充材料。",
        "2026-12-01（星期二）恢复，当日计入：等待补充材料。",
        "2026-12-02（星期三）批准延长，由2026-12-18（星期五）改为2026-12-21（星期一）：案情复杂。",
    )


def test_a_paused_clock_says_what_remains() -> None:
    lines = explanation(pause(started("2026-11-23", "15wd"), ground("2026-11-25")), CALENDAR)
    assert lines[-1] == "现在暂停，恢复后还剩14个工作日。"
    assert not any("届满" in line for line in lines)


def test_months_tell_how_many_paused_days_were_added() -> None:
    clock = over_a_pause(started("2026-11-02", "1mo"), date(2026, 11, 12), date(2026, 11, 22))
    assert "加上暂停的10日，末日为2026-12-12" in "\n".join(explanation(clock, CALENDAR))


@pytest.mark.parametrize(
    ("today", "left"),
    [("2026-11-27", 5), ("2026-12-04", 0), ("2026-12-05", -1), ("2026-12-08", -2)],
)
def test_days_left_are_working_days_and_overdue_from_the_first_day_after(
    today: str, left: int
) -> None:
    assert days_left(date(2026, 12, 4), date.fromisoformat(today), CALENDAR) == left


def test_a_clock_from_before_lengths_were_kept_goes_by_the_table() -> None:
    old = replace(started("2026-11-23", "15wd"), length=None)
    assert str(CLOCKS[ClockKind.LETTER_REPLY].length) == "15wd"
    assert remaining(old, date(2026, 11, 30), CALENDAR) == Length(11, Unit.WORKDAYS)
