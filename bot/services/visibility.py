"""Who may see a case at all: everything that shows one asks here first."""

from collections.abc import Sequence

from bot.ports import Transaction
from bot.rules.errors import NotAllowedError
from bot.rules.jurisdiction import named_in
from bot.rules.model import Case, Officer
from bot.rules.terms import Role
from bot.rules.workflow import INTAKE
from bot.services.learning import forget_case


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
        return INTAKE
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


def recuse_named(tx: Transaction, case: Case, text: str) -> bool:
    """Recuse every officer whose name, or a declared relation's, stands in the text.

    True where somebody was recused: then nothing of the case may reach the group.
    """
    found = [
        officer
        for officer in tx.officers.active()
        if named_in((officer.name, *officer.relations), text)
    ]
    for officer in found:
        recuse_named_officer(tx, case, officer)
    return bool(found)


def recuse_named_officer(tx: Transaction, case: Case, officer: Officer) -> None:
    """Recuse one officer because the text names him, once; on record."""
    if officer.id not in tx.cases.recused(case.id):
        tx.cases.recuse(case.id, officer.id, "named", case.received_at)
        tx.audit("recused", actor="system", subject=case.number, officer=officer.id, cause="named")
        forget_case(tx, case, "recused")
