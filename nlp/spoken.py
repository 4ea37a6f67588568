"""Names that are said in passing: what finding the accused leaves out, but two tips may share."""

import re
from collections.abc import Iterable, Set
from functools import cache

from nlp.gazetteer import HAN, gazetteer
from nlp.parts import Mark
from nlp.rarity import rarity

TITLE = "书记|[局镇乡县所院校科股站处部庭馆村区]长|[主班]任|会计|师傅|警官|法官|医生|老师"
NO_SURNAME = frozenset("支都那别有和从于相查后能没要家代空连")  # oftener something else
RARE = 6  # both pairs of a name are so rare
LENGTH = 3  # signs of a name that is known by its sound; two are too few


def said_names(plain: str, units: Iterable[Mark]) -> Set[str]:
    """Give whatever three signs outside units may be a name: a surname, then signs that seldom stand so."""
    taken = {place for unit in units for place in range(unit.start, unit.end)}
    found = ((match.start(), match[1][:LENGTH]) for match in _patterns()[0].finditer(plain))
    return {name for start, name in found if start not in taken and _rare(name)}


def headed_names(plain: str) -> list[str]:
    """Give names that stand for themselves at the head of a sentence: 段学军,教育局的."""
    return [match[1] for match in _patterns()[1].finditer(plain) if _rare(match[1])]


def titled_surnames(plain: str) -> list[str]:
    """Give surnames that stand before a title where a word begins: 给许法官, 说是万副局."""
    found = (match[1] for match in _patterns()[2].finditer(plain))
    return [surname for surname in found if surname not in NO_SURNAME]


def _rare(name: str) -> bool:
    return all(rarity(name[at : at + 2]) >= RARE for at in range(LENGTH - 1))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = gazetteer()
    begins = f"(?:(?<![{HAN}])|(?<=[的是给找跟说和由被让叫请向对到了把从那个]))"
    return (
        re.compile(rf"(?=({words.surname}[{HAN}]{{2}}))"),
        re.compile(rf"(?:^|(?<=[。!?;\n]))({words.surname}[{HAN}]{{2}})(?=[,、(:])"),
        re.compile(rf"{begins}({words.surname})(?:副|大队|{TITLE}|{words.post})"),
    )
