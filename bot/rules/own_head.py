"""Does a text speak of the office's own head? By name, by surname and title, or by the post alone.

The harm of showing a head a tip about himself is greater than that of one sealed item too many
(检举控告工作规则 Art. 15), so his post counts wherever it stands, unless he is only written to
(«我向县纪委书记反映», «尊敬的县纪委书记»).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_ORGAN = "(?:纪委监委|纪检监察委|纪检监察机关|纪律检查委员会|纪检委|纪委|监察委员会|监察委|监委)"
_TITLE = "(?:书记|主任|一把手|主要负责人|主要领导)"
_SHAPE = re.compile(f"(?P<where>.*?){_ORGAN}(?:书记|主任)")
_OTHERS = re.compile(".*(?:[镇乡村局校院司厂企团社区市省州央]|街道)[^,。;!?]{0,3}")
"""Before «纪委书记»: the one of a township, a school, a firm or a city, not ours."""

_WRITTEN_TO = re.compile(".*(?:尊敬的|敬爱的|恳请|恳求|希望|呈|致)")
_ASKED = re.compile(".*(?:向|给|请|请求|找|找过|找了|对)")
_ASKS = re.compile(
    "(?:同志|本人|您)*(?:反映|举报|报告|汇报|投诉|求助|提出|提过|写信|写过|打电话|发信|说过|评理"
    "|查|调查|管一?管|关注|重视|过问|为民|帮|派人|严查)"
)
_BEFORE, _AFTER = 8, 12


def plain(text: str) -> str:
    """The text as it is compared: one width, no spaces, nothing invisible, no lines."""
    folded = unicodedata.normalize("NFKC", text).replace("\n", "。")
    return "".join(
        char
        for char in folded
        if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc")
    )


def named(names: Iterable[str], text: str) -> bool:
    """True where one of the full names stands in the text, however it is spaced."""
    seen = plain(text)
    return any(len(wanted) > 1 and wanted in seen for wanted in map(plain, names))


def speaks_of_head(text: str, names: Iterable[str], posts: Iterable[str], *, bare: bool) -> bool:
    """True where the text speaks of the head, and does not only address him.

    Args:
        text: everything that was written.
        names: the head's full names; with a title the surname alone is enough.
        posts: the head's posts, as people write them.
        bare: whether 纪委书记 without a place before it means ours.
    """
    seen, known = plain(text), tuple(map(plain, names))
    if named(known, seen):
        return True
    surnames = "|".join({re.escape(name[0]) for name in known if name})
    patterns = _patterns(tuple(map(plain, posts)), surnames, bare=bare)
    return any(
        not only_written_to(seen, found.start(), found.end())
        for pattern in patterns
        for found in pattern.finditer(seen)
        if found["where"] or not _OTHERS.fullmatch(seen[: found.start()][-_BEFORE:])
    )


@lru_cache(maxsize=64)
def _patterns(posts: tuple[str, ...], surnames: str, *, bare: bool) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _expressions(posts, surnames, bare=bare)))


def _expressions(posts: tuple[str, ...], surnames: str, *, bare: bool) -> Iterator[str]:
    who = f"(?:{surnames})?" if surnames else ""
    for post in posts:
        shape = _SHAPE.fullmatch(post)
        if shape is None:
            yield f"(?P<where>{re.escape(post)})"
        else:
            missing = "?" if bare else ""
            yield f"(?P<where>{re.escape(shape['where'])}){missing}{_ORGAN}的?{who}{_TITLE}"
    if surnames:
        yield f"(?P<where>){_ORGAN}[^,。;!?]{{0,4}}?(?:{surnames})(?:书记|主任)"


def only_written_to(text: str, start: int, end: int) -> bool:
    """True where the words from ``start`` to ``end`` name somebody who is asked to help."""
    before, after = text[:start][-_BEFORE:], text[end : end + _AFTER]
    if _WRITTEN_TO.fullmatch(before):
        return True
    return bool(_ASKED.fullmatch(before) and _ASKS.match(after))
