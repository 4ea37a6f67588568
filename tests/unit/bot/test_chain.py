"""The audit chain: whatever is done to it afterwards is found."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.chain import Head, Link, canonical, seal, verify

KEY = bytes(range(32))
scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
values = (
    scalars
    | st.lists(scalars, max_size=2)
    | st.dictionaries(st.text(max_size=2), scalars, max_size=2)
)
entries = st.dictionaries(st.text(max_size=3), values, max_size=3)


def chain(*contents: dict[str, Any]) -> list[Link]:
    links: list[Link] = []
    head = Head()
    for content in contents:
        links.append(seal(KEY, head, content))
        head = Head(links[-1].seq, links[-1].mac)
    return links


chains = st.lists(entries, min_size=1, max_size=5).map(lambda contents: chain(*contents))


@given(chains)
def test_a_chain_that_nobody_touched_is_whole(links: list[Link]):
    assert verify(KEY, links) is None
    assert verify(KEY, links, expected=Head(links[-1].seq, links[-1].mac)) is None


@given(chains, st.data())
def test_a_changed_entry_is_found_at_its_place(links: list[Link], data: st.DataObject):
    at = data.draw(st.integers(0, len(links) - 1))
    changed = data.draw(
        entries.filter(lambda entry: canonical(entry) != canonical(links[at].entry))
    )
    links[at] = replace(links[at], entry=changed)
    assert verify(KEY, links) == at + 1


@given(chains, st.data())
def test_a_changed_seal_is_found_at_its_place(links: list[Link], data: st.DataObject):
    at = data.draw(st.integers(0, len(links) - 1))
    bit = data.draw(st.integers(0, 255))
    mac = bytearray(links[at].mac)
    mac[bit // 8] ^= 1 << bit % 8
    links[at] = replace(links[at], mac=bytes(mac))
    assert verify(KEY, links) == at + 1


@given(chains, st.data())
def test_a_deleted_entry_is_found(links: list[Link], data: st.DataObject):
    at = data.draw(st.integers(0, len(links) - 1))
    head = Head(links[-1].seq, links[-1].mac)
    del links[at]
    assert verify(KEY, links, expected=head) == at + 1


@given(chains, st.data())
def test_a_deleted_entry_is_found_also_when_the_rest_is_numbered_anew(
    links: list[Link], data: st.DataObject
):
    at = data.draw(st.integers(0, len(links) - 1))
    head = Head(links[-1].seq, links[-1].mac)
    del links[at]
    renumbered = [replace(link, seq=number) for number, link in enumerate(links, start=1)]
    assert verify(KEY, renumbered, expected=head) == at + 1


@given(st.lists(entries, min_size=2, max_size=5), st.data())
def test_swapped_entries_are_found(contents: list[dict[str, Any]], data: st.DataObject):
    links = chain(*contents)
    first = data.draw(st.integers(0, len(links) - 2))
    second = data.draw(st.integers(first + 1, len(links) - 1))
    links[first], links[second] = links[second], links[first]
    assert verify(KEY, links) == first + 1
    renumbered = [replace(link, seq=number) for number, link in enumerate(links, start=1)]
    assert verify(KEY, renumbered) == first + 1


@given(chains, entries, st.data())
def test_an_inserted_entry_is_found(links: list[Link], extra: dict[str, Any], data: st.DataObject):
    at = data.draw(st.integers(0, len(links)))
    before = Head(at, links[at - 1].mac) if at else Head()
    forged = seal(bytes(32), before, extra)  # whoever forges does not have the key
    links.insert(at, forged)
    renumbered = [replace(link, seq=number) for number, link in enumerate(links, start=1)]
    assert verify(KEY, renumbered) == at + 1


@given(chains, st.data())
def test_an_entry_copied_to_another_place_is_found(links: list[Link], data: st.DataObject):
    at = data.draw(st.integers(0, len(links)))
    links.insert(at, data.draw(st.sampled_from(links)))
    assert verify(KEY, links) is not None


@given(chains, st.data())
def test_a_cut_off_end_is_found_when_the_expected_head_is_given(
    links: list[Link], data: st.DataObject
):
    head = Head(links[-1].seq, links[-1].mac)
    kept = data.draw(st.integers(0, len(links) - 1))
    assert verify(KEY, links[:kept]) is None  # without it a shorter chain looks whole
    assert verify(KEY, links[:kept], expected=head) == kept + 1


@given(chains, entries, st.data())
def test_an_end_that_was_cut_off_and_written_anew_is_found(
    links: list[Link], other: dict[str, Any], data: st.DataObject
):
    head = Head(links[-1].seq, links[-1].mac)
    kept = data.draw(st.integers(0, len(links) - 1))
    if canonical(other) == canonical(links[kept].entry):
        return
    contents = [dict(link.entry) for link in links[:kept]] + [other] * (len(links) - kept)
    assert verify(KEY, chain(*contents), expected=head) == len(links)


def test_a_chain_that_has_grown_since_is_whole():
    links = chain({"a": 1}, {"b": 2}, {"c": 3})
    assert verify(KEY, links, expected=Head(2, links[1].mac)) is None


def test_an_empty_chain_is_whole_unless_more_is_expected():
    assert verify(KEY, []) is None
    assert verify(KEY, [], expected=Head()) is None
    assert verify(KEY, [], expected=Head(3, bytes(32))) == 1


def test_another_key_breaks_the_first_entry():
    assert verify(bytes(32), chain({"a": 1}, {"b": 2})) == 1


def test_an_entry_turned_into_something_unspellable_is_found_not_raised():
    links = chain({"a": 1})
    assert verify(KEY, [replace(links[0], entry={"a": 1.0})]) == 1


@given(entries, entries)
def test_two_entries_share_a_spelling_only_when_they_are_the_same(
    first: dict[str, Any], second: dict[str, Any]
):
    assert (canonical(first) == canonical(second)) == (repr(sort(first)) == repr(sort(second)))


def sort(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sort(value[key]) for key in sorted(value)}
    return [sort(part) for part in value] if isinstance(value, list) else value


def test_the_order_of_keys_does_not_matter():
    assert (
        canonical({"a": 1, "b": "中"})
        == canonical({"b": "中", "a": 1})
        == '{"a":1,"b":"中"}'.encode()
    )


def test_surrogates_and_the_sign_they_could_make_are_different():
    assert canonical({"a": "\ud83d\ude00"}) != canonical({"a": "😀"})


@pytest.mark.parametrize(
    "entry", [{"a": 1.5}, {"a": b"x"}, {1: "x"}, {"a": {2: "x"}}, {"a": [set()]}]
)
def test_values_with_more_than_one_spelling_are_refused(entry: Any):
    with pytest.raises(TypeError):
        canonical(entry)


def test_the_stored_form_does_not_drift():
    """A change here would break every existing log."""
    links = chain({"act": "view", "case_id": 7}, {"act": "decide"})
    assert links[1].mac.hex() == "583127ad86107e3225f7077a3fe2cfe3306fdaaa6713787dedd8ebf072bca544"
