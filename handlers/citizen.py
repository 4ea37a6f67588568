"""A citizen's dialogue: from the first word to the query code.

The steps of the flow ``tip``::

    mode → [name → contact] → level → story → [scope] → ask* → review ⇄ edit → code

Whatever is written at any step is stored first and answered then.
"""

from dataclasses import replace
from datetime import timedelta

from bot.rules.errors import InputError
from bot.rules.model import FIELDS, Notice, Tip
from bot.rules.person import check_contact, check_name
from bot.rules.terms import Level, MaterialKind, Mode
from bot.services import additions, intake
from handlers.buttons import Button
from handlers.keeping import discard, draft, keep
from handlers.prompts import prompt
from handlers.turn import Turn

FLOW = "tip"
LONGEST_CODE = 24
"""Characters of a query code with its dashes, and some; who writes more writes no code."""
NOT_KNOWN = frozenset(
    {"不知道", "不清楚", "不记得", "记不清", "跳过", "skip", "don't know", "i don't know"}
)
"""Answers that say no more than the button 「不知道」."""
_AROUND = " 。.!\uff01\n"


def start(turn: Turn) -> None:
    """``/start``: the welcome, or the way back to an unfinished tip."""
    tip = turn.tx.tips.open_draft(turn.here)
    if tip and turn.talk.flow == FLOW and turn.tx.tips.count(tip.id):
        turn.say("citizen-unfinished", tip=tip.id)
        return
    turn.leave()
    turn.say("citizen-welcome")


def resume(turn: Turn, _button: Button) -> None:
    """Go on where the person stopped."""
    prompt(turn)


def afresh(turn: Turn, _button: Button) -> None:
    """Put the unfinished tip away and begin again."""
    discard(turn)
    turn.leave()
    turn.say("citizen-welcome")


def explain(turn: Turn, _button: Button) -> None:
    """What may be reported, and what becomes of it."""
    turn.say("citizen-scope")


def choose_mode(turn: Turn, button: Button) -> None:
    """Anonymous or with a name."""
    mode, tip = Mode(button.extra), draft(turn)
    if tip.reply_to:  # chosen anew: a name given before must not stay behind
        turn.tx.people.forget(tip.reply_to)
    tip = replace(tip, mode=mode, reply_to=turn.tx.people.seal(turn.here))
    turn.tx.tips.save(tip)
    known = turn.talk.data if turn.talk.flow == FLOW else {}
    turn.goto(FLOW, "name" if mode is Mode.REAL_NAME else "level", **(known | {"tip": tip.id}))
    prompt(turn)


def take_name(turn: Turn) -> None:
    """A real name, checked for its form only; it goes straight into the vault."""
    name = check_name(turn.event.text)
    turn.tx.people.amend(draft(turn).reply_to, name=name)
    turn.step("contact")
    prompt(turn)


def take_contact(turn: Turn) -> None:
    """A phone number or address to answer to, checked for its form only."""
    turn.tx.people.amend(draft(turn).reply_to, contact=check_contact(turn.event.text))
    turn.step("level")
    prompt(turn)


def choose_level(turn: Turn, button: Button) -> None:
    """Of which level the official is: asked before the story (R20 Art. 15)."""
    turn.tx.tips.save(replace(draft(turn), level=Level(button.extra)))
    turn.step("story")
    prompt(turn)


def take_story(turn: Turn) -> None:
    """One more message of the story; what is said is stored before it is acknowledged."""
    tip, first = draft(turn), not turn.talk.flow
    if first:  # written without /start: what the welcome says must still be read
        turn.goto(FLOW, "mode", tip=tip.id)
    if not keep(turn, tip, MaterialKind.TEXT):
        return
    if turn.talk.step in ("mode", "name", "contact", "level"):
        turn.say("citizen-kept-first" if first else "citizen-kept-early")
        prompt(turn)
        return
    if turn.talk.step != "story":
        turn.step("story")
    _acknowledge(turn, tip)


def _acknowledge(turn: Turn, tip: Tip) -> None:
    count = turn.tx.tips.count(tip.id)
    album = turn.event.media.album if turn.event.media else ""
    if not album:
        turn.say("citizen-noted", count=count, tip=tip.id)
        return
    turn.tx.say(  # one answer for an album: its pictures come as separate updates without an end
        Notice(
            turn.here,
            "citizen-noted-album",
            {"tip": tip.id},
            dedup=f"album:{tip.id}:{album}",
            not_before=turn.now + timedelta(seconds=1.5),
        )
    )


def story_done(turn: Turn, _button: Button | None = None) -> None:
    """「写好了」: read what was written, say what was understood, ask what is missing."""
    tip = draft(turn)
    if not turn.tx.tips.count(tip.id):
        raise InputError("error-empty-story")
    found = intake.understand(turn.tx, tip, turn.office, said=turn.talk.data.get("said", ()))
    if found.out_of_scope and not tip.insisted:
        turn.step("scope", redirect=found.redirect)
    else:
        ask = [] if turn.talk.data.get("asked") else list(found.ask)
        turn.step("ask" if ask else "review", ask=ask, total=len(ask), asked=True)
    prompt(turn)


def insist(turn: Turn, _button: Button) -> None:
    """Out of scope as it seems, but the citizen wants an officer to read it."""
    turn.tx.tips.save(replace(draft(turn), insisted=True))
    story_done(turn)


def take_answer(turn: Turn) -> None:
    """The answer to the question asked last: a fact, and material of its own."""
    tip, ask = draft(turn), list(turn.talk.data.get("ask", []))
    if turn.event.media is not None:
        if keep(turn, tip, MaterialKind.TEXT):
            turn.say("citizen-file-noted")
        return
    if turn.event.text.lower().strip(_AROUND) not in NOT_KNOWN:
        _learn(turn, tip, ask[0], turn.event.text)
    _next_question(turn, ask[1:])


def skip(turn: Turn, _button: Button) -> None:
    """「不知道」: on to the next question."""
    _next_question(turn, list(turn.talk.data.get("ask", []))[1:])


def _learn(turn: Turn, tip: Tip, field: str, words: str) -> None:
    keep(turn, tip, MaterialKind.ANSWER)
    turn.tx.tips.save(replace(tip, facts=tip.facts | {field: words.strip()[:200]}))
    said = dict.fromkeys([*turn.talk.data.get("said", ()), field])
    turn.step(turn.talk.step, said=list(said))  # told, not read: no later reading changes it


def _next_question(turn: Turn, ask: list[str]) -> None:
    turn.step("ask" if ask else "review", ask=ask)
    prompt(turn)


def choose_field(turn: Turn, button: Button) -> None:
    """Correct one of the facts."""
    if button.extra not in FIELDS:
        raise InputError("error-bad-button")
    turn.step("edit", field=button.extra)
    prompt(turn)


def take_correction(turn: Turn) -> None:
    """The corrected words of a fact."""
    if turn.event.media is not None:
        raise InputError("error-text-expected")
    _learn(turn, draft(turn), str(turn.talk.data["field"]), turn.event.text)
    turn.step("review")
    prompt(turn)


def write_more(turn: Turn, _button: Button) -> None:
    """Back to the story."""
    turn.step("story")
    prompt(turn)


def submit(turn: Turn, _button: Button) -> None:
    """「提交」: the tip becomes a case, and the code is shown once."""
    tip = draft(turn)
    if turn.talk.step not in ("review", "edit") or not turn.tx.tips.count(tip.id):
        raise InputError("error-stale-step")
    done = intake.submit(turn.tx, tip, turn.here, turn.office, turn.now)
    turn.goto(FLOW, "code", last=done.code[-4:], tip=tip.id)


def take_code(turn: Turn) -> None:
    """The last four letters typed back: the code was written down. Anything more is material."""
    typed = turn.event.text.strip().upper()
    if turn.event.media is not None or len(typed) > LONGEST_CODE:
        _keep_late(turn)
    elif typed.endswith(str(turn.talk.data["last"])):
        turn.leave()
        turn.say("citizen-goodbye")
    else:
        turn.say("citizen-code-again")


def _keep_late(turn: Turn) -> None:
    """A picture or a sentence just after the submission belongs to the tip as well."""
    tip = turn.tx.tips.get(int(turn.talk.data["tip"]))
    if keep(turn, tip, MaterialKind.TEXT):
        additions.add_material(turn.tx, tip, MaterialKind.TEXT, turn.office, turn.now)
        turn.say("citizen-code-kept")


def cancel(turn: Turn) -> None:
    """``/cancel``: nothing is handed in; an unfinished tip is put away."""
    flow, step = turn.talk.flow, turn.talk.step
    turn.leave()
    if flow == FLOW and step == "code":  # it is handed in: only the check of the code is dropped
        turn.say("citizen-goodbye")
        return
    if flow == FLOW:
        discard(turn)
    turn.say("cancelled" if flow else "nothing-to-cancel")


def cancel_button(turn: Turn, _button: Button) -> None:
    """「不提交了」."""
    cancel(turn)
