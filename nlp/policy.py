"""What an office may set about reading tips: thresholds as values, never in code."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path(__file__).with_name("policy.toml")


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of a reader; sums are whole yuan, confidences are 0..1."""

    money_bar_yuan: int
    loss_bar_yuan: int
    payers_bar: int
    payers_money_bar_yuan: int
    serious_bar: float
    review_confidence: float
    sure_confidence: float
    serious_doubt: float
    rules_doubt: float
    urgent_bar: float
    max_missing: int
    max_facts: int
    max_characters: int


def read_policy(path: Path = DEFAULT) -> Policy:
    """Give the policy of a TOML file; keys it leaves out keep their defaults.

    Raises:
        ValueError: the file names a key that is no policy value.
    """
    values = tomllib.loads(DEFAULT.read_text("utf-8"))
    own = tomllib.loads(path.read_text("utf-8"))
    unknown = sorted(own.keys() - values.keys())
    if unknown:
        raise ValueError(f"unknown policy key {unknown[0]!r} in {path.name}")
    return Policy(**(values | own))
