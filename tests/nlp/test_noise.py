"""Noisy spellings for training: the labels and the marked words follow the text."""

import random

import pytest

from bot.rules.terms import Discipline, Severity
from nlp.learn.noise import homophones, mapped, noisy, respelled, unpunctuated
from nlp.samples import KINDS, Sample, read_samples

TIP = Sample(
    id="x",
    text="柳河镇贺站长，收了养猪户三千块。",
    severity=Severity.MINOR,
    discipline=Discipline.DUTY_CRIME,
    urgent=False,
    facts=dict.fromkeys(KINDS, ()) | {"accused": ("贺站长",), "unit": ("柳河镇",)},
    amount_yuan=3000,
    style="",
    sums=("三千块",),
    evidence=("收了养猪户三千块",),
)


def test_marked_words_stay_exact_stretches() -> None:
    """After any noise every labelled fact, sum and reason still stands in the text."""
    samples = read_samples("train-3*.jsonl")[:300]
    for sample in noisy(samples):
        words = [word for kind in KINDS for word in sample.facts[kind]]
        words += [*(sample.sums or ()), *(sample.evidence or ())]
        assert all(word in sample.text for word in words)


def test_noise_changes_spelling_and_nothing_else() -> None:
    """Labels, sums and ids stay; most texts differ from what they were."""
    samples = read_samples("train-3*.jsonl")[:200]
    spelled = noisy(samples)
    assert [s.severity for s in spelled] == [s.severity for s in samples]
    assert [s.amount_yuan for s in spelled] == [s.amount_yuan for s in samples]
    assert sum(a.text != b.text for a, b in zip(samples, spelled, strict=True)) > 150


def test_the_same_seed_gives_the_same_noise() -> None:
    """Training can be repeated."""
    samples = read_samples("train-3*.jsonl")[:50]
    assert noisy(samples) == noisy(samples)
    assert noisy(samples) != noisy(samples, seed=1)


def test_a_voice_transcript_has_no_pauses() -> None:
    """Punctuation goes, words stay."""
    assert unpunctuated(TIP).text == "柳河镇贺站长收了养猪户三千块"


@pytest.mark.parametrize("way", ["swap", "spell", "initial"])
def test_numbers_are_never_respelled(way: str) -> None:
    """三千块 is the fact; only the words around it are spelled by ear."""
    ear = homophones([TIP])
    for seed in range(40):
        spelled = respelled(TIP, getattr(ear, way), random.Random(seed))
        assert "三千块" in spelled.text


def test_words_lost_whole_are_no_longer_marked() -> None:
    """A fact of which nothing is left is dropped."""
    gone = mapped(TIP, ["" if char in "贺站长" else char for char in TIP.text])
    assert gone.facts["accused"] == ()
