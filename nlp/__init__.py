"""Text of a tip in, :class:`bot.rules.triage.Triage` out."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.policy import Policy
    from nlp.reader import Reader

__all__ = ["load"]


def load(policy: "Policy | None" = None, lexicon_dirs: Iterable[Path] = ()) -> "Reader":
    """Give a reader with the shipped model, or with the rules alone where the model cannot be read."""
    from nlp.pipeline import build
    from nlp.policy import read_policy
    from nlp.reader import Reader

    values = policy or read_policy()
    return Reader(build(values, lexicon_dirs), values, "rules")
