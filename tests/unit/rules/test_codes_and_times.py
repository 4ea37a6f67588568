"""Query codes, moments as people type them, spans of time, quoting, facts."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.codes import ALPHABET, LENGTH, make_code, plain_code
from bot.rules.durations import lead_name
from bot.rules.errors import InputError
from bot.rules.facts import ASK_AT_MOST, ASKABLE, questions, told
from bot.rules.quoting import longest_quote
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Facts, Span, Triage
from bot.rules.when import parse_moment

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)


@given(st.integers())
def test_a_code_survives_how_it_is_typed(seed: int) -> None:
    code = make_code(random.Random(seed).choice)
    plain = plain_code(code)
    assert len(plain) == LENGTH >= 8
    assert set(plain) <= set(ALPHABET)
    for typed in (code.lower(), code.replace("-", ""), f" {code} ", code.replace("-", " — ")):
        assert plain_code(typed) == plain


@given(st.text(max_size=80))
def test_a_code_read_twice_is_the_same(typed: str) -> None:
    assert plain_code(plain_code(typed)) == plain_code(typed)


def test_letters_that_look_alike_are_no_letters_of_a_code() -> None:
    assert not set(ALPHABET) & set("0O1IlLU")
    assert plain_code("0OIL1U") == plain_code("QQJJJV")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-12-04 09:00", (2026, 12, 4, 9, 0)),
        ("2026年12月4日 9点", (2026, 12, 4, 9, 0)),
        ("12-04 9:30", (2026, 12, 4, 9, 30)),
        ("12月4日下午3点", (2026, 12, 4, 15, 0)),
        ("12月4日上午9点30分", (2026, 12, 4, 9, 30)),
        ("12月4日晚上8点", (2026, 12, 4, 20, 0)),
        ("12/4 9:00", (2026, 12, 4, 9, 0)),
        ("1月4日 9:00", (2027, 1, 4, 9, 0)),
        ("11月23日 8:00", (2026, 11, 23, 8, 0)),
    ],
)
def test_moments_are_read_as_people_type_them(typed: str, moment: tuple[int, ...]) -> None:
    assert parse_moment(typed, NOW, ZONE) == datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        *("", "明天", "12-04", "9:00", "2026-02-30 09:00", "2026-13-01 09:00", "12-04 25:00"),
        *("12-04 09:61", "0000-01-01 00:00", "2026-12-04T09:00", "99999-12-04 09:00", "💣"),
    ],
)
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_moment(typed, NOW, ZONE)
    assert caught.value.text_key == "error-moment"


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(typed: str) -> None:
    with suppress(InputError):
        assert parse_moment(typed, NOW, ZONE).tzinfo is ZONE


@given(st.integers(0, 38_000_000))
def test_a_moment_written_out_is_read_back(minutes: int) -> None:
    wanted = datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
    assert parse_moment(f"{wanted:%Y-%m-%d %H:%M}", NOW, ZONE) == wanted


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        (timedelta(days=7), "7d"),
        (timedelta(days=1), "1d"),
        (timedelta(hours=2), "2h"),
        (timedelta(hours=25), "25h"),
        (timedelta(minutes=90), "90m"),
        (timedelta(seconds=61), "61s"),
        (timedelta(0), "0s"),
    ],
)
def test_a_span_has_its_shortest_exact_name(lead: timedelta, name: str) -> None:
    assert lead_name(lead) == name


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_different_spans_have_different_names(one: int, two: int) -> None:
    same = lead_name(timedelta(seconds=one)) == lead_name(timedelta(seconds=two))
    assert same is (one == two)


@given(st.text("甲乙丙 ，", max_size=30), st.text("甲乙丙 ，", max_size=60))
def test_the_longest_quote_is_what_the_library_finds(question: str, tip: str) -> None:
    asked, told_ = "".join(question.split()), "".join(tip.split())
    match = SequenceMatcher(None, asked, told_, autojunk=False).find_longest_match()
    found = longest_quote(question, tip)
    assert len(found) == match.size
    assert found in asked
    assert found in told_


def test_a_quote_is_found_although_it_is_spaced_out() -> None:
    assert longest_quote("请 说 明 收 了 两 条 烟", "他收了两条烟。") == "收了两条烟"


def test_quotes_are_looked_for_in_good_time() -> None:
    longest_quote("哈" * 4000, "哈" * 50_000)
    longest_quote("请说明哈" * 1000, "哈哈请说明" * 10_000)


def triage(missing: tuple[str, ...], **facts: object) -> Triage:
    return Triage(
        Severity.MINOR,
        0.9,
        Discipline.WORK,
        review=False,
        urgent=False,
        missing=missing,
        facts=Facts(**facts),  # type: ignore[arg-type]
    )


@given(
    st.lists(st.sampled_from([*ASKABLE, "position", "odd"]), max_size=12),
    st.dictionaries(st.sampled_from(ASKABLE), st.sampled_from(["", "x"])),
)
def test_at_most_three_things_are_asked_each_once_and_none_that_is_known(
    missing: list[str], known: dict[str, str]
) -> None:
    asked = questions(triage(tuple(missing)), known)
    assert len(asked) <= ASK_AT_MOST == 3
    assert len(set(asked)) == len(asked)
    assert set(asked) <= set(ASKABLE) & set(missing)
    assert not [name for name in asked if known.get(name)]


def test_what_was_told_is_joined_once_and_cut() -> None:
    spans = (Span(0, 2, "张三"), Span(3, 5, "张三"), Span(6, 8, " 李四 "))
    assert told(Facts(accused=spans)) == {"accused": "张三、李四"}
    assert told(Facts(amount_yuan=500)) == {"amount": "500元"}
    assert len(told(Facts(what=(Span(0, 900, "长" * 900),)))["what"]) == 200
    assert told(Facts()) == {}
