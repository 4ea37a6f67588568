"""Boxes and keyed hashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.crypto import Box, CryptoError, TamperedError, WrongKeyError, lookup_hash

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
BOX = Box(KEY)
TIP = "石桥镇柳湾村村主任领了高龄补贴没给"  # invented


@given(st.binary(max_size=500), st.text(max_size=30).filter(lambda text: text.isprintable()))
def test_what_was_sealed_opens_again(plaintext: bytes, aad: str):
    assert BOX.open(BOX.seal(plaintext, aad), aad) == plaintext


@given(st.text(max_size=200))
def test_any_text_opens_again(text: str):
    assert BOX.open_text(BOX.seal_text(text, "tip"), "tip") == text


def test_a_lone_surrogate_survives():
    assert BOX.open_text(BOX.seal_text("a\ud800b", "tip"), "tip") == "a\ud800b"


@given(st.data())
def test_any_changed_bit_is_found(data: st.DataObject):
    sealed = bytearray(BOX.seal(b"twelve months", "tip.text:7"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CryptoError):
        BOX.open(bytes(sealed), "tip.text:7")


@given(st.data())
def test_any_cut_is_found(data: st.DataObject):
    sealed = BOX.seal(b"twelve months", "tip.text:7")
    with pytest.raises(CryptoError):
        BOX.open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], "tip.text:7")


def test_a_value_moved_to_another_row_does_not_open():
    with pytest.raises(TamperedError):
        BOX.open(BOX.seal(b"x", "tip.text:7"), "tip.text:8")


def test_another_key_is_told_from_a_damaged_value():
    with pytest.raises(WrongKeyError):
        Box(OTHER).open(BOX.seal(b"x", "a"), "a")


def test_a_header_claiming_another_key_does_not_help():
    forged = Box(OTHER).seal(b"x", "a")[:5] + BOX.seal(b"x", "a")[5:]
    with pytest.raises(TamperedError):
        Box(OTHER).open(forged, "a")


def test_sealing_twice_never_looks_the_same():
    assert len({BOX.seal(b"same", "a") for _ in range(100)}) == 100


def test_nothing_of_the_text_shows():
    sealed = BOX.seal_text(TIP, "tip")
    assert TIP.encode()[:6] not in sealed
    assert repr(BOX) == "Box(…)"


def test_errors_quote_no_secret():
    sealed = bytearray(BOX.seal_text(TIP, "identity：张某"))
    sealed[-1] ^= 1
    with pytest.raises(TamperedError) as caught:
        BOX.open(bytes(sealed), "identity：张某")
    assert caught.value.__suppress_context__
    assert "张某" not in str(caught.value)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_key_of_another_size_is_refused(size: int):
    with pytest.raises(ValueError, match="32 bytes"):
        Box(bytes(size))


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_hashes_agree_only_for_the_same_purpose_and_value(a: str, b: str, c: str, d: str):
    encodable = all(text.isprintable() for text in (a, c))
    if encodable:
        assert (lookup_hash(KEY, a, b) == lookup_hash(KEY, c, d)) == ((a, b) == (c, d))


def test_a_boundary_cannot_be_shifted_between_purpose_and_value():
    assert lookup_hash(KEY, "code", "x") != lookup_hash(KEY, "cod", "ex")


def test_hashes_depend_on_the_key_and_take_text_or_bytes():
    assert lookup_hash(KEY, "code", "7K3F") != lookup_hash(OTHER, "code", "7K3F")
    assert lookup_hash(KEY, "code", "7K3F") == lookup_hash(KEY, "code", b"7K3F")
    assert len(lookup_hash(KEY, "code", "")) == 32


def test_the_stored_forms_do_not_drift():
    """A change here would lock every existing database."""
    sealed = bytes.fromhex(
        "017493981d6644bf7037b0e23f4d91652417340911a131e6e8a2e43b5b1135d1a62bb137"
    )
    assert BOX.open(sealed, "tip.text:7") == b"tip"
    assert lookup_hash(KEY, "code", "7K3F").hex() == (
        "29832f9404d839a4bf30754631d3ca665520d4a592ed11b49caac5c058d8d12a"
    )
