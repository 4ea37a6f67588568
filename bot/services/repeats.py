"""The same matter told again (重复件): linked and counted, never dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.likeness import compare
from bot.rules.model import Case, Tip
from bot.rules.repeats import Link
from bot.services.visibility import may_read

MOST = 50
"""Cases of one matter that are followed."""


def find_repeats(
    tx: Transaction, case: Case, tip: Tip, text: str, office: Office, now: datetime
) -> None:
    """Keep what tells this case from others, and link it to those that tell the same matter.

    A link that was found once stays, also where later words lead away from it: officers saw it.
    """
    gist = office.gist(text, tip.facts)
    tx.repeats.keep(case.id, gist)
    for other, known in tx.repeats.candidates(gist, besides=case.id):
        likeness = compare(gist, known)
        if likeness.same:
            first, last = sorted((case.id, other))
            link = Link(last, first, likeness.score, likeness.matched, now)
            if tx.repeats.link(link):
                tx.audit(
                    "repeat-linked",
                    actor="system",
                    subject=case.number,
                    other=tx.cases.get(other).number,
                )


@dataclass(frozen=True, slots=True)
class Retold:
    """The other cases of one matter that a reader may know of, oldest first."""

    earlier: Sequence[str] = ()
    later: Sequence[str] = ()
    matched: Sequence[str] = ()  # what this case shares with the most like of them

    @property
    def count(self) -> int:
        """The how manieth report of the matter this is, as far as the reader may know."""
        return len(self.earlier) + 1


def retold(tx: Transaction, case: Case, reader: str) -> Retold:
    """The cases that tell the same matter, for whoever reads at this address.

    What he may not see is neither named nor counted, and nothing is followed through it.
    """
    sees = _sight(tx, reader)
    found: dict[int, Case] = {case.id: case}
    ways = [case.id]
    while ways and len(found) < MOST:
        here = ways.pop(0)
        for link in tx.repeats.links(here):
            there = link.other(here)
            if there not in found and sees(other := tx.cases.get(there)):
                found[there] = other
                ways.append(there)
    direct = [one for one in tx.repeats.links(case.id) if one.other(case.id) in found]
    best = max(direct, key=lambda one: one.score, default=None)
    return Retold(
        tuple(found[one].number for one in sorted(found) if one < case.id),
        tuple(found[one].number for one in sorted(found) if one > case.id),
        best.matched if best else (),
    )


def _sight(tx: Transaction, reader: str) -> Callable[[Case], bool]:
    """Whether a case may be named at this address: an officer's own, or a group's."""
    group = all(officer.address != reader for officer in tx.officers.active())
    return lambda case: not case.sealed and may_read(tx, case, reader, group=group)
