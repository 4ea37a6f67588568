"""How ``qingfeng model`` shows models: a table of versions, one of figures side by side, the steps of a training."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.rules.learning import GATE
from bot.terminal import err

if TYPE_CHECKING:  # the command line stays quick
    from bot.learning import Measured, Step
    from storage.models import Card

STEPS = {
    "collect": "读取数据和样例 · reading data and examples",
    "train": "训练 · training",
    "measure_current": "测量现用模型 · measuring the model in use",
    "measure_new": "测量新模型 · measuring the new model",
    "decide": "决定是否安装 · deciding",
}
FIGURES = {
    "serious recall": "严重召回",
    "serious recall with review": "含人工阅读",
    "macro-F1": "宏平均 F1",
    "accuracy": "准确率",
    "serious precision": "严重精确率",
    "review share": "须人工阅读",
    "discipline accuracy": "纪律准确率",
    "urgent recall": "紧急召回",
    "urgent false alarms": "紧急误报",
    "amount exact": "金额准确率",
    "ECE": "校准误差",
}
SHIPPED, INSTALLED, REFUSED = "自带 shipped", "已装 installed", "未采用 refused"
COLUMNS = (
    *("版本\nversion", "状态\nstate", "样例\nexamples"),
    *("严重召回\nrecall", "含阅读\n+review", "\nmacro-F1", "紧急召回\nurgent"),
)
"""The last four are the figures of the gate."""


def versions_table(
    shipped: "Measured", installed: Sequence["Card"], refused: Sequence["Card"], *, used: str
) -> Table:
    """All models with the figures of the gate; ``used`` is the version in use, empty for the shipped one."""
    table = Table(*COLUMNS)
    table.columns[1].no_wrap = True
    state = _state(SHIPPED, used=not used)
    table.add_row(_two_lines(shipped.name), state, "", *_gate(shipped.figures))
    for card in installed:
        table.add_row(*_row(card, _state(INSTALLED, used=card.version == used)))
    for card in refused:
        table.add_row(*_row(card, REFUSED))
    return table


def figures_table(rows: Sequence["Measured"]) -> Table:
    """All figures of readers side by side, those of the gate first."""
    table = Table("指标 figure", *(_two_lines(one.name) for one in rows))
    table.columns[0].no_wrap = True
    names = [*GATE, *(name for name in rows[0].figures if name not in GATE)]
    for name in names:
        table.add_row(label(name), *(_with_span(one, name) for one in rows))
    return table


def label(name: str) -> str:
    """A figure's name in Chinese and English."""
    return f"{FIGURES[name]} {name}" if name in FIGURES else name


@contextmanager
def progress() -> Iterator[Callable[["Step"], None]]:
    """A bar that knows the steps; how long the training itself takes nobody can tell."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err) as bar:
        task = bar.add_task("", total=len(STEPS))
        begun: list[str] = []

        def tell(step: "Step") -> None:
            bar.update(task, description=STEPS[step], completed=len(begun))
            begun.append(step)

        yield tell
        bar.update(task, description="完成 · done", completed=len(STEPS))


def _state(kind: str, *, used: bool) -> str:
    return f"{kind}\n[bold]现用 current[/]" if used else kind


def _row(card: "Card", state: str) -> tuple[str, ...]:
    return (card.version, f"{state}\n{card.made_on}", str(card.examples), *_gate(card.figures))


def _gate(figures: Mapping[str, float]) -> list[str]:
    return [_shown(figures, name) for name in GATE]


def _shown(figures: Mapping[str, float], name: str) -> str:
    return f"{figures[name]:.3f}" if name in figures else "-"


def _two_lines(name: str) -> str:
    """The name of a reader for a narrow column: the version below the kind."""
    kind, _, version = name.rpartition("-")
    return f"{kind}\n{version}" if kind else name


def _with_span(one: "Measured", name: str) -> str:
    span = one.spans.get(name)
    low_high = f"\n\\[{span[0]:.2f}–{span[1]:.2f}]" if span else ""
    return _shown(one.figures, name) + low_high
