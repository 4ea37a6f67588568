"""What the reader must beat: keywords alone, TF-IDF with logistic regression, a bare text categorizer."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Triage
from nlp.entries import read_lexicon
from nlp.learn.textcat import WORDS, predict, train
from nlp.normalize import normalise
from nlp.parts import Grade
from nlp.samples import Sample

Terms = tuple[tuple[str, ...], Grade, Discipline]
GRADES = (
    (Severity.SERIOUS, {Grade.SERIOUS, Grade.CRIME_MONEY}),
    (Severity.MINOR, {Grade.GIFT_MONEY, Grade.MINOR}),
    (Severity.INSUFFICIENT, {Grade.LABEL, Grade.CURSE}),
)


def by_keywords(samples: Sequence[Sample]) -> list[Triage]:
    """Give labels by the lexicon's terms alone: the gravest word in the text decides."""
    terms = read_terms()
    return [_by_keyword(normalise(sample.text).text, terms) for sample in samples]


def _by_keyword(text: str, terms: Sequence[Terms]) -> Triage:
    for severity, grades in GRADES:
        for entry in terms:
            if entry[1] in grades and any(term in text for term in entry[0]):
                return Triage(severity, 0.5, entry[2], review=False, urgent=False)
    return Triage(Severity.OUT_OF_SCOPE, 0.5, Discipline.NONE, review=False, urgent=False)


def read_terms() -> list[Terms]:
    """Give the terms of every entry of the lexicon."""
    return [(entry.terms, entry.grade, entry.discipline) for entry in read_lexicon()]


def by_tfidf(training: Sequence[Sample], samples: Sequence[Sample]) -> list[Triage]:
    """Give labels by logistic regression on character n-grams (scikit-learn, a development tool)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def model() -> Any:
        return make_pipeline(
            TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, min_df=2),
            LogisticRegression(C=10, max_iter=2000, class_weight="balanced"),
        )

    texts, new = [s.text for s in training], [s.text for s in samples]
    severity, discipline = model(), model()
    severity.fit(texts, [s.severity.value for s in training])
    discipline.fit(texts, [s.discipline.value for s in training])
    chances = severity.predict_proba(new).max(axis=1)
    both = zip(severity.predict(new), discipline.predict(new), chances, strict=True)
    return [_triage(s, d, float(p)) for s, d, p in both]


def by_bare_textcat(training: Sequence[Sample], samples: Sequence[Sample]) -> list[Triage]:
    """Give labels by the same text categorizers on the bare characters, without any rule."""
    texts, new = [list(s.text) for s in training], [list(s.text) for s in samples]
    severity = predict(train(WORDS, texts, [s.severity for s in training], Severity), new)
    discipline = predict(train(WORDS, texts, [s.discipline for s in training], Discipline), new)
    return [
        _triage(likeliest(s), likeliest(d), max(s.values()))
        for s, d in zip(severity, discipline, strict=True)
    ]


def likeliest(cats: Mapping[str, float]) -> str:
    """Give the label with the highest probability."""
    return max(cats, key=lambda label: cats[label])


def _triage(severity: str, discipline: str, confidence: float) -> Triage:
    return Triage(
        Severity(severity), confidence, Discipline(discipline), review=False, urgent=False
    )
