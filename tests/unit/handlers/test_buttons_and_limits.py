"""Buttons that cannot be forged, and a pace that is never exceeded."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.errors import BadButtonError
from handlers.buttons import LIMIT, Button, Buttons
from handlers.limiter import Limiter, Limits, Window, seconds

BUTTONS = Buttons(b"k" * 32)
VERBS = st.sampled_from(["agree", "way", "recuse!", "low-", "scope?", "accepted", "identity"])
EXTRAS = st.sampled_from(["", "verification", "self_examination", "real_name", "uncheckable"])
NUMBERS = st.integers(0, 2**48)


@given(VERBS, NUMBERS, st.integers(0, 10_000), EXTRAS)
def test_a_button_comes_back_as_it_was_and_is_short_enough(
    verb: str, subject: int, version: int, extra: str
) -> None:
    button = Button(verb, subject, version, extra)
    data = BUTTONS.pack(button)
    assert BUTTONS.parse(data) == button
    assert len(data.encode()) <= LIMIT


@given(VERBS, NUMBERS, EXTRAS, st.integers(0, 63), st.characters(codec="utf-8"))
def test_a_button_with_any_character_changed_is_refused(
    verb: str, subject: int, extra: str, at: int, sign: str
) -> None:
    data = BUTTONS.pack(Button(verb, subject, 1, extra))
    at %= len(data)
    changed = data[:at] + sign + data[at + 1 :]
    if changed != data:
        with pytest.raises(BadButtonError):
            BUTTONS.parse(changed)


@given(st.text(max_size=64))
def test_any_other_text_is_refused(data: str) -> None:
    with pytest.raises(BadButtonError):
        BUTTONS.parse(data)


def test_half_a_surrogate_pair_is_refused_like_anything_else() -> None:
    with pytest.raises(BadButtonError):
        BUTTONS.parse("\ud800:1:1::AAAA")


def test_another_installations_button_is_refused() -> None:
    with pytest.raises(BadButtonError):
        BUTTONS.parse(Buttons(b"x" * 32).pack(Button("agree", 1, 1)))


def test_a_button_that_would_be_too_long_is_never_made() -> None:
    with pytest.raises(ValueError, match="longer than 64"):
        BUTTONS.pack(Button("agree", 1, 1, "x" * 60))


def most_in(times: list[float], span: float) -> int:
    return max((sum(start <= one < start + span for one in times) for start in times), default=0)


@given(
    st.lists(st.tuples(st.floats(0, 3), st.sampled_from("abc")), max_size=120),
    st.integers(1, 5),
)
def test_the_pace_is_never_exceeded_however_messages_come(
    arrivals: list[tuple[float, str]], most: int
) -> None:
    limits = Limits(per_second=most + 2, per_chat=most, chat_seconds=2.0, group_per_minute=6)
    limiter, now = Limiter(limits), 0.0
    left: list[tuple[float, str]] = []
    for pause, chat in arrivals:
        now += pause
        while (wait := limiter.wait(chat, group=chat == "a", now=now)) > 0:
            now += wait
        limiter.full(now)
        limiter.take(chat, group=chat == "a", now=now)
        left.append((now, chat))

    assert most_in([at for at, _ in left], 1.0 - 1e-6) <= limits.per_second
    for chat in "abc":
        own = [at for at, one in left if one == chat]
        assert most_in(own, limits.chat_seconds - 1e-6) <= limits.per_chat
        if chat == "a":
            assert most_in(own, 60.0 - 1e-6) <= limits.group_per_minute


def test_a_halt_holds_every_chat() -> None:
    limiter = Limiter(Limits())
    limiter.halt(5.0, 100.0)
    assert limiter.wait("a", group=False, now=101.0) == pytest.approx(4.0)
    assert limiter.halted(104.9)
    assert not limiter.halted(105.0)
    limiter.halt(1.0, 100.0)  # a shorter one does not end a longer
    assert limiter.halted(104.9)


def test_windows_that_stand_empty_are_forgotten() -> None:
    limiter = Limiter(Limits())
    for number in range(100):
        limiter.take(str(number), group=True, now=1.0)
    assert len(limiter.full(1.0)) == 0
    limiter.full(100.0)
    assert not limiter._chats
    assert not limiter._groups


def test_a_full_window_names_its_chat() -> None:
    limiter = Limiter(Limits(per_chat=1))
    limiter.take("a", group=False, now=1.0)
    assert limiter.full(1.5) == {"a"}


def test_a_window_opens_at_the_second() -> None:
    window = Window(1, 1.0)
    window.take(10.0)
    assert window.wait(10.5) == pytest.approx(0.5)
    assert window.wait(11.0) == 0.0


def test_pauses_are_seconds_however_they_are_given() -> None:
    assert seconds(3) == seconds(timedelta(seconds=3)) == 3.0
