"""Put the pipeline together: a blank Chinese spaCy pipeline of the components in ``components`` and ``belief``."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from nlp import components
from nlp.policy import Policy
from nlp.tokenizer import CharacterTokenizer


def build(policy: Policy, lexicon_dirs: Iterable[Path] = ()) -> Language:
    """Give the pipeline of rules, without learned parts."""
    pipeline = spacy.blank("zh")
    pipeline.tokenizer = CharacterTokenizer(pipeline.vocab, policy.max_characters)
    config: dict[str, dict[str, Any]] = {
        "tip_cues": {"lexicon_dirs": [str(path) for path in lexicon_dirs]},
        "tip_verdict": {"policy": asdict(policy)},
    }
    for name in components.COMPONENTS:
        pipeline.add_pipe(name, config=config.get(name, {}))
    return pipeline


def add_model(pipeline: Language, model: Path) -> str:
    """Add the learned parts of a model directory behind the rules; give the model's name.

    Where the model is missing or broken nothing is added, and the name says so.
    """
    from nlp import belief

    if not (model / "reader.json").exists():
        return "rules (no model)"
    try:
        name = belief.name_of(belief.read_meta(model))
        for component in belief.COMPONENTS:
            pipeline.add_pipe(component, config={"model": str(model)})
        pipeline("试")  # a file can be whole and yet not run
    except belief.BROKEN as error:
        for component in belief.COMPONENTS:
            if pipeline.has_pipe(component):
                pipeline.remove_pipe(component)
        return f"rules (broken model: {type(error).__name__})"
    return name
