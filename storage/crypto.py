"""Encryption at rest and keyed look-ups: AES-256-GCM boxes and HMAC-SHA256.

A sealed value is ``version (1) | key id (4) | nonce (12) | ciphertext and tag``. The header and the
caller's ``aad`` (which table, column and row it belongs to) are authenticated, so that a value moved to
another row does not open. The key id tells a wrong key from a damaged value.

CryptoError
├── WrongKeyError    sealed under another key, or the key file is another installation's
├── TamperedError    changed, cut short, or moved to another place
└── KeyFileError     the keys cannot be read; the text says what to do
"""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_VERSION = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEADER = len(_VERSION) + _KEY_ID_BYTES
_PREFIX = _HEADER + _NONCE_BYTES


class CryptoError(Exception):
    """Something sealed cannot be opened, or the keys cannot be had; never quotes a secret."""


class WrongKeyError(CryptoError):
    """The value was sealed under another key."""


class TamperedError(CryptoError):
    """The value was changed, cut short, or moved to another place."""


class KeyFileError(CryptoError):
    """The keys cannot be read or made; the text says what to do."""


class Box:
    """Seals and opens values under one 32-byte key; make it once and keep it.

    Raises:
        ValueError: the key is not 32 bytes long.
    """

    __slots__ = ("_cipher", "_header")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a key of 32 bytes is needed")
        self._cipher = AESGCM(key)
        self._header = _VERSION + lookup_hash(key, "key id", b"")[:_KEY_ID_BYTES]

    def seal(self, plaintext: bytes, aad: str) -> bytes:
        """Return ``plaintext`` sealed for the place named by ``aad``; never twice the same."""
        nonce = os.urandom(_NONCE_BYTES)
        bound = self._header + aad.encode()
        return self._header + nonce + self._cipher.encrypt(nonce, plaintext, bound)

    def open(self, sealed: bytes, aad: str) -> bytes:
        """Return what was sealed for the place named by ``aad``.

        Raises:
            WrongKeyError: it was sealed under another key.
            TamperedError: it was changed, cut short, or sealed for another place.
        """
        if sealed[:1] != _VERSION:
            raise TamperedError("not a sealed value of a known version")
        if sealed[:_HEADER] != self._header:
            raise WrongKeyError("sealed under another key")
        try:
            nonce, body = sealed[_HEADER:_PREFIX], sealed[_PREFIX:]
            return self._cipher.decrypt(nonce, body, self._header + aad.encode())
        except (InvalidTag, ValueError):
            raise TamperedError("the sealed value was changed or moved") from None

    def seal_text(self, text: str, aad: str) -> bytes:
        """Seal a text; also one with lone surrogates, which Telegram's JSON can carry."""
        return self.seal(text.encode("utf-8", "surrogatepass"), aad)

    def open_text(self, sealed: bytes, aad: str) -> str:
        """Open a text sealed by ``seal_text``; raises as ``open`` does."""
        return self.open(sealed, aad).decode("utf-8", "surrogatepass")

    def __repr__(self) -> str:
        return "Box(…)"


def lookup_hash(key: bytes, purpose: str, value: str | bytes) -> bytes:
    """Return 32 bytes by which ``value`` can be found without being stored.

    Args:
        key: the look-up key.
        purpose: what the hash is for; the same value hashes differently for each purpose.
        value: what is looked up, as text or bytes (the same text gives the same hash as its UTF-8).
    """
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    domain = purpose.encode()
    return hmac.digest(key, len(domain).to_bytes(2, "big") + domain + data, "sha256")
