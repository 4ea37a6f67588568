"""Measure how well repeats are found: ``python -m nlp.repeats_evaluate`` prints one table.

Every tip of a file is stored in an index of traces among the training messages, which belong to no
matter; each is then looked up as if it came last. A link is right where both tell the same matter.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.rules.likeness import compare
from bot.rules.repeats import PER_TRACE, Gist, likely, traces
from nlp.gist import gists
from nlp.jsonl import rows
from nlp.samples import DATA, read_samples

FILE, SECOND = (DATA / f"repeats-{number}.jsonl" for number in ("01", "03"))
BLIND = tuple(DATA / f"repeats-{number}.jsonl" for number in ("02", "04", "05"))
TUNED = FILE, SECOND
DRAWS = 500
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One tip of the file; tips of one ``matter`` are repeats of each other."""

    id: str
    matter: str
    text: str

    @property
    def number(self) -> int:
        """The number of the matter it belongs to or lies near: odd to tune on, even to measure."""
        return int(self.id[1:4])


def read_told(file: Path = FILE) -> list[Told]:
    """Give all tips of a file."""
    return [Told(**row) for row in rows(file)]


class Index:
    """What the database does, in memory and with a key that everybody knows."""

    def __init__(self) -> None:
        self.gists: list[Gist] = []
        self._behind: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, gist: Gist) -> None:
        """Keep one more."""
        for trace in traces(gist, digest):
            self._behind[trace].append(len(self.gists))
        self.gists.append(gist)

    def candidates(self, gist: Gist) -> list[int]:
        """Give the places of those worth comparing."""
        hits = [
            (trace, place)
            for trace in traces(gist, digest)
            for place in self._behind[trace][-PER_TRACE:]
        ]
        return likely(hits)


def digest(words: str) -> bytes:
    """Give a keyed hash as storage gives it."""
    return blake2b(words.encode(), key=b"measure", digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs that are repeats, those that were linked, and those that came to be compared."""

    told: Sequence[Told]
    right: frozenset[Pair]
    linked: frozenset[Pair]  # directly, or through others
    compared: frozenset[Pair]
    gists: Sequence[Gist]

    def figures(self, numbers: Sequence[int]) -> dict[str, float]:
        """Give precision and recall over the pairs of these matters, each as often as it is drawn."""
        counts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for kind, pairs in enumerate((self.right, self.linked, self.compared & self.right)):
            for first, _ in pairs:
                counts[self.told[first].number][kind] += 1
        for first, _ in self.linked & self.right:
            counts[self.told[first].number][3] += 1
        right, linked, seen, both = (sum(counts[n][kind] for n in numbers) for kind in range(4))
        return {
            "precision": both / max(linked, 1),
            "recall": both / max(right, 1),
            "recall of the look-up": seen / max(right, 1),
        }


def search(told: Sequence[Told], others: Sequence[str]) -> Found:
    """Look every tip up among all others; ``others`` belong to no matter."""
    index = Index()
    made = gists(one.text for one in told)
    for gist in (*made, *gists(others)):
        index.add(gist)
    linked, compared = set(), set()
    for place, gist in enumerate(made):
        for other in index.candidates(gist):
            if other != place:
                pair = (min(place, other), max(place, other))
                compared.add(pair)
                if compare(gist, index.gists[other]).same:
                    linked.add(pair)
    pairs = combinations(range(len(told)), 2)
    right = {(one, other) for one, other in pairs if told[one].matter == told[other].matter}
    bare = Found(told, frozenset(right), frozenset(), frozenset(compared), index.gists)
    return found_among(bare, linked)


def found_among(found: Found, linked: Iterable[Pair]) -> Found:
    """Give the same with other links; a chain through two strangers is none of ours."""
    joined = frozenset(pair for pair in _joined(linked) if pair[0] < len(found.told))
    return replace(found, linked=joined)


def _joined(links: Iterable[Pair]) -> frozenset[Pair]:
    """Give all pairs that hang together, as the officer's card counts them."""
    group: dict[int, set[int]] = {}
    for one, other in links:
        joined = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(joined, joined)
    return frozenset(pair for one in group.values() for pair in combinations(sorted(one), 2))


def spans(found: Found) -> dict[str, tuple[float, float, float]]:
    """Give each figure with its 95 % interval, by drawing the matters anew with a fixed seed."""
    numbers = sorted({one.number for one in found.told})
    chance = random.Random(0)  # noqa: S311 - resampling, no secret
    drawn = [found.figures(chance.choices(numbers, k=len(numbers))) for _ in range(DRAWS)]
    made = {}
    for name, value in found.figures(numbers).items():
        values = sorted(one[name] for one in drawn)
        made[name] = (value, values[int(DRAWS * 0.025)], values[int(DRAWS * 0.975)])
    return made


def searched(files: Iterable[Path]) -> dict[str, Found]:
    """Give what was found in each file."""
    others = [sample.text for sample in read_samples("train-*.jsonl")]
    return {_title(file): search(read_told(file), others) for file in files}


def _title(file: Path) -> str:
    return f"{file.stem}, {'tuned on' if file in TUNED else 'measured'}"


def show(found: dict[str, Found]) -> Table:
    """Give the figures as a table."""
    table = Table(title="repeats: the same matter told again")
    for name in ("file", "tips", "repeats", "linked", "figure", "value", "95 %"):
        table.add_column(name, no_wrap=True)
    for file, one in found.items():
        sizes = [str(len(part)) for part in (one.told, one.right, one.linked)]
        for at, (name, (value, low, high)) in enumerate(spans(one).items()):
            head = ["", "", "", ""] if at else [file, *sizes]
            table.add_row(*head, name, f"{value:.3f}", f"{low:.3f} - {high:.3f}")
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and where asked what went wrong in the files that were tuned on."""
    parser = argparse.ArgumentParser(prog="python -m nlp.repeats_evaluate", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[*BLIND, *TUNED])
    parser.add_argument("--misses", action="store_true", help="show what went wrong")
    options = parser.parse_args(arguments)
    console = Console(width=110)
    found = searched(options.files)
    console.print(show(found))
    for file in (one for one in options.files if options.misses and one in TUNED):
        _show_misses(console, found[_title(file)])


def _show_misses(console: Console, found: Found) -> None:
    wrong = (("not linked", found.right - found.linked), ("wrong", found.linked - found.right))
    for title, pairs in wrong:
        for pair in sorted(pairs):
            texts = [found.told[at].text for at in pair if at < len(found.told)]
            console.print(f"[b]{title}[/] {' | '.join(texts)}")


if __name__ == "__main__":
    main()
