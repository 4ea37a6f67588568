"""Who comes in and where the cards hang: neither changes unseen."""

from bot.ports import Transaction
from bot.rules.errors import NotAllowedError
from bot.rules.model import Notice, Officer
from bot.rules.terms import Role
from bot.rules.workflow import LEADERS
from bot.services.cards import OFFICERS, show_card

_MAY_BIND = frozenset({Role.ADMIN, Role.HEAD, Role.SUPERVISOR})


def bind_group(tx: Transaction, group: str, officer: Officer) -> None:
    """From now on case cards hang in this group; the former one and the leaders are told.

    Raises:
        NotAllowedError: the officer is neither administrator nor leader.
    """
    if officer.role not in _MAY_BIND:
        raise NotAllowedError(act="bind")
    former = tx.people.bound(OFFICERS)
    tx.people.bind(OFFICERS, group)
    tx.audit("group-bound", actor=f"officer:{officer.id}", moved=int(former not in (None, group)))
    tx.say(Notice(group, "group-bound"))
    if former is None or former == group:
        return
    tx.say(Notice(former, "group-unbound"))
    for leader in tx.officers.active():
        if leader.role in LEADERS and leader.id != officer.id:
            tx.say(Notice(leader.address, "group-moved", {"name": officer.name}))


def lose_group(tx: Transaction, lost: Notice) -> None:
    """The officers' group does not let us in any more: cards go to single officers instead.

    Leaders and administrators are told; the card that could not be shown is shown in private.
    """
    tx.people.unbind(OFFICERS)
    tx.audit("group-lost", actor="system")
    for officer in tx.officers.active():
        if officer.role in (Role.SUPERVISOR, Role.HEAD, Role.ADMIN):
            tx.say(Notice(officer.address, "group-lost"))
    if lost.text == "card":
        show_card(tx, tx.cases.get(int(lost.args["case"])))


def announce_officer(tx: Transaction, newcomer: Officer, former: str | None = None) -> None:
    """Tell leaders and administrators who was enrolled: an invite may have been stolen.

    ``former`` is the chat that was this officer's until now; whoever sits there is told too.
    """
    args = {"name": newcomer.name, "role": newcomer.role}
    others = [
        one.address
        for one in tx.officers.active()
        if one.id != newcomer.id and one.role in LEADERS | {Role.ADMIN}
    ]
    if former and former != newcomer.address:
        others.append(former)
    for address in others:
        tx.say(Notice(address, "officer-joined", args))
