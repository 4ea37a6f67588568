"""A spaCy tokenizer: normalise the message, then one token per character."""

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.normalize import normalise
from nlp.parts import register


@dataclass(frozen=True)
class CharacterTokenizer:
    """Turns a message into a ``Doc`` of single characters with ``doc._.source`` set."""

    vocab: Vocab
    limit: int

    def __call__(self, text: str) -> Doc:
        """Give the ``Doc`` of at most ``limit`` characters of ``text``."""
        register()
        made = normalise(text[: self.limit])
        doc = Doc(self.vocab, words=list(made.text), spaces=[False] * len(made.text))
        doc._.source = made
        return doc
