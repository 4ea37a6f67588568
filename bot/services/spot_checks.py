"""Spot checks of accepted explanations (抽查核实, R19 Art. 30): a lot that anybody can look up afterwards."""

import secrets

from bot.ports import Office, Transaction
from bot.rules.model import Case

_TICKETS = 10_000


def drawn(tx: Transaction, case: Case, office: Office) -> bool:
    """Draw one lot for this case; ticket and bar are on record, whichever way it falls."""
    bar = round(office.practice.spot_check * _TICKETS)
    ticket = secrets.randbelow(_TICKETS)
    tx.audit(
        "spot-check-lot", actor="system", subject=case.number, ticket=ticket, bar=bar, of=_TICKETS
    )
    return ticket < bar
