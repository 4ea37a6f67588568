"""The components of the spaCy pipeline; each says what it needs and what it sets."""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.actor import find_actor
from nlp.decision import Case, decide
from nlp.entries import read_lexicon
from nlp.frames import find_urgent, framed, whole_frames
from nlp.matching import LexiconMatcher
from nlp.money import find_amounts
from nlp.parts import register
from nlp.people import find_people, find_positions
from nlp.places import find_places, find_times, find_units
from nlp.policy import Policy, read_policy
from nlp.totals import add_up

COMPONENTS = ("tip_amounts", "tip_entities", "tip_cues", "tip_frames", "tip_actor", "tip_verdict")
register()


@Language.component(
    "tip_amounts", requires=["doc._.source"], assigns=["doc._.amounts", "doc._.sum"]
)
def amounts(doc: Doc) -> Doc:
    """Set the sums of money in the message and what was taken in all."""
    doc._.amounts = find_amounts(doc._.source.text)
    doc._.sum = add_up(doc._.source.text, doc._.amounts)
    return doc


@Language.component(
    "tip_entities",
    requires=["doc._.source"],
    assigns=["doc._.people", "doc._.units", "doc._.positions", "doc._.times", "doc._.places"],
)
def entities(doc: Doc) -> Doc:
    """Set the people accused, their units and posts, and when and where."""
    text = doc._.source.text
    doc._.units = find_units(text)
    doc._.people = find_people(text, doc._.units)
    doc._.positions = find_positions(text, doc._.units)
    doc._.times = find_times(text)
    doc._.places = find_places(text)
    return doc


class Cues:
    """Sets the lexicon entries found in the message."""

    def __init__(self, matcher: LexiconMatcher) -> None:
        self.matcher = matcher

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.cues``, all of them taken at their word."""
        doc._.cues = tuple(self.matcher.find(doc))
        return doc


@Language.factory(
    "tip_cues",
    requires=["doc._.source"],
    assigns=["doc._.cues"],
    default_config={"lexicon_dirs": []},
)
def make_cues(
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy calls factories by these names
    lexicon_dirs: list[str],
) -> Cues:
    """Make the component for the package's lexicon and further directories."""
    return Cues(LexiconMatcher(nlp.vocab, read_lexicon(map(Path, lexicon_dirs))))


@Language.component(
    "tip_frames", requires=["doc._.cues"], assigns=["doc._.cues", "doc._.frames", "doc._.urgent"]
)
def frames(doc: Doc) -> Doc:
    """Set how the message is framed, and which cues its writer does not assert."""
    doc._.frames = whole_frames(doc._.source.text)
    doc._.urgent = find_urgent(doc._.source.text)
    doc._.cues = tuple(framed(doc._.source.text, cue, doc._.frames) for cue in doc._.cues)
    return doc


@Language.component(
    "tip_actor",
    requires=["doc._.people", "doc._.units", "doc._.positions"],
    assigns=["doc._.actor"],
)
def actor(doc: Doc) -> Doc:
    """Set who is meant: an official, a private person, someone who can be found."""
    doc._.actor = find_actor(doc._.source.text, doc._.people, doc._.units, doc._.positions)
    return doc


class Verdicts:
    """Sets what the rules alone conclude."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.verdict``."""
        doc._.verdict = decide(
            Case(doc._.source.text, doc._.cues, doc._.frames, doc._.actor, doc._.sum, self.policy)
        )
        return doc


@Language.factory(
    "tip_verdict",
    requires=["doc._.cues", "doc._.frames", "doc._.actor", "doc._.sum"],
    assigns=["doc._.verdict"],
    default_config={"policy": {}},
)
def make_verdict(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001 - spaCy calls factories by these names
    policy: dict[str, Any],
) -> Verdicts:
    """Make the component for the fields of a policy, by default the package's own."""
    return Verdicts(Policy(**policy) if policy else read_policy())
