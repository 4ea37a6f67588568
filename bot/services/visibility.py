"""Who may see a case at all: everything that shows one asks here first."""

from collections.abc import Sequence

from bot.ports import Transaction
from bot.rules.errors import NotAllowedError
from bot.rules.model import Case, Officer
from bot.rules.terms import Role
from bot.rules.workflow import HANDLERS, READERS


def viewers(tx: Transaction, case: Case) -> Sequence[Officer]:
    """The active officers who may see this case, recusals taken out.

    A sealed case is seen by the head alone; one about the own head by the superior contact
    alone (检举控告工作规则 Art. 15). Administrators run the software and read nothing.
    """
    wanted = _roles(case)
    recused = tx.cases.recused(case.id)
    return [
        officer
        for officer in tx.officers.active()
        if officer.role in wanted and officer.id not in recused
    ]


def _roles(case: Case) -> frozenset[Role]:
    if not case.sealed:
        return READERS
    return frozenset({Role.SUPERIOR if case.own_head else Role.HEAD})


def require_sight(tx: Transaction, case: Case, officer: Officer) -> None:
    """Pass where this officer may see the case.

    Raises:
        NotAllowedError: the role does not reach it, the officer is recused (Art. 48), or no
            officer any more.
    """
    reached = officer.active and officer.role in _roles(case)
    if not reached or officer.id in tx.cases.recused(case.id):
        raise NotAllowedError(act="view")


def may_read(tx: Transaction, case: Case, address: str, *, group: bool) -> bool:
    """True where this chat may be shown the case now, whatever was true when it was queued."""
    if group:
        return not (case.private or case.sealed)
    return any(officer.address == address for officer in viewers(tx, case))


def able_handlers(tx: Transaction, case: Case) -> Sequence[Officer]:
    """The officers who may take this case in hand: they handle tips, may see it, and have not got it yet."""
    return [one for one in viewers(tx, case) if one.role in HANDLERS and one.id != case.handler]
