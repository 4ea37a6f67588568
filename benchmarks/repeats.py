"""How quickly the same matter is found again among 100,000 stored tips, none of which is opened in vain."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import insert

from benchmarks.figures import Figure
from benchmarks.stands import folder, store_in
from bot.rules.likeness import compare
from bot.rules.repeats import Gist, traces
from nlp.gist import gist_of
from nlp.repeats_evaluate import read_told
from nlp.samples import read_samples
from storage.desk import Safe
from storage.repeats import sealed_gist
from storage.store import SqlStore
from storage.tables import case, gist, tip, trace

STORED = 100_000
SCANNED = 2_000
"""So many are opened one after the other; all of them would take that much longer."""
SOUGHT = 60
BATCH = 2_000
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def repeats() -> list[Figure]:
    """Find, open the few, compare; beside it, open and compare them all."""
    with folder() as place, store_in(place) as (settings, keys, store):
        safe = Safe.of(keys, settings.storage.attachments_dir)
        told = [one for one in read_told() if one.id[-1] == "a"]
        first = [gist_of(one.text, {}) for one in told]
        _fill(store, safe, first)
        again = {one.matter: one.text for one in read_told() if one.id[-1] == "b"}
        sought = [(at, again[one.matter]) for at, one in enumerate(told, 1)][:SOUGHT]
        waits, right = _look_up(store, sought)
        whole = _scan(store, gist_of(sought[0][1], {}))
    waits.sort()
    peer = "opening and comparing every one of them"
    return [
        Figure(
            f"a repeat among {STORED:,} tips, median",
            waits[len(waits) // 2],
            "ms",
            peer,
            whole,
            most=50,
        ),
        Figure(
            f"a repeat among {STORED:,} tips, slowest of {len(waits)}",
            waits[-1],
            "ms",
            f"{right} of {len(waits)} found",
        ),
    ]


def _look_up(store: SqlStore, sought: list[tuple[int, str]]) -> tuple[list[float], int]:
    """Milliseconds of each, gist and comparison included, and how many were linked to the right one."""
    waits, right = [], 0
    with store.begin(NOW) as tx:
        tx.repeats.candidates(
            gist_of(sought[0][1], {}), besides=0
        )  # the statement is compiled once
        for at, text in sought:
            start = time.perf_counter()
            wanted = gist_of(text, {})
            near = tx.repeats.candidates(wanted, besides=0)
            same = [one for one, known in near if compare(wanted, known).same]
            waits.append(1000 * (time.perf_counter() - start))
            right += at in same
    return waits, right


def _scan(store: SqlStore, wanted: Gist) -> float:
    """Milliseconds to open and compare all, reckoned from some."""
    with store.begin(NOW) as tx:
        start = time.perf_counter()
        for case_id in range(1, SCANNED + 1):
            known = tx.repeats.gist(case_id)
            assert known is not None
            compare(wanted, known)
        return 1000 * (time.perf_counter() - start) / SCANNED * STORED


def _fill(store: SqlStore, safe: Safe, first: list[Gist]) -> None:
    """The ones that are sought, then the rest; written in batches past the services."""
    made = enumerate(_gists(first), 1)
    with store.engine.begin() as db:
        while batch := [one for _, one in zip(range(BATCH), made, strict=False)]:
            ids = [{"n": at} for at, _ in batch]
            db.execute(insert(tip), [_tip(one["n"]) for one in ids])
            db.execute(insert(case), [_case(one["n"]) for one in ids])
            bodies = [{"case_id": at, "body": sealed_gist(safe, at, one)} for at, one in batch]
            db.execute(insert(gist), bodies)
            marks = [
                {"mark": mark, "case_id": at}
                for at, one in batch
                for mark in traces(one, lambda words: safe.hash("repeat", words))
            ]
            db.execute(insert(trace), marks)


def _gists(first: list[Gist]) -> Iterator[Gist]:
    """Other tips are put together from sentences of many: the words of people, in other company.

    Names and units come from a county's worth of them, so that busy units have hundreds of tips.
    """
    chance = random.Random(7)
    pool = [gist_of(one.text, {}) for one in read_samples("train-*.jsonl")]
    pool = [one for one in pool if one.words]
    yield from first
    for number in range(STORED - len(first)):
        whole, other, who = chance.choice(pool), chance.choice(pool), chance.choice(first)
        words = dict(chance.sample(sorted(whole.words.items()), max(1, len(whole.words) * 2 // 3)))
        words |= dict(chance.sample(sorted(other.words.items()), len(other.words) // 3))
        words |= {f"{chr(0x4E00 + number % 20000)}{one}": 7 for one in "甲乙丙丁"}
        busy = number % 3 == 0
        named = who if busy else whole
        yield Gist(
            words=words | {one: named.words[one] for one in named.units},
            names=whole.names,
            surnames=named.surnames,
            units=named.units,
            posts=whole.posts & words.keys(),
            numbers=other.numbers,
            topics=dict([*whole.topics.items()][:3] + [*other.topics.items()][:1]),
            places=named.places,
            sounds=whole.sounds,
            spoken=whole.spoken | other.spoken,
            months=other.months,
        )


def _tip(number: int) -> dict[str, object]:
    return {"id": number, "state": "submitted", "started_at": NOW}


def _case(number: int) -> dict[str, object]:
    flags = dict.fromkeys(
        ("sealed", "own_head", "private", "urgent", "insisted", "real_name"), False
    )
    named = {"id": number, "number": f"2026-{number}", "tip_id": number, "state": "registered"}
    rest = {"version": 1, "discipline": "none", "level": "lower", "received_at": NOW}
    return named | rest | flags | {"reply_to": ""}
