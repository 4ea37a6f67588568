"""From logits to probabilities, the same for both learned parts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def softmax(logits: Array) -> Array:
    """Give the probabilities of exclusive logits."""
    powers = np.exp(logits - logits.max())
    whole: Array = powers / powers.sum()
    return whole


def sigmoid(values: Any) -> Any:
    """Give the probabilities of logits that do not exclude each other."""
    return 1 / (1 + np.exp(-values))
