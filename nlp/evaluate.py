"""How well the reader does on labelled messages: ``python -m nlp.evaluate`` prints the table of the model card.

Sets: ``dev`` (frozen, never trained or tuned on), ``contrast`` (minimal pairs of one small change), ``noise`` (messages
of the development set in noisy spelling), ``tune`` and ``pairs`` (what pooling and thresholds were set on: not blind).
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import nlp
from bot.rules.terms import Severity
from bot.rules.triage import Triage
from nlp import lessons
from nlp.baselines import by_bare_textcat, by_keywords, by_tfidf
from nlp.metrics import (
    Pair,
    figures,
    interval,
    macro_f1,
    reliability,
    serious_caught,
    severity_score,
)
from nlp.reader import Reader
from nlp.samples import Sample, read_samples

SETS = {
    "dev": ("dev-*.jsonl",),
    "contrast": ("contrast-*.jsonl",),
    "noise": ("noise-*.jsonl",),
    "tune": lessons.TUNING,
}
ABLATIONS = {"no close reader": ("tip_close",), "no fast classifier": ("tip_fast",)}
PARTS = {
    "sums": "tip_amounts",
    "names, units, posts": "tip_entities",
    "lexicon": "tip_cues",
    "frames": "tip_frames",
    "actor": "tip_actor",
    "fast classifier": "tip_fast",
    "close reader": "tip_close",
}
BROUGHT = (
    "macro-F1",
    "serious recall",
    "serious recall with review",
    "serious precision",
    "review share",
    "discipline accuracy",
    "urgent recall",
    "amount exact",
    "accused F1",
    "reasons right",
)  # what is asked of a reader without a part
PLAIN = (
    "macro-F1",
    "accuracy",
    "serious recall",
    "serious precision",
    "discipline accuracy",
    "ECE",
)  # what a baseline that only gives labels can be asked
WORST = 10
Figures = dict[str, float]


def read_set(name: str) -> list[Sample]:
    """Give the messages of a set, or of a pattern of files."""
    if name == "pairs":
        return lessons.pairs()
    return [sample for pattern in SETS.get(name, (name,)) for sample in read_samples(pattern)]


def measure(samples: Sequence[Sample], triages: Iterable[Triage]) -> Figures:
    """Give all figures of proposals for labelled messages."""
    return figures(list(zip(samples, triages, strict=True)))


def read_all(reader: Reader, samples: Sequence[Sample]) -> list[Triage]:
    """Give the proposals for labelled messages."""
    return list(reader.pipe(sample.text for sample in samples))


def compare(
    reader: Reader, training: Sequence[Sample], samples: Sequence[Sample]
) -> dict[str, Figures]:
    """Give the figures of the reader, of the reader without a part, and of each baseline, on the same messages."""
    rows = {reader.model: measure(samples, read_all(reader, samples))}
    for name, left_out in ABLATIONS.items():
        rows[name] = measure(samples, read_all(nlp.load(without=left_out), samples))
    rows["rules alone"] = measure(samples, read_all(nlp.load(model=None), samples))
    baselines: Mapping[str, Callable[[], list[Triage]]] = {
        "bare textcat": lambda: by_bare_textcat(training, samples),
        "TF-IDF + LR": lambda: by_tfidf(training, samples),
        "keywords": lambda: by_keywords(samples),
    }
    for name, ask in baselines.items():
        made = measure(samples, ask())
        rows[name] = {figure: made[figure] for figure in PLAIN}
    return rows


def without_each(samples: Sequence[Sample]) -> dict[str, Figures]:
    """Give the figures of the shipped reader with one component left out at a time, nothing trained anew."""
    rows = {}
    for name, component in PARTS.items():
        made = measure(samples, read_all(nlp.load(without=(component,)), samples))
        rows[f"without {name}"] = {figure: made[figure] for figure in BROUGHT}
    return rows


def intervals(pairs: Sequence[Pair]) -> dict[str, tuple[float, float]]:
    """Give the 95 % intervals of the three figures that matter most."""
    return {
        "macro-F1": interval(pairs, macro_f1),
        "serious recall": interval(
            pairs, lambda rows: severity_score(rows, Severity.SERIOUS).recall
        ),
        "serious recall with review": interval(pairs, serious_caught),
    }


def lost_to_noise(reader: Reader, noisy: Sequence[Sample], clean: Sequence[Sample]) -> Figures:
    """Give macro-F1 on clean messages and on the same in noisy spelling."""
    by_id = {sample.id: sample for sample in clean}
    originals = [by_id[sample.clean] for sample in noisy]
    before, after = read_all(reader, originals), read_all(reader, noisy)
    return {
        "clean": macro_f1(list(zip(originals, before, strict=True))),
        "noisy": macro_f1(list(zip(noisy, after, strict=True))),
        "caught clean": serious_caught(list(zip(originals, before, strict=True))),
        "caught noisy": serious_caught(list(zip(noisy, after, strict=True))),
    }


def worst(pairs: Sequence[Pair], most: int = WORST) -> list[Pair]:
    """Give the errors that are worst: serious ones missed without review first, then the surest."""
    wrong = [(s, t) for s, t in pairs if s.severity is not t.severity]

    def badness(pair: Pair) -> tuple[bool, bool, float]:
        sample, triage = pair
        grave = sample.severity is Severity.SERIOUS
        return grave and not triage.review, grave, triage.confidence

    return sorted(wrong, key=badness, reverse=True)[:most]


def speed(reader: Reader, texts: Sequence[str]) -> Figures:
    """Give messages per second in batches and the 99th percentile of single messages in ms."""
    began = time.perf_counter()
    count = sum(1 for _ in reader.pipe(texts))
    batched = count / (time.perf_counter() - began)
    single = []
    for text in texts:
        began = time.perf_counter()
        reader.triage(text)
        single.append((time.perf_counter() - began) * 1000)
    return {"texts/s": batched, "p99 ms": sorted(single)[int(len(single) * 0.99)]}


def show(rows: dict[str, Figures], title: str) -> Table:
    """Give the figures as a table, one column for each reader."""
    table = Table(title=title)
    table.add_column("figure")
    for name in rows:
        table.add_column(name, justify="right")
    for figure in next(iter(rows.values())):
        cells = (f"{made[figure]:.3f}" if figure in made else "-" for made in rows.values())
        table.add_row(figure, *cells)
    return table


def draw(pairs: Sequence[Pair], path: Path) -> None:
    """Draw the reliability diagram: how often the reader is right where it says how sure it is."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    sure, right, counts = zip(*reliability(pairs), strict=True)
    figure, axes = pyplot.subplots(figsize=(5, 5), dpi=120)
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="perfect")
    axes.plot(sure, right, color="#1a6e8e")
    axes.scatter(sure, right, s=[20 + 2 * count for count in counts], color="#1a6e8e", zorder=3)
    for x, y, count in zip(sure, right, counts, strict=True):
        axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(8, -12), fontsize=8)
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0.2, 1.02), ylim=(0, 1.02))
    axes.set_title(
        f"Reliability on {len(pairs)} messages (numbers: messages in the bin)", fontsize=9
    )
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; draw, list errors and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m nlp.evaluate", description=__doc__)
    parser.add_argument(
        "--set", default="dev", help=f"{', '.join(SETS)}, pairs, or a pattern of files"
    )
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--draw", type=Path, help="also draw the reliability diagram (PNG) here")
    parser.add_argument("--errors", action="store_true", help="also show the worst errors")
    parser.add_argument("--parts", action="store_true", help="also show what each part brings")
    parser.add_argument("--only", action="store_true", help="the reader alone, no baselines")
    options = parser.parse_args(arguments)
    samples, console = read_set(options.set), Console()
    reader = nlp.load()
    pairs = list(zip(samples, read_all(reader, samples), strict=True))
    training = lessons.training()
    rows = {reader.model: figures(pairs)} if options.only else compare(reader, training, samples)
    console.print(show(rows, f"{len(samples)} messages of {options.set}"))
    if options.parts:
        whole = {reader.model: {figure: rows[reader.model][figure] for figure in BROUGHT}}
        console.print(show(whole | without_each(samples), "the reader without one of its parts"))
    spans = {name: [round(v, 3) for v in span] for name, span in intervals(pairs).items()}
    console.print("95 % intervals", spans)
    if options.set == "noise":
        console.print("noise", lost_to_noise(reader, samples, read_set("dev")))
    console.print(
        {name: round(v, 1) for name, v in speed(reader, [s.text for s in samples]).items()}
    )
    if options.draw:
        draw(pairs, options.draw)
    if options.errors:
        _show_errors(pairs, console)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _show_errors(pairs: Sequence[Pair], console: Console) -> None:
    for sample, triage in worst(pairs):
        words = f"{sample.severity} → {triage.severity} {triage.confidence:.2f}"
        console.print(f"[b]{sample.id}[/b] {words} review={triage.review}", sample.text, sep="\n")


if __name__ == "__main__":
    main()
