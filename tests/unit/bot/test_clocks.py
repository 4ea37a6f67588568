"""Deadlines: the table, the counting, and the words that explain it."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clocks import CLOCKS, ClockKind, Evidence
from bot.rules.counting import due_date
from bot.rules.lengths import Length, Unit
from bot.rules.workdays import Calendar, count_workdays, state_council_calendar
from handlers.texts import LANGUAGES, text
from storage.tables import clock as clock_table

CALENDAR = state_council_calendar()
PLAIN = Calendar()
dates = st.dates(date(2005, 1, 1), date(2035, 12, 31))
kinds = st.sampled_from(ClockKind)
lengths = st.builds(Length, st.integers(1, 60), st.sampled_from(Unit))

LAW = {
    ClockKind.SEND_UP: ("5wd", "R20-15", True),
    ClockKind.LOWER_ACCEPT: ("5wd", "R20-16", True),
    ClockKind.TELL_ACCEPTANCE: ("15wd", "R20-26", False),
    ClockKind.FEEDBACK: ("15wd", "R20-27", False),
    ClockKind.ASSIGNED_FINISH: ("3mo", "R20-21", False),
    ClockKind.DISPOSITION: ("1mo", "R19-21", True),
    ClockKind.LETTER_REPLY: ("15wd", "R19-29", False),
    ClockKind.REPORT: ("1mo", "R19-30", False),
    ClockKind.HOLD_REVIEW: ("6mo", "", False),
    ClockKind.LEAD_TRANSFER: ("5wd", "SL2021-169", False),
    ClockKind.PETITION_NOTICE: ("15d", "XF-22", True),
    ClockKind.PETITION_OBJECTION: ("5wd", "XF-23", True),
    ClockKind.PETITION_DECISION: ("60d", "XF-34", True),
    ClockKind.PETITION_REVIEW: ("30d", "XF-35", True),
    ClockKind.REVIEW_ANSWER: ("30d", "XF-35", True),
    ClockKind.PETITION_RECHECK: ("30d", "XF-36", True),
    ClockKind.RECHECK_ANSWER: ("30d", "XF-36", True),
    ClockKind.QUARTER_FEEDBACK: ("1q", "R20-18", True),
    ClockKind.LIFE_MEETING: ("1ye", "R19-31", True),
}


@pytest.mark.parametrize("kind", ClockKind)
def test_the_table_holds_the_articles(kind: ClockKind):
    clock = CLOCKS[kind]
    assert (str(clock.length), clock.article, clock.verified) == LAW[kind]
    assert clock.name
    assert clock.starts
    assert (clock.evidence is Evidence.LOCAL) == (clock.article == "")
    assert len(kind) <= clock_table.c.kind.type.length  # PostgreSQL refuses what is longer
    assert all(text(f"clock-{kind.replace('_', '-')}", language) for language in LANGUAGES)


def test_only_the_petition_decision_may_be_extended_by_an_article():
    assert {kind: str(one.more) for kind, one in CLOCKS.items() if one.more} == {
        ClockKind.PETITION_DECISION: "30d"
    }


def of(kind: ClockKind, start: str, length: str = "", calendar: Calendar = CALENDAR) -> date:
    policy = {kind: Length.parse(length)} if length else {}
    return due_date(kind, date.fromisoformat(start), calendar, policy).date


VECTORS = [
    # through make-up Saturdays and Sundays and two holidays
    (ClockKind.SEND_UP, "2026-02-09", "2026-02-14"),
    (ClockKind.LETTER_REPLY, "2026-02-09", "2026-03-06"),
    (ClockKind.SEND_UP, "2026-09-14", "2026-09-20"),
    (ClockKind.LETTER_REPLY, "2026-09-14", "2026-10-10"),
    # started on a day off: counting begins with the next working day
    (ClockKind.SEND_UP, "2026-02-17", "2026-02-28"),
    (ClockKind.SEND_UP, "2026-11-21", "2026-11-27"),
    # months: the same day, rolled on over a weekend and over a holiday
    (ClockKind.DISPOSITION, "2026-11-23", "2026-12-23"),
    (ClockKind.DISPOSITION, "2026-10-22", "2026-11-23"),
    (ClockKind.DISPOSITION, "2026-09-03", "2026-10-08"),
    # months: no such day, so the month's last (民法典 202); 28 February 2026 is a make-up Saturday
    (ClockKind.DISPOSITION, "2026-01-31", "2026-02-28"),
    (ClockKind.ASSIGNED_FINISH, "2025-11-30", "2026-02-28"),
    (ClockKind.HOLD_REVIEW, "2025-08-31", "2026-02-28"),
    (ClockKind.DISPOSITION, "2024-01-30", "2024-02-29"),
    (ClockKind.DISPOSITION, "2025-12-15", "2026-01-15"),
    # calendar days
    (ClockKind.PETITION_NOTICE, "2026-11-23", "2026-12-08"),
    (ClockKind.PETITION_NOTICE, "2026-09-17", "2026-10-08"),
    (ClockKind.PETITION_DECISION, "2026-03-02", "2026-05-06"),
    (ClockKind.RECHECK_ANSWER, "2026-11-02", "2026-12-02"),
    # quarters: the last working day inside the quarter, or of the next where none is left
    (ClockKind.QUARTER_FEEDBACK, "2026-01-05", "2026-03-31"),
    (ClockKind.QUARTER_FEEDBACK, "2023-07-03", "2023-09-28"),
    (ClockKind.QUARTER_FEEDBACK, "2023-09-28", "2023-12-29"),
    (ClockKind.QUARTER_FEEDBACK, "2025-12-31", "2026-03-31"),
    # the democratic life meeting of that or the next year: never in the year after
    (ClockKind.LIFE_MEETING, "2021-03-01", "2022-12-30"),
    (ClockKind.LIFE_MEETING, "2024-12-31", "2025-12-31"),
]


@pytest.mark.parametrize(("kind", "start", "due"), VECTORS)
def test_known_dates(kind: ClockKind, start: str, due: str):
    assert of(kind, start) == date.fromisoformat(due)


def test_an_office_may_set_its_own_length():
    assert of(ClockKind.REPORT, "2026-11-23", "30d") == date(2026, 12, 23)
    assert of(ClockKind.SEND_UP, "2026-11-23", "3wd") == date(2026, 11, 26)


def test_an_office_s_own_days_count():
    office = CALENDAR.with_office_days(off=[date(2026, 11, 25)], worked=[date(2026, 11, 28)])
    assert of(ClockKind.SEND_UP, "2026-11-23", calendar=office) == date(2026, 11, 30)


@given(kinds, dates, lengths, st.sampled_from([CALENDAR, PLAIN]))
def test_a_due_date_is_a_working_day_after_the_start(
    kind: ClockKind, start: date, length: Length, calendar: Calendar
):
    due = due_date(kind, start, calendar, {kind: length})
    assert due.date > start
    assert calendar.is_workday(due.date)


@given(dates, st.integers(1, 60))
def test_working_days_are_counted_exactly(start: date, count: int):
    due = due_date(
        ClockKind.SEND_UP, start, CALENDAR, {ClockKind.SEND_UP: Length(count, Unit.WORKDAYS)}
    )
    assert count_workdays(start, due.date, CALENDAR) == count


@given(kinds, dates, lengths)
def test_starting_later_is_never_due_earlier(kind: ClockKind, start: date, length: Length):
    policy = {kind: length}
    tomorrow = start + timedelta(days=1)
    assert (
        due_date(kind, start, CALENDAR, policy).date
        <= due_date(kind, tomorrow, CALENDAR, policy).date
    )


@given(kinds, dates, lengths)
def test_a_longer_length_is_never_due_earlier(kind: ClockKind, start: date, length: Length):
    longer = Length(length.amount + 1, length.unit)
    first = due_date(kind, start, CALENDAR, {kind: length}).date
    assert first <= due_date(kind, start, CALENDAR, {kind: longer}).date


@given(dates, st.integers(1, 60))
def test_months_end_on_the_same_day_or_the_month_s_last_before_rolling_on(
    start: date, months: int
):
    everyday = PLAIN.with_office_days(
        worked=[start + timedelta(days=n) for n in range(1, months * 31 + 2)]
    )
    due = due_date(
        ClockKind.REPORT, start, everyday, {ClockKind.REPORT: Length(months, Unit.MONTHS)}
    ).date
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


PROVISIONAL = [
    ("2026-11-23", "15wd", False),
    ("2026-12-07", "15wd", True),  # reaches 28 December, which a notice for 2027 may move
    ("2026-12-20", "15wd", True),
    ("2026-10-15", "1mo", False),
    ("2026-12-15", "1mo", True),
    ("2026-06-30", "6mo", True),
    ("2040-01-03", "5wd", True),
]


@pytest.mark.parametrize(("start", "length", "provisional"), PROVISIONAL)
def test_a_date_is_provisional_while_it_rests_on_unpublished_days(
    start: str, length: str, provisional: bool
):
    calendar = Calendar(CALENDAR.holidays, CALENDAR.make_up_days, frozenset({2025, 2026}))
    due = due_date(
        ClockKind.REPORT,
        date.fromisoformat(start),
        calendar,
        {ClockKind.REPORT: Length.parse(length)},
    )
    assert due.provisional is provisional
    assert any("暂定" in line for line in due.explanation) is provisional


def test_entering_the_year_s_notice_settles_the_date():
    start = date(2040, 1, 3)
    entered = CALENDAR.with_office_days(off=[date(2040, 1, 4)], complete_years=[2040])
    before = due_date(ClockKind.SEND_UP, start, CALENDAR)
    after = due_date(ClockKind.SEND_UP, start, entered)
    assert before.provisional
    assert not after.provisional
    assert after.date > before.date


def test_the_explanation_counts_day_by_day():
    due = due_date(ClockKind.LETTER_REPLY, date(2026, 9, 14), CALENDAR)
    assert due.explanation == (
        "函询回复：15个工作日（依据：《中国共产党纪律检查机关监督执纪工作规则》第29条，条文待核）。",
        "起算：2026-09-14（星期一）收到函件，当日不计入（参照民法典第201条）。",
        "2026-09-15（星期二）至2026-09-18（星期五）：工作日，第1至4日。",
        "2026-09-19（星期六）：周末，不计入。",
        "2026-09-20（星期日）：国庆节调休上班，第5日。",
        "2026-09-21（星期一）至2026-09-24（星期四）：工作日，第6至9日。",
        "2026-09-25（星期五）至2026-09-27（星期日）：中秋放假，不计入。",
        "2026-09-28（星期一）至2026-09-30（星期三）：工作日，第10至12日。",
        "2026-10-01（星期四）至2026-10-07（星期三）：国庆节放假，不计入。",
        "2026-10-08（星期四）至2026-10-09（星期五）：工作日，第13至14日。",
        "2026-10-10（星期六）：国庆节调休上班，第15日。",
        "届满：2026-10-10（星期六）。",
    )


def test_the_explanation_tells_how_months_end_and_roll_on():
    due = due_date(ClockKind.DISPOSITION, date(2026, 9, 3), CALENDAR)
    assert due.explanation[2:] == (
        "计数：1个月，末日为2026-10-03（星期六）。",
        "末日2026-10-03（星期六）为国庆节放假，顺延至下一个工作日（参照民法典第203条）。",
        "届满：2026-10-08（星期四）。",
    )


def test_the_explanation_names_the_office_s_own_rule():
    own = {
        ClockKind.SEND_UP: Length(3, Unit.WORKDAYS),
        ClockKind.HOLD_REVIEW: Length(1, Unit.MONTHS),
    }
    first = due_date(ClockKind.SEND_UP, date(2026, 11, 23), CALENDAR, own).explanation[0]
    assert first == (
        "报送上级：3个工作日（依据：《纪检监察机关处理检举控告工作规则》第15条，本机关另定，原为5个工作日）。"
    )
    local = due_date(ClockKind.HOLD_REVIEW, date(2026, 11, 23), CALENDAR, own).explanation[0]
    assert local == "暂存待查复核：1个月（依据：本机关规定）。"


@given(dates, st.integers(1, 40))
def test_the_numbers_in_the_explanation_run_from_one_to_the_length(start: date, count: int):
    policy = {ClockKind.SEND_UP: Length(count, Unit.WORKDAYS)}
    text = "\n".join(due_date(ClockKind.SEND_UP, start, CALENDAR, policy).explanation[2:])
    numbers = [int(n) for n in re.findall(r"第(\d+)(?:至\d+)?日", text)]
    last = [int(n) for n in re.findall(r"第(?:\d+至)?(\d+)日", text)]
    assert numbers[0] == 1
    assert last[-1] == count
    assert all(after == before + 1 for before, after in zip(last, numbers[1:], strict=False))


FORMS = {
    "5wd": Length(5, Unit.WORKDAYS),
    "60d": Length(60, Unit.DAYS),
    "3mo": Length(3, Unit.MONTHS),
    "15个工作日": Length(15, Unit.WORKDAYS),
    "60日": Length(60, Unit.DAYS),
    "60天": Length(60, Unit.DAYS),
    " 1 个月 ": Length(1, Unit.MONTHS),
    "1m": Length(1, Unit.MONTHS),
    "15工作日": Length(15, Unit.WORKDAYS),
    "1q": Length(1, Unit.QUARTER_ENDS),
    "1ye": Length(1, Unit.YEAR_ENDS),
}


@pytest.mark.parametrize(("text", "length"), FORMS.items())
def test_lengths_are_read(text: str, length: Length):
    assert Length.parse(text) == length


@given(lengths)
def test_a_length_reads_back_from_both_its_spellings(length: Length):
    assert Length.parse(str(length)) == length
    assert Length.parse(length.chinese) == length


@pytest.mark.parametrize(
    "text", ["", "5", "wd", "0wd", "-1d", "5 weeks", "3M", "1.5mo", "99999d", "٣d"]
)
def test_what_is_no_length_is_refused(text: str):
    with pytest.raises(ValueError, match="15wd"):
        Length.parse(text)
