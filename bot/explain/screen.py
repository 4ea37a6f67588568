"""The evidence on a terminal: brackets for every eye, colours on top where there are some."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.explain import words
from bot.explain.pieces import Mark
from bot.explain.proposal import Evidence
from bot.rules.terms import Severity
from bot.rules.triage import Reason
from handlers.texts import text

COLOURS = ("black on bright_yellow", "black on bright_cyan", "black on bright_green")
SEVERITIES = {
    Severity.SERIOUS: "bold white on red",
    Severity.MINOR: "bold black on yellow",
    Severity.INSUFFICIENT: "bold black on white",
    Severity.OUT_OF_SCOPE: "bold white on blue",
}
FACT, TAG, NAME, BRACKET = "underline", "dim", "bold", "bold"
BAR = 10


def show(evidence: Evidence, out: Console) -> None:
    """Print what is proposed, the marked message, the reasons and the facts."""
    severity = Text(f" {words.both_words('severity', evidence.triage.severity)} ")
    severity.stylize(SEVERITIES[evidence.triage.severity])
    out.print(Text.assemble((words.both("title"), NAME), "  ", severity))
    out.print(_grid(evidence.head()))
    out.print(_heading("message"))
    out.print(Padding(_message(evidence), (0, 2)))  # no frame: terminals disagree how wide ① is
    out.print(_heading("reasons"))
    out.print(_reasons(evidence))
    out.print(_heading("facts"))
    out.print(_grid(evidence.facts() or [("—", words.both("nothing"))]))
    out.print(Text("\n" + words.both("decides").replace(words.MIDDLE, "\n")))


def marked(evidence: Evidence) -> Text:
    """The message with ``【①…①】`` around reasons and ``〔…:对象〕`` around facts, in colours too."""
    line = Text(overflow="fold")
    for piece in evidence.pieces:
        colour = COLOURS[(piece.top - 1) % len(COLOURS)] if piece.top else ""
        told = any(mark.fact for mark in piece.marks)
        for mark in piece.opening:
            line.append(_open(mark), f"{BRACKET} {colour}" if mark.number else colour or TAG)
        line.append(evidence.shown(piece), f"{colour} {FACT}" if told else colour)
        for mark in piece.closing:
            line.append(_close(mark), f"{BRACKET} {colour}" if mark.number else colour or TAG)
    return line


def _message(evidence: Evidence) -> RenderableType:
    legend = Text(f"\n【①…①】 {words.both('legend-reason')}\n", TAG)
    legend.append(f"〔…:{_tag('accused')}〕 {words.both('legend-fact')}")
    note = evidence.note()
    return Group(marked(evidence), legend, *([Text(note, TAG)] if note else []))


def _open(mark: Mark) -> str:
    return f"【{words.circled(mark.number)}" if mark.number else "〔"


def _close(mark: Mark) -> str:
    return f"{words.circled(mark.number)}】" if mark.number else f":{_tag(mark.fact)}〕"


def _tag(fact: str) -> str:
    return text(f"explain-tag-{fact}", "zh")


def _heading(key: str) -> Text:
    return Text(f"\n{words.both(key)}", NAME)


def _grid(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold", style=TAG)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(Text(name), Text(value))
    return grid


def _reasons(evidence: Evidence) -> RenderableType:
    reasons = evidence.triage.reasons
    if not reasons:
        return Text(words.both("no-reasons"))
    return Group(*(part for row in enumerate(reasons, 1) for part in _reason(evidence, *row)))


def _reason(evidence: Evidence, number: int, reason: Reason) -> Iterator[RenderableType]:
    yield Text.assemble(
        (words.circled(number), COLOURS[(number - 1) % len(COLOURS)]),
        f" 「{evidence.quoted(reason.span)}」",
        overflow="fold",
    )
    rows = [
        (words.both("rule"), words.rule(reason)),
        (words.both("article"), words.basis(reason)),
        (words.both("weight"), weight(reason)),
    ]
    yield Padding(_grid(rows), (0, 0, 0, 3))


def weight(reason: Reason) -> str:
    """The weight as a bar and a number."""
    full = round(min(max(reason.weight, 0.0), 1.0) * BAR)
    return f"{'█' * full}{'░' * (BAR - full)} {reason.weight:.2f}"
