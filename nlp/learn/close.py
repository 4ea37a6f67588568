"""Train the close reader and write it beside the fast classifier."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from spacy.language import Language

from nlp.close.pieces import Pieces
from nlp.close.reading import GRAPH, VOCABULARY
from nlp.learn.examples import examples
from nlp.learn.export import export
from nlp.learn.fitting import RECIPE, SEED, fit
from nlp.learn.network import Network
from nlp.learn.noise import noisy
from nlp.learn.weights import find_file, read_pretrained
from nlp.samples import Sample


def write_close_reader(
    samples: Sequence[Sample], rules: Language, path: Path, step: Callable[[str], None]
) -> None:
    """Train on messages as they are and, in every second round, as noisy hands spell them.

    Turns are left out of the noisy rounds: a slip of the pen might undo the one word that makes them.
    """
    base = read_pretrained(find_file(), RECIPE.layers)
    pieces = Pieces(base.pieces)
    clean = list(examples(samples, rules, pieces, RECIPE.longest))
    whole = [sample for sample in samples if not sample.of]
    spelled = list(examples(noisy(whole), rules, pieces, RECIPE.longest))
    torch.manual_seed(SEED)
    network = Network(base, RECIPE.layers, RECIPE.frozen)
    rounds = [(spelled if number % 2 else clean) for number in range(RECIPE.epochs)]
    step(f"细读者 · close reader 0/{len(rounds)}")
    for number, loss in enumerate(fit(network, rounds, RECIPE), 1):
        step(f"细读者 · close reader {number}/{len(rounds)} (loss {loss:.2f})")
    export(network, path / GRAPH)
    words = [[piece, round(score, 3)] for piece, score in base.pieces]
    (path / VOCABULARY).write_text(json.dumps(words, ensure_ascii=False) + "\n", "utf-8")
