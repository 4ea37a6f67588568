"""What cards, letters and answers show: read-only views, one for each kind of message."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports import Transaction
from bot.rules.model import (
    Case,
    Decision,
    Letter,
    Material,
    Officer,
    Proposal,
    RunningClock,
    Talk,
)
from bot.rules.practice import Practice
from bot.rules.terms import Act, MaterialKind, State
from bot.rules.workflow import FINISHED
from bot.services.cards import OFFICERS
from bot.services.consent import Waiting, waiting
from bot.services.repeats import Retold, retold
from bot.services.visibility import able_handlers, may_read, viewers


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
    practice: Practice = field(default_factory=Practice)
    waiting: Waiting | None = None  # what has to be agreed to, and by whom
    handler: str = ""
    able: Sequence[Officer] = ()  # who may take it in hand
    viewers: Sequence[Officer] = ()
    merged: Sequence[str] = ()  # numbers of the cases that go on in this one
    merged_into: str = ""
    scans: int = 0
    asked: bool = False  # a question to the reporter waits for its answer


def card(
    tx: Transaction, case_id: int, reader: str = "", practice: Practice | None = None
) -> CardView:
    """The card of a case for whoever reads at this address; without one, as a group may see it."""
    case = tx.cases.get(case_id)
    practice = practice or Practice()
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
        talk=tx.handling.talk(case_id),
        letter=tx.handling.letter(case_id),
        practice=practice,
        waiting=waiting(tx, case, practice),
        handler=tx.officers.get(case.handler).name if case.handler else "",
        able=able_handlers(tx, case),
        viewers=viewers(tx, case),
        merged=[one.number for one in tx.cases.merged(case_id)],
        merged_into=tx.cases.get(case.merged_into).number if case.merged_into else "",
        scans=len(tx.tips.scans(case.tip_id)),
        asked=bool(open_question(tx, case)),
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
    State.ASSIGNED: "received",
    State.AWAITING_APPROVAL: "received",
    State.ESCALATED: "received",
    State.AWAITING_REPORTER: "asked",
    State.TRANSFERRED: "transferred",
    State.SENT_DOWN: "transferred",
    State.HELD: "handled",
    State.CLOSED: "closed",
    State.SENT_UP: "handled",
    State.SEALED: "received",
}


def public_state(tx: Transaction, case: Case) -> str:
    """What a reporter may know: never the severity, the route, or who handles it.

    A case that was merged stands where the one stands that goes on with it.
    """
    if case.state is State.MERGED and case.merged_into:
        return public_state(tx, tx.cases.get(case.merged_into))
    if open_question(tx, case):
        return "asked"
    return PUBLIC_STATES.get(case.state, "handled")


_ASKED = frozenset({Act.ASK, Act.QUERY})


def open_question(tx: Transaction, case: Case) -> str:
    """The newest question that waits for the reporter's answer; empty where none does."""
    asked = [one for one in tx.cases.decisions(case.id) if one.act in _ASKED]
    if not asked or case.state in FINISHED:
        return ""
    answers = [one for one in tx.tips.material(case.tip_id) if one.kind is MaterialKind.ANSWER]
    answered = any(one.received_at >= asked[-1].at for one in answers)
    return "" if answered else asked[-1].reason
