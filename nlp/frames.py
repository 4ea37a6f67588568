"""How the writer frames what is told: negated, hearsay, question, praise, fiction, already settled."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from nlp.parts import Cue, Mark

TABLE = Path(__file__).with_name("lexicon") / "frames.toml"
CLAUSE_END = re.compile(r"[,。!?;:\n]")
SENTENCE_ENDS = "。!?;\n"
SENTENCE = re.compile(f"[{SENTENCE_ENDS}]")
LOCAL = ("negated", "quoted_other", "hearsay", "resolved", "question")
WHOLE = ("hearsay", "praise", "fiction", "question", "resolved")
NEGATION_PROOF = frozenset({"没", "不", "未", "无"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The patterns of one way to frame a statement."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    text: re.Pattern[str] | None


@cache
def frames() -> dict[str, Frame]:
    """Give the frames of the package by name."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return {
        name: Frame(*(_either(row.get(key, [])) for key in ("before", "after", "text")))
        for name, row in table.items()
    }


def _either(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None


def whole_frames(text: str) -> tuple[Mark, ...]:
    """Give the words that put the whole message into a frame, with the frame's name as label."""
    found = []
    for name in WHOLE:
        pattern = frames()[name].text
        match = pattern.search(text) if pattern else None
        if match:
            found.append(Mark(match.start(), match.end(), name))
    return tuple(found)


def find_urgent(text: str) -> tuple[Mark, ...]:
    """Give the words of a threat of suicide, violence or flight that is neither past nor made up.

    Only its own sentence can make it so: who writes of last year, or of a film, may still mean to jump tonight.
    """
    frame = frames()["urgent"]
    found = frame.text.finditer(text) if frame.text else ()
    return tuple(
        Mark(m.start(), m.end(), "urgent")
        for m in found
        if not _past(text, m, frame) and not _made_up(text, m)
    )


def _made_up(text: str, match: re.Match[str]) -> bool:
    fiction = frames()["fiction"].text
    start = max((text.rfind(end, 0, match.start()) for end in SENTENCE_ENDS), default=-1) + 1
    end = SENTENCE.search(text, match.end())
    return bool(fiction and fiction.search(text, start, end.start() if end else len(text)))


def _past(text: str, match: re.Match[str], frame: Frame) -> bool:
    before, after = (
        text[max(0, match.start() - 24) : match.start()],
        text[match.end() : match.end() + 8],
    )
    return bool(
        (frame.before and frame.before.search(before))
        or (frame.after and frame.after.match(after))
    )


def framed(text: str, cue: Cue, whole: tuple[Mark, ...]) -> Cue:
    """Give the cue, marked as not asserted where its clause or the message takes it back."""
    before, after = clause_before(text, cue.start), clause_after(text, cue.end)
    sentence = re.split(r"[。!?;\n]", text[max(0, cue.start - 30) : cue.start])[-1]
    names = {mark.label for mark in whole}
    for name in LOCAL:
        frame = frames()[name]
        if name == "hearsay" and name not in names:
            continue
        if name == "negated" and text[cue.start] in NEGATION_PROOF:
            continue
        where = sentence if name == "hearsay" else before
        if (frame.before and frame.before.search(where)) or (
            frame.after and frame.after.search(after)
        ):
            return replace(cue, asserted=False, why_not=name)
    return cue


def clause_before(text: str, start: int) -> str:
    """Give what stands between the last punctuation and ``start``, at most 20 characters."""
    return CLAUSE_END.split(text[max(0, start - 20) : start])[-1]


def clause_after(text: str, end: int) -> str:
    """Give what follows ``end``, at most 20 characters."""
    return text[end : end + 20]
