"""Who may take an item at all, before anything else is asked (检举控告工作规则 Art. 15)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.own_head import named, only_written_to, plain, speaks_of_head
from bot.rules.terms import Level


class Door(StrEnum):
    """Which way an item enters the office."""

    OWN = "own"  # 本级受理
    SEALED_HIGHER = (
        "sealed_higher"  # about a higher level: to the head only, sent up in 5 working days
    )
    SEALED_OWN_HEAD = (
        "sealed_own_head"  # about the office's own head: to the superior contact only
    )


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """What an office must know about itself to choose the door.

    Args:
        own_head_names: names of the office's own principal leader.
        own_head_posts: his posts, as people write them.
        higher_posts: posts that belong to the level above (county committee and up).
    """

    own_head_names: tuple[str, ...] = ()
    own_head_posts: tuple[str, ...] = ()
    higher_posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Who a tip is about, as far as its words and its reporter say."""

    level: Level
    text: str = ""
    persons: tuple[str, ...] = ()  # accused, as written
    posts: tuple[str, ...] = ()  # position, with and without the unit, as written


def door(target: Target, office: Jurisdiction) -> Door:
    """The door for this target.

    The own head comes first, and by more than what a reader found: a tip about a higher level
    is not read at all, and the head of a county office *is* a county leader.
    """
    if _is_own_head(target, office):
        return Door.SEALED_OWN_HEAD
    if target.level is Level.HIGHER or _is_post(office.higher_posts, target.posts):
        return Door.SEALED_HIGHER
    if not any((*target.persons, *target.posts)) and _tells_of(office.higher_posts, target.text):
        return Door.SEALED_HIGHER  # whom it accuses was not understood: nothing may be excerpted
    return Door.OWN


def _is_own_head(target: Target, office: Jurisdiction) -> bool:
    if _mentions(office.own_head_posts, target.posts):
        return True
    return speaks_of_head(
        "\n".join((target.text, *target.persons, *target.posts)),
        office.own_head_names,
        office.own_head_posts,
        bare=target.level is not Level.LOWER,
    )


def named_in(names: Iterable[str], text: str) -> bool:
    """True where one of the (full) names stands in the text: a reason to recuse (Art. 48)."""
    return named(names, text)


def _mentions(words: Iterable[str], places: Iterable[str]) -> bool:
    return any(word and word in place for word in words for place in places)


_BEFORE = "副原前"
_OF_A_PERSON = ("书记", "长", "主席", "主任", "常委")
_AFTER_ASIDE = ("热线", "信箱", "电话", "接待", "秘书", "司机", "办公室", "助理", "家属", "亲戚")


def _is_post(posts: Iterable[str], written: Iterable[str]) -> bool:
    """True where a written post *is* one of the posts, not the driver of one."""
    return any(_holds(text, post) for text in written for post in posts if post)


def _tells_of(posts: Iterable[str], text: str) -> bool:
    """True where the holder of such a post is spoken of, and not only asked for help."""
    seen = plain(text)
    return any(
        _is_his(seen, found.start(), post)
        and not only_written_to(seen, found.start(), found.end())
        for post in posts
        if post.endswith(_OF_A_PERSON)
        for found in re.finditer(re.escape(post), seen)
    )


def _holds(text: str, post: str) -> bool:
    places = (found.start() for found in re.finditer(re.escape(post), text))
    return any(_is_his(text, at, post) for at in places)


def _is_his(text: str, at: int, post: str) -> bool:
    if text[at + len(post) :].startswith(_AFTER_ASIDE):
        return False
    return not (at and text[at - 1] in _BEFORE and post[0] not in _BEFORE)
