"""``python -m benchmarks``: measure everything, print one table."""

import asyncio
import logging
import sys

import structlog
from rich.console import Console

from benchmarks.endtoend import end_to_end
from benchmarks.figures import Figure, table
from benchmarks.process import process
from benchmarks.queues import handling, intake
from benchmarks.reading import reading, several
from benchmarks.repeats import repeats

console = Console(width=140)


def main() -> int:
    """0 where every promise is kept."""
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    figures: list[Figure] = []
    with console.status("intake …") as status:
        figures.append(asyncio.run(intake()))
        status.update("handling …")
        figures += handling()
        status.update("end to end …")
        figures.append(asyncio.run(end_to_end()))
        status.update("reading …")
        figures += [*reading(), *several()]
        status.update("repeats …")
        figures += repeats()
        status.update("the process …")
        figures += asyncio.run(process())
    console.print(table(figures))
    return 0 if all(figure.kept is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
