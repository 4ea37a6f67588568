"""Formatted text: entities, their offsets, and what is found without markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import text
from sandbox.errors import ApiError


def kinds(entities):
    return [(e["type"], e["offset"], e["length"]) for e in entities]


HTML = [
    ("<b>a</b>b", "ab", [("bold", 0, 1)]),
    ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("😀<u>x</u>", "😀x", [("underline", 2, 1)]),
    ("汉<s>字</s>", "汉字", [("strikethrough", 1, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
    ("&#20320;&#x597d;", "你好", []),
    ("&nbsp;&copy;x", "&nbsp;&copy;x", []),
    ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ("<pre>x</pre> <code>y</code>", "x y", [("pre", 0, 1), ("code", 2, 1)]),
    ('<a href="https://a.cn/">x</a>', "x", [("text_link", 0, 1)]),
    ('<a href="tg://user?id=5">x</a>', "x", [("text_mention", 0, 1)]),
    ("<b></b>x", "x", []),
    ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
    ("<B>x</B>", "x", [("bold", 0, 1)]),
]


@pytest.mark.parametrize(("source", "plain", "entities"), HTML, ids=[h[0] for h in HTML])
def test_html_becomes_entities(source, plain, entities):
    found, marks = text.parse(source, "HTML", None)
    assert (found, kinds(marks)) == (plain, entities)


def test_code_in_pre_names_its_language():
    _, marks = text.parse('<pre><code class="language-python">x</code></pre>', "HTML", None)
    assert marks == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


MARKDOWN = [
    ("*a*b", "ab", [("bold", 0, 1)]),
    ("_a_ __b__ ~c~ ||d||", "a b c d", [("italic", 0, 1), ("underline", 2, 1), ("strikethrough", 4, 1), ("spoiler", 6, 1)]),
    ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
    (r"1\. \*x\*", "1. *x*", []),
    ("`a.b`", "a.b", [("code", 0, 3)]),
    ("```python\nx = 1\n```", "x = 1", [("pre", 0, 5)]),
    ("[x](https://a.cn/b)", "x", [("text_link", 0, 1)]),
    (">quoted\nfree", "quoted\nfree", [("blockquote", 0, 6)]),
    ("😀*汉*", "😀汉", [("bold", 2, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "plain", "entities"), MARKDOWN, ids=[m[0] for m in MARKDOWN])
def test_markdown_becomes_entities(source, plain, entities):
    found, marks = text.parse(source, "MarkdownV2", None)
    assert (found, kinds(marks)) == (plain, entities)


OLD = [
    ("*a* _b_ `c`", "a b c", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
    ("[x](https://a.cn)", "x", [("text_link", 0, 1)]),
    (r"\*x 1.", "*x 1.", []),
    ("```\nx\n```", "x", [("pre", 0, 1)]),
]


@pytest.mark.parametrize(("source", "plain", "entities"), OLD, ids=[o[0] for o in OLD])
def test_old_markdown_becomes_entities(source, plain, entities):
    found, marks = text.parse(source, "Markdown", None)
    assert (found, kinds(marks)) == (plain, entities)


AUTOMATIC = [
    ("/start now", [("bot_command", 0, 6)]),
    ("/start@first_bot", [("bot_command", 0, 16)]),
    ("see /help", [("bot_command", 4, 5)]),
    ("a/b", []),
    ("@someone hi", [("mention", 0, 8)]),
    ("#举报 x", [("hashtag", 0, 3)]),
    ("https://a.cn/x, ok", [("url", 0, 15)]),
    ("me@a.cn", [("email", 0, 7)]),
    ("😀 /x", [("bot_command", 3, 2)]),
]


@pytest.mark.parametrize(("source", "entities"), AUTOMATIC, ids=[a[0] for a in AUTOMATIC])
def test_commands_mentions_and_links_are_found(source, entities):
    assert kinds(text.automatic(source)) == entities


def test_nothing_is_found_in_code():
    _, marks = text.parse("<code>/start</code>", "HTML", None)
    assert kinds(marks) == [("code", 0, 6)]


def test_given_entities_are_kept_and_foolish_ones_dropped():
    given_ = [
        {"type": "bold", "offset": 0, "length": 1},
        {"type": "bold", "offset": 5, "length": 9},
    ]
    assert kinds(text.parse("abc", None, given_)[1]) == [("bold", 0, 1)]


@given(st.text(max_size=60))
def test_any_text_survives_html_escaping(plain):
    source = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert text.parse(f"<b>{source}</b>", "HTML", None)[0] == text.parse(plain, None, None)[0]


@given(st.text(max_size=60), st.sampled_from(["HTML", "MarkdownV2", "Markdown"]))
def test_any_markup_is_read_or_refused_and_entities_stay_inside(source, mode):
    try:
        plain, marks = text.parse(source, mode, None)
    except ApiError as error:
        assert error.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
        return
    size = text.units(plain)
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= size for e in marks)
