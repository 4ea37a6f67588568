"""The installation's keys: five random ones, in a file that only its owner can read, or in the environment.

Each key has one use: ``content`` (tips, drafts, attachments), ``identity`` (the reporter's vault),
``lookup`` (keyed hashes), ``audit`` (the chain) and ``button`` (signatures). They never enter the database;
the database keeps only a fingerprint, by which a wrong key file is noticed before anything is written.
"""

import base64
import binascii
import hmac
import os
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from storage.crypto import KEY_BYTES, KeyFileError, WrongKeyError, lookup_hash

ENV_PREFIX = "QINGFENG_KEY_"
_HEADER = """\
# 清风的密钥。丢失则数据无法解密;请离线备份,勿与数据库放在一起。
# The keys of this installation. Without them nothing can be decrypted: back them up apart from the database.
"""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Five different 32-byte keys; printing them shows the fingerprint only."""

    content: bytes
    identity: bytes
    lookup: bytes
    audit: bytes
    button: bytes

    def fingerprint(self) -> str:
        """Return 32 hex digits that tell these keys from others and reveal nothing about them."""
        marks = b"".join(lookup_hash(getattr(self, name), "key check", name) for name in NAMES)
        return lookup_hash(marks, "fingerprint", b"").hex()[:32]

    def check(self, fingerprint: str) -> None:
        """Compare with the fingerprint that a database keeps.

        Raises:
            WrongKeyError: the database was written with other keys.
        """
        if not hmac.compare_digest(self.fingerprint(), fingerprint):
            raise WrongKeyError(
                "密钥与数据库不符，请换回原来的密钥文件 / these are not the keys of this database;"
                " put the original key file back"
            )

    def __repr__(self) -> str:
        return f"Keys(fingerprint={self.fingerprint()})"


NAMES = tuple(field.name for field in fields(Keys))


def load_or_create(path: Path, env: Mapping[str, str]) -> Keys:
    """Return the keys; at the very first start they are made and written to ``path``, mode 0600.

    Args:
        path: the key file; not touched when the environment holds the keys.
        env: ``QINGFENG_KEY_CONTENT`` and its four sisters, base64, all or none.

    Raises:
        KeyFileError: the keys are incomplete or malformed, the file is readable by others, or it
            cannot be read or written.
    """
    if any(name.startswith(ENV_PREFIX) for name in env):
        return from_environment(env)
    if not path.exists():
        create(path)
    return read(path)


def from_environment(env: Mapping[str, str]) -> Keys:
    """Return the keys that the environment holds.

    Raises:
        KeyFileError: one is missing or malformed, or a ``QINGFENG_KEY_`` variable is unknown.
    """
    given = {name: text for name, text in env.items() if name.startswith(ENV_PREFIX)}
    return _parse(given, {name: ENV_PREFIX + name.upper() for name in NAMES})


def create(path: Path) -> Keys:
    """Make new keys and write them; a file that appeared meanwhile stays, and its keys count.

    Raises:
        KeyFileError: the folder cannot be written.
    """
    lines = (f'{name} = "{_encode(secrets.token_bytes(KEY_BYTES))}"\n' for name in NAMES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, (_HEADER + "".join(lines)).encode())
    except OSError as error:
        raise KeyFileError(_cannot("写入 / write", path, error)) from None
    return read(path)


def read(path: Path) -> Keys:
    """Return the keys of a file.

    Raises:
        KeyFileError: the file is missing, readable by others, or its content is not five keys.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if mode & _OTHERS:
                raise KeyFileError(
                    f"密钥文件 {path} 可被他人读取，请运行 chmod 600 {path}"
                    f" / the key file is readable by others; run: chmod 600 {path}"
                )
            table = tomllib.loads(file.read().decode())
    except OSError as error:
        raise KeyFileError(_cannot("读取 / read", path, error)) from None
    except ValueError:
        raise KeyFileError(f"密钥文件 {path} 已损坏 / the key file {path} is damaged") from None
    return _parse(table, {name: name for name in NAMES})


def _write_new(path: Path, content: bytes) -> None:
    """Write a whole file or none; one that is already there is left alone."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _parse(table: Mapping[str, object], labels: Mapping[str, str]) -> Keys:
    """The keys of a table; ``labels`` says by what name each key stands in it."""
    if unknown := set(table) - set(labels.values()):
        names = ", ".join(sorted(unknown))
        raise KeyFileError(f"未知的密钥名 / unknown key names: {names}")
    keys = {name: _decode(table.get(label), label) for name, label in labels.items()}
    if len(set(keys.values())) != len(NAMES):
        raise KeyFileError("五个密钥须互不相同 / the five keys must differ from each other")
    return Keys(**keys)


def _decode(text: object, name: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"密钥 {name} 应为 32 字节的 base64 / must be 32 bytes in base64")
    return key


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _cannot(what: str, path: Path, error: OSError) -> str:
    return f"密钥文件 {path} 无法{what}: {error.strerror}"
