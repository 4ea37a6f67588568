"""Gists, traces and links on both databases: few are opened, nothing is readable, sealed is gone."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text

from bot.rules.likeness import compare
from bot.rules.model import Case
from bot.rules.repeats import CANDIDATES, Gist, Link
from storage.crypto import TamperedError
from storage.repeats import _from_json, _to_json
from storage.store import SqlStore
from tests.storage.test_cases import register

WORDS = {"石桥": 7, "桥镇": 6, "民政": 5, "低保": 4, "中华": 6, "华烟": 7, "腊月": 5}
TIP = Gist(
    words=WORDS,
    names=frozenset({"田广顺"}),
    surnames=frozenset({"田"}),
    units=frozenset({"石桥", "桥镇", "民政"}),
    posts=frozenset({"民政"}),
    numbers={86_000: 7, 1000: 4},
    topics={"低保": 4, "名烟": 3},
    places=frozenset({"石桥"}),
    sounds=frozenset({"田广顺"}),
    spoken=frozenset({"石桥民", "华烟腊"}),
    months=frozenset({1, 2}),
)
OTHER = Gist(words={"柳湾": 7, "湾村": 7, "危房": 5, "改造": 4}, names=frozenset({"季大有"}))


def keep(store: SqlStore, now: datetime, gist: Gist, **more: object) -> Case:
    case = register(store, now, **more)
    with store.begin(now) as tx:
        tx.repeats.keep(case.id, gist)
    return case


def rows(store: SqlStore, query: str) -> list[tuple[object, ...]]:
    with store.engine.connect() as db:
        return [tuple(row) for row in db.execute(text(query))]


def test_a_gist_comes_back_as_it_was_kept(store: SqlStore, now: datetime) -> None:
    case = keep(store, now, TIP)
    with store.begin(now) as tx:
        assert tx.repeats.gist(case.id) == TIP
        assert tx.repeats.gist(case.id + 1) is None


def test_a_gist_kept_before_there_were_topics_still_opens() -> None:
    later = {"topics", "places", "sounds", "spoken", "months"}
    old = {name: told for name, told in _to_json(TIP).items() if name not in later}
    plain = replace(TIP, topics={}, **dict.fromkeys(later - {"topics"}, frozenset()))
    assert _from_json(old) == plain


def test_the_same_matter_is_found_and_others_are_not_opened(
    store: SqlStore, now: datetime
) -> None:
    first, _ = keep(store, now, TIP), keep(store, now, OTHER)
    again = replace(TIP, names=frozenset(), words={**WORDS, "邻居": 4})
    with store.begin(now) as tx:
        found = tx.repeats.candidates(again, besides=0)
        assert found == [(first.id, TIP)]
        assert compare(again, found[0][1]).same
        assert tx.repeats.candidates(again, besides=first.id) == []
        assert tx.repeats.candidates(Gist(), besides=0) == []


def test_of_many_that_share_a_trace_only_a_few_are_opened(store: SqlStore, now: datetime) -> None:
    near = keep(store, now, TIP)
    for number in range(CANDIDATES + 5):
        keep(store, now, Gist(words={"石桥": 7, f"甲{chr(0x4E00 + number)}": 7}))
    with store.begin(now) as tx:
        found = tx.repeats.candidates(TIP, besides=0)
        assert len(found) == CANDIDATES
        assert found[0] == (near.id, TIP)


def test_a_new_gist_replaces_the_old_one_and_its_traces(store: SqlStore, now: datetime) -> None:
    case = keep(store, now, TIP)
    with store.begin(now) as tx:
        tx.repeats.keep(case.id, OTHER)
        assert tx.repeats.candidates(TIP, besides=0) == []
        assert tx.repeats.candidates(OTHER, besides=0) == [(case.id, OTHER)]


def test_a_link_is_kept_once_and_seen_from_both_ends(store: SqlStore, now: datetime) -> None:
    first, last = keep(store, now, TIP), keep(store, now, TIP)
    link = Link(last.id, first.id, 0.9, ("person", "unit"), now)
    with store.begin(now) as tx:
        assert tx.repeats.link(link)
        assert not tx.repeats.link(replace(link, score=0.95))
        for end, other in ((first, last), (last, first)):
            (found,) = tx.repeats.links(end.id)
            assert found == replace(link, score=0.95)
            assert found.other(end.id) == other.id


def test_what_became_sealed_leaves_no_gist_no_trace_and_no_link(
    store: SqlStore, now: datetime
) -> None:
    first, last = keep(store, now, TIP), keep(store, now, TIP)
    with store.begin(now) as tx:
        tx.repeats.link(Link(last.id, first.id, 0.9, ("person",), now))
        tx.repeats.forget(last.id)
        assert tx.repeats.links(first.id) == []
        assert [one for one, _ in tx.repeats.candidates(TIP, besides=0)] == [first.id]
    assert rows(store, f"SELECT 1 FROM gist WHERE case_id={last.id}") == []
    assert rows(store, f"SELECT 1 FROM trace WHERE case_id={last.id}") == []


def test_the_database_alone_tells_no_word(store: SqlStore, now: datetime) -> None:
    keep(store, now, TIP)
    ((body,),) = rows(store, "SELECT body FROM gist")
    kept = bytes(body) + repr(rows(store, "SELECT mark FROM trace")).encode()  # type: ignore[arg-type]
    for word in (*WORDS, "田广顺", "86000"):
        assert word.encode() not in kept


def test_a_gist_moved_to_another_case_does_not_open(store: SqlStore, now: datetime) -> None:
    first, last = keep(store, now, TIP), keep(store, now, OTHER)
    with store.engine.begin() as db:
        taken = f"(SELECT body FROM gist WHERE case_id={first.id})"
        db.execute(text(f"UPDATE gist SET body={taken} WHERE case_id={last.id}"))
    with store.begin(now) as tx, pytest.raises(TamperedError):
        tx.repeats.gist(last.id)


def test_a_rollback_leaves_neither_gist_nor_trace(store: SqlStore, now: datetime) -> None:
    case = register(store, now)
    with suppress(KeyboardInterrupt), store.begin(now) as tx:
        tx.repeats.keep(case.id, TIP)
        raise KeyboardInterrupt
    assert rows(store, "SELECT * FROM trace") == rows(store, "SELECT * FROM gist") == []
