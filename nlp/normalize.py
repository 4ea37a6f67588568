"""Bring a message to one plain spelling, and keep the way back to the characters as written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from nlp.evasions import Rewrite, rewrites
from nlp.simplify import simplify

UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
SELECTORS = (
    "\u180b-\u180d\u180f\ufe00-\ufe0f"  # how the sign before is drawn: with every other emoji
)
HIDDEN = re.compile(f"[{UNSEEN}]")
INVISIBLE = re.compile(f"[{UNSEEN}{SELECTORS}]")
LIST_MARKS = re.compile(
    "[\u2460-\u24ff\u2776-\u2793]"
)  # ① would else become a digit of the next sum
EMOJI_WORDS = {"💰": "钱", "💵": "钱", "💴": "钱", "🧧": "红包", "🚗": "车", "🚙": "车", "🍷": "酒", "🍺": "酒", "🍻": "酒", "🚬": "烟", "🏠": "房", "🀄": "麻将", "🎁": "礼品", "💳": "卡"}  # fmt: skip
PLAIN = {"“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'", "…": "。", "—": "-", "–": "-", "・": "·", "•": "·", "〜": "~", "\r": "\n", "\t": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normalised:
    """A message in plain spelling; ``starts[i]:ends[i]`` is where character i stood in ``source``."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the source that ``text[start:end]`` was made from."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=1 << 16)
def plain(char: str) -> str:
    """Give the plain spelling of one character: "" if it is invisible, several for an emoji word."""
    if INVISIBLE.match(char):
        return ""
    if LIST_MARKS.match(char):
        return ","
    if char in EMOJI_WORDS:
        return EMOJI_WORDS[char]
    if char in PLAIN:
        return PLAIN[char]
    return _by_category(char)


def _by_category(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("So", "Cn", "Co", "Cs"):
        return "," if category == "So" else ""
    if category in ("Cc", "Cf", "Mn", "Sk"):
        return "\n" if char == "\n" else ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    folded = unicodedata.normalize("NFKC", char).lower()
    return "".join(PLAIN.get(part, part) for part in simplify(folded) if not part.isspace())


def normalise(source: str) -> Normalised:
    """Give the plain spelling of ``source``: width, script, invisible signs and evasive words undone."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(source):
        for part in plain(char):
            chars.append(part)
            starts.append(index)
            ends.append(index + 1)
    made = Normalised(source, "".join(chars), tuple(starts), tuple(ends))
    for rewrite in rewrites():
        made = _rewrite(made, rewrite)
    return made


def _rewrite(made: Normalised, rewrite: Rewrite) -> Normalised:
    """Apply one rewrite; a changed stretch points as a whole at the characters it replaced."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in rewrite.pattern.finditer(made.text):
        target = rewrite.target(match.group())
        if target == match.group():
            continue
        text += [made.text[last : match.start()], target]
        starts += made.starts[last : match.start()]
        ends += made.ends[last : match.start()]
        start, end = made.origin(match.start(), match.end())
        starts += _spread(made.starts, match, target, start)
        ends += _spread(made.ends, match, target, end)
        last = match.end()
    if not last:
        return made
    tail = slice(last, len(made.text))
    return Normalised(
        made.source,
        "".join([*text, made.text[tail]]),
        (*starts, *made.starts[tail]),
        (*ends, *made.ends[tail]),
    )


def _spread(offsets: tuple[int, ...], match: re.Match[str], target: str, whole: int) -> list[int]:
    if len(target) == len(match.group()):
        return list(offsets[match.start() : match.end()])
    return [whole] * len(target)
