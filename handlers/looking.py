"""What an officer is shown in private, on record: the full text, the reasons, how dates are counted."""

from bot.rules.model import Case, Notice, Officer
from bot.services.clocks import explain_clocks
from handlers.buttons import Button
from handlers.turn import Turn


def full(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """The whole text, in private, protected and on record."""
    turn.tx.audit("full-text-shown", actor=f"officer:{officer.id}", subject=case.number)
    _send_material(turn, officer, case)
    turn.toast = "" if turn.here == officer.address else "toast-private"


def _send_material(turn: Turn, officer: Officer, case: Case) -> None:
    turn.tx.say(Notice(officer.address, "full-text", {"case": case.id}))
    filed = turn.tx.tips.scans(case.tip_id)
    for part in (*turn.tx.tips.material(case.tip_id), *filed):
        if part.file_state == "stored":
            turn.tx.say(
                Notice(officer.address, "material-file", {"case": case.id, "material": part.id})
            )


def why(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """All reasons of the proposal, in private: they quote the tip."""
    turn.tx.audit("reasons-shown", actor=f"officer:{officer.id}", subject=case.number)
    turn.tx.say(Notice(officer.address, "reasons", {"case": case.id}))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def dates(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """Why each running clock ends when it does, in private: the count is long."""
    clocks = explain_clocks(turn.tx, case, turn.office)
    args = {"case": case.id, "clocks": [list(lines) for lines in clocks]}
    turn.tx.say(Notice(officer.address, "dates", args))
    turn.toast = "" if turn.here == officer.address else "toast-private"


def open_sealed(turn: Turn, _button: Button, officer: Officer, case: Case) -> None:
    """What is sealed, to the one who may open it."""
    turn.tx.audit("sealed-opened", actor=f"officer:{officer.id}", subject=case.number)
    _send_material(turn, officer, case)
