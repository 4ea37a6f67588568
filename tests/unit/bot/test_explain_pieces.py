"""The evidence, cut: nothing of a message is lost, whatever overlaps; nothing in it can steer a screen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explain.pieces import MARKED_FACTS, pieces_of
from bot.explain.signs import hidden_in, shown, signs_of
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Facts, Reason, Span, Triage
from nlp.normalize import plain

PLAIN = Triage(Severity.SERIOUS, 0.9, Discipline.DUTY_CRIME, review=False, urgent=False)


def span(text, start, end):
    return Span(start, end, text[start:end])


def triage(text, reasons=(), **facts):
    told = Facts(
        **{kind: tuple(span(text, *one) for one in all_of) for kind, all_of in facts.items()}
    )
    made = tuple(Reason(span(text, *one), "embezzled", "刑法-382") for one in reasons)
    return replace(PLAIN, reasons=made, facts=told)


def told(text, reasons=(), **facts):
    return [
        (piece.text, piece.reasons, tuple(mark.fact for mark in piece.marks if mark.fact))
        for piece in pieces_of(text, triage(text, reasons, **facts))
    ]


@pytest.mark.parametrize(
    ("reasons", "facts", "pieces"),
    [
        ([], {}, [("abcdef", (), ())]),
        ([(1, 3)], {}, [("a", (), ()), ("bc", (1,), ()), ("def", (), ())]),
        ([(0, 6)], {}, [("abcdef", (1,), ())]),
        ([(0, 2), (2, 4)], {}, [("ab", (1,), ()), ("cd", (2,), ()), ("ef", (), ())]),
        ([(0, 4), (2, 6)], {}, [("ab", (1,), ()), ("cd", (1, 2), ()), ("ef", (2,), ())]),
        ([(0, 3), (0, 3)], {}, [("abc", (1, 2), ()), ("def", (), ())]),
        (
            [(0, 6)],
            {"amount": [(2, 4)]},
            [("ab", (1,), ()), ("cd", (1,), ("amount",)), ("ef", (1,), ())],
        ),
        (
            [],
            {"accused": [(0, 2)], "unit": [(0, 2)]},
            [("ab", (), ("accused", "unit")), ("cdef", (), ())],
        ),
    ],
)
def test_a_message_is_cut_where_a_mark_begins_or_ends(reasons, facts, pieces):
    assert told("abcdef", reasons, **facts) == pieces


def test_an_empty_message_has_no_pieces():
    assert pieces_of("", PLAIN) == ()


@pytest.mark.parametrize("wrong", [(-1, 2), (3, 3), (4, 2), (2, 9)])
def test_a_stretch_outside_the_message_is_not_drawn(wrong):
    assert told("abcdef", [wrong]) == [("abcdef", (), ())]


def test_whole_sentences_are_not_marked_for_they_would_hide_the_rest():
    assert told("abcdef", what=[(0, 6)]) == [("abcdef", (), ())]


def test_a_mark_opens_once_and_closes_once_however_often_it_is_cut():
    pieces = pieces_of("abcdef", triage("abcdef", [(0, 6), (1, 3)], when=[(2, 5)]))
    for kind in ("opening", "closing"):
        assert len([mark for piece in pieces for mark in getattr(piece, kind)]) == 3


def test_marks_are_nested_like_brackets_where_they_begin_and_end_together():
    pieces = pieces_of("abcd", triage("abcd", [(0, 2), (0, 4), (2, 4)]))
    assert [mark.number for mark in pieces[0].opening] == [2, 1]
    assert [mark.number for mark in pieces[-1].closing] == [3, 2]


def test_the_reason_with_the_fewest_words_lies_on_top():
    assert [one.top for one in pieces_of("abcd", triage("abcd", [(0, 4), (1, 3), (1, 3)]))] == [
        1,
        2,
        1,
    ]


@st.composite
def messages(draw):
    text = draw(st.text(st.characters(), max_size=40))
    stretch = st.tuples(st.integers(-2, 42), st.integers(-2, 42))
    some = st.lists(stretch, max_size=5)
    kinds = draw(st.dictionaries(st.sampled_from(MARKED_FACTS), some, max_size=4))
    return text, draw(some), kinds


@given(messages())
def test_joined_pieces_are_the_message_and_each_says_what_covers_it(made):
    text, reasons, facts = made
    whole = triage(text, reasons, **facts)
    pieces = pieces_of(text, whole)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces)][
        : len(pieces)
    ]
    for piece in pieces:
        assert piece.text
        for number, (start, end) in enumerate(reasons, 1):
            inside = 0 <= start < end <= len(text) and start <= piece.start < end
            assert (number in piece.reasons) is inside


@given(messages())
def test_marks_open_and_close_in_pairs(made):
    text, reasons, facts = made
    pieces = pieces_of(text, triage(text, reasons, **facts))
    opened = [mark for piece in pieces for mark in piece.opening]
    closed = [mark for piece in pieces for mark in piece.closing]
    assert sorted(map(repr, opened)) == sorted(map(repr, closed))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("村主任，收了 200\u3000元", "村主任，收了 200\u3000元"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("受\u200b贿\ufeff", "受贿"),
        ("\u202e反着写", "反着写"),
        ("受\u3164贿\u115f\u034f\u17b4", "受贿"),
        ("\x1b[31m红\x07\x00\x9b", "␛[31m红␇␀\ufffd"),
        (
            "👨\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e007f",
            "👨\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e007f",
        ),
        ("半个字\ud83d", "半个字\ufffd"),
        ("𠮷", "𠮷"),
        ("", ""),
    ],
)
def test_a_message_is_shown_without_what_cannot_be_seen_or_would_steer_a_screen(written, seen):
    assert shown(written) == seen


def test_hidden_characters_are_counted():
    assert hidden_in("受\u200b贿\ufeff\u202e 👨\u200d👩") == 3


@pytest.mark.parametrize("sign", "\u3164\u115f\u1160\u034f\u17b4\uffa0\u00ad\u180e")
def test_whatever_the_reader_takes_out_unseen_is_counted(sign):
    assert plain(sign) == ""
    assert hidden_in(f"受{sign}贿") == 1
    assert hidden_in("❤\ufe0f") == 0


@given(st.text(st.characters(), max_size=60))
def test_each_character_has_its_sign_and_none_is_a_control(text):
    signs = signs_of(text)
    assert len(signs) == len(text)
    assert not [sign for sign in "".join(signs) if sign < " " and sign not in "\n\t"]
    "".join(signs).encode("utf-8")
