"""The evidence as one HTML file that needs nothing else: displaCy marks the message, the page is ours."""

from html import escape
from importlib import resources
from string import Template
from typing import Any

from spacy import displacy

from bot.explain import words
from bot.explain.pieces import Mark, Piece
from bot.explain.proposal import Evidence
from bot.rules.triage import Reason
from handlers.texts import text

COLOURS = {"REASON-1": "#ffe08a", "REASON-2": "#bfe3ff", "REASON-3": "#c9ecc4", "FACT": "none"}
REASONS = len(COLOURS) - 1
MARK = '<mark class="{kind}" style="background: {bg}">{before}{text}{after}</mark>'


def page(evidence: Evidence) -> str:
    """The whole page."""
    frame = resources.files("bot.explain") / "page.html"
    severity = evidence.triage.severity
    note = evidence.note()
    return Template(frame.read_text("utf-8")).substitute(
        title=_safe(words.both("title")),
        heading=_both("title"),
        kind=severity.value,
        label=_both("severity"),
        severity=_two(words.both_words("severity", severity)),
        head=_pairs(evidence.head()),
        message_title=_both("message"),
        message=marked(evidence) or f"<p>{_both('nothing')}</p>",
        legend=f'<mark class="reason" style="background: {COLOURS["REASON-1"]}"><b>①</b>…</mark>'
        f" {_both('legend-reason')}<br>"
        f'<mark class="fact">…<i>{_tag("accused")}</i></mark> {_both("legend-fact")}',
        note=f"<p>{_safe(note)}</p>" if note else "",
        reasons_title=_both("reasons"),
        reasons=_reasons(evidence),
        facts_title=_both("facts"),
        facts=_pairs(evidence.facts()) or f"<p>{_both('nothing')}</p>",
        decides=_both("decides"),
    )


def marked(evidence: Evidence) -> str:
    """The message as displaCy draws it, in non-overlapping pieces; "" where there is nothing to see."""
    shown, ents = "", []
    for piece in evidence.pieces:
        words_here = evidence.shown(piece)
        if piece.marks:
            ents.append(_ent(piece, len(shown), len(words_here)))
        shown += words_here
    if not shown.strip():
        return ""
    drawn = displacy.render(
        {"text": shown, "ents": ents, "title": None},
        style="ent",
        manual=True,
        page=False,
        jupyter=False,
        options={"colors": COLOURS, "template": MARK},
    )
    return str(drawn)


def _ent(piece: Piece, start: int, length: int) -> dict[str, Any]:
    kinds = {"reason" if mark.number else "fact" for mark in piece.marks}
    marks = len(piece.marks)
    ends = {
        "first" if len(piece.opening) == marks else "",
        "last" if len(piece.closing) == marks else "",
    }
    return {
        "start": start,
        "end": start + length,
        "label": _label(piece.top) if piece.top else "FACT",
        "params": {
            "kind": " ".join(sorted(kinds | ends - {""})),
            "before": "".join(f"<b>{words.circled(m.number)}</b>" for m in _numbered(piece)),
            "after": "".join(f"<i>{_tag(m.fact)}</i>" for m in piece.closing if m.fact),
        },
    }


def _label(number: int) -> str:
    return f"REASON-{(number - 1) % REASONS + 1}"


def _numbered(piece: Piece) -> list[Mark]:
    return [mark for mark in piece.opening if mark.number]


def _tag(fact: str) -> str:
    return _safe(text(f"explain-tag-{fact}", "zh"))


def _reasons(evidence: Evidence) -> str:
    reasons = evidence.triage.reasons
    if not reasons:
        return f"<p>{_both('no-reasons')}</p>"
    heads = ("number", "words", "rule", "article", "weight")
    head = "".join(f"<th>{_both(key)}</th>" for key in heads)
    rows = "".join(_row(evidence, number, reason) for number, reason in enumerate(reasons, 1))
    return f'<table class="reasons"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(evidence: Evidence, number: int, reason: Reason) -> str:
    colour = COLOURS[_label(number)]
    cells = (
        (
            "number",
            f'<mark class="reason" style="background: {colour}">{words.circled(number)}</mark>',
        ),
        ("words", f"「{_safe(evidence.quoted(reason.span))}」"),
        ("rule", _two(words.rule(reason))),
        ("article", _safe(words.basis(reason))),
        (
            "weight",
            f'<meter min="0" max="1" value="{reason.weight:.2f}"></meter> {reason.weight:.2f}',
        ),
    )
    inner = "".join(f'<td data-name="{_safe(words.both(key))}">{cell}</td>' for key, cell in cells)
    return f"<tr>{inner}</tr>"


def _pairs(rows: list[tuple[str, str]]) -> str:
    inner = "".join(f"<dt>{_two(name)}</dt><dd>{_safe(value)}</dd>" for name, value in rows)
    return f"<dl>{inner}</dl>" if rows else ""


def _two(said: str) -> str:
    """Chinese first; the English stands smaller behind it."""
    chinese, _, english = said.partition(words.MIDDLE)
    return f'{_safe(chinese)} <span lang="en">{_safe(english)}</span>' if english else _safe(said)


def _both(key: str) -> str:
    return _two(words.both(key))


def _safe(said: str) -> str:
    return escape(said)
