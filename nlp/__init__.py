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
    without: Iterable[str] = (),
) -> "Reader":
    """Give a reader with the shipped model; the rules go alone where ``model`` is None or broken.

    ``without`` names components to leave out, to measure what they bring: ``tip_fast`` or ``tip_close``.
    """
    from nlp.pipeline import add_model, build
    from nlp.policy import read_policy
    from nlp.reader import Reader

    values = policy or read_policy()
    pipeline = build(values, lexicon_dirs)
    name = add_model(pipeline, model) if model else "rules"
    for component in without:
        pipeline.disable_pipe(component)
    return Reader(pipeline, values, name)
