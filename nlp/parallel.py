"""Read many tips on several cores: one reader in each process."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

from bot.rules.triage import Triage
from nlp.fast import batches

BATCH = 64


class Reader(Protocol):
    """What is asked of the reader in each process."""

    model: str

    def triage(self, text: str) -> Triage:
        """Give the proposal about one message."""

    def pipe(self, texts: Iterable[str]) -> Iterator[Triage]:
        """Give the proposals about many."""


AHEAD = 4  # batches given out for each process before the first is back
_own: list[Reader] = []  # the reader of a worker process


def _begin(make: Callable[[], Reader]) -> None:
    _own.append(make())


def _read(texts: list[str]) -> list[Triage]:
    return list(_own[0].pipe(texts))


class SeveralReaders:
    """Reads streams of messages on several cores; a single message it reads itself."""

    def __init__(self, make: Callable[[], Reader], processes: int) -> None:
        self._make, self._processes, self._alone = make, processes, make()
        self.model = self._alone.model  # name and version

    def triage(self, text: str) -> Triage:
        """Give the proposal about one message."""
        return self._alone.triage(text)

    def pipe(self, texts: Iterable[str], batch_size: int = BATCH) -> Iterator[Triage]:
        """Give the proposals about many messages, in their order."""
        parcels = batches(texts, batch_size)
        context = multiprocessing.get_context("spawn")
        with context.Pool(self._processes, _begin, (self._make,)) as pool:
            while some := list(islice(parcels, AHEAD * self._processes)):
                for triages in pool.imap(_read, some):
                    yield from triages
