"""What a paper is made of: blocks as values, each told where its words come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.approval import Seat
from bot.rules.papers import Paper
from bot.rules.signatures import Approval
from bot.services.dossier import Dossier

Value = Callable[[Any], str]
"""Where a field's words come from, mostly a dossier; empty words leave room to write by hand."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two fields beside each other: (label, value) twice."""

    left: tuple[str, Value]
    right: tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Wide:
    """One field over the whole width, at least ``height`` millimetres high."""

    label: str
    value: Value
    height: int = 9


@dataclass(frozen=True, slots=True)
class Chain:
    """An approval: proposal, discussion, each signature with name, role and time, and the empty seats."""

    approval: Callable[[Dossier], Approval]
    seats: Callable[[Dossier], Sequence[Seat]]
    first: str = "承办人意见"


@dataclass(frozen=True, slots=True)
class Grid:
    """A bordered form: rows one below the other."""

    rows: tuple[Pair | Wide | Chain, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A bordered list with a head; widths in millimetres."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Callable[[Any], Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading, such as 一、主要问题."""

    words: str


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs of running text, one for each line of the value."""

    value: Value
    indented: bool = True


@dataclass(frozen=True, slots=True)
class Closing:
    """Where an office signs and seals, with the date; never alone on a page."""

    value: Value


Block = Grid | Listing | Heading | Body | Closing


@dataclass(frozen=True, slots=True)
class Form:
    """A paper.

    Args:
        above: a line above the title, such as the office; ``number``: the line below it, right.
        footer: what stands on every page before the page number, such as lines for signatures.
    """

    paper: Paper
    title: str
    blocks: tuple[Block, ...]
    number: Value
    above: Value | None = None
    footer: str = ""
