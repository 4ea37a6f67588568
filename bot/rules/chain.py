"""The hash chain of the audit log: each entry is sealed together with everything before it.

``mac = HMAC-SHA256(audit key, version | seq | previous mac | canonical JSON of the entry)``. Whoever can
write the database but does not have the key can neither change, drop, swap nor insert an entry unseen.
Cutting off the end leaves a whole shorter chain: that is found only against a ``Head`` kept elsewhere.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = bytes(32)
"""What the first entry names as its predecessor."""

_VERSION = b"qingfeng audit 1"

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is stored: its number (from 1), its content, and its seal of 32 bytes."""

    seq: int
    entry: Entry
    mac: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended when it was last looked at: how many entries, and the last seal."""

    count: int = 0
    mac: bytes = GENESIS


def canonical(entry: Entry) -> bytes:
    """Return the one spelling of ``entry`` that is sealed: sorted keys, no spaces, UTF-8.

    Raises:
        TypeError: a value is not a text, whole number, truth value, nothing, list or mapping of
            such, or a key is not a text; other values have more than one spelling.
    """
    _require_plain(entry)
    text = json.dumps(dict(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def seal(key: bytes, head: Head, entry: Entry) -> Link:
    """Return ``entry`` as the link that follows ``head``; raises as ``canonical`` does."""
    seq = head.count + 1
    content = b"".join((_VERSION, seq.to_bytes(8, "big"), head.mac, canonical(entry)))
    return Link(seq, entry, hmac.digest(key, content, "sha256"))


def verify(key: bytes, links: Iterable[Link], *, expected: Head | None = None) -> int | None:
    """Return the number of the first entry that is not as it was written, or ``None``.

    Args:
        key: the audit key.
        links: the stored entries in order of their numbers.
        expected: where the chain stood at some earlier time; entries missing since then are
            found too. The chain may have grown since.

    Returns:
        The number at which the chain first breaks (for a cut-off end, that of the first missing
        entry), or ``None`` when it is whole.
    """
    head = Head()
    for link in links:
        if not _follows(key, head, link):
            return head.count + 1
        head = Head(link.seq, link.mac)
        if expected and head.count == expected.count and head != expected:
            return head.count
    return head.count + 1 if expected and head.count < expected.count else None


def _follows(key: bytes, head: Head, link: Link) -> bool:
    if link.seq != head.count + 1:
        return False
    try:
        mac = seal(key, head, link.entry).mac
    except TypeError:
        return False
    return hmac.compare_digest(mac, link.mac)


def _require_plain(value: object) -> None:
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys of an audit entry must be texts")
        for part in value.values():
            _require_plain(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _require_plain(part)
    elif not isinstance(value, str | int | None):
        raise TypeError(f"an audit entry cannot hold a {type(value).__name__}")
