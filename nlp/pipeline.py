"""Put the pipeline together: a blank Chinese spaCy pipeline of the components in ``components``."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from nlp.components import COMPONENTS
from nlp.policy import Policy
from nlp.tokenizer import CharacterTokenizer


def build(policy: Policy, lexicon_dirs: Iterable[Path] = ()) -> Language:
    """Give the pipeline of rules, without a learned classifier."""
    pipeline = spacy.blank("zh")
    pipeline.tokenizer = CharacterTokenizer(pipeline.vocab, policy.max_characters)
    config: dict[str, dict[str, Any]] = {
        "tip_cues": {"lexicon_dirs": [str(path) for path in lexicon_dirs]},
        "tip_verdict": {"policy": asdict(policy)},
    }
    for name in COMPONENTS:
        pipeline.add_pipe(name, config=config.get(name, {}))
    return pipeline
