"""How an office handles its cases, where the rules leave it a choice: policy as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.rules.approval import Chain, Seat
from bot.rules.terms import Level, Role, Route

_LEADER = Seat(frozenset({Role.SUPERVISOR, Role.HEAD}))
_SUPERVISOR, _HEAD = Seat(frozenset({Role.SUPERVISOR})), Seat(frozenset({Role.HEAD}))

DISPOSED = frozenset({Route.TALK, Route.LETTER, Route.VERIFICATION, Route.HOLD, Route.CLOSE})
"""The four ways (a talk or a letter being one), which R19 Art. 21 and R20 Art. 17 want discussed and approved."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The office's own practice.

    Args:
        assign_first: nothing is disposed of before it is in a handler's hands (R20 Art. 14, R19 Art. 23).
        discuss: routes that need the record of a collective discussion first (集体研究).
        plan_approval: a talk's plan waits for a leader's approval (R19 Art. 27).
        record_needed: no report on a talk without its record, on a letter without its reply's opinion.
        spot_check: share of accepted explanations that are checked, drawn by lot (R19 Art. 30: 抽查核实).
        chains: who signs a disposition, by the target's level.
        verification: who signs a preliminary verification, whatever the level (R19 Art. 33).
        transfer: who may send something out of the office's scope away.
    """

    assign_first: bool = True
    discuss: frozenset[Route] = DISPOSED
    plan_approval: bool = True
    record_needed: bool = True
    spot_check: float = 0.15
    chains: Mapping[Level, Chain] = field(
        default_factory=lambda: MappingProxyType(
            {Level.LOWER: (_LEADER,), Level.COUNTY: (_SUPERVISOR, _HEAD)}
        )
    )
    verification: Chain = (_SUPERVISOR, _HEAD)
    transfer: Chain = (Seat(frozenset({Role.INTAKE, Role.SUPERVISOR, Role.HEAD})),)

    def chain(self, route: Route, level: Level) -> Chain:
        """Who has to agree, in this order; an unknown level counts as the higher one."""
        if route is Route.VERIFICATION:
            return self.verification
        if route is Route.TRANSFER:
            return self.transfer
        return self.chains.get(level, self.chains[Level.COUNTY])
