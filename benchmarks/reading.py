"""How quickly tips are read."""

import json
import time
from importlib import resources

import nlp
from benchmarks.figures import Figure

TEXTS = 600
SINGLE = 300


def reading() -> list[Figure]:
    """Throughput over many, and what one reader waits for one text."""
    reader, texts = nlp.load(), _texts()
    reader.triage(texts[0])
    waits = []
    for text in texts[:SINGLE]:
        start = time.perf_counter()
        reader.triage(text)
        waits.append(1000 * (time.perf_counter() - start))
    start = time.perf_counter()
    done = sum(1 for _ in reader.pipe(texts))
    many = done / (time.perf_counter() - start)
    waits.sort()
    size = sum(map(len, texts)) / len(texts)
    return [
        Figure("reading tips, many at once", many, "texts/s", f"{size:.0f} characters on average"),
        Figure("reading one tip, 99 of 100", waits[int(len(waits) * 0.99)], "ms", "or quicker"),
    ]


def _texts() -> list[str]:
    found: list[str] = []
    for name in ("dev-01.jsonl", "dev-02.jsonl"):
        lines = (resources.files("nlp") / "data" / name).read_text("utf-8").splitlines()
        found += [json.loads(line)["text"] for line in lines if line.strip()]
    return (found * (TEXTS // len(found) + 1))[:TEXTS]
