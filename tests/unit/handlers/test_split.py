"""Long texts are cut into messages that Telegram takes, and nothing of them is lost."""

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from handlers.sheet import LIMIT, split

SIGNS = st.sampled_from(["&", "<", ">", "字", "a", "😀", " ", "。", "\n"])
LONG = st.builds(lambda one, times: one * times, st.text(SIGNS, min_size=1, max_size=9),
                 st.integers(1, 2500))  # fmt: skip


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.lists(LONG, max_size=4))
def test_no_message_is_too_long_and_no_sign_is_broken(texts: list[str]) -> None:
    blocks = [escape(text, quote=False) for text in texts]
    messages = split(blocks)
    for message in messages:
        assert units(message) <= LIMIT
        assert not re.search(r"&(?!amp;|lt;|gt;)", message)
    said = re.sub(r"\s", "", "".join(unescape(one) for one in messages))
    assert said == re.sub(r"\s", "", "".join(texts))


def test_what_fits_stays_together() -> None:
    assert split(["a", "b"]) == ["a\nb"]
    assert split([]) == []
    assert split(["", " "]) == []


def test_thousands_of_signs_that_are_escaped_are_cut_between_them() -> None:
    (first, *_) = split([escape("&" * 4000, quote=False)])
    assert first.endswith("&amp;")
