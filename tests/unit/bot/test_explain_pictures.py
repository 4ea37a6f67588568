"""The evidence, drawn: brackets on a terminal, displaCy on a page, and no message can break either."""

import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.explain import words
from bot.explain.page import marked as drawn
from bot.explain.page import page
from bot.explain.proposal import Evidence
from bot.explain.screen import marked, show
from bot.explain.signs import shown
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Facts, Reason, Span, Triage

TEXT = "柳湾村村主任季长根冒领补助款，\n前年套取了八万六千元。"
TRIAGE = Triage(
    Severity.SERIOUS, 0.9, Discipline.DUTY_CRIME, review=False, urgent=False, model="m-1"
)


def at(text, part):
    start = text.index(part)
    return Span(start, start + len(part), part)


def reason(text, part, rule="false_names", article="刑法-382", weight=1.0):
    return Reason(at(text, part), rule, article, weight)


def evidence(text=TEXT, triage=TRIAGE, bar=0.6, longest=20_000):
    return Evidence(text, triage, bar, longest)


TOLD = replace(
    TRIAGE,
    reasons=(
        reason(TEXT, "前年套取了八万六千元"),
        reason(TEXT, "八万六千元", "sum_over_bar", "", 0.8),
        reason(TEXT, "冒领", "own_rule", "处分条例2023-81", 0.4),
    ),
    facts=Facts(
        accused=(at(TEXT, "季长根"),),
        when=(at(TEXT, "前年"),),
        what=(at(TEXT, "前年套取了八万六千元"),),
        amount=(at(TEXT, "八万六千元"),),
        amount_yuan=86_000,
    ),
    missing=("unit", "where"),
)


class Page(HTMLParser):
    """What a browser makes of a page: its tags, and the text of the message without our labels."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.message, self._label, self._inside = [], "", 0, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._inside += tag == "div" and (("class", "entities") in attrs or self._inside > 0)
        self._label += tag in ("b", "i")
        self.message += "\n" if tag == "br" and self._inside else ""

    def handle_endtag(self, tag):
        self._inside -= tag == "div" and self._inside > 0
        self._label -= tag in ("b", "i")

    def handle_data(self, data):
        if self._inside and not self._label:
            self.message += data


def printed(told, width=80, **console):
    out = io.StringIO()
    show(told, Console(file=out, width=width, **console))
    return out.getvalue()


def test_a_reader_without_colours_sees_the_marks_as_brackets():
    assert marked(evidence(triage=TOLD)).plain == (
        "柳湾村村主任〔季长根:对象〕【③冒领③】补助款，\n【①〔前年:时间〕套取了【②〔八万六千元:金额〕②】①】。"
    )


def test_the_marks_have_a_legend_on_the_terminal():
    assert "【①…①】 理由" in printed(evidence(triage=TOLD))
    assert "〔…:对象〕 要素" in printed(evidence(triage=TOLD))


def test_a_piped_reader_gets_no_colours_and_a_terminal_does():
    assert "\x1b[" not in printed(evidence(triage=TOLD))
    assert "\x1b[" in printed(evidence(triage=TOLD), force_terminal=True, color_system="standard")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_wide_characters_wrap_inside_the_terminal(width):
    text = "村主任套取补助款很多年了，" * 40
    told = evidence(
        text, replace(TRIAGE, reasons=(reason(text, "套取补助款很多年了，村主任" * 3),))
    )
    lines = printed(told, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "".join(re.findall(r"[一-鿿，]", "".join(lines))).count("村主任套取补助款") >= 38


@pytest.mark.parametrize("draw", [printed, page], ids=["terminal", "page"])
def test_severity_is_told_in_chinese_first_and_english_second(draw):
    said = draw(evidence(triage=TOLD))
    assert 0 < said.index("严重") < said.index("serious", said.index("严重"))


@pytest.mark.parametrize("draw", [lambda one: printed(one, 300), page], ids=["terminal", "page"])
@pytest.mark.parametrize(
    "words_told",
    [
        "0.90",
        "职务违法犯罪",
        "虚报冒领、套取资金",
        "《刑法》第三百八十二条：贪污罪",
        "金额达到严重线",
        "0.80",
        "own_rule",  # an office's own entry has no name
        "条文待核对",
        "合计 86,000 元",
        "单位 · unit；地点 · where",
        "m-1",
        "由工作人员决定",
        "an officer decides",
    ],
)
def test_the_evidence_tells(draw, words_told):
    said = unescape(draw(evidence(triage=TOLD)))
    plain = re.sub(r"<[^>]+>", "", said)
    assert words_told in plain


@pytest.mark.parametrize(
    ("change", "length", "told"),
    [
        ({"review": False}, 10, "不必"),
        ({"confidence": 0.4}, 10, "把握低于 0.60"),
        ({"confidence": 0.9}, 10, "可能有更重的问题"),
        ({"confidence": 0.9}, 20_000, "只读了前 20,000 字"),
        ({"unreadable": True}, 10, "读不出内容"),
        (
            {"confidence": 0.25, "severity": Severity.INSUFFICIENT, "reasons": ()},
            10,
            "把握低于 0.60",
        ),
    ],
)
def test_whether_an_officer_must_read_is_said_with_the_reason(change, length, told):
    triage = replace(TRIAGE, **{"review": True, **change})
    assert told in words.review(triage, length, bar=0.6, longest=20_000)


@pytest.mark.parametrize("draw", [printed, page], ids=["terminal", "page"])
def test_a_message_for_another_office_says_where_it_belongs(draw):
    triage = replace(TRIAGE, severity=Severity.OUT_OF_SCOPE, redirect="labour", reasons=())
    assert "劳动监察大队" in draw(evidence(triage=triage))


@pytest.mark.parametrize("draw", [lambda one: printed(one, 300), page], ids=["terminal", "page"])
@pytest.mark.parametrize(
    ("spoke", "told"),
    [
        ("both", "规则和模型都这样看"),
        ("rules", "规则的看法"),
        ("classifier", "模型的看法，规则看法不同"),
    ],
)
def test_who_speaks_for_the_severity_is_said(draw, spoke, told):
    assert told in draw(evidence(triage=replace(TRIAGE, spoke=spoke)))


@pytest.mark.parametrize("draw", [printed, page], ids=["terminal", "page"])
def test_no_reasons_are_no_mystery(draw):
    assert "没有读出可以引用的理由" in draw(evidence())


def test_words_that_only_the_learned_reader_points_at_have_a_name_and_no_article():
    said = page(
        evidence(triage=replace(TRIAGE, reasons=(reason(TEXT, "冒领", "close_reading", ""),)))
    )
    assert "细读时模型看重的话" in said
    assert "—</td>" in said


def test_what_a_reporter_writes_never_becomes_markup():
    text = '<script>alert(1)</script> <b onclick="x">收钱</b> & {text} $title &amp;'
    triage = replace(
        TRIAGE,
        reasons=(reason(text, "<script>", "<i>", "<u>"),),
        facts=Facts(accused=(at(text, 'onclick="x"'),)),
        model="<s>",
    )
    seen = Page(page(evidence(text, triage)))
    assert not {"script", "u", "s"} & set(seen.tags)
    assert seen.message == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "一\n\n二  三\t四\n",
        "一\r\n二",
        "\n冒领\n冒领\n",
        "受\u200b贿",
        "👨\u200d👩\u200d👧收礼🎁",
        "𠮷某收钱",
        "村主任收钱。" * 1_700,
        "x" * 10_000,
    ],
)
def test_the_page_shows_the_message_with_its_line_breaks(text):
    triage = replace(TRIAGE, reasons=(Reason(Span(1, 4, text[1:4]), "embezzled", ""),))
    assert Page(page(evidence(text, triage))).message == shown(text)


@settings(max_examples=40)
@given(
    st.text(st.characters(exclude_characters="【】〔〕①②:单位"), min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_any_message_with_any_marks_can_be_drawn(text, stretches):
    spans = tuple(Span(*sorted(one), text[slice(*sorted(one))]) for one in stretches)
    triage = replace(
        TRIAGE,
        reasons=tuple(Reason(one, "curse", "") for one in spans[:2]),
        facts=Facts(unit=spans[2:]),
    )
    told = evidence(text, triage)
    html = drawn(told)
    assert not html or Page(html).message == shown(text)
    bare = re.sub(r"【[①②]|[①②]】|〔|:单位〕", "", marked(told).plain)
    assert bare == re.sub(r"【[①②]|[①②]】|〔|:单位〕", "", shown(text))


def test_an_empty_message_can_be_drawn():
    told = evidence("", replace(TRIAGE, severity=Severity.INSUFFICIENT, review=True))
    assert "没有" in page(told)
    assert "线索不足" in printed(told)


def test_hidden_characters_are_said_to_be_there():
    assert "2 个看不见的字符" in page(evidence("受\u200b贿\u202e"))
    assert "Invisible characters in the message, not shown here: 2." in printed(
        evidence("受\u200b贿\u202e"), 200
    )


def test_the_page_needs_nothing_from_the_network():
    said = page(evidence(triage=TOLD))
    assert not re.search(r"https?:|//|@import|url\(|<script|<link|<img|\bsrc=", said)
    assert "default-src 'none'" in said


def test_the_page_is_made_for_phones_and_for_paper():
    said = page(evidence(triage=TOLD))
    assert 'name="viewport"' in said
    assert "@media print" in said
    assert "@media (max-width" in said


def test_a_long_quotation_is_cut_in_the_middle():
    text = "收" * 500
    quoted = evidence(text).quoted(Span(0, 500, text))
    assert len(quoted) < 130
    assert "……" in quoted


def test_the_title_of_the_page_holds_nothing_of_the_message():
    title = re.search(r"<title>(.*)</title>", page(evidence(triage=TOLD)))[1]
    assert "季长根" not in title
