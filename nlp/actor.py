"""Is a public official meant, or someone private, and could an officer find out who?"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from nlp.gazetteer import either
from nlp.parts import Actor, Mark

OFFICE = re.compile(
    "(?:[局所站队院委府办校庭]|中心|社区|街道|大队|支队|联|[村镇乡])$|^[县市区镇][一-鿿]{1,8}公司$"
)
NO_OFFICE = re.compile(
    "事务所|诊所|研究所|加油站|驿站|培训|物业|装修|家政|美容|健身|购物|民办|私立|民营|业委"
)
BEHIND = 10  # characters between a private body and the post that belongs to it
TABLE = Path(__file__).with_name("lexicon") / "actors.toml"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(TABLE.read_text("utf-8"))
    words = {name: re.compile(either(entries)) for name, entries in table.items()}
    bodies = either(table["private"])
    words["owner"] = re.compile(
        rf"(?:{bodies})(?:公司|中心|学校|机构)?(?:里|那个|的)*[一-鿿]{{0,2}}$|(?:自称|冒充)(?:是)?[一-鿿]{{0,8}}$"
    )
    return words


def find_actor(
    text: str, people: Sequence[Mark], units: Sequence[Mark], posts: Sequence[Mark]
) -> Actor:
    """Say who is meant: an official (a word of office), a private person, someone who can be found.

    A post behind a private body (业委会主任) is that body's; a boss or contractor who pays makes nothing private.
    """
    words = _patterns()
    found = [Mark(m.start(), m.end(), "public") for m in words["public"].finditer(text)]
    public = [mark for mark in found if not _owned(text, mark)]
    private = [Mark(m.start(), m.end(), "private") for m in words["private"].finditer(text)]
    official = [p for p in posts if not _owned(text, p) and not _neutral(text, p)]
    offices = [u for u in units if _office(text[u.start : u.end]) and not _owned(text, u)]
    payers = [Mark(m.start(), m.end(), "private") for m in words["payer"].finditer(text)]
    full_names = [p for p in people if _is_full(text[p.start : p.end])]
    acting = bool(public or official or offices)
    return Actor(
        public=acting,
        private=bool(private) or (bool(payers) and not acting),
        named=bool(units or full_names or (people and (posts or public)))
        or any(_placed(text, post) for post in official),
        words=tuple(public[:3] + private[:3] + ([] if acting else payers[:3])),
        official=bool(official or offices),
    )


def _owned(text: str, mark: Mark) -> bool:
    """Say whether a word of office stands behind a private body, as 主任 in 业委会主任."""
    return bool(_patterns()["owner"].search(text[max(0, mark.start - BEHIND) : mark.start]))


def _placed(text: str, mark: Mark) -> bool:
    """Say whether a post tells its place, as 镇长; 某镇长 and 隔壁村主任 tell none."""
    known = _patterns()["placed"].fullmatch(text[mark.start : mark.end])
    return bool(known) and not re.search(
        "某|某个|有个|外|隔壁|邻", text[max(0, mark.start - 3) : mark.start]
    )


def _neutral(text: str, mark: Mark) -> bool:
    """Say whether a post is found in firms and clubs as well as in offices."""
    return bool(_patterns()["neutral"].fullmatch(text[mark.start : mark.end]))


def _office(unit: str) -> bool:
    """Say whether a unit is an office of the state by its ending, and not private by its name."""
    return bool(OFFICE.search(unit)) and not NO_OFFICE.search(unit)


def _is_full(name: str) -> bool:
    return len(name) >= 2 and not name.startswith(("老", "小", "姓"))
