"""What cards, letters and answers show: read-only views, one for each kind of message."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports import Transaction
from bot.rules.model import Case, Decision, Letter, Material, Proposal, RunningClock, Talk
from bot.rules.terms import Act, State
from bot.services.cards import OFFICERS
from bot.services.repeats import Retold, retold
from bot.services.visibility import may_read


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything a case card shows."""

    case: Case
    proposal: Proposal | None
    clocks: Sequence[RunningClock]
    facts: dict[str, str]
    retold: Retold
    others: Sequence[str]  # about the same person and unit, but another matter
    decisions: Sequence[tuple[Decision, str]]  # with the officer's name
    materials: int
    files: int
    withdrawn: bool
    talk: Talk | None
    letter: Letter | None


def card(tx: Transaction, case_id: int, reader: str = "") -> CardView:
    """The card of a case for whoever reads at this address; without one, as a group may see it."""
    case = tx.cases.get(case_id)
    same = retold(tx, case, reader)
    material = tx.tips.material(case.tip_id)
    return CardView(
        case=case,
        proposal=tx.cases.proposal(case_id),
        clocks=tx.cases.clocks(case_id),
        facts=tx.tips.get(case.tip_id).facts,
        retold=same,
        others=[
            one for one in tx.cases.similar(case_id) if one not in (*same.earlier, *same.later)
        ],
        decisions=[
            (one, tx.officers.get(one.officer_id).name) for one in tx.cases.decisions(case_id)
        ],
        materials=len(material),
        files=sum(1 for part in material if part.file_state),
        withdrawn=any(part.kind == "note" for part in material),
        talk=tx.cases.talk(case_id),
        letter=tx.cases.letter(case_id),
    )


def full_text(tx: Transaction, case_id: int) -> tuple[Case, Sequence[Material]]:
    """The case and all its material in every version; the caller has audited the view."""
    case = tx.cases.get(case_id)
    return case, tx.tips.material(case.tip_id, all_versions=True)


def readable(tx: Transaction, case_id: int, address: str) -> bool:
    """True where this chat, the officers' group or an officer's own, may be shown the case now."""
    group = tx.people.bound(OFFICERS) == address
    return may_read(tx, tx.cases.get(case_id), address, group=group)


PUBLIC_STATES: dict[State, str] = {
    State.REGISTERED: "received",
    State.AWAITING_APPROVAL: "received",
    State.ESCALATED: "received",
    State.AWAITING_REPORTER: "asked",
    State.TRANSFERRED: "transferred",
    State.HELD: "handled",
    State.CLOSED: "closed",
    State.SENT_UP: "handled",
    State.SEALED: "received",
}


def public_state(case: Case) -> str:
    """What a reporter may know: never the severity, the route, or who handles it."""
    return PUBLIC_STATES.get(case.state, "handled")


def open_question(tx: Transaction, case: Case) -> str:
    """The question that waits for the reporter's answer; empty where none does."""
    if case.state is not State.AWAITING_REPORTER:
        return ""
    asked = [one.reason for one in tx.cases.decisions(case.id) if one.act == Act.ASK]
    return asked[-1] if asked else ""
