"""Messages as hurried, careful or old hands spell them: typos, homophones, pinyin, initials, no punctuation.

For training data only. The words labelled as facts and evidence are respelled with the message, so that they
stay exact stretches of it. Script, width and invisible characters are the normaliser's business, not learned here.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pypinyin import lazy_pinyin

from nlp.samples import KINDS, Sample

SEED = 20260103
HAN = re.compile("[一-鿿]")
PAUSE = re.compile('[，。！？；：、,.!?;:“”"（）()]')
RATE = 0.05  # of the characters respelled, at least one
SIGNS = "*.·-_ "
Spell = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Homophones:
    """Characters of the training data by sound: what people hit when they type by ear."""

    sounds: Mapping[str, str]
    alike: Mapping[str, Sequence[str]]

    def swap(self, char: str, chance: random.Random) -> str:
        """Give another character of the same sound, the same where there is none."""
        others = [other for other in self.alike[self.sounds[char]] if other != char]
        return chance.choice(others) if others else char

    def spell(self, char: str, _chance: random.Random) -> str:
        """Give the pinyin of a character."""
        return self.sounds[char]

    def initial(self, char: str, _chance: random.Random) -> str:
        """Give the first letter of a character's pinyin."""
        return self.sounds[char][:1]


def homophones(samples: Iterable[Sample]) -> Homophones:
    """Give the characters of messages grouped by sound."""
    chars = sorted({char for sample in samples for char in sample.text if HAN.match(char)})
    sounds = {char: _sound(char) for char in chars}
    alike: dict[str, list[str]] = defaultdict(list)
    for char, sound in sounds.items():
        alike[sound].append(char)
    return Homophones(sounds, alike)


@cache
def _sound(char: str) -> str:
    return str(lazy_pinyin(char)[0])


def noisy(samples: Sequence[Sample], seed: int = SEED) -> list[Sample]:
    """Give each message in one noisy spelling, the same for the same seed."""
    ear = homophones(samples)
    chance = random.Random(seed)  # noqa: S311 - training noise, no secret
    ways: tuple[Callable[[Sample], Sample], ...] = (
        lambda sample: respelled(sample, ear.swap, chance),
        lambda sample: respelled(sample, ear.swap, chance),
        lambda sample: respelled(sample, ear.spell, chance),
        lambda sample: respelled(sample, ear.initial, chance),
        lambda sample: respelled(sample, _cut, chance),
        lambda sample: respelled(sample, _lost, chance),
        unpunctuated,
        lambda sample: unpunctuated(respelled(sample, ear.swap, chance)),
    )
    return [chance.choice(ways)(sample) for sample in samples]


def _cut(char: str, chance: random.Random) -> str:
    return char + chance.choice(SIGNS)


def _lost(_char: str, _chance: random.Random) -> str:
    return ""


def respelled(sample: Sample, spell: Spell, chance: random.Random) -> Sample:
    """Give a message with a few of its characters spelled in another way, never inside a number."""
    places = [at for at, char in enumerate(sample.text) if HAN.match(char) and not _counts(char)]
    count = max(1, round(len(places) * RATE))
    chosen = {
        at: spell(sample.text[at], chance) for at in chance.sample(places, min(count, len(places)))
    }
    return mapped(sample, [chosen.get(at, char) for at, char in enumerate(sample.text)])


def _counts(char: str) -> bool:
    return char in "零一二两三四五六七八九十百千万亿元块毛分几半壹贰叁肆伍陆柒捌玖拾佰仟"


def unpunctuated(sample: Sample) -> Sample:
    """Give a message as a voice transcript writes it."""
    return mapped(sample, ["" if PAUSE.match(char) else char for char in sample.text])


def mapped(sample: Sample, spelled: Sequence[str]) -> Sample:
    """Give a message of which each character became a string; the labelled words follow."""

    def follow(words: str) -> str:
        at = sample.text.index(words)
        return "".join(spelled[at : at + len(words)])

    def all_of(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(made for word in words if (made := follow(word)))

    return replace(
        sample,
        text="".join(spelled),
        facts={kind: all_of(sample.facts[kind]) for kind in KINDS},
        sums=None if sample.sums is None else all_of(sample.sums),
        evidence=None if sample.evidence is None else all_of(sample.evidence),
    )
