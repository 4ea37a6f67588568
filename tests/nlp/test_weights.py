"""Reading the pretrained weights: blocks of four bits, and which pieces are Chinese."""

import struct
from pathlib import Path

import numpy as np
import pytest

from nlp.learn.weights import chinese, read_pretrained, unpack


def test_a_block_is_a_scale_and_nibbles_minus_eight() -> None:
    """The low nibbles are the first sixteen weights, the high ones the rest."""
    nibbles = bytes(
        (high << 4) | low for low, high in zip(range(16), range(15, -1, -1), strict=True)
    )
    row = unpack(struct.pack("<e", 0.5) + nibbles, 0, 1, 32)[0]
    assert np.allclose(row[:16], (np.arange(16) - 8) * 0.5)
    assert np.allclose(row[16:], (np.arange(15, -1, -1) - 8) * 0.5)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("村", True),
        ("▁我们的", True),
        ("農村", False),
        ("ab", True),
        ("▁the", True),
        ("hello", False),
        ("。", True),
        ("ひ", False),
        ("▁", True),
    ],
)
def test_pieces_of_simplified_chinese_are_kept(piece: str, kept: bool) -> None:
    """Simplified words, short Latin runs and signs; traditional ones never reach the network."""
    assert chinese(piece) is kept


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A file of another kind is named."""
    (tmp_path / "x.bin").write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match=r"x\.bin is no file of weights"):
        read_pretrained(tmp_path / "x.bin", 6)
