"""Choose among the entities found those that belong to the accused."""

import re
from collections.abc import Sequence

from nlp.parts import Mark

WEAK = frozenset(
    {
        "干部",
        "老师",
        "司机",
        "负责人",
        "领导",
        "一把手",
        "分管领导",
        "组长",
        "工作人员",
        "教练",
        "村干部",
        "医生",
        "护士",
        "城管",
        "警察",
        "班主任",
    }
)
TOUCHING = 3  # characters between a post and the name it belongs to
BEFORE = 8  # characters between a unit and the post or name it belongs to
BREAK = re.compile(r"[,。!?;:\n]")
FEW = 2


def posts_of(text: str, people: Sequence[Mark], posts: Sequence[Mark]) -> list[Mark]:
    """Give the posts next to the accused; without one, the first posts that are not said of everybody."""
    beside = posts_beside(text, people, posts)
    if beside:
        return beside
    telling = [post for post in posts if text[post.start : post.end] not in WEAK]
    return (telling or list(posts))[:FEW]


def posts_beside(text: str, people: Sequence[Mark], posts: Sequence[Mark]) -> list[Mark]:
    """Give the posts that stand at the accused."""
    return [p for p in posts if any(_gap(text, p, person) <= TOUCHING for person in people)]


def units_of(
    text: str, people: Sequence[Mark], posts: Sequence[Mark], units: Sequence[Mark]
) -> list[Mark]:
    """Give the units that stand before the accused or a post; without one, the first units."""
    holders = [*posts_of(text, people, posts), *people]
    beside = [unit for unit in units if any(_leads(text, unit, holder) for holder in holders)]
    return beside or list(units[:FEW])


def _gap(text: str, one: Mark, other: Mark) -> int:
    """Give how many characters stand between two marks, many where a sentence ends between them."""
    first, second = sorted((one, other), key=lambda mark: mark.start)
    between = text[first.end : second.start]
    return len(between) if not re.search("[。!?;\n]", between) else len(text)


def _leads(text: str, unit: Mark, holder: Mark) -> bool:
    between = text[unit.end : holder.start]
    return (
        unit.start <= holder.start
        and holder.end >= unit.end
        and len(between) <= BEFORE
        and not BREAK.search(between)
    )
