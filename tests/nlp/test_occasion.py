"""When and where: of all times and places told, those of the act."""

import numpy as np
import pytest
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.close.layout import SPANS
from nlp.occasion import occasions
from nlp.parts import Close
from nlp.pipeline import build
from nlp.places import find_times
from nlp.policy import read_policy

RULES = build(read_policy())


def closely(text: str, kind: str, **chances: float) -> Doc:
    """A message whose close reader is so sure that words say ``kind``; every word of it decides."""
    doc = RULES(text)
    chars = {name: np.zeros(len(doc), np.float32) for name in SPANS}
    chars["evidence"] += 0.6
    for words, chance in chances.items():
        at = doc._.source.text.index(words)
        chars[kind][at : at + len(words)] = chance
    severity = dict.fromkeys(Severity, 0.25)
    doc._.close = Close(severity, dict.fromkeys(Discipline, 0.0), 0.0, chars, read=len(doc))
    return doc


def found(doc: Doc, kind: str) -> list[str]:
    return [doc._.source.text[mark.start : mark.end] for mark in occasions(doc, kind)]


def test_the_surest_time_needs_little_and_any_other_must_be_nearly_certain() -> None:
    """A tip tells of many times; mostly one is the act's."""
    text = "去年腊月二十二他收了钱,十月份合同签了,三月份货款到账"
    doc = closely(text, "when", 去年腊月二十二=0.5, 十月份=0.9, 三月份=0.6)
    assert found(doc, "when") == ["十月份"]
    doc = closely(text, "when", 去年腊月二十二=0.95, 十月份=0.9, 三月份=0.6)
    assert found(doc, "when") == ["去年腊月二十二", "十月份"]
    assert found(closely(text, "when", 三月份=0.5), "when") == ["三月份"]
    assert found(closely(text, "when", 三月份=0.3), "when") == []


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("他2021年受过党内警告,今年三月又去赌", "2021年"),
        ("2022年因为那点事被诫勉,今年三月照旧", "2022年"),
        ("前年在大会上作过检讨,今年三月又骂人", "前年"),
    ],
)
def test_the_date_of_a_sanction_is_not_that_of_the_act(text: str, earlier: str) -> None:
    """However sure the close reader is of the earlier one, the later one is told."""
    doc = closely(text, "when", **{earlier: 0.95, "今年三月": 0.6})
    assert found(doc, "when") == ["今年三月"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("叫出纳把2019年的凭证抱来,今年三月全烧了", "2019年"),
        ("他说年底一块补,今年三月又没补", "年底"),
    ],
)
def test_neither_a_things_date_nor_a_promised_one_is_that_of_the_act(
    text: str, other: str
) -> None:
    """The vouchers are of 2019, the burning is not; what he said he would do he has not done."""
    doc = closely(text, "when", **{other: 0.95, "今年三月": 0.6})
    assert found(doc, "when") == ["今年三月"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我们晾在柴房顶上晒干了,他在修理厂院子分钱", "柴房顶"),
        ("媳妇在老家县城带孩子,他在修理厂院子分钱", "老家县城"),
    ],
)
def test_where_the_reporter_or_a_relative_was_is_not_where_it_was_done(
    text: str, place: str
) -> None:
    """Whose place it is, the clause tells."""
    doc = closely(text, "where", **{place: 0.95, "修理厂院子": 0.8})
    assert found(doc, "where") == ["修理厂院子"]


def test_a_place_far_from_what_was_done_must_be_surer() -> None:
    """Where no words around it decide, it is hardly the place of the act."""
    doc = closely("他在供销社仓库分钱", "where", 供销社仓库=0.8)
    assert found(doc, "where") == ["供销社仓库"]
    doc._.close.chars["evidence"][:] = 0.1
    assert found(doc, "where") == []


def test_where_things_lie_is_not_where_it_was_done() -> None:
    """The box and the drawer are not the place; the car park is."""
    doc = closely(
        "钱装在茶叶盒里,先后两次在医院东门停车场交接", "where", 茶叶盒里=0.95, 医院东门停车场=0.8
    )
    assert found(doc, "where") == ["医院东门停车场"]


def test_a_brief_place_must_be_surer() -> None:
    """「院里」 may be anywhere; an exact place takes words."""
    text = "他在院里吵架,后来在供销社仓库分钱"
    assert found(closely(text, "where", 院里=0.75), "where") == []
    assert found(closely(text, "where", 供销社仓库=0.75), "where") == ["供销社仓库"]


def test_a_stretch_has_the_edges_of_the_rules_and_no_word_before_it() -> None:
    """A part of what the rules found is the whole of it; 「他在」 is no part of a place."""
    doc = closely("局长上周三晚上在镇东头麻将馆赌钱", "when", 三晚上=0.8)
    assert found(doc, "when") == ["上周三晚上"]
    doc = closely("局长上周三晚上,他在社区活动室赌钱", "where", 他在社区活动室=0.9)
    assert found(doc, "where") == ["社区活动室"]


def test_behind_what_was_read_closely_the_rules_tell_the_time() -> None:
    """Nobody was sure of anything in the part that was read, so the exactest time of the rest stands."""
    doc = RULES("今年的事不说了。2023年8月初他在饭店收了两万元")
    nothing = {name: np.zeros(len(doc), np.float32) for name in SPANS}
    severity, discipline = dict.fromkeys(Severity, 0.25), dict.fromkeys(Discipline, 0.0)
    doc._.close = Close(severity, discipline, 0.0, nothing, read=5)
    assert found(doc, "when") == ["2023年8月初"]


@pytest.mark.parametrize("words", ["去年腊月二十二", "四月里", "2023年秋", "2020年冬"])
def test_times_are_found_to_their_end(words: str) -> None:
    """Neither the last numeral of a day nor the season after a year is cut off."""
    text = f"他{words},收了钱"
    assert [text[mark.start : mark.end] for mark in find_times(text)] == [words]
