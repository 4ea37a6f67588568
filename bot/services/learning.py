"""Learning from officers: the example that a decision makes, in the decision's own transaction."""

from datetime import datetime

from bot.ports import Office, Transaction
from bot.rules.learning import SETTLES, UNSETTLES, Example, Keeping, differing, make_example
from bot.rules.model import Case
from bot.rules.terms import Act, MaterialKind

LONGEST = 20_000
"""Characters of a text that are kept; the reader itself reads no more."""


def learn(tx: Transaction, case: Case, act: Act, office: Office, now: datetime) -> None:
    """Keep, replace or drop the example of a case after an officer's act.

    What the act made doubtful is dropped; without the office's consent nothing new is kept.
    """
    if act not in SETTLES and act not in UNSETTLES:
        return
    example = _example(tx, case, act) if office.learning else None
    if example is None:
        forget_case(tx, case, act)
        return
    tx.examples.keep(case.id, example, office.today(now))
    tx.audit(
        "example-kept",
        actor="system",
        subject=case.number,
        proposed=example.proposed,
        decided=example.severity,
        model=example.model,
    )
    trim(tx, office.learning, office, now)


def forget_case(tx: Transaction, case: Case, cause: str) -> None:
    """No example of this case is kept any more; on record where there was one."""
    if tx.examples.drop(case.id):
        tx.audit("example-dropped", actor="system", subject=case.number, cause=cause)


def trim(tx: Transaction, keeping: Keeping | None, office: Office, now: datetime) -> None:
    """Erase what is older or more than the office keeps: all of it where consent was withdrawn."""
    if keeping is None:
        forget_all(tx, "consent-withdrawn")
        return
    gone = tx.examples.trim(before=office.today(now) - keeping.span, most=keeping.most)
    if gone:
        tx.audit("examples-erased", actor="system", count=gone, cause="retention")


def forget_all(tx: Transaction, cause: str, *, actor: str = "system") -> int:
    """Erase every example; how many there were, which goes on record."""
    count = tx.examples.forget()
    if count:
        tx.audit("examples-erased", actor=actor, count=count, cause=cause)
    return count


def _example(tx: Transaction, case: Case, act: Act) -> Example | None:
    """What the act teaches; None where it settles nothing new, or must not be kept."""
    proposal = tx.cases.proposal(case.id)
    settled = differing(act, proposal.triage if proposal else None)
    if proposal is None or settled is None or not _may_be_kept(tx, case):
        return None
    text = _text(tx, case)
    return make_example(text, settled, proposal.triage) if text.strip() else None


def _may_be_kept(tx: Transaction, case: Case) -> bool:
    """Nothing sealed, nothing that an officer may not see, nothing that its writer took back."""
    if case.sealed or case.own_head or case.private or tx.cases.recused(case.id):
        return False
    return all(part.kind is not MaterialKind.NOTE for part in tx.tips.material(case.tip_id))


def _text(tx: Transaction, case: Case) -> str:
    """What the reporter wrote, as the reader saw it, without what tells who wrote it."""
    parts = tx.tips.material(case.tip_id)
    whole = "\n".join(part.text for part in parts if part.text)
    return tx.people.without_reporter(case.reply_to, whole)[:LONGEST]
