"""Which buttons stand under which text: one table."""

from collections.abc import Callable
from typing import Any

from bot.rules.clocks import ClockKind
from bot.rules.model import FIELDS, Case
from bot.rules.terms import Outcome, Route, State
from bot.rules.workflow import ROUTE_SEVERITY, needs_second
from bot.services.views import CardView
from handlers.buttons import Button
from handlers.texts import text, word

Args = dict[str, Any]
Rows = list[list[tuple[str, Button]]]  # (what it says, what it does)


def rows_for(key: str, args: Args, language: str) -> Rows:
    """The buttons under a text that needs nothing but its arguments."""
    build = _TABLE.get(key)
    return build(args, language) if build else []


def _row(*buttons: tuple[str, Button]) -> list[tuple[str, Button]]:
    return list(buttons)


def _b(key: str, button: Button, language: str, **args: str) -> tuple[str, Button]:
    return text(f"button-{key}", language, **args), button


def _start(_args: Args, language: str) -> Rows:
    other = "en" if language == "zh" else "zh"
    return [
        [_b("anonymous", Button("mode", extra="anonymous"), language)],
        [_b("real-name", Button("mode", extra="real_name"), language)],
        [_b("scope", Button("scope?"), language)],
        [_b("other-language", Button("lang", extra=other), language)],
    ]


def _modes(args: Args, language: str) -> Rows:
    return _start(args, language)[:2]


def _unfinished(_args: Args, language: str) -> Rows:
    return [
        _row(_b("resume", Button("resume"), language), _b("afresh", Button("afresh"), language))
    ]


def _levels(_args: Args, language: str) -> Rows:
    names = ("lower", "county", "higher", "unknown")
    return [[(word("level", name, language), Button("level", extra=name))] for name in names]


def _done(args: Args, language: str) -> Rows:
    return [[_b("done", Button("done", args.get("tip", 0)), language)]]


def _scope(_args: Args, language: str) -> Rows:
    return [
        [_b("insist", Button("insist"), language)],
        _row(_b("more", Button("more"), language), _b("give-up", Button("cancel"), language)),
    ]


def _question(_args: Args, language: str) -> Rows:
    return [[_b("skip", Button("skip"), language)]]


def _review(args: Args, language: str) -> Rows:
    fixes = [
        _b("fix", Button("fix", extra=name), language, name=word("field", name, language))
        for name in FIELDS
    ]
    pairs = [fixes[at : at + 2] for at in range(0, len(fixes), 2)]
    return [*pairs, *_hand_in(args, language)]


def _hand_in(_args: Args, language: str) -> Rows:
    return [
        [_b("submit", Button("submit"), language)],
        _row(_b("more", Button("more"), language), _b("give-up", Button("cancel"), language)),
    ]


def _asked(args: Args, language: str) -> Rows:
    return [[_b("answer", Button("answer", args["tip"]), language)]]


def _added(_args: Args, language: str) -> Rows:
    return [[_b("added", Button("added"), language)]]


def _unsealing(args: Args, language: str) -> Rows:
    request = args["request"]
    return [
        _row(
            _b("grant", Button("unseal?", request, extra="yes"), language),
            _b("refuse", Button("unseal?", request, extra="no"), language),
        )
    ]


def _languages(_args: Args, _language: str) -> Rows:
    return [
        [("中文", Button("lang", extra="zh")), ("English", Button("lang", extra="en"))],
    ]


def _officer(_args: Args, language: str) -> Rows:
    return [[_b("report", Button("report"), language)]]


def _cases(args: Args, language: str) -> Rows:
    return [
        [
            (
                f"{row['number']} · {word('state', row['state'], language)} · {row['due'][5:]}",
                Button("open", row["id"]),
            )
        ]
        for row in args["rows"]
    ]


_TABLE: dict[str, Callable[[Args, str], Rows]] = {
    "citizen-welcome": _start,
    "citizen-scope": _modes,
    "citizen-mode": _modes,
    "citizen-unfinished": _unfinished,
    "citizen-level": _levels,
    "citizen-story-more": _done,
    "citizen-noted": _done,
    "citizen-noted-album": _done,
    "citizen-story": _done,
    "citizen-out-of-scope": _scope,
    "citizen-question": _question,
    "citizen-file-noted": _question,
    "citizen-review": _review,
    "citizen-review-sealed": _hand_in,
    "citizen-asked": _asked,
    "citizen-add": _added,
    "citizen-answer": _added,
    "citizen-added": _added,
    "language": _languages,
    "identity-asked": _unsealing,
    "officer-welcome": _officer,
    "officer-cases": _cases,
}


# --- the case card ------------------------------------------------------------------------


def card_rows(view: CardView, menu: str, language: str) -> Rows:
    """The buttons of a case card: what its state allows, or the menu that somebody opened."""
    case = view.case
    back = [_press("back", "back", case, language)]
    if menu == "change":
        return [*_ways(case, language), back]
    if menu == "ends":
        return [*_outcomes(case, language), back]
    if menu == "recuse":
        return [[_press("recuse-sure", "recuse!", case, language)], back]
    acts = _BY_STATE.get(case.state, _none)(view, language)
    return [*acts, *_owed(view, language), _reading(view, language)]


def _press(
    key: str, verb: str, case: Case, language: str, *, extra: str = "", **args: str
) -> tuple[str, Button]:
    return _b(key, Button(verb, case.id, case.version, extra), language, **args)


_OWED = {ClockKind.TELL_ACCEPTANCE: "accepted", ClockKind.FEEDBACK: "feedback"}


def _owed(view: CardView, language: str) -> Rows:
    """What a real-name reporter is owed, and the request to see who it is."""
    if not view.case.real_name:
        return []
    running = {clock.kind for clock in view.clocks}
    verbs = [verb for kind, verb in _OWED.items() if kind in running]
    return [[_press(verb, verb, view.case, language) for verb in (*verbs, "identity")]]


def _reading(view: CardView, language: str) -> list[tuple[str, Button]]:
    case = view.case
    why = [_press("why", "why", case, language)] if view.proposal else []
    dates = [_press("dates", "dates", case, language)] if view.clocks else []
    recuse = [_press("recuse", "recuse", case, language)]
    return [_press("full", "full", case, language), *why, *dates, *recuse]


def _open(view: CardView, language: str) -> Rows:
    """Agree stands first, but only where the reader was sure of itself."""
    case, proposal = view.case, view.proposal
    first: Rows = []
    if proposal and not proposal.triage.review and case.severity == proposal.triage.severity:
        first = [[_press("agree", "agree", case, language, route=proposal.route)]]
    return [
        *first,
        [_press("change", "change", case, language), _press("ask", "ask", case, language)],
        [_press("transfer", "way", case, language, extra="transfer")],
    ]


_CHOICES = (Route.VERIFICATION, Route.TALK, Route.LETTER, Route.HOLD, Route.TRANSFER, Route.CLOSE)


def _ways(case: Case, language: str) -> Rows:
    return [
        [
            _press(
                "way",
                "way",
                case,
                language,
                extra=route,
                severity=ROUTE_SEVERITY[route],
                route=route,
            )
        ]
        for route in _CHOICES
    ]


def _outcomes(case: Case, language: str) -> Rows:
    return [
        [
            (
                word("outcome", outcome, language),
                Button("end", case.id, case.version, outcome),
            )
        ]
        for outcome in Outcome
    ]


def _approval(view: CardView, language: str) -> Rows:
    """Approve or refuse; refusing to lower a serious case keeps it serious."""
    case = view.case
    route = case.route or Route.HOLD
    lowering = needs_second(case.severity, ROUTE_SEVERITY.get(route))
    refuse = ("low-refuse", "low-") if lowering else ("return", "return")
    return [
        [_press("approve", "approve", case, language, route=route)],
        [_press(*refuse, case, language)],
    ]


def _escalated(view: CardView, language: str) -> Rows:
    case = view.case
    return [
        [_press("verify", "verify", case, language), _press("return", "return", case, language)],
        [_press("ask", "ask", case, language)],
    ]


def _simple(*presses: tuple[str, str]) -> Callable[[CardView, str], Rows]:
    def build(view: CardView, language: str) -> Rows:
        return [[_press(key, verb, view.case, language)] for key, verb in presses]

    return build


def _none(_view: CardView, _language: str) -> Rows:
    return []


_RAISE = ("raise", "raise")
_BY_STATE: dict[State, Callable[[CardView, str], Rows]] = {
    State.REGISTERED: _open,
    State.AWAITING_REPORTER: _open,
    State.AWAITING_APPROVAL: _approval,
    State.ESCALATED: _escalated,
    State.TALK: _simple(("arrange-talk", "talk"), _RAISE),
    State.TALK_ARRANGED: _simple(("held", "held"), ("rearrange-talk", "talk"), _RAISE),
    State.LETTER: _simple(("letter", "letter"), _RAISE),
    State.LETTER_ISSUED: _simple(("given", "given"), _RAISE),
    State.LETTER_DELIVERED: _simple(("replied", "replied"), _RAISE),
    State.REPORTING: _simple(("ends", "ends"), ("again", "again"), _RAISE),
    State.HELD: _simple(("reopen", "reopen"), _RAISE),
}


def sealed_rows(case: Case, language: str) -> Rows:
    """The two buttons of a sealed item."""
    rows = [[_press("unseal", "unseal", case, language)]]
    if case.state is State.SEALED:
        rows.append([_press("sent-up", "sentup", case, language)])
    return rows
