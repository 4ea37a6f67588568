"""Read many tips on several cores: one reader in each process."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from bot.rules.triage import Triage
from nlp.fast import batches
from nlp.reader import Reader

BATCH = 64
AHEAD = 4  # batches given out for each process before the first is back
_own: list[Reader] = []  # the reader of a worker process


def _begin(make: Callable[[], Reader]) -> None:
    _own.append(make())


def _read(texts: list[str]) -> list[Triage]:
    return list(_own[0].pipe(texts))


class SeveralReaders:
    """Reads streams of messages on several cores; a single message it reads itself."""

    def __init__(self, make: Callable[[], Reader], processes: int) -> None:
        self._make, self._processes = make, processes

    def triage(self, text: str) -> Triage:
        """Give the proposal about one message."""
        return self._make().triage(text)

    def pipe(self, texts: Iterable[str], batch_size: int = BATCH) -> Iterator[Triage]:
        """Give the proposals about many messages, in their order."""
        parcels = batches(texts, batch_size)
        context = multiprocessing.get_context("spawn")
        with context.Pool(self._processes, _begin, (self._make,)) as pool:
            while some := list(islice(parcels, AHEAD * self._processes)):
                for triages in pool.imap(_read, some):
                    yield from triages
