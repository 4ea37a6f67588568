"""Which buttons stand under which text: one table."""

from collections.abc import Callable
from typing import Any

from bot.rules.model import FIELDS
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


def labelled(key: str, button: Button, language: str, **args: str) -> tuple[str, Button]:
    """A button with its word of the catalogue."""
    return text(f"button-{key}", language, **args), button


_b = labelled


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


def _adding(_args: Args, language: str) -> Rows:
    aside = [_b("ask-recusal", Button("recusal+"), language)]
    return [[_b("added", Button("added"), language)], aside]


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


def _request(args: Args, language: str) -> Rows:
    request = args["request"]
    return [
        _row(
            _b("grant", Button("request?", request, extra="yes"), language),
            _b("refuse", Button("request?", request, extra="no"), language),
        )
    ]


def _talk_kinds(_args: Args, language: str) -> Rows:
    return [
        [_b("talk-appointment", Button("solo", extra="appointment"), language)],
        [_b("talk-routine", Button("solo", extra="routine"), language)],
    ]


def _papers(args: Args, language: str) -> Rows:
    """One button for each paper, two to a row; the head's last one exports the folder."""
    case, version = args["case"], args["version"]
    every = [
        (word("paper", one, language), Button("paper", case, version, one))
        for one in args["papers"]
    ]
    pairs = [every[at : at + 2] for at in range(0, len(every), 2)]
    export = [[_b("folder", Button("folder", case, version), language)]] if args["export"] else []
    return [*pairs, *export]


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
    "citizen-add": _adding,
    "citizen-answer": _added,
    "citizen-added": _added,
    "language": _languages,
    "identity-asked": _unsealing,
    "recusal-asked": _request,
    "clock-asked": _request,
    "talk-kinds": _talk_kinds,
    "officer-welcome": _officer,
    "officer-cases": _cases,
    "papers-menu": _papers,
}
