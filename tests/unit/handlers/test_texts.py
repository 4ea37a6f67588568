"""Every sentence people read: there in both languages, complete, and with nothing that must not be said."""

import re
from importlib import resources
from itertools import product

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from handlers import texts

SAMPLES = {
    "field": "accused",
    "role": "head",
    "state": "awaiting_reporter",
    "route": "letter",
    "clock": "letter_reply",
    "redirect": "12345",
    "outcome": "reminder_talk",
    "severity": "out_of_scope",
    "level": "lower",
    "opinion": "signed",
    "scan": "reply",
    "paper": "talk_record",
}
"""A word of the field for each argument that is looked up."""

LISTS = {"seat": "supervisor,head"}

CITIZENS = ("citizen-", "public-", "ask-", "redirect-")


class Reader(Visitor):  # type: ignore[misc]
    """Collects the variables of a message and the variants that its selectors know."""

    def __init__(self) -> None:
        self.variables: dict[str, set[object]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.setdefault(node.id.name, set())

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        seen = self.variables.setdefault(node.selector.id.name, set())
        seen.update(self._sample(variant.key) for variant in node.variants)
        self.generic_visit(node)

    @staticmethod
    def _sample(key: ast.Identifier | ast.NumberLiteral) -> object:
        if isinstance(key, ast.NumberLiteral):
            return int(key.value)
        return {"one": 1, "other": 7}.get(key.name, key.name)


def source(language: str) -> str:
    path = resources.files("handlers") / "locales" / f"{language}.ftl"
    return path.read_text("utf-8")


def messages(language: str) -> dict[str, ast.Message]:
    body = FluentParser().parse(source(language)).body
    assert not [entry for entry in body if isinstance(entry, ast.Junk)]
    found = [entry for entry in body if isinstance(entry, ast.Message)]
    assert len(found) == len({message.id.name for message in found}), "a key stands twice"
    return {message.id.name: message for message in found}


CATALOGUES = {language: messages(language) for language in texts.LANGUAGES}
EVERY = [(language, key) for language, all_of in CATALOGUES.items() for key in sorted(all_of)]


def variables(language: str, key: str) -> dict[str, set[object]]:
    reader = Reader()
    reader.visit(CATALOGUES[language][key])
    return reader.variables


def every_way(language: str, key: str) -> list[str]:
    """The message formatted with each combination of its selectors' variants."""
    choices = {
        name: sorted(seen, key=str) or [(SAMPLES | LISTS).get(name, f"<{name}>")]
        for name, seen in variables(language, key).items()
    }
    ways = product(*choices.values())
    return [texts.text(key, language, **dict(zip(choices, way, strict=True))) for way in ways]


def test_both_catalogues_have_the_same_keys():
    assert set(CATALOGUES["en"]) == set(CATALOGUES["zh"]) == texts.keys("zh") == texts.keys("en")


def test_both_catalogues_keep_the_same_order_so_that_they_can_be_read_side_by_side():
    assert list(CATALOGUES["en"]) == list(CATALOGUES["zh"])


@pytest.mark.parametrize("key", sorted(set(CATALOGUES["zh"]) & set(CATALOGUES["en"])))
def test_a_text_needs_the_same_arguments_in_both_languages(key):
    assert set(variables("en", key)) == set(variables("zh", key))


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_every_text_formats_in_every_way(language, key):
    for shown in every_way(language, key):
        assert shown.strip() == shown != ""
        assert not re.search(r"[{}$]", shown)


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_what_people_typed_cannot_become_markup(language, key):
    for shown in every_way(language, key):
        tags = set(re.findall(r"</?(\w+)", shown))
        assert tags <= {"b", "code", "blockquote"}


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_markup_is_closed(language, key):
    for shown in every_way(language, key):
        for tag in ("b", "code", "blockquote"):
            assert shown.count(f"<{tag}>") == shown.count(f"</{tag}>")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_nobody_is_threatened(language):
    """Truthfulness is asked for once, calmly; no text speaks of false accusation (R20 Art. 29)."""
    shown = source(language).lower()
    threats = ("诬告", "诬陷", "法律责任", "false accusation", "liable", "consequences")
    assert not [word for word in threats if word in shown]


def test_the_english_keeps_to_the_glossary():
    shown = source("en").lower()
    foreign = ("petitioner", "suspect", "guilty", "criminal", "clue", "informer", "xinfang")
    assert not [word for word in foreign if word in shown]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_text_for_citizens_reveals_the_classification(language):
    """What the machine thinks of a report is for officers only."""
    words = {"zh": ("严重", "轻微", "线索不足"), "en": ("serious", "minor", "insufficient")}
    for key in (key for key in CATALOGUES[language] if key.startswith(CITIZENS)):
        shown = " ".join(every_way(language, key)).lower()
        assert not [word for word in words[language] if word in shown], key


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_nothing_is_mojibake(language):
    shown = source(language)
    assert "\ufffd" not in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert not re.search(r"Ã.|â€|ï»¿|é”|çš|锟斤拷|烫烫", shown)


def test_the_english_is_in_latin_letters_but_for_examples_people_must_copy():
    allowed = {
        "language",
        "button-other-language",
        "citizen-help",
        "menu-language",
        "officer-help",
        "officer-relations",
        "error-session-usage",
        "error-moment",
        "form-at",
        "form-answers",
        "error-no-answers",
        "error-question-answer",
        "session-when",
    }
    han = {
        key for key in CATALOGUES["en"] if re.search(r"[一-鿿]", " ".join(every_way("en", key)))
    }
    assert han <= allowed


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_looked_up_argument_is_a_word_of_the_field(language):
    assert set(SAMPLES) == texts.TERMS
    for kind, value in SAMPLES.items():
        assert texts.word(kind, value, language)


def test_a_missing_text_and_a_missing_argument_are_mistakes_of_ours():
    with pytest.raises(texts.MissingTextError, match="no-such-text"):
        texts.text("no-such-text", "zh")
    with pytest.raises(texts.MissingTextError, match="citizen-code"):
        texts.text("citizen-code", "en")


def test_an_unknown_language_is_answered_in_chinese():
    assert texts.text("button-done", "fr") == texts.text("button-done", "zh")
