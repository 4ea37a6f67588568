"""The reader: a message in, a proposal out; whatever comes in, it answers and never raises."""

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Facts, Triage
from nlp.asking import missing_of, redirect_of
from nlp.combine import Opinion, combine
from nlp.facts import facts_of
from nlp.policy import Policy
from nlp.reasons import reasons_of

FEWEST, LONG, POOREST = (
    2,
    100,
    12,
)  # fewer signs say nothing; a long text of few different ones is junk
CHINESE = re.compile(r"[一-鿿]")


class Reader:
    """Reads tips; one per process, it holds no state between messages."""

    def __init__(self, pipeline: Language, policy: Policy, model: str) -> None:
        self._pipeline = pipeline
        self._policy = policy
        self.model = model  # name and version, recorded with every proposal

    def triage(self, text: str) -> Triage:
        """Give the proposal about one message."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Triage]:
        """Give the proposals about many messages, in their order."""
        docs = self.docs(texts, batch_size)
        yield from map(self.read, docs)

    def docs(self, texts: Iterable[str], batch_size: int = 64) -> Iterator[Doc]:
        """Give the messages with all that the components found in them."""
        return self._pipeline.pipe(texts, batch_size=batch_size)

    def read(self, doc: Doc) -> Triage:
        """Give the proposal about a message that the components have read."""
        chinese = CHINESE.findall(doc._.source.text)
        if len(chinese) < FEWEST or (len(chinese) > LONG and len(set(chinese)) < POOREST):
            return self._unreadable()
        opinion = combine(doc, self._policy)
        return self._proposal(doc, opinion)

    def _urgent(self, doc: Doc) -> bool:
        """Say whether the rules find a threat, or the classifier believes in one enough."""
        believed = doc._.belief.urgent if doc._.belief else 0.0
        return bool(doc._.urgent) or believed >= self._policy.urgent_bar

    def _unreadable(self) -> Triage:
        """Give the answer to an empty message, an emoji, another language: an officer must look."""
        return Triage(
            Severity.INSUFFICIENT,
            0.25,
            Discipline.NONE,
            review=True,
            urgent=False,
            missing=("what", "unit", "accused"),
            model=self.model,
            unreadable=True,
        )

    def _proposal(self, doc: Doc, opinion: Opinion) -> Triage:
        outside = opinion.severity is Severity.OUT_OF_SCOPE
        facts = Facts() if outside else facts_of(doc, self._policy.max_facts)
        return Triage(
            severity=opinion.severity,
            confidence=opinion.confidence,
            discipline=opinion.discipline,
            review=opinion.review or len(doc._.source.source) >= self._policy.max_characters,
            urgent=self._urgent(doc),
            reasons=reasons_of(doc, opinion.severity),
            facts=facts,
            missing=missing_of(facts, doc._.verdict, opinion.severity, self._policy.max_missing),
            redirect=redirect_of(doc._.source.text) if outside else "",
            model=self.model,
            spoke=opinion.spoke,
        )
