"""Reasons: passages that an officer can read by themselves, at the words that decide."""

import numpy as np
import pytest

from bot.rules.terms import Severity
from nlp.entries import read_articles
from nlp.reader import Reader
from nlp.reasons import LONGEST, SPEAKS, Known, leaning, passage

TEXT = "我是李家庄的,村会计老卞把低保给了他妹妹,她家有两辆车。天气很好,我很生气。"


def sure(**words: float) -> np.ndarray:
    """How sure somebody is of each character, by the words."""
    made = np.zeros(len(TEXT), np.float32)
    for word, chance in words.items():
        at = TEXT.index(word)
        made[at : at + len(word)] = chance
    return made


def shown(text: str, chances: np.ndarray) -> str | None:
    mark = passage(text, chances)
    return None if mark is None else text[mark.start : mark.end]


def test_a_reason_is_a_whole_clause() -> None:
    """The clause around the words that decide, not a splinter of it."""
    assert shown(TEXT, sure(低保给了他妹妹=0.8)) == "村会计老卞把低保给了他妹妹"


def test_neighbours_that_are_as_sure_belong_to_it() -> None:
    """A passage takes in like clauses beside it, never anything behind the end of a sentence."""
    chances = sure(低保给了他妹妹=0.8, 她家有两辆车=0.7, 天气很好=0.7)
    assert shown(TEXT, chances) == "村会计老卞把低保给了他妹妹,她家有两辆车"


def test_a_few_words_that_surely_decide_outweigh_many_that_may() -> None:
    """Length alone makes no reason."""
    text = "意见箱挂在窗户里头外头够不着大家都笑话。他一拳打断我鼻梁。"
    chances = np.full(len(text), 0.25, np.float32)
    at = text.index("打断")
    chances[at : at + 5] = 0.6
    assert shown(text, chances) == "他一拳打断我鼻梁"


def test_what_nobody_ended_is_cut() -> None:
    """Of a message without a single sign no more is shown than can be read at once."""
    text = "我说一下啊" * 30 + "他收了我两万块钱才肯盖章" + "你们管不管" * 30
    chances = np.zeros(len(text), np.float32)
    at = text.index("收了")
    chances[at : at + 6] = 0.7
    found = shown(text, chances)
    assert found is not None
    assert "收了我两万块" in found
    assert len(found) <= LONGEST


def test_nothing_decides_where_nobody_is_sure() -> None:
    """A message that nothing points into has no passage."""
    assert passage(TEXT, np.zeros(len(TEXT), np.float32)) is None
    assert passage("", np.zeros(0, np.float32)) is None


def test_a_word_of_the_rules_lifts_by_how_often_it_decides() -> None:
    """A sanction before the same breach decides nearly always, a gift less often; two words do not add up."""
    sanction = Known(0, 2, "after_sanction", "", SPEAKS[Severity.SERIOUS]["after_sanction"])
    gift = Known(1, 3, "gift_taken", "", SPEAKS[Severity.SERIOUS]["gift_money"])
    lifted = leaning(np.zeros(4, np.float32), [sanction, gift])
    assert lifted[0] == lifted[1] > lifted[2] > lifted[3] == 0


def test_rules_that_speak_for_another_severity_are_no_reason() -> None:
    """A mere curse does not make a message serious, nor a light breach."""
    assert "curse" not in SPEAKS[Severity.SERIOUS]
    assert "minor" not in SPEAKS[Severity.SERIOUS]
    assert "serious" not in SPEAKS[Severity.MINOR]


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
    """One reason where the message was read closely, exact, short and with an article of the table."""
    triage = reader.triage(text)
    assert len(triage.reasons) == 1
    for reason in triage.reasons:
        assert text[reason.span.start : reason.span.end] == reason.span.text
        assert len(reason.span.text) <= LONGEST
        assert reason.article in read_articles()
        assert 0 < reason.weight <= 1
