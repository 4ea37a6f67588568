"""The close reader: pieces, hints, windows, and what it makes of messages."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.terms import Severity
from nlp.belief import MODEL, Mix
from nlp.close.hints import HINTS, hints_of
from nlp.close.layout import SPANS
from nlp.close.pieces import END, LONGEST, MOST_WINDOWS, START, UNKNOWN, Pieces, read_pieces
from nlp.close.reading import Answer, joined, read_close_reader
from nlp.pipeline import build
from nlp.policy import read_policy

WORDS = Pieces(
    [
        ("<s>", 0),
        ("<pad>", 0),
        ("</s>", 0),
        ("<unk>", 0),
        ("▁", -3),
        ("村", -4),
        ("村支书", -6),
        ("支", -5),
        ("书", -5),
        ("记", -5),
        ("书记", -6),
    ]
)
CHINESE = st.text(alphabet=st.sampled_from("村支书记收了钱 \nabc，。😀"), max_size=60)


def test_the_likeliest_cut_wins() -> None:
    """A long piece beats its parts where it is likelier than all of them together."""
    assert [(p.start, p.end) for p in WORDS.cut("村支书记")] == [(0, 0), (0, 3), (3, 4)]


def test_unknown_signs_are_single_pieces() -> None:
    """What the vocabulary lacks is one unknown piece for each sign, at its own place."""
    cut = WORDS.cut("村钱")
    assert [(p.id, p.start, p.end) for p in cut][-1] == (UNKNOWN, 1, 2)


@given(CHINESE)
def test_pieces_cover_a_text_without_gap(text: str) -> None:
    """Whatever is cut, the pieces follow each other from the first character to the last."""
    cut = WORDS.cut(text)
    assert cut[0].start == 0
    assert cut[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(cut))


def test_long_messages_are_read_in_windows_of_which_there_are_not_many() -> None:
    """Each window begins and ends with its signs, and a letter of any length fills at most four."""
    windows = WORDS.windows("村支书记" * 5000)
    assert len(windows) == MOST_WINDOWS
    for window in windows:
        assert len(window.ids) == len(window.places) <= LONGEST
        assert (window.ids[0], window.ids[-1]) == (START, END)


def test_an_empty_message_has_one_window() -> None:
    """There is always something to ask the network about."""
    assert len(WORDS.windows("")) == 1


def test_hints_tell_what_the_rules_found() -> None:
    """Sum, circumstance and who is meant stand in the row of hints."""
    doc = build(read_policy())("柳溪镇民政所所长江大河收了李老板两万元红包才给办验收")
    told = {hint for hint, on in zip(HINTS, hints_of(doc), strict=True) if on}
    assert {"<rules:serious>", "<because:sum_over_bar>", "<sum:10000>"} <= told


def test_the_gravest_window_decides() -> None:
    """A letter whose second page tells of a crime is judged by that page."""
    first, second = WORDS.windows("村" * 300)
    light = _answer([0, 5, 0, 0], len(first.ids))
    grave = _answer([5, 0, 0, 0], len(second.ids))
    close = joined(300, [first, second], [light, grave])
    assert max(close.severity, key=close.severity.__getitem__) is next(iter(Severity))
    assert close.chars["accused"].shape == (300,)


def _answer(severity: list[float], pieces: int) -> Answer:
    return Answer(
        np.array(severity, np.float32),
        np.zeros(8, np.float32),
        0.0,
        np.zeros((pieces, len(SPANS)), np.float32),
    )


def test_pooling_needs_somebody_to_ask() -> None:
    """With neither opinion there is no belief."""
    with pytest.raises(ValueError, match="nothing was asked"):
        Mix(0.5, 1.0, 1.0).of(None, None)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.4, 3.5))
def test_pooled_probabilities_add_up_to_one(first: float, second: float, heat: float) -> None:
    """Whatever weight and temperature, what comes out are probabilities."""
    fast = dict(zip(Severity, (first, 1 - first, 0.0, 0.0), strict=True))
    close = dict(zip(Severity, (second, 0.0, 1 - second, 0.0), strict=True))
    for told in ((fast, close), (fast, None), (None, close)):
        assert sum(Mix(0.7, heat, 1.0).of(*told).values()) == pytest.approx(1)


@pytest.mark.slow
def test_reading_together_is_reading_alone() -> None:
    """What is said of a message does not depend on the messages beside it."""
    reader, rules = read_close_reader(MODEL), build(read_policy())
    docs = list(
        rules.pipe(["水利局的赵科长收了五万", "路灯坏了", "村支书老卞把低保给了他妹妹" * 20])
    )
    together = list(reader.read(docs))
    for doc, close in zip(docs, together, strict=True):
        (alone,) = reader.read([doc])
        assert close.severity == alone.severity


@pytest.mark.slow
def test_the_shipped_vocabulary_is_chinese_and_small() -> None:
    """Pieces of plain Chinese text, in a file that loads quickly."""
    pieces = read_pieces(MODEL / "pieces.json")
    cut = pieces.cut("县水利局的赵科长")
    assert all(piece.id != UNKNOWN for piece in cut)
