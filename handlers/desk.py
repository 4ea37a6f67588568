"""Officers' commands in private: enrolment, the list of cases, declared relations."""

import re

from bot.ports import Transaction
from bot.rules.errors import UnknownCaseError
from bot.rules.model import Case, Notice, Officer
from bot.rules.terms import State
from bot.rules.workflow import FINISHED
from bot.services.additions import keep_out
from bot.services.cards import show_waiting
from bot.services.groups import announce_officer, bind_group
from bot.services.visibility import require_sight, viewers
from handlers.buttons import Button
from handlers.turn import Turn

INVITE = "inv_"
_OPEN = tuple(state for state in State if state not in {*FINISHED, State.SEALED})


def enrol(turn: Turn, token: str) -> None:
    """``/start inv_…``: a one-time link makes this account an officer's."""
    before = {one.id: one.address for one in turn.tx.officers.active()}
    officer = turn.tx.officers.enrol(token, turn.event.user_id, turn.here, turn.now)
    turn.tx.audit(
        "enrolled",
        actor=f"officer:{officer.id}",
        subject=f"officer:{officer.id}",
        role=officer.role,
    )
    keep_out(turn.tx, officer, turn.now)
    turn.leave()
    turn.say("officer-welcome", name=officer.name, role=officer.role)
    announce_officer(turn.tx, officer, before.get(officer.id))
    show_waiting(turn.tx, officer)


def welcome(turn: Turn, officer: Officer) -> None:
    """``/start`` of somebody enrolled."""
    turn.leave()
    turn.say("officer-welcome", name=officer.name, role=officer.role)


def cases(turn: Turn) -> None:
    """``/cases``: the open cases that this officer may see, the earliest deadline first."""
    officer = turn.need_officer()
    rows = [
        {"id": case.id, "number": case.number, "state": case.state, "due": _due(turn.tx, case.id)}
        for case in turn.tx.cases.listed(states=_OPEN)
        if officer in viewers(turn.tx, case)
    ]
    rows.sort(key=lambda row: str(row["due"] or "9"))
    turn.say("officer-cases", rows=rows[:40], count=len(rows))


def _due(tx: Transaction, case_id: int) -> str:
    running = [clock for clock in tx.cases.clocks(case_id) if clock.paused_on is None]
    return running[0].due_on.isoformat() if running else ""


def case(turn: Turn) -> None:
    """``/case 2026-0147``: its card, here."""
    officer = turn.need_officer()
    found = turn.tx.cases.by_number(turn.event.text.strip())
    if officer not in viewers(turn.tx, found):
        raise UnknownCaseError
    _show(turn, found, officer)


def open_case(turn: Turn, button: Button) -> None:
    """A press in the list of cases."""
    officer = turn.need_officer()
    found = turn.tx.cases.get(button.subject)
    require_sight(turn.tx, found, officer)
    _show(turn, found, officer)


def _show(turn: Turn, case: Case, officer: Officer) -> None:
    """The card; of a sealed item only that it waits (opening it is an act of its own)."""
    turn.tx.audit("card-shown", actor=f"officer:{officer.id}", subject=case.number)
    key = "sealed-card" if case.sealed else "card"
    turn.tx.say(Notice(turn.here, key, {"case": case.id, "menu": ""}))


def relations(turn: Turn) -> None:
    """``/relations 张三 李四``: names whose cases this officer must not touch (Art. 48)."""
    officer = turn.need_officer()
    names = [name for name in re.split(r"[\s、,\uff0c;\uff1b]+", turn.event.text) if name]
    if names:
        turn.tx.officers.declare(officer.id, names)
        keep_out(turn.tx, turn.tx.officers.get(officer.id), turn.now)
        turn.tx.audit("relations-declared", actor=f"officer:{officer.id}", count=len(names))
    turn.say("officer-relations", names="、".join(names or officer.relations))


def bind(turn: Turn) -> None:
    """``/bind`` in a group by an administrator or leader: case cards are posted here."""
    bind_group(turn.tx, turn.here, turn.need_officer())
