"""Who must agree before a disposition counts: a chain of seats, filled one after the other.

A chain is policy (R19 Arts. 21, 27, 30: 集体研究, 报批; which leaders sign depends on the target's rank). One
seat may be open to several roles, and may want several people of a role: N of M.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.rules.terms import Role

_SEAT = re.compile(r"\s*(?:([1-9])\s+)?([a-z_|\s]+?)\s*")


@dataclass(frozen=True, slots=True)
class Seat:
    """One step of a chain: ``count`` different people, each with one of the roles."""

    roles: frozenset[Role]
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> "Seat":
        """Read "supervisor", "supervisor|head" or "2 supervisor|head".

        Raises:
            ValueError: it is none of these, or names a role that reads no tips.
        """
        match = _SEAT.fullmatch(text)
        if match is None:
            raise ValueError("expected a seat such as supervisor, supervisor|head or 2 head")
        roles = frozenset(Role(name.strip()) for name in match[2].split("|"))
        if roles & {Role.ADMIN, Role.SUPERIOR}:
            raise ValueError("admin and superior read no tips and approve nothing")
        return cls(roles, int(match[1] or 1))

    def __str__(self) -> str:
        names = "|".join(role for role in Role if role in self.roles)
        return names if self.count == 1 else f"{self.count} {names}"


Chain = tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who may sign: active, not recused, not the one whose proposal it is."""

    id: int
    role: Role


def open_seats(chain: Chain, voters: Sequence[Voter], agreed: Sequence[int]) -> Chain:
    """The seats that are still to be filled, the next one first, each with the count it lacks.

    A seat for which fewer people are there than it wants (the others are recused, made the proposal, or
    sit on an earlier seat) is content with those; one for which nobody is there is left out. Where that
    leaves no seat at all, any single voter has to agree: nothing passes on its proposer's word alone.

    Args:
        chain: the policy's seats.
        voters: everybody who may sign at all.
        agreed: ids of those who agreed so far, in this order.
    """
    roles = {one.id: one.role for one in voters}
    signed = [roles[one] for one in agreed if one in roles]
    unsigned = [one.role for one in voters if one.id not in agreed]
    left = [
        Seat(seat.roles, min(seat.count, sum(role in seat.roles for role in unsigned)))
        for seat in _less(chain, signed)
    ]
    open_now = tuple(seat for seat in left if seat.count)
    if open_now or signed or not voters:
        return open_now
    return (Seat(frozenset(unsigned)),)


def _less(wanted: Sequence[Seat], signed: Sequence[Role]) -> list[Seat]:
    """What the seats still want after these signatures, each of which fills the first it fits."""
    left = list(wanted)
    for role in signed:
        for at, seat in enumerate(left):
            if role in seat.roles and seat.count:
                left[at] = Seat(seat.roles, seat.count - 1)
                break
    return left


def decides_alone(chain: Chain, role: Role) -> bool:
    """True where one tap of this role is all that the chain asks for."""
    return len(chain) == 1 and chain[0].count == 1 and role in chain[0].roles


def titles(chain: Chain, names: Mapping[Role, str]) -> str:
    """``分管领导 → 主要负责人``: the seats in words."""
    return " → ".join(
        "/".join(names[role] for role in Role if role in seat.roles)
        + (f"×{seat.count}" if seat.count > 1 else "")
        for seat in chain
    )
