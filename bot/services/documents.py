"""Papers on request: offered where they make sense, made for who may see the case, on record."""

from bot.ports import Transaction
from bot.rules.errors import InputError
from bot.rules.model import Case, Notice, Officer
from bot.rules.papers import OUTWARD, Paper, Standing, papers_of
from bot.rules.terms import Role
from bot.services.letters import refuse_quotes
from bot.services.visibility import require_sight


def standing_of(tx: Transaction, case: Case) -> Standing:
    """What decides which papers of a case make sense."""
    return Standing(
        case.state,
        case.route,
        case.outcome,
        talk=tx.handling.talk(case.id) is not None,
        letter=tx.handling.letter(case.id) is not None,
    )


def offer_papers(tx: Transaction, case: Case, officer: Officer) -> None:
    """Tell the officer in private which papers can be made now; the head may export the folder too.

    Raises:
        NotAllowedError: he may not see the case.
        InputError: it is sealed.
    """
    require_sight(tx, case, officer)
    papers = papers_of(standing_of(tx, case))
    if case.sealed or not papers:
        raise InputError("error-paper-not-now")
    args = {
        "case": case.id,
        "number": case.number,
        "version": case.version,
        "papers": list(papers),
        "export": int(officer.role is Role.HEAD),
    }
    tx.say(Notice(officer.address, "papers-menu", args))


def make_paper(
    tx: Transaction, case: Case, paper: Paper, officer: Officer, *, form: str = "docx"
) -> None:
    """Send one paper to the officer in private, as ``docx`` or ``pdf``; it is on record who had it made.

    Raises:
        NotAllowedError: he may not see the case.
        InputError: it makes no sense as the case stands, or what was typed into a paper that leaves the
            office repeats the tip (R20 Art. 47).
    """
    require_sight(tx, case, officer)
    if case.sealed or paper not in papers_of(standing_of(tx, case)):
        raise InputError("error-paper-not-now")
    if paper in OUTWARD:
        refuse_quotes(tx, case, _typed(tx, case))
    tx.audit(
        "document-made",
        actor=f"officer:{officer.id}",
        subject=case.number,
        paper=paper,
        form=form,
        version=case.version,
    )
    args = {"case": case.id, "paper": paper, "form": form}
    tx.say(Notice(officer.address, "paper-document", args))


def _typed(tx: Transaction, case: Case) -> tuple[str, ...]:
    """The words on papers that leave the office which somebody typed; all others are fixed."""
    talk, letter = tx.handling.talk(case.id), tx.handling.letter(case.id)
    of_talk = (talk.place, talk.companion, talk.talker) if talk else ()
    of_letter = (letter.addressee, letter.cc) if letter else ()
    return (*of_talk, *of_letter)
