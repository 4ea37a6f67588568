"""What the learned parts of the reader believe: the fast classifier and the close reader, pooled and calibrated.

A model is a directory: ``reader.json`` describes it, ``fast.npz`` and ``grams.json`` are the
fast classifier, ``close.onnx`` and
``pieces.json`` the close reader. Where anything of it is missing or broken, the rules go on alone.
"""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onnxruntime.capi import onnxruntime_pybind11_state as onnx_errors
from spacy.language import Language
from spacy.tokens import Doc

from nlp import MODEL as MODEL  # noqa: PLC0414 - also for those who ask here
from nlp.close.reading import read_close_reader
from nlp.fast import batches, pooled, read_fast
from nlp.parts import Belief, Close

FORMAT = 6  # raised when a model of the last shape can no longer be read
COMPONENTS = ("tip_fast", "tip_close", "tip_belief")
BROKEN = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    ImportError,
    RuntimeError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    onnx_errors.EPFail,
    onnx_errors.Fail,
    onnx_errors.InvalidArgument,  # a graph that expects other hints
    onnx_errors.InvalidGraph,
    onnx_errors.InvalidProtobuf,
    onnx_errors.NoModel,
    onnx_errors.NoSuchFile,
    onnx_errors.NotImplemented,
    onnx_errors.RuntimeException,
)  # onnxruntime's own derive from plain Exception
BATCH = 64
QUESTIONS = ("severity", "discipline", "urgent")  # on which the two parts are pooled
Teller = Callable[[Sequence[Doc]], Iterable[Any]]


def read_meta(path: Path) -> dict[str, Any]:
    """Give the description of a model directory.

    Raises:
        OSError: there is none.
        ValueError: it is no JSON, or of another format.
        KeyError: it lacks a key.
    """
    meta: dict[str, Any] = json.loads((path / "reader.json").read_text("utf-8"))
    if meta["format"] != FORMAT:
        raise ValueError(f"model format {meta['format']!r}, expected {FORMAT}")
    return meta


def name_of(meta: Mapping[str, Any]) -> str:
    """Give the name and version of a model as every proposal records it."""
    return f"{meta['name']}-{meta['version']}"


class Asked:
    """A component that sets one attribute of messages, a batch at a time."""

    def __init__(self, attribute: str, tell: Teller) -> None:
        self.attribute, self.tell = attribute, tell

    def __call__(self, doc: Doc) -> Doc:
        """Set the attribute of one message."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Set the attribute of a stream of messages."""
        for docs in batches(stream, batch_size):
            for doc, value in zip(docs, self.tell(docs), strict=True):
                doc._.set(self.attribute, value)
                yield doc


@Language.factory(
    "tip_fast",
    requires=["doc._.verdict", "doc._.cues", "doc._.sum"],
    assigns=["doc._.fast"],
    default_config={"model": str(MODEL)},
)
def make_fast(nlp: Language, name: str, model: str) -> Asked:  # noqa: ARG001 - spaCy's names
    """Make the component that asks the fast classifier of a model directory."""
    return Asked("fast", read_fast(Path(model)).believe)


@Language.factory(
    "tip_close",
    requires=["doc._.verdict", "doc._.actor", "doc._.sum"],
    assigns=["doc._.close"],
    default_config={"model": str(MODEL)},
)
def make_close(nlp: Language, name: str, model: str) -> Asked:  # noqa: ARG001 - spaCy's names
    """Make the component that asks the close reader of a model directory."""
    return Asked("close", read_close_reader(Path(model)).read)


@dataclass(frozen=True, slots=True)
class Mix:
    """How the two are pooled: the weight of the close reader, and temperatures with it and without it."""

    close: float
    temperature: float
    alone: float  # temperature of the fast classifier where the close reader is not asked

    def of(
        self, fast: Mapping[Any, float] | None, close: Mapping[Any, float] | None
    ) -> dict[Any, float]:
        """Give calibrated probabilities; one of the two may be missing.

        Raises:
            ValueError: both are.
        """
        if fast and close:
            return pooled([(close, self.close), (fast, 1 - self.close)], self.temperature)
        if not (fast or close):
            raise ValueError("nothing was asked")
        return pooled([(fast or close or {}, 1.0)], self.temperature if close else self.alone)


@Language.factory(
    "tip_belief",
    requires=["doc._.fast", "doc._.close"],
    assigns=["doc._.belief"],
    default_config={"model": str(MODEL)},
)
def make_belief(nlp: Language, name: str, model: str) -> Asked:  # noqa: ARG001 - spaCy's names
    """Make the component that pools what the learned parts say."""
    mixes = read_meta(Path(model))["mix"]
    severity, discipline, urgent = (Mix(**mixes[name]) for name in QUESTIONS)

    def tell(docs: Sequence[Doc]) -> Iterator[Belief]:
        for doc in docs:
            told = doc._.fast, doc._.close
            yield Belief(
                severity.of(*map(_severity, told)),
                discipline.of(*map(_discipline, told)),
                urgent.of(*map(urgency, told))[True],
            )

    return Asked("belief", tell)


def _severity(told: Belief | Close | None) -> Mapping[Any, float] | None:
    return told.severity if told else None


def urgency(told: Belief | Close | None) -> Mapping[Any, float] | None:
    """Give what a part says of a real threat as chances of no and yes."""
    return {False: 1 - told.urgent, True: told.urgent} if told else None


def _discipline(told: Belief | Close | None) -> Mapping[Any, float] | None:
    return told.discipline if told else None
