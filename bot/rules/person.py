"""A reporter's name and contact, checked for their form only (R20 Art. 24, 30)."""

import re
from unicodedata import normalize

from bot.rules.errors import InputError

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·.'-]){0,38}[^\W\d_]")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s()-]{7,24}")


def check_name(typed: str) -> str:
    """The name, trimmed.

    Raises:
        InputError: it has not the form of a name.
    """
    name = " ".join(typed.split())
    if not _NAME.fullmatch(name):
        raise InputError("error-name")
    return name


def check_contact(typed: str) -> str:
    """A phone number or e-mail address, trimmed.

    Raises:
        InputError: it is neither.
    """
    contact = normalize("NFKC", typed).strip()
    digits = sum(letter.isdigit() for letter in contact)
    if _MAIL.fullmatch(contact) or (_PHONE.fullmatch(contact) and 7 <= digits <= 15):
        return contact
    raise InputError("error-contact")
