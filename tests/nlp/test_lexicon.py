"""The lexicon: every entry is sound, words and windows match where they stand."""

from pathlib import Path

import pytest
import spacy

from nlp.entries import read_articles, read_lexicon
from nlp.frames import framed, whole_frames
from nlp.matching import LexiconMatcher
from nlp.parts import Cue
from nlp.tokenizer import CharacterTokenizer


def cues(text: str) -> list[Cue]:
    nlp = spacy.blank("zh")
    doc = CharacterTokenizer(nlp.vocab, 1000)(text)
    found = LexiconMatcher(nlp.vocab, read_lexicon()).find(doc)
    return [framed(doc.text, cue, whole_frames(doc.text)) for cue in found]


def test_every_article_of_an_entry_is_in_the_table() -> None:
    """No entry may rest on an article that the table does not know."""
    known = read_articles()
    assert {e.article for e in read_lexicon()} - {""} <= known.keys()


def test_every_entry_has_words() -> None:
    """An entry without words could never speak."""
    assert all(entry.terms or entry.near for entry in read_lexicon())


def test_an_office_adds_its_own_entry(tmp_path: Path) -> None:
    """A further directory adds entries; the same id replaces one."""
    own = '[[cue]]\nid = "own"\ndiscipline = "work"\ngrade = "minor"\narticle = ""\nterms = ["挂机"]\n'
    (tmp_path / "own.toml").write_text(own, "utf-8")
    assert "own" in {entry.rule for entry in read_lexicon([tmp_path])}


@pytest.mark.parametrize(
    "row",
    ['grade = "grave"', 'grade = "minor"\nwords = []', 'grade = "minor"\nnear = [["@nowhere"]]'],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, row: str) -> None:
    """A wrong grade, key or group is named, not ignored."""
    (tmp_path / "own.toml").write_text(
        f'[[cue]]\nid = "own"\ndiscipline = "work"\n{row}\n', "utf-8"
    )
    with pytest.raises(ValueError, match=r"grave|words|nowhere"):
        read_lexicon([tmp_path])


def test_near_words_match_within_their_window_only() -> None:
    """收 … 好处费 close together is a bribe; far apart or over two sentences it is not."""
    assert "bribe_taken" in {c.rule for c in cues("所长收了我们的好处费")}
    far = "所长收了信就走了。" + "今天天气很好。" * 5 + "好处费"
    assert "bribe_taken" not in {c.rule for c in cues(far)}


def test_a_cue_points_at_its_words() -> None:
    """The span is the matched words, nothing more."""
    text = "他们串供了"
    (cue,) = [c for c in cues(text) if c.rule == "resists_inquiry"]
    assert text[cue.start : cue.end] == "串供"


@pytest.mark.parametrize(
    ("text", "rule", "why"),
    [
        ("他没有贪污", "crime_named", "negated"),
        ("并不是受贿", "crime_named", "negated"),
        ("物业像贪污犯一样", "crime_named", "quoted_other"),
        ("听人说他受贿,我不信", "crime_named", "hearsay"),
        ("他受贿", "crime_named", ""),
    ],
)
def test_what_is_not_asserted_is_marked(text: str, rule: str, why: str) -> None:
    """labels.md traps: negation, quotation, hearsay."""
    (cue,) = [c for c in cues(text) if c.rule == rule][:1]
    assert (cue.asserted, cue.why_not) == (not why, why)


@pytest.mark.parametrize(
    "text",
    [
        "镇长不仅收受贿赂",
        "镇长不断索贿",
        "个别干部收受贿赂",
        "他们分别收受贿赂",
        "所长无视纪律侵吞公款",
        "会计无故侵吞公款",
        "村会计和老板私分了补偿款",
        "副县长受贿三万元至今没被查处",
    ],
)
def test_words_that_only_look_like_a_denial_take_nothing_back(text: str) -> None:
    """不仅, 个别, 和, 没被查处: the act is told as a fact."""
    assert any(cue.asserted for cue in cues(text))


@pytest.mark.parametrize(
    "text", ["镇长没有收受贿赂", "他不是受贿", "我看局长未必受贿", "别说他受贿", "好像受贿一样"]
)
def test_a_denial_is_heard(text: str) -> None:
    assert not any(cue.asserted for cue in cues(text))
