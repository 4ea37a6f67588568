"""The buttons of a case card: what the table of states allows, or the menu that somebody opened."""

from collections.abc import Callable

from bot.rules.clocks import ClockKind
from bot.rules.model import Case
from bot.rules.terms import Act, Opinion, Outcome, Route, State
from bot.rules.workflow import ROUTE_SEVERITY, TRANSITIONS, needs_second
from bot.services.views import CardView
from handlers.buttons import Button
from handlers.keyboards import Rows, labelled
from handlers.texts import word

Press = tuple[str, Button]


def card_rows(view: CardView, menu: str, language: str) -> Rows:
    """The rows for this card and menu."""
    if menu in _MENUS:
        back = [_press("back", "back", view.case, language)]
        return [*_MENUS[menu](view, language), back]
    acts = _BY_STATE.get(view.case.state, _none)(view, language)
    return [*acts, *_owed(view, language), *_reading(view, language)]


def sealed_rows(case: Case, language: str) -> Rows:
    """The two buttons of a sealed item."""
    rows = [[_press("unseal", "unseal", case, language)]]
    if case.state is State.SEALED:
        rows.append([_press("sent-up", "sentup", case, language)])
    return rows


def _press(
    key: str, verb: str, case: Case, language: str, *, extra: str = "", **args: str
) -> Press:
    return labelled(key, Button(verb, case.id, case.version, extra), language, **args)


def _none(_view: CardView, _language: str) -> Rows:
    return []


# --- what stands on every card


_OWED = {ClockKind.TELL_ACCEPTANCE: "accepted", ClockKind.FEEDBACK: "feedback"}


def _owed(view: CardView, language: str) -> Rows:
    """What a real-name reporter is owed, and the request to see who it is."""
    if not view.case.real_name:
        return []
    running = {clock.kind for clock in view.clocks}
    verbs = [verb for kind, verb in _OWED.items() if kind in running]
    return [[_press(verb, verb, view.case, language) for verb in (*verbs, "identity")]]


def _reading(view: CardView, language: str) -> Rows:
    case = view.case
    why = [_press("why", "why", case, language)] if view.proposal else []
    dates = [_press("dates", "dates", case, language)] if view.clocks else []
    recuse = [_press("recuse", "recuse", case, language)]
    more = [_press("more-acts", "more!", case, language)] if _more(view, language) else []
    full = _press("full", "full", case, language)
    return [[full, *why, *dates], [*recuse, *more]]


# --- the menus


_CHOICES = (Route.VERIFICATION, Route.TALK, Route.LETTER, Route.HOLD, Route.TRANSFER, Route.CLOSE)


def _ways(view: CardView, language: str) -> Rows:
    return [
        [
            _press(
                "way",
                "way",
                view.case,
                language,
                extra=route,
                severity=ROUTE_SEVERITY[route],
                route=route,
            )
        ]
        for route in _CHOICES
    ]


def _outcomes(view: CardView, language: str) -> Rows:
    case = view.case
    return [
        [(word("outcome", one, language), Button("end", case.id, case.version, one))]
        for one in Outcome
    ]


def _opinions(view: CardView, language: str) -> Rows:
    case = view.case
    return [
        [(word("opinion", one, language), Button("opinion", case.id, case.version, one))]
        for one in Opinion
    ]


def _hands(view: CardView, language: str) -> Rows:
    """Who may take it in hand, two to a row."""
    case = view.case
    names = [
        (f"{one.name} · {word('role', one.role, language)}", _to(case, one.id))
        for one in view.able
    ]
    return [names[at : at + 2] for at in range(0, len(names), 2)]


def _to(case: Case, officer_id: int) -> Button:
    return Button("to", case.id, case.version, str(officer_id))


def _aside(view: CardView, language: str) -> Rows:
    """Whom the head may ask to step aside."""
    case = view.case
    return [
        [
            (
                f"{one.name} · {word('role', one.role, language)}",
                Button("aside!", case.id, case.version, str(one.id)),
            )
        ]
        for one in view.viewers
    ]


def _recuse(view: CardView, language: str) -> Rows:
    return [
        [_press("recuse-sure", "recuse!", view.case, language)],
        [_press("aside", "aside", view.case, language)],
    ]


_MORE: tuple[tuple[str, str, Act], ...] = (
    ("reassign", "assign", Act.REASSIGN),
    ("send-down", "down", Act.SEND_DOWN),
    ("keep", "keep", Act.KEEP),
    ("merge", "merge", Act.MERGE),
    ("split", "split", Act.SPLIT),
    ("ask", "ask", Act.QUERY),
)
"""Acts that are seldom needed: (word, verb, the act that must be possible)."""


def _more(view: CardView, language: str) -> Rows:
    possible = TRANSITIONS[view.case.state]
    rows = [
        [_press(key, verb, view.case, language)] for key, verb, act in _MORE if act in possible
    ]
    if view.clocks:
        rows.append([_press("clocks", "clocks", view.case, language)])
    return [*rows, [_press(key, verb, view.case, language) for key, verb in _FILING]]


_FILING = (("scan", "scan"), ("papers", "papers"))


def _clocks(view: CardView, language: str) -> Rows:
    """What may happen to each running clock: a paused one goes on, another is paused or extended."""
    case, rows = view.case, []
    for clock in view.clocks:
        verbs = ("resume",) if clock.paused_on else ("pause", "extend")
        rows.append(
            [
                _press(
                    f"clock-{verb}",
                    f"clock-{verb}",
                    case,
                    language,
                    extra=clock.kind,
                    clock=clock.kind,
                )
                for verb in verbs
            ]
        )
    return rows


_MENUS: dict[str, Callable[[CardView, str], Rows]] = {
    "change": _ways,
    "ends": _outcomes,
    "opinion": _opinions,
    "assign": _hands,
    "recuse": _recuse,
    "aside": _aside,
    "more": _more,
    "clocks": _clocks,
}


# --- what each state offers


def _open(view: CardView, language: str) -> Rows:
    """Screening: into a handler's hands, back to the reporter, or away; a small office decides here."""
    case = view.case
    rows: Rows = [[_press("assign", "assign", case, language)]]
    if not view.practice.assign_first:
        rows = [*_proposed(view, language), *rows]
    return [
        *rows,
        _ask_or_change(view, language),
        [_press("transfer", "way", case, language, extra="transfer")],
    ]


def _ask_or_change(view: CardView, language: str) -> list[Press]:
    case = view.case
    change = [_press("change", "change", case, language)]
    if view.practice.assign_first and case.state is not State.ASSIGNED:
        change = [_press("escalate", "way", case, language, extra="verification")]
    return [*change, _press("ask", "ask", case, language)]


def _proposed(view: CardView, language: str) -> Rows:
    """Agree stands first, but only where the reader was sure of itself."""
    case, proposal = view.case, view.proposal
    if proposal and not proposal.triage.review and case.severity == proposal.triage.severity:
        return [[_press("agree", "agree", case, language, route=proposal.route)]]
    return []


def _in_hand(view: CardView, language: str) -> Rows:
    case = view.case
    return [
        *_proposed(view, language),
        _ask_or_change(view, language),
        [_press("hand-back", "hand-back", case, language)],
    ]


def _approval(view: CardView, language: str) -> Rows:
    """Agree, change or send back; refusing to lower a serious case keeps it serious."""
    case = view.case
    route = case.route or Route.HOLD
    lowering = needs_second(case.severity, ROUTE_SEVERITY.get(route))
    refuse = ("low-refuse", "low-") if lowering else ("return", "return")
    return [
        *_discussion(view, language),
        [_press("approve", "approve", case, language, route=route)],
        [_press(*refuse, case, language), _press("change", "change", case, language)],
    ]


def _discussion(view: CardView, language: str) -> Rows:
    found = view.waiting
    if found is None or not found.discussion_needed or found.discussed:
        return []
    return [[_press("discuss", "discuss", view.case, language)]]


def _escalated(view: CardView, language: str) -> Rows:
    case = view.case
    hands = [] if case.handler else [[_press("assign", "assign", case, language)]]
    return [
        *_discussion(view, language),
        [_press("verify", "approve", case, language), _press("return", "return", case, language)],
        *hands,
        [_press("ask", "ask", case, language)],
    ]


def _reporting(view: CardView, language: str) -> Rows:
    case = view.case
    rows: Rows = []
    if view.talk and case.route is Route.TALK and view.talk.record is None:
        rows.append([_press("record", "record", case, language)])
    if view.letter and case.route is Route.LETTER and view.letter.opinion is None:
        rows.append([_press("opinion", "opinion?", case, language)])
    return [*rows, *_simple(("ends", "ends"), ("again", "again"), _RAISE)(view, language)]


def _reported(view: CardView, language: str) -> Rows:
    case = view.case
    return [
        [_press("approve-outcome", "approve", case, language)],
        [_press("return-report", "return-report", case, language)],
        [_press(*_RAISE, case, language)],
    ]


def _closed(view: CardView, language: str) -> Rows:
    """What is left after the end: the explanation at the meeting, or to take it up again."""
    owed = any(clock.kind == ClockKind.LIFE_MEETING for clock in view.clocks)
    meeting = [[_press("meeting", "meeting", view.case, language)]] if owed else []
    return [*meeting, [_press("reopen-closed", "reopen-closed", view.case, language)]]


def _simple(*presses: tuple[str, str]) -> Callable[[CardView, str], Rows]:
    def build(view: CardView, language: str) -> Rows:
        return [[_press(key, verb, view.case, language)] for key, verb in presses]

    return build


_RAISE = ("raise", "raise")
_BY_STATE: dict[State, Callable[[CardView, str], Rows]] = {
    State.REGISTERED: _open,
    State.AWAITING_REPORTER: _open,
    State.ASSIGNED: _in_hand,
    State.AWAITING_APPROVAL: _approval,
    State.ESCALATED: _escalated,
    State.TALK: _simple(("arrange-talk", "talk"), _RAISE),
    State.TALK_PLANNED: _simple(("plan-yes", "plan+"), ("plan-no", "plan-"), _RAISE),
    State.TALK_ARRANGED: _simple(("held", "held"), ("rearrange-talk", "talk"), _RAISE),
    State.LETTER: _simple(("letter", "letter"), _RAISE),
    State.LETTER_ISSUED: _simple(("given", "given"), ("given-on", "given-on"), _RAISE),
    State.LETTER_DELIVERED: _simple(("replied", "replied"), ("replied-on", "replied-on"), _RAISE),
    State.REPORTING: _reporting,
    State.REPORTED: _reported,
    State.SPOT_CHECK: _simple(("check-yes", "check+"), ("check-no", "check-"), _RAISE),
    State.HELD: _simple(("reopen", "reopen"), _RAISE),
    State.KEPT: _simple(("reopen", "reopen")),
    State.SENT_DOWN: _simple(("lower-yes", "lower+"), ("lower-no", "lower-")),
    State.CLOSED: _closed,
}
