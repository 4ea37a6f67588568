"""Jurisdiction, recusal by name, and the form of names and contacts."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.errors import InputError
from bot.rules.jurisdiction import Door, Jurisdiction, Target, door, named_in
from bot.rules.person import check_contact, check_name
from bot.rules.terms import Level

OFFICE = Jurisdiction(
    own_head_names=("陆知远",),
    own_head_posts=("县纪委书记", "县监委主任"),
    higher_posts=("县委书记", "县长", "副县长", "市纪委"),
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(Level.COUNTY, "所长田守拙打麻将", ("田守拙",), ("所长",)), Door.OWN),
        (Target(Level.HIGHER, "有人打麻将"), Door.SEALED_HIGHER),
        (Target(Level.UNKNOWN, "", ("洪四海",), ("县委书记",)), Door.SEALED_HIGHER),
        (Target(Level.LOWER, "", ("洪四海",), ("副县长",)), Door.SEALED_HIGHER),
        (Target(Level.COUNTY, "陆知远收了烟"), Door.SEALED_OWN_HEAD),
        (Target(Level.HIGHER, "陆知远收了烟"), Door.SEALED_OWN_HEAD),
        (Target(Level.COUNTY, "", ("陆某",), ("县纪委书记",)), Door.SEALED_OWN_HEAD),
        (Target(Level.COUNTY, "我向县纪委书记反映所长打麻将", (), ("所长",)), Door.OWN),
        (Target(Level.COUNTY, "", (), ("县委书记秘书",)), Door.OWN),
        (Target(Level.COUNTY, "", (), ("县长司机",)), Door.OWN),
    ],
)
def test_the_door_follows_level_name_and_post(target: Target, expected: Door) -> None:
    """R20 Art. 15."""
    assert door(target, OFFICE) is expected


@given(st.sampled_from(Level), st.text(max_size=40), st.text(max_size=10))
def test_an_office_that_names_nobody_still_seals_the_higher_level(
    level: Level, text: str, post: str
) -> None:
    found = door(Target(level, text, (), (post,)), Jurisdiction())
    assert found is not Door.OWN or level is not Level.HIGHER


@given(st.text("甲乙丙丁", min_size=2, max_size=4), st.text(max_size=30), st.text(max_size=30))
def test_a_full_name_anywhere_recuses(name: str, before: str, after: str) -> None:
    assert named_in([name], before + name + after)


def test_a_single_character_is_no_name() -> None:
    assert not named_in(["清", ""], "清清楚楚")


@pytest.mark.parametrize(
    "name", ["王芳", "欧阳若兰", "阿依古丽·买买提", "Mary O'Neill", "J. R. Smith", " 贾春生 "]
)
def test_names_of_many_forms_are_names(name: str) -> None:
    assert check_name(name) == " ".join(name.split())


@pytest.mark.parametrize(
    "name",
    ["", " ", "王", "12", "王1", "王芳！", "http://x.y", "x" * 41, "王芳\x00", "😀😀", "-王-"],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        check_name(name)
    assert caught.value.text_key == "error-name"


@pytest.mark.parametrize(
    "contact",
    ["13800000000", "0551-7654321", "+86 138 0000 0000", "(0551) 7654321", "a@b.cn", " a@b.cn "],
)
def test_phones_and_addresses_are_contacts(contact: str) -> None:
    assert check_contact(contact) == contact.strip()


@pytest.mark.parametrize(
    "contact", ["", "明天", "12345", "a@b", "@b.cn", "a@@b.cn", "1" * 16, "call 13800000000"]
)
def test_what_is_no_contact_is_refused(contact: str) -> None:
    with pytest.raises(InputError) as caught:
        check_contact(contact)
    assert caught.value.text_key == "error-contact"


@given(st.text(max_size=60))
def test_a_name_or_contact_is_taken_or_refused_and_nothing_else(typed: str) -> None:
    for check in (check_name, check_contact):
        with suppress(InputError):
            assert len(check(typed)) >= 2
