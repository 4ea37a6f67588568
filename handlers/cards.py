"""The case card: one message that an officer can decide on."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.rules.approval import titles
from bot.rules.model import Decision, RunningClock
from bot.rules.terms import Level, Mode, Role, Route, State
from bot.rules.triage import Reason, Triage
from bot.rules.workflow import ROUTE_SEVERITY, needs_second
from bot.services.views import CardView
from handlers.texts import text, word

STRONGEST = 3
LONGEST_REASON = 300
_ARTICLE = re.compile(r"(?P<book>\D+?)(?P<year>\d{4})?-(?P<number>[\d-]+)")


def card_text(view: CardView, menu: str, language: str, zone: ZoneInfo) -> str:
    """The card as HTML, short enough for one message."""
    lines = [
        _head(view, language, zone),
        *_clocks(view, language),
        *_marks(view, language),
        "",
        *_suggestion(view, language),
        *_facts(view, language),
        *_progress(view, language, zone),
    ]
    if menu:
        lines += ["", text(f"card-menu-{menu}", language)]
    return "\n".join(lines)


def _head(view: CardView, language: str, zone: ZoneInfo) -> str:
    mode = Mode.REAL_NAME if view.case.real_name else Mode.ANONYMOUS
    return text(
        "card-head",
        language,
        number=view.case.number,
        mode=text(f"mode-{mode.replace('_', '-')}", language),
        received=moment(view.case.received_at, zone),
    )


def _clocks(view: CardView, language: str) -> list[str]:
    return [_clock(clock, language) for clock in view.clocks]


def _clock(clock: RunningClock, language: str) -> str:
    """Until when, or since when it is paused; whether that is provisional or was extended."""
    if clock.paused_on is not None:
        return text("card-clock-paused", language, clock=clock.kind, since=day(clock.paused_on))
    return text(
        "card-clock",
        language,
        clock=clock.kind,
        due=day(clock.due_on),
        provisional=int(clock.provisional),
        extended=int(clock.extended),
    )


def _marks(view: CardView, language: str) -> list[str]:
    case = view.case
    wanted = (
        ("card-urgent", case.urgent),
        ("card-insisted", case.insisted),
        ("card-withdrawal", view.withdrawn),
        ("card-lower", case.level is Level.LOWER and case.state is State.REGISTERED),
    )
    return [text(key, language) for key, stands in wanted if stands]


def _suggestion(view: CardView, language: str) -> list[str]:
    if view.proposal is None:
        return []
    triage = view.proposal.triage
    if triage.review:
        head = text("card-review", language, severity=triage.severity, confidence=sure(triage))
    else:
        head = text(
            "card-suggested",
            language,
            severity=triage.severity,
            confidence=sure(triage),
            route=view.proposal.route,
        )
    reasons = enumerate(distinct(triage.reasons)[:STRONGEST], 1)
    return [head, *(reason_line(number, reason) for number, reason in reasons)]


def distinct(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons in their order, without those that rest on words already quoted."""
    kept: list[Reason] = []
    for reason in reasons:
        here = reason.span
        if all(here.end <= one.span.start or one.span.end <= here.start for one in kept):
            kept.append(reason)
    return kept


def reason_line(number: int, reason: Reason) -> str:
    """「the words」 and the article, on one line."""
    quote = reason.span.text if len(reason.span.text) <= 40 else reason.span.text[:39] + "…"
    basis = f" —— {article(reason.article)}" if reason.article else ""
    return f" {number} 「{escape(quote, quote=False)}」{basis}"


def article(identifier: str) -> str:
    """``处分条例2023-122`` as people say it: 处分条例(2023)第122条."""
    found = _ARTICLE.fullmatch(identifier)
    if found is None:
        return identifier
    year = f"（{found['year']}）" if found["year"] else ""
    number, _, more = found["number"].partition("-")
    return f"{found['book']}{year}第{number}条" + (f"之{more}" if more else "")


def sure(triage: Triage) -> str:
    """The confidence with two digits; a machine is never quite sure."""
    return f"{min(triage.confidence, 0.99):.2f}"


def _facts(view: CardView, language: str) -> list[str]:
    facts = view.facts
    who = " ".join(
        dict.fromkeys(facts[name] for name in ("unit", "position", "accused") if facts.get(name))
    )
    lines = [text("card-target", language, who=who)] if who else []
    lines += [
        text(f"card-{name}", language, **{name: facts[name]})
        for name in ("when", "where", "amount")
        if facts.get(name)
    ]
    lines += _retold(view, language)
    lines.append(text("card-material", language, count=view.materials, files=view.files))
    return lines


MOST_NUMBERS = 5


def _retold(view: CardView, language: str) -> list[str]:
    """The how manieth report of the same matter this is, and what else is about the same person."""
    same = view.retold
    matched = "、".join(word("matched", name, language) for name in same.matched)
    lines = []
    if same.earlier:
        args = {"count": same.count, "numbers": _newest(same.earlier), "matched": matched}
        lines.append(text("card-repeat", language, **args))
    if same.later:
        lines.append(text("card-repeated", language, numbers=_newest(same.later)))
    if view.others:
        lines.append(text("card-others", language, numbers=_newest(view.others)))
    return lines


def _newest(numbers: Sequence[str]) -> str:
    shown = "、".join(numbers[-MOST_NUMBERS:])
    return shown if len(numbers) <= MOST_NUMBERS else f"…、{shown}"


def _progress(view: CardView, language: str, zone: ZoneInfo) -> list[str]:
    case = view.case
    lines = [text("card-state", language, state=case.state)]
    if view.handler:
        lines.append(text("card-handler", language, name=view.handler))
    if case.state is State.AWAITING_APPROVAL and case.route:
        lines.append(_pending(view, language))
    elif case.state is not State.REGISTERED and case.route and case.severity:
        lines.append(text("card-decided", language, severity=case.severity, route=case.route))
    if view.talk and case.state in _TALKING:
        at, talk = moment(view.talk.at, zone), view.talk
        lines.append(text("card-talk", language, at=at, place=talk.place, talker=talk.talker))
    if view.letter:
        due = day(view.letter.reply_due)
        lines.append(text("card-letter", language, number=view.letter.number, due=due))
    if case.outcome:
        lines.append(text("card-outcome", language, outcome=case.outcome))
    lines += _signatures(view, language)
    lines += _together(view, language)
    return [*lines, *(_record(one, name, language, zone) for one, name in view.decisions[-6:])]


_TALKING = (State.TALK_PLANNED, State.TALK_ARRANGED, State.REPORTING, State.REPORTED)


def _signatures(view: CardView, language: str) -> list[str]:
    """Whether it was discussed, and who has still to agree."""
    found = view.waiting
    if found is None:
        return []
    lines = []
    if found.discussion_needed:
        kept = _short(found.discussed)
        key = "card-discussed" if kept else "card-not-discussed"
        lines.append(text(key, language, record=kept))
    names = {role: word("role", role, language) for role in Role}
    if found.seats:
        lines.append(text("card-seats", language, seats=titles(found.seats, names)))
    return lines


def _together(view: CardView, language: str) -> list[str]:
    lines = []
    if view.merged:
        lines.append(text("card-merged", language, numbers=_newest(view.merged)))
    if view.merged_into:
        lines.append(text("card-merged-into", language, number=view.merged_into))
    if view.scans:
        lines.append(text("card-scans", language, count=view.scans))
    if view.asked:
        lines.append(text("card-asked", language))
    return lines


def _pending(view: CardView, language: str) -> str:
    """Whose proposal waits, and whether it lowers a serious case."""
    case, (first, name) = view.case, _proposed(view)
    lowering = needs_second(case.severity, ROUTE_SEVERITY.get(case.route or Route.HOLD))
    key = "card-pending-lowering" if lowering else "card-pending"
    reason = _short(first.reason) or "—"
    return text(key, language, route=case.route, name=name, reason=reason)


def _proposed(view: CardView) -> tuple[Decision, str]:
    """The proposal that waits, and whose it is; discussion and signatures may have followed it."""
    version = view.waiting.proposal.version if view.waiting else 0
    found = [one for one in view.decisions if one[0].version == version]
    return found[0] if found else view.decisions[-1]


def _short(reason: str) -> str:
    """So much of a reason that the card still is one message; all of it is on record."""
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"


def _record(decision: Decision, name: str, language: str, zone: ZoneInfo) -> str:
    done = text(f"act-{decision.act.replace('_', '-')}", language)
    return text("card-record", language, at=moment(decision.at, zone), name=name, act=done)


def moment(at: datetime, zone: ZoneInfo) -> str:
    """``11月23日 10:12`` in the office's time."""
    local = at.astimezone(zone)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


_WEEKDAYS = "一二三四五六日"


def full_moment(at: datetime, zone: ZoneInfo) -> str:
    """``12月4日(星期五)09:00`` in the office's time."""
    local = at.astimezone(zone)
    return f"{local.month}月{local.day}日（星期{_WEEKDAYS[local.weekday()]}）{local:%H:%M}"


def day(on: date) -> str:
    """``12月23日``."""
    return f"{on.month}月{on.day}日"


def full_day(on: date) -> str:
    """``12月4日(星期五)``."""
    return f"{day(on)}（星期{_WEEKDAYS[on.weekday()]}）"
