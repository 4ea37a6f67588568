"""The key file: made once, for its owner's eyes only."""

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import keys as keys_module
from storage.crypto import KeyFileError, WrongKeyError
from storage.keys import NAMES, Keys, create, load_or_create, read

ENV = {
    f"QINGFENG_KEY_{name.upper()}": base64.b64encode(bytes([number]) * 32).decode()
    for number, name in enumerate(NAMES, start=1)
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "keys.toml"


def test_the_first_start_makes_five_different_keys(path: Path):
    keys = load_or_create(path, {})
    values = {getattr(keys, name) for name in NAMES}
    assert len(values) == 5
    assert {len(value) for value in values} == {32}


def test_the_next_start_reads_the_same_keys(path: Path):
    assert load_or_create(path, {}) == load_or_create(path, {})


def test_the_file_is_for_its_owner_only_whatever_the_umask(path: Path):
    before = os.umask(0)
    try:
        create(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.toml"]


def test_two_first_starts_at_once_agree(path: Path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: load_or_create(path, {}), range(16)))
    assert len({keys.fingerprint() for keys in made}) == 1


def test_making_keys_never_overwrites_a_file(path: Path):
    first = create(path)
    assert create(path) == first


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610])
def test_a_file_others_can_reach_is_refused_with_the_command_that_mends_it(path: Path, mode: int):
    create(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        read(path)


def test_an_interrupted_write_leaves_no_half_file(path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys_module.os, "fsync", fail)
    with pytest.raises(KeyFileError, match="No space"):
        create(path)
    assert list(path.parent.iterdir()) == []


DAMAGED = {
    "not toml": b"content = ",
    "not text": b"\xff\xfe",
    "empty": b"",
    "short key": b'content = "AAAA"',
    "no base64": b'content = "!!!"',
    "a number": b"content = 3",
    "unknown name": b'contents = "x"',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_refused(path: Path, content: bytes):
    path.parent.mkdir()
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError):
        load_or_create(path, {})


def test_one_key_copied_into_two_places_is_refused(path: Path):
    create(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(line for line in lines if line.startswith("content"))
    lines = [line.replace("identity = ", "#") for line in lines]
    path.write_text("\n".join([*lines, first.replace("content", "identity")]), encoding="utf-8")
    with pytest.raises(KeyFileError, match="differ"):
        read(path)


def test_a_missing_file_and_a_closed_folder_are_told(tmp_path: Path):
    with pytest.raises(KeyFileError, match="No such file"):
        read(tmp_path / "none.toml")
    (tmp_path / "file").touch()
    with pytest.raises(KeyFileError):
        load_or_create(tmp_path / "file" / "keys.toml", {})


def test_the_environment_can_hold_the_keys_and_no_file_is_made(path: Path):
    keys = load_or_create(path, ENV | {"HOME": "/nowhere"})
    assert keys.content == b"\x01" * 32
    assert not path.exists()


@pytest.mark.parametrize("missing", ENV)
def test_a_missing_variable_is_named(path: Path, missing: str):
    env = {name: text for name, text in ENV.items() if name != missing}
    with pytest.raises(KeyFileError, match=missing):
        load_or_create(path, env)


def test_a_misspelt_variable_does_not_lead_to_new_keys(path: Path):
    with pytest.raises(KeyFileError, match="QINGFENG_KEY_CONTNET"):
        load_or_create(path, {"QINGFENG_KEY_CONTNET": "x"})
    assert not path.exists()


def test_printing_keys_shows_the_fingerprint_only(path: Path):
    keys = create(path)
    assert repr(keys) == f"Keys(fingerprint={keys.fingerprint()})"
    assert str(keys) == repr(keys)


def test_errors_quote_no_key(path: Path):
    env = ENV | {"QINGFENG_KEY_AUDIT": ENV["QINGFENG_KEY_CONTENT"][:-8]}
    with pytest.raises(KeyFileError) as caught:
        load_or_create(path, env)
    assert env["QINGFENG_KEY_AUDIT"] not in str(caught.value)


def test_keys_of_another_installation_are_noticed(tmp_path: Path):
    ours, theirs = create(tmp_path / "a.toml"), create(tmp_path / "b.toml")
    ours.check(ours.fingerprint())
    with pytest.raises(WrongKeyError):
        theirs.check(ours.fingerprint())


@pytest.mark.parametrize("name", NAMES)
def test_the_fingerprint_depends_on_every_key(name: str):
    values = {key: bytes([number]) * 32 for number, key in enumerate(NAMES)}
    changed = values | {name: b"\xff" * 32}
    assert Keys(**values).fingerprint() != Keys(**changed).fingerprint()
