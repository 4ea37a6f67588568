"""What a reporter does with a query code, from any account."""

from bot.rules.errors import InputError, UnknownCaseError
from bot.rules.model import Tip
from bot.rules.terms import MaterialKind
from bot.services import additions, dialogue, recusals
from bot.services.views import open_question, public_state
from handlers.buttons import Button
from handlers.keeping import keep
from handlers.turn import Turn

FLOW = "add"


def status(turn: Turn) -> None:
    """``/status CODE``: how it stands, in words that reveal nothing."""
    tip = _find(turn)
    if tip is None:
        return
    case = turn.tx.cases.of_tip(tip.id)
    if case is None:
        raise UnknownCaseError
    turn.tx.audit("status-shown", actor="reporter", subject=case.number)
    turn.say(
        "citizen-status",
        state=public_state(turn.tx, case),
        received=case.received_at.astimezone(turn.office.zone).strftime("%Y-%m-%d"),
    )
    question = open_question(turn.tx, case)
    if question:  # whoever has the code may read and answer it, from any account
        turn.say("citizen-asked", question=question, tip=tip.id)


def add(turn: Turn) -> None:
    """``/add CODE``: from now on every message is added to that tip."""
    tip = _find(turn)
    if tip is not None:
        case = turn.tx.cases.of_tip(tip.id)
        asked = case is not None and open_question(turn.tx, case)
        turn.goto(FLOW, "answer" if asked else "more", tip=tip.id)
        turn.say("citizen-add")


def answer(turn: Turn, button: Button) -> None:
    """「回答」 under an officer's question."""
    turn.goto(FLOW, "answer", tip=button.subject)
    turn.say("citizen-answer")


def take_more(turn: Turn) -> None:
    """One message of added material or of an answer."""
    tip = turn.tx.tips.get(int(turn.talk.data["tip"]))
    answering = turn.talk.step == "answer"
    kind = MaterialKind.ANSWER if answering else MaterialKind.TEXT
    if not keep(turn, tip, kind):
        return
    if answering:
        additions.answered(turn.tx, tip, turn.office, turn.now)
        turn.step("more")
    else:
        additions.add_material(turn.tx, tip, kind, turn.office, turn.now)
    turn.say("citizen-added")


def finish(turn: Turn, _button: Button) -> None:
    """「补充完了」."""
    turn.leave()
    turn.say("citizen-add-done")


def ask_recusal(turn: Turn, _button: Button) -> None:
    """「请某人回避」 while something is being added (R20 Art. 48)."""
    turn.step("recusal")
    turn.say("citizen-recusal")


def take_recusal(turn: Turn) -> None:
    """Who should step aside: kept like all that was said; whoever is named is kept out at once."""
    tip = turn.tx.tips.get(int(turn.talk.data["tip"]))
    if turn.event.media is not None or not turn.event.text.strip():
        raise InputError("error-text-expected")
    if not keep(turn, tip, MaterialKind.TEXT):
        return
    recusals.reporter_asked(turn.tx, tip, turn.event.text, turn.now)
    additions.add_material(turn.tx, tip, MaterialKind.TEXT, turn.office, turn.now)
    turn.step("more")
    turn.say("citizen-recusal-kept")


def withdraw(turn: Turn) -> None:
    """``/withdraw CODE``: a note; no case is closed by it."""
    tip = _find(turn)
    if tip is not None:
        dialogue.withdraw(turn.tx, tip, turn.event.origin, turn.now)
        turn.say("citizen-withdrawn")


def _find(turn: Turn) -> Tip | None:
    """The tip of the code that was typed; where there is none, the person was told."""
    if not turn.event.text.strip():
        raise InputError(f"error-code-missing-{turn.event.command}")
    found = dialogue.find(turn.tx, turn.event.text, turn.here, turn.now)
    if isinstance(found, Tip):
        return found
    if found.minutes:
        turn.say("error-locked", minutes=found.minutes)
    else:
        turn.say("error-wrong-code")
    return None
