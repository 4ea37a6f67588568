"""What the reader learns from: the labelled messages and the turns made of them; and what is held back to calibrate on."""

from nlp.samples import Sample, read_samples
from nlp.turns import read_turns

TRAINING, TURNS = "train-*.jsonl", "turns-*.jsonl"
TUNING, PAIRS = ("tune-*.jsonl", "check-*.jsonl", "fresh-*.jsonl"), "pairs-*.jsonl"


def training() -> list[Sample]:
    """Give the messages that a reader is trained on, each turn as a message of its own."""
    return read_samples(TRAINING) + read_turns(TURNS)


def tuning() -> list[Sample]:
    """Give the messages that pooling and thresholds are set on; nothing is trained on them."""
    return [sample for name in TUNING for sample in read_samples(name)]


def pairs() -> list[Sample]:
    """Give the turns of tuning messages: minimal pairs that nothing is trained on."""
    return read_turns(PAIRS)
