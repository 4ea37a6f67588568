"""Gists of cases, sealed; their traces, keyed; and links between cases that tell the same matter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, union_all, update

from bot.rules.repeats import CANDIDATES, MOST_TRACES, PER_TRACE, Gist, Link, likely, traces
from storage.desk import Desk, Safe, seal_json
from storage.tables import gist, repeat_link, trace

_NOTHING = 0
"""Fills the places of a look-up that a short tip leaves; no trace is zero but by a chance in 2**64."""


def _behind(place: int) -> Any:
    """The newest cases behind one trace."""
    newest = (
        select(trace.c.mark, trace.c.case_id)
        .where(trace.c.mark == bindparam(f"m{place}"))
        .order_by(trace.c.case_id.desc())
        .limit(PER_TRACE)
        .subquery(f"s{place}")
    )
    return select(newest.c.mark, newest.c.case_id)


# Made once: building it anew costs more than running it.
_LOOK_UP = union_all(*map(_behind, range(MOST_TRACES)))
_LINK = select(repeat_link).where(
    or_(
        repeat_link.c.case_id == bindparam("row"),
        repeat_link.c.earlier_id == bindparam("row"),
    )
)


class SqlRepeats:
    """See :class:`bot.ports.Repeats`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, case_id: int, new: Gist) -> None:
        self._drop(case_id)
        db = self._desk.db
        body = sealed_gist(self._desk.safe, case_id, new)
        db.execute(insert(gist).values(case_id=case_id, body=body))
        if marks := self._marks(new):
            db.execute(insert(trace), [{"mark": one, "case_id": case_id} for one in marks])

    def gist(self, case_id: int) -> Gist | None:
        body = self._desk.db.scalar(select(gist.c.body).where(gist.c.case_id == case_id))
        return None if body is None else self._open(case_id, body)

    def candidates(self, sought: Gist, *, besides: int) -> Sequence[tuple[int, Gist]]:
        marks = [*self._marks(sought), *[_NOTHING] * MOST_TRACES][:MOST_TRACES]
        places = {f"m{place}": mark for place, mark in enumerate(marks)}
        hits = [(row.mark, row.case_id) for row in self._desk.db.execute(_LOOK_UP, places)]
        few = likely(hit for hit in hits if hit[1] != besides)[:CANDIDATES]
        query = select(gist).where(gist.c.case_id.in_(few))
        found = {row.case_id: row.body for row in self._desk.db.execute(query)}
        return [(one, self._open(one, found[one])) for one in few if one in found]

    def link(self, new: Link) -> bool:
        here = (repeat_link.c.case_id == new.case_id) & (
            repeat_link.c.earlier_id == new.earlier_id
        )
        values = {"score": new.score, "matched": " ".join(new.matched)}
        if self._desk.db.execute(update(repeat_link).where(here).values(**values)).rowcount:
            return False
        values |= {"case_id": new.case_id, "earlier_id": new.earlier_id, "at": new.at}
        self._desk.db.execute(insert(repeat_link).values(**values))
        return True

    def links(self, case_id: int) -> Sequence[Link]:
        rows = self._desk.db.execute(_LINK, {"row": case_id})
        return [_link(row) for row in rows]

    def forget(self, case_id: int) -> None:
        self._drop(case_id)
        either = (repeat_link.c.case_id == case_id) | (repeat_link.c.earlier_id == case_id)
        self._desk.db.execute(delete(repeat_link).where(either))

    def _drop(self, case_id: int) -> None:
        """The gist says which traces it left, so that no second index is needed to find them."""
        old = self.gist(case_id)
        if old is None:
            return
        mine = (trace.c.case_id == case_id) & trace.c.mark.in_(self._marks(old))
        self._desk.db.execute(delete(trace).where(mine))
        self._desk.db.execute(delete(gist).where(gist.c.case_id == case_id))

    def _marks(self, one: Gist) -> tuple[int, ...]:
        return traces(one, lambda words: self._desk.safe.hash("repeat", words))

    def _open(self, case_id: int, body: bytes) -> Gist:
        return _from_json(self._desk.open(body, _label(case_id)))


def sealed_gist(safe: Safe, case_id: int, one: Gist) -> bytes:
    """The gist as it stands in the row of this case."""
    return seal_json(safe.content, _to_json(one), _label(case_id))


def _label(case_id: int) -> str:
    return f"gist:{case_id}"


def _link(row: Row[Any]) -> Link:
    matched = tuple(row.matched.split())
    return Link(row.case_id, row.earlier_id, row.score, matched, row.at)


def _to_json(one: Gist) -> dict[str, Any]:
    """Small: a gist is stored for every case. Words of one weight stand in one string."""
    by_weight: defaultdict[int, list[str]] = defaultdict(list)
    for word, weight in sorted(one.words.items()):
        by_weight[weight].append(word)
    return {
        "words": {weight: " ".join(words) for weight, words in by_weight.items()},
        "names": _joined(one.names),
        "surnames": _joined(one.surnames),
        "units": _joined(one.units),
        "posts": _joined(one.posts),
        "numbers": {str(number): weight for number, weight in one.numbers.items()},
        "topics": dict(one.topics),
        "places": _joined(one.places),
        "sounds": _joined(one.sounds),
        "spoken": _joined(one.spoken),
        "months": sorted(one.months),
    }


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _from_json(data: dict[str, Any]) -> Gist:
    """Gists from before topics were made have none of the last five: they stay empty."""
    return Gist(
        words={
            word: int(weight) for weight, words in data["words"].items() for word in words.split()
        },
        names=frozenset(data["names"].split()),
        surnames=frozenset(data["surnames"].split()),
        units=frozenset(data["units"].split()),
        posts=frozenset(data["posts"].split()),
        numbers={int(number): weight for number, weight in data["numbers"].items()},
        topics=data.get("topics", {}),
        places=frozenset(data.get("places", "").split()),
        sounds=frozenset(data.get("sounds", "").split()),
        spoken=frozenset(data.get("spoken", "").split()),
        months=frozenset(data.get("months", ())),
    )
