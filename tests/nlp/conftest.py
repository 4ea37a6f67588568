"""Readers for the tests: rules alone for components, the shipped model for the slow ones."""

import pytest

import nlp
from nlp.reader import Reader


@pytest.fixture(scope="session")
def rules() -> Reader:
    """A reader without the learned classifier."""
    return nlp.load(model=None)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as shipped."""
    return nlp.load()
