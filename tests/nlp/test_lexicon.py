"""The lexicon: every entry is sound, words and windows match where they stand."""

from pathlib import Path

import pytest
import spacy

from nlp.entries import read_articles, read_lexicon
from nlp.frames import framed, whole_frames
from nlp.lexicon_check import LexiconError
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


GOOD = """\
# 本机关的词
[[cue]]
id = "上班挂机"
discipline = "work"
grade = "minor"
terms = ["挂机刷分"]

[[cue]]
id = "饭局办公"
discipline = "work"
grade = "minor"
near = [["饭桌", ["签字", "@game"]]]
window = 12
either_order = true
"""


@pytest.mark.parametrize(
    ("written", "instead", "line", "key"),
    [
        ('grade = "minor"', 'grade = "grave"', 5, "cue.grade"),
        ('discipline = "work"', 'discipline = ["work"]', 4, "cue.discipline"),
        ('terms = ["挂机刷分"]', 'terms = "挂机刷分"', 6, "cue.terms"),
        ('terms = ["挂机刷分"]', 'terms = ["\u200b"]', 6, "cue.terms"),
        ('terms = ["挂机刷分"]', "", 2, "cue.terms"),
        ('terms = ["挂机刷分"]', 'words = ["挂机刷分"]', 6, "cue.words"),
        ('id = "上班挂机"', "", 2, "cue.id"),
        ('"饭局办公"', '"上班挂机"', 9, "cue.id"),
        ("@game", "@games", 12, "cue.near"),
        ('[["饭桌", ["签字", "@game"]]]', '["饭桌", "签字"]', 12, "cue.near"),
        ("window = 12", "window = -1", 13, "cue.window"),
        ("window = 12", "window = true", 13, "cue.window"),
        ("either_order = true", "either_order = 1", 14, "cue.either_order"),
        ('["挂机刷分"]', "[挂机刷分]", 6, "TOML"),
        ("# 本机关的词", "[[cues]]", 1, "cues"),
    ],
)
def test_what_is_wrong_in_an_offices_file_is_named_with_line_and_key(
    tmp_path: Path, written: str, instead: str, line: int, key: str
) -> None:
    """Whoever wrote the file finds the place, and the reader never starts without the words."""
    (tmp_path / "own.toml").write_text(GOOD, "utf-8-sig")  # as Windows' editor writes it
    assert {"上班挂机", "饭局办公"} <= {entry.rule for entry in read_lexicon([tmp_path])}
    (tmp_path / "own.toml").write_text(GOOD.replace(written, instead, 1), "utf-8")
    with pytest.raises(LexiconError, match=r"own\.toml") as caught:
        read_lexicon([tmp_path])
    assert (caught.value.line, caught.value.key) == (line, key)


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    """Else the words of one of them would be lost without a word."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml:3: cue\.id"):
        read_lexicon([tmp_path])


@pytest.mark.parametrize("content", [None, "gbk", "folder"])
def test_a_folder_without_readable_files_is_refused(tmp_path: Path, content: str | None) -> None:
    """A missing folder, an empty one, a file in another encoding, a folder with a file's name."""
    with pytest.raises(LexiconError, match="no such folder"):
        read_lexicon([tmp_path / "nowhere"])
    if content == "gbk":
        (tmp_path / "own.toml").write_bytes(GOOD.encode("gbk"))
    elif content == "folder":
        (tmp_path / "own.toml").mkdir()
    with pytest.raises(LexiconError):
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
