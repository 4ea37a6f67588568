"""What officers type in private after a press: one table from the step of a form to what it does."""

from dataclasses import replace

from bot.rules.errors import (
    IllegalActError,
    InputError,
    NotAllowedError,
    StaleButtonError,
    UnknownCaseError,
)
from bot.rules.terms import Act, Outcome, Route
from bot.rules.when import parse_day
from bot.services import approvals, casework, dialogue, letters, reporter, screening
from bot.services.visibility import viewers
from handlers import clock_form, form_parts, record_form, solo_form, talk_form
from handlers.form_parts import Step, as_letter, choice_of, done, reason, required
from handlers.turn import Turn


def fill(turn: Turn) -> None:
    """Take the message for the step of the form that is open."""
    turn.need_officer()
    step = turn.talk.step
    try:
        with turn.tx.savepoint():
            if step == "scan":
                record_form.file_scan(turn)
            elif turn.event.media is not None or not turn.event.text.strip():
                raise InputError("error-text-expected")
            else:
                _STEPS[step](turn, turn.event.text.strip())
    except (StaleButtonError, IllegalActError, NotAllowedError) as error:
        turn.leave()  # no other words would help: the case moved on, or is not his any more
        turn.say(error.text_key, **error.args_for_text)


# --- one text, one act


def _way(turn: Turn, text: str) -> None:
    route = Route(str(turn.talk.data["extra"]))
    choice = replace(choice_of(turn, Act.HOLD, reason(text)), route=route)
    approvals.send_way(turn.tx, choice, turn.need_officer(), turn.office, turn.now)
    done(turn)


def _with_reason(act: Act) -> Step:
    def do(turn: Turn, text: str) -> None:
        choice = choice_of(turn, act, reason(text))
        casework.act(turn.tx, choice, turn.need_officer(), turn.office, turn.now)
        done(turn)

    return do


def _report(turn: Turn, text: str) -> None:
    outcome = Outcome(str(turn.talk.data["extra"]))
    choice = replace(choice_of(turn, Act.REPORT, reason(text)), outcome=outcome)
    approvals.report(turn.tx, choice, turn.need_officer(), turn.office, turn.now)
    done(turn)


def _ask(turn: Turn, text: str) -> None:
    choice = choice_of(turn, Act.ASK)
    dialogue.ask_reporter(
        turn.tx, choice, as_letter(text), turn.need_officer(), turn.office, turn.now
    )
    done(turn)


def _merge(turn: Turn, text: str) -> None:
    into = turn.tx.cases.by_number(text)
    if turn.need_officer() not in viewers(turn.tx, into):  # not even that there is such a case
        raise UnknownCaseError
    choice = choice_of(turn, Act.MERGE)
    screening.merge(turn.tx, choice, into, turn.need_officer(), turn.office, turn.now)
    done(turn)


def _split(turn: Turn, text: str) -> None:
    choice = choice_of(turn, Act.SPLIT)
    made = screening.split(
        turn.tx, choice, reason(text), turn.need_officer(), turn.office, turn.now
    )
    turn.leave()
    turn.say("form-split-done", number=made.number)


# --- letters


def _asked(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _questions(turn: Turn, text: str) -> None:
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    letters.check_questions(turn.tx, case, _asked(text), turn.need_officer())
    turn.step("cc", questions=text)
    turn.say("form-cc")


def _cc(turn: Turn, text: str) -> None:
    data = turn.talk.data
    asked = _asked(str(data["questions"]))
    himself = text in _HIMSELF
    cc = "" if himself or text in _NOBODY else required(text)
    draft = letters.LetterDraft(str(data["addressee"]), asked, cc, to_party_head=himself)
    choice = choice_of(turn, Act.ISSUE_LETTER)
    letters.issue_letter(turn.tx, choice, draft, turn.need_officer(), turn.office, turn.now)
    done(turn)


_HIMSELF = frozenset({"本人", "himself", "herself"})
_NOBODY = frozenset({"无", "没有", "不", "none", "no", "-"})


def _given_on(turn: Turn, text: str) -> None:
    day = parse_day(text, turn.now, turn.office.zone)
    choice = choice_of(turn, Act.LETTER_DELIVERED)
    letters.letter_delivered(turn.tx, choice, turn.need_officer(), turn.office, turn.now, on=day)
    done(turn)


def _replied_on(turn: Turn, text: str) -> None:
    day = parse_day(text, turn.now, turn.office.zone)
    choice = choice_of(turn, Act.REPLY_RECEIVED)
    letters.reply_received(turn.tx, choice, turn.need_officer(), turn.office, turn.now, on=day)
    done(turn)


# --- the reporter


def _feedback(turn: Turn, text: str) -> None:
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    reporter.give_feedback(
        turn.tx, case, as_letter(text), turn.need_officer(), turn.office, turn.now
    )
    done(turn)


def _identity(turn: Turn, text: str) -> None:
    case = turn.tx.cases.get(int(turn.talk.data["case"]))
    reporter.ask_unsealing(turn.tx, case, as_letter(text), turn.need_officer(), turn.now)
    turn.leave()
    turn.say("form-identity-done")


_STEPS: dict[str, Step] = {
    "way": _way,
    "return": _with_reason(Act.SEND_BACK),
    "raise": _with_reason(Act.RAISE),
    "down": _with_reason(Act.SEND_DOWN),
    "keep": _with_reason(Act.KEEP),
    "discuss": _with_reason(Act.DISCUSS),
    "return-plan": _with_reason(Act.RETURN_PLAN),
    "return-report": _with_reason(Act.RETURN_REPORT),
    "check-yes": _with_reason(Act.CHECK_CONFIRMED),
    "check-no": _with_reason(Act.CHECK_REFUTED),
    "lower-no": _with_reason(Act.LOWER_REFUSED),
    "reopen": _with_reason(Act.REOPEN),
    "report": _report,
    "ask": _ask,
    "merge": _merge,
    "split": _split,
    "addressee": form_parts.then("questions", "addressee", "form-questions"),
    "questions": _questions,
    "cc": _cc,
    "given-on": _given_on,
    "replied-on": _replied_on,
    "feedback": _feedback,
    "identity": _identity,
    **talk_form.STEPS,
    **record_form.STEPS,
    **solo_form.STEPS,
    **clock_form.STEPS,
}
