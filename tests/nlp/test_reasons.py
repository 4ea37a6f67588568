"""Reasons: passages that an officer can read by themselves, at the words that decide."""

import numpy as np
import pytest

from nlp.entries import read_articles
from nlp.reader import Reader
from nlp.reasons import LONGEST, PASSAGES, passages

TEXT = "我是李家庄的,村会计老卞把低保给了他妹妹,她家有两辆车。天气很好,我很生气。"


def sure(**words: float) -> np.ndarray:
    """How sure somebody is of each character, by the words."""
    made = np.zeros(len(TEXT), np.float32)
    for word, chance in words.items():
        at = TEXT.index(word)
        made[at : at + len(word)] = chance
    return made


def words(found: list) -> list[str]:
    return [TEXT[mark.start : mark.end] for mark in found]


def test_a_reason_is_a_whole_clause() -> None:
    """The clause around the words that decide, not a splinter of it."""
    assert words(passages(TEXT, sure(低保给了他妹妹=0.8))) == ["村会计老卞把低保给了他妹妹"]


def test_neighbours_that_are_as_sure_belong_to_it() -> None:
    """A clause grows over its like neighbours, never over the end of a sentence."""
    found = passages(TEXT, sure(低保给了他妹妹=0.8, 她家有两辆车=0.7, 天气很好=0.7))
    assert words(found)[0] == "村会计老卞把低保给了他妹妹,她家有两辆车"


def test_nothing_decides_where_nobody_is_sure() -> None:
    """A message that nothing points into has no passage."""
    assert passages(TEXT, np.zeros(len(TEXT), np.float32)) == []
    assert passages("", np.zeros(0, np.float32)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "柳溪镇民政所所长江大河收了李老板两万元红包才给办验收，街坊都知道。",
        "城管队的小郝上班时间在河边打牌，叫他出摊位证他说等下午。",
        "小区物业停了我家的电，你们管不管",
        "某领导是大贪官！！",
    ],
)
def test_every_proposal_says_why(reader: Reader, text: str) -> None:
    """At least one reason and not more than fit the card, each exact, short and with an article of the table."""
    triage = reader.triage(text)
    assert 1 <= len(triage.reasons) <= PASSAGES
    for reason in triage.reasons:
        assert text[reason.span.start : reason.span.end] == reason.span.text
        assert len(reason.span.text) <= LONGEST
        assert reason.article in read_articles()
        assert 0 < reason.weight <= 1
