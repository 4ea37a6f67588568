"""Declared parameters: each method names its fields, and this reads them with their types."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import CHAT_EMPTY, bad

Parse = Callable[[str, object], object]


@dataclass(frozen=True, slots=True)
class Field:
    """How one parameter is read, what it is when absent, and the refusal when it must be there."""

    parse: Parse
    default: object = None
    missing: str | None = None


Fields = Mapping[str, Field]


def parse_all(fields: Fields, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every declared parameter; what is not declared is ignored, as Telegram does.

    Raises:
        ApiError: one is missing or of the wrong form.
    """
    return {name: _parse(name, field, values.get(name)) for name, field in fields.items()}


def _parse(name: str, field: Field, value: object) -> object:
    if value is None or value == "":
        if field.missing is not None:
            raise bad(field.missing)
        return field.default
    return field.parse(name, value)


def read_int(name: str, value: object) -> int:
    """Return a whole number."""
    try:
        return int(str(value))
    except ValueError:
        raise bad(f'field "{name}" must be of type Number') from None


def read_float(name: str, value: object) -> float:
    """Return a number."""
    try:
        return float(str(value))
    except ValueError:
        raise bad(f'field "{name}" must be of type Number') from None


def read_bool(_name: str, value: object) -> bool:
    """Return true for the words Telegram takes as true, else false."""
    return str(value).strip().lower() in ("true", "yes", "1")


def read_text(name: str, value: object) -> str:
    """Return a string."""
    if isinstance(value, (dict, list)):
        raise bad(f'field "{name}" must be of type String')
    return str(value)


def read_chat(_name: str, value: object) -> int | str:
    """Return a chat id, or the @name of a chat."""
    text = str(value).strip()
    return int(text) if text.lstrip("-").isdecimal() else text


def read_object(name: str, value: object) -> dict[str, Any]:
    """Return a JSON object, sent as such or as its text."""
    found = _decode(name, value)
    if not isinstance(found, dict):
        raise bad(f"object expected as {name.replace('_', ' ')}")
    return found


def read_list(name: str, value: object) -> list[Any]:
    """Return a JSON array, sent as such or as its text."""
    found = _decode(name, value)
    if not isinstance(found, list):
        raise bad(f"expected an Array of {name.replace('_', ' ')}")
    return found


def read_objects(name: str, value: object) -> list[dict[str, Any]]:
    """Return a JSON array of objects."""
    return [read_object(name, item) for item in read_list(name, value)]


def read_texts(name: str, value: object) -> list[str]:
    """Return a JSON array of strings."""
    return [read_text(name, item) for item in read_list(name, value)]


def read_ints(name: str, value: object) -> list[int]:
    """Return a JSON array of whole numbers."""
    return [read_int(name, item) for item in read_list(name, value)]


def _decode(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None


INT = Field(read_int)
FLOAT = Field(read_float)
BOOL = Field(read_bool, default=False)
TEXT = Field(read_text)
OBJECT = Field(read_object)
LIST = Field(read_list)
OBJECTS = Field(read_objects)
TEXTS = Field(read_texts)
INTS = Field(read_ints)
CHAT = Field(read_chat, missing=CHAT_EMPTY)
MESSAGE_ID = Field(read_int, missing="message identifier is not specified")
USER_ID = Field(read_int, missing="invalid user_id specified")
