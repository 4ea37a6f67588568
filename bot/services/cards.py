"""Keep the case card true wherever it is shown: one living message per audience."""

from bot.ports import Transaction
from bot.rules.model import Case, Notice, Officer
from bot.rules.terms import Role
from bot.services.visibility import viewers

OFFICERS = "officers"


def show_card(tx: Transaction, case: Case, *, menu: str = "") -> None:
    """Post or refresh the card of a case for everybody who may see it.

    A case that somebody in the group must not see goes to single officers; a sealed one goes as
    a bare notice that it waits, without a word of its content.
    """
    if case.sealed:
        _tell_sealed(tx, case)
        return
    group = tx.people.bound(OFFICERS)
    if case.private or group is None:
        readers = viewers(tx, case)
        for officer in readers:
            tx.say(_card(case, officer.address, menu))
        if not readers:
            _tell_nobody_may(tx, case)
    else:
        tx.say(_card(case, group, menu))


def withdraw_everywhere(tx: Transaction, case: Case, *also: str) -> None:
    """Empty the card wherever it hangs, also in a group that was the office's once.

    A card shown afterwards replaces this where somebody may still see it.
    """
    group = tx.people.bound(OFFICERS)
    places = (*tx.outbox.places(_slot(case)), *([group] if group else ()), *also)
    for address in dict.fromkeys(places):
        withdraw_from(tx, case, address)


def withdraw_from(tx: Transaction, case: Case, address: str) -> None:
    """Empty the card in this chat; where none hangs, nothing is said."""
    tx.say(Notice(address, "card-withdrawn", {"number": case.number}, slot=_slot(case)))


def _slot(case: Case) -> str:
    return f"card:{case.id}"


def _card(case: Case, to: str, menu: str) -> Notice:
    return Notice(to, "card", {"case": case.id, "menu": menu}, slot=_slot(case))


def show_waiting(tx: Transaction, officer: Officer) -> None:
    """Tell somebody who just came into office which sealed items wait for him."""
    for case in tx.cases.waiting_sealed():
        if officer in viewers(tx, case):
            tx.say(_sealed_card(case, officer))


def _sealed_card(case: Case, officer: Officer) -> Notice:
    return Notice(officer.address, "sealed-card", {"case": case.id}, slot=_slot(case))


def _tell_sealed(tx: Transaction, case: Case) -> None:
    readers = viewers(tx, case)
    for officer in readers:
        tx.say(_sealed_card(case, officer))
    if not readers:
        _tell_nobody_reads(tx, case)


def _tell_nobody_may(tx: Transaction, case: Case) -> None:
    """All are recused, or nobody is enrolled: a case must not lie unseen for that."""
    for officer in tx.officers.active():
        if officer.role in (Role.ADMIN, Role.SUPERIOR):
            tx.say(Notice(officer.address, "case-no-reader", {"number": case.number}))


def _tell_nobody_reads(tx: Transaction, case: Case) -> None:
    """No head (or superior contact) is enrolled: the administrators must see to it."""
    role = Role.SUPERIOR if case.own_head else Role.HEAD
    for officer in tx.officers.active():
        if officer.role is Role.ADMIN:
            tx.say(Notice(officer.address, "sealed-no-reader", {"role": role}))
