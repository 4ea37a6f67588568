"""Run the close reader's network (ONNX) over read messages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from nlp.chances import sigmoid, softmax
from nlp.close.hints import hints_of
from nlp.close.layout import SPANS
from nlp.close.pieces import Pieces, Window, read_pieces
from nlp.parts import Close

GRAPH, VOCABULARY = "close.onnx", "pieces.json"
CUTS = (len(Severity), len(Severity) + len(Discipline))
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of one window: logits, and (pieces, SPANS) probabilities."""

    severity: Array
    discipline: Array
    urgent: float
    spans: Array


class CloseReader:
    """Reads messages that the rules have read; one per process, it holds no state between messages."""

    def __init__(self, session: Any, pieces: Pieces) -> None:
        self._session, self._pieces = session, pieces

    def read(self, docs: Iterable[Doc]) -> Iterator[Close]:
        """Give what the network says of each message."""
        for doc in docs:
            windows, hints = self._pieces.windows(doc._.source.text), hints_of(doc)
            yield joined(len(doc), windows, [self._answer(window, hints) for window in windows])

    def _answer(self, window: Window, hints: Array) -> Answer:
        """Give the answer to one window.

        Windows are read one by one: the graph scales its 8-bit sums to all that it is given at once, so in company a
        message would be read a little differently each time; and together they would hardly be quicker.
        """
        ids = np.array([window.ids], np.int64)
        given = {"ids": ids, "present": np.ones(ids.shape, np.float32), "hints": hints[None]}
        answers, spans = self._session.run(None, given)
        severity, discipline, urgent = np.split(answers[0], CUTS)
        return Answer(severity, discipline, float(sigmoid(urgent[0])), sigmoid(spans[0]))


def joined(length: int, windows: Sequence[Window], answers: Sequence[Answer]) -> Close:
    """Give one reading of a message of ``length`` characters: its gravest window decides."""
    chars = np.zeros((length, len(SPANS)), np.float32)
    for window, answer in zip(windows, answers, strict=True):
        for (start, end), row in zip(window.places, answer.spans, strict=True):
            chars[start:end] = np.maximum(chars[start:end], row)
    serious = tuple(Severity).index(Severity.SERIOUS)
    gravest = max(answers, key=lambda answer: float(softmax(answer.severity)[serious]))
    return Close(
        dict(zip(Severity, map(float, softmax(gravest.severity)), strict=True)),
        dict(zip(Discipline, map(float, softmax(gravest.discipline)), strict=True)),
        max(answer.urgent for answer in answers),
        {kind: chars[:, column] for column, kind in enumerate(SPANS)},
        read=max(end for window in windows for _, end in window.places),
    )


def read_close_reader(path: Path, threads: int = 1) -> CloseReader:
    """Give the close reader of a model directory, on so many threads of the processor.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: the vocabulary is none.
        RuntimeError: the graph is none.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    options.log_severity_level = 3
    graph = (path / GRAPH).read_bytes()
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return CloseReader(session, read_pieces(path / VOCABULARY))
