"""The normaliser: plain spelling, and the way back to the characters as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalize import normalise

UNSEEN = ("", "\u200b", "\ufeff\u2060", "\u3164")
MESSAGES = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "收受贿會红紅包hei钱bao ５ｗ万0123①😡💰🧧\u200b\ufe0f\n，。、「」某村支書"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("他收hei钱５ｗ", "他收黑钱5w"),
        ("送红bao", "送红包"),
        ("工程回kou", "工程回扣"),
        ("鎮長受會", "镇长受贿"),
        ("兲价", "天价"),
        ("红*包", "红包"),
        ("收 红 包", "收红包"),
        ("我 们 村 的 书 记", "我们村的书记"),
        ("收了hb", "收了红包"),
        ("收\u200b了\ufeff钱", "收了钱"),
        ("收🧧", "收红包"),
        ("２０２３年", "2023年"),
        ("他說「貪污」", '他说"贪污"'),
        ("shouhui", "受贿"),
        ("①5000元", ",5000元"),
    ],
)
def test_evasive_and_foreign_spellings_become_plain(written: str, plain: str) -> None:
    """labels.md traps: homophones, pinyin, width, traditional script, invisible signs."""
    assert normalise(written).text == plain


@pytest.mark.parametrize(
    "text", ["接受会议邀请", "享受会员价", "我们村的书记", "承受会计压力", "hbo", "看html"]
)
def test_ordinary_words_stay(text: str) -> None:
    """A rewrite must not turn honest words into crimes."""
    assert normalise(text).text == text


@given(MESSAGES)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    """The offset map is as long as the text, monotone, inside the source and never empty."""
    made = normalise(text)
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert list(made.starts) == sorted(made.starts)
    assert list(made.ends) == sorted(made.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(made.starts, made.ends, strict=True))


@given(
    st.lists(
        st.tuples(st.sampled_from("村支书说过年要修路123,.\n"), st.sampled_from(UNSEEN)),
        max_size=40,
    )
)
def test_plain_characters_map_to_themselves(signs: list[tuple[str, str]]) -> None:
    """A character that needed no change stays, and points exactly at itself, whatever unseen signs stand between."""
    made = normalise("".join(plain + unseen for plain, unseen in signs))
    assert made.text == "".join(plain for plain, _ in signs)
    at = 0
    for index, (plain, unseen) in enumerate(signs):
        assert made.origin(index, index + 1) == (at, at + 1)
        at += len(plain + unseen)


def test_an_evasive_word_points_at_all_its_characters() -> None:
    """收hei钱: the plain 黑钱 stands for the four characters hei钱."""
    made = normalise("他收hei钱了")
    at = made.text.index("黑钱")
    assert made.source[slice(*made.origin(at, at + 2))] == "hei钱"
    assert made.source[slice(*made.origin(at + 2, at + 3))] == "了"


def test_an_invisible_sign_inside_a_word_is_part_of_its_origin() -> None:
    """The stretch as written includes what was hidden in it."""
    made = normalise("收红\u200b包")
    assert made.source[slice(*made.origin(1, 3))] == "红\u200b包"


@pytest.mark.parametrize(
    "text",
    [
        "柳湾村张建国",
        "贪五万元",
        "年底保洁员",
        "图书计划",
        "送礼今年",
        "进行悔过",
        "接受悔改",
        "沙滩污水",
        "地摊污水",
        "李家村 长期",
        "财政局 长期",
        "柳湾村/长岭村",
    ],
)
def test_ordinary_words_that_hold_an_evasive_one_stay(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("text", "plain"), [("滩污公款", "贪污公款"), ("吃底保", "吃低保"), ("受悔", "受贿")]
)
def test_evasive_words_are_read_where_nothing_else_fits(text: str, plain: str) -> None:
    assert normalise(text).text == plain
