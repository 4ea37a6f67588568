"""One measured line, and what several of them look like together."""

import os
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit``; ``least`` or ``most`` is what was promised; ``peer`` stands beside it."""

    what: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    least: float | None = None
    most: float | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing was promised."""
        if self.least is not None:
            return self.value >= self.least
        return None if self.most is None else self.value <= self.most


def table(figures: list[Figure]) -> Table:
    """All figures, one line each."""
    load = os.getloadavg()[0]
    made = Table(
        title="Qingfeng, measured now",
        caption=f"{os.cpu_count()} cores; load of the machine when the last one was taken: {load:.1f}",
    )
    for name in ("what", "measured", "promised", "beside it"):
        made.add_column(name, justify="right" if name in ("measured", "promised") else "left")
    for figure in figures:
        made.add_row(figure.what, _measured(figure), _promised(figure), _peer(figure))
    return made


def _measured(figure: Figure) -> str:
    colour = {True: "green", False: "red", None: "default"}[figure.kept]
    return f"[{colour}]{_number(figure.value)} {figure.unit}[/]"


def _promised(figure: Figure) -> str:
    if figure.least is not None:
        return f"≥ {_number(figure.least)}"
    return "" if figure.most is None else f"≤ {_number(figure.most)}"


def _peer(figure: Figure) -> str:
    if figure.peer_value is None:
        return figure.peer
    return f"{_number(figure.peer_value)} {figure.unit}  {figure.peer}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
