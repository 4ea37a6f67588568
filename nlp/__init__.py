"""Text of a tip in, :class:`bot.rules.triage.Triage` out."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.policy import Policy
    from nlp.reader import Reader

__all__ = ["load"]


MODEL = Path(__file__).with_name("model")


def load(
    policy: "Policy | None" = None,
    lexicon_dirs: Iterable[Path] = (),
    *,
    model: Path | None = MODEL,
) -> "Reader":
    """Give a reader with the shipped model; the rules go alone where ``model`` is None or broken."""
    from nlp.classifier import Beliefs, find_classifier
    from nlp.pipeline import build
    from nlp.policy import read_policy
    from nlp.reader import Reader

    values = policy or read_policy()
    classifier, name = find_classifier(model) if model else (None, "rules")
    beliefs = Beliefs(classifier) if classifier else None
    return Reader(build(values, lexicon_dirs), values, name, beliefs)
