"""Find lexicon entries: one PhraseMatcher pass over the characters, then windows between words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.entries import Entry
from nlp.parts import Cue

Hits = Mapping[str, Sequence[tuple[int, int]]]
STOPS = frozenset("。!?\n;")


class LexiconMatcher:
    """Finds every entry of a lexicon in a ``Doc`` of single characters."""

    def __init__(self, vocab: Vocab, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._slots: dict[tuple[str, ...], str] = {}
        self._matcher = PhraseMatcher(vocab)
        for entry in entries:
            for words in (entry.terms, *(slot for near in entry.near for slot in near)):
                self._add(vocab, words)

    def _add(self, vocab: Vocab, words: tuple[str, ...]) -> None:
        if not words or words in self._slots:
            return
        key = f"w{len(self._slots)}"
        self._slots[words] = key
        self._matcher.add(
            key, [Doc(vocab, words=list(word), spaces=[False] * len(word)) for word in words]
        )

    def find(self, doc: Doc) -> list[Cue]:
        """Give the entries found, in order of the text, no two of one entry overlapping."""
        hits: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key, start, end in self._matcher(doc):
            hits[doc.vocab.strings[key]].append((start, end))
        stops = [i for i, char in enumerate(doc._.source.text) if char in STOPS]
        found = [cue for entry in self.entries for cue in self._of(entry, hits, stops)]
        return sorted(found, key=lambda cue: (cue.start, -cue.end))

    def _of(self, entry: Entry, hits: Hits, stops: Sequence[int]) -> Iterator[Cue]:
        spans = list(hits.get(self._slots.get(entry.terms, ""), ()))
        for near in entry.near:
            slots = [hits.get(self._slots[words], ()) for words in near]
            spans += _chains(slots, entry, stops)
        for start, end in _disjoint(spans):
            yield Cue(start, end, entry.rule, entry.grade, entry.discipline, entry.article)


def _chains(
    slots: Sequence[Sequence[tuple[int, int]]], entry: Entry, stops: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give the stretches where one hit of each slot stands within the window of the one before."""
    if not all(slots):
        return
    orders = [slots, slots[::-1]] if entry.either_order else [slots]
    for order in orders:
        chains = list(order[0])
        for following in order[1:]:
            chains = list(_linked(chains, following, entry.window))
        yield from (c for c in chains if not _crosses(c, stops))


def _linked(
    chains: Iterable[tuple[int, int]], hits: Sequence[tuple[int, int]], window: int
) -> Iterator[tuple[int, int]]:
    """Extend each chain by the nearest following hit within the window."""
    ordered = sorted(hits)
    starts = [start for start, _ in ordered]
    for start, end in chains:
        at = bisect_left(starts, end)
        if at < len(ordered) and starts[at] - end <= window:
            yield start, ordered[at][1]


def _crosses(span: tuple[int, int], stops: Sequence[int]) -> bool:
    """Say whether a stretch runs over more than one end of a sentence."""
    return bisect_left(stops, span[1]) - bisect_left(stops, span[0]) > 1


def _disjoint(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the shortest of overlapping stretches: the closest words are the evidence."""
    kept: list[tuple[int, int]] = []  # in the order of the text
    for span in sorted(spans, key=lambda s: (s[1] - s[0], s[0])):
        at = bisect_left(kept, span)
        free_before = at == 0 or kept[at - 1][1] <= span[0]
        if free_before and (at == len(kept) or span[1] <= kept[at][0]):
            kept.insert(at, span)
    yield from kept
