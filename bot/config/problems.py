"""What can be wrong with a configuration, told so that the operator can mend it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

_LONGEST_SHOWN = 60
_HIDDEN = "（不显示 / not shown）"
KeyPath = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong key: where it stands, what was found there, what form is expected."""

    key: str
    found: str
    expected_zh: str
    expected_en: str

    def __str__(self) -> str:
        return (
            f"{self.key}：现为 {self.found}，应为 {self.expected_zh}"
            f"\n    found {self.found}; expected {self.expected_en}"
        )


class ConfigError(Exception):
    """The configuration cannot be used; ``problems`` holds every wrong key, ``str()`` tells them."""

    def __init__(self, source: str, *problems: Problem) -> None:
        super().__init__(source, *problems)
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        lines = [f"  {problem}" for problem in self.problems]
        return "\n".join([f"配置有误 / configuration error: {self.source}", *lines])


def problem(key: str, found: str, expected: str) -> Problem:
    """Build a problem whose ``expected`` form is written as "中文 | English"."""
    chinese, _, english = expected.partition(" | ")
    return Problem(key, found, chinese, english or chinese)


def problems_in(
    error: ValidationError, model: type[BaseModel], names: Mapping[str, str]
) -> Iterator[Problem]:
    """Turn pydantic's errors about ``model`` into problems.

    Args:
        error: what pydantic raised.
        model: the model of the whole configuration.
        names: dotted key -> environment variable, for the values that came from the environment.
    """
    details = error.errors(include_url=False, include_context=False)
    paths = [tuple(step for step in detail["loc"] if step != "[key]") for detail in details]
    for detail, path in zip(details, paths, strict=True):
        if any(path == other[: len(path)] != other for other in paths):
            continue  # a part of it is named already
        key = ".".join(str(step) for step in path)
        shown = names.get(key, key)
        if detail["type"] == "extra_forbidden":
            yield _unknown_key(shown, path, model)
        else:
            yield _wrong_value(shown, detail["input"], _field_at(path, model))


def _unknown_key(shown: str, path: KeyPath, model: type[BaseModel]) -> Problem:
    section = _model_at(path[:-1], model)
    known = [field.alias or name for name, field in section.model_fields.items()]
    near = get_close_matches(str(path[-1]), known, n=1)
    hint = (f"{near[0]}（是否写错？）", f"{near[0]} (a slip?)") if near else ("", "")
    every = ", ".join(known)
    return Problem(
        shown,
        "未知的键 / an unknown key",
        hint[0] or f"以下之一：{every}",
        hint[1] or f"one of: {every}",
    )


def _wrong_value(shown: str, value: object, field: FieldInfo | None) -> Problem:
    if field is None or _section_of(field):
        return problem(shown, _show(value), f"一节 [{shown}] | a section [{shown}]")
    hidden = SecretStr in (field.annotation, *get_args(field.annotation))
    found = _HIDDEN if hidden else _show(value)
    return problem(shown, found, field.description or "另一种写法 | another form")


def _show(value: object) -> str:
    """The value as it would be written, cut short; the inside of a section is never shown."""
    if isinstance(value, Mapping):
        return "一节 / a section"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _field_at(path: KeyPath, model: type[BaseModel]) -> FieldInfo | None:
    """The field a path leads to; steps below a field that is no section are its elements."""
    field: FieldInfo | None = None
    section: type[BaseModel] | None = model
    for step in path:
        if section is None:
            break
        field = _field(str(step), section)
        section = _section_of(field) if field else None
    return field


def _field(key: str, section: type[BaseModel]) -> FieldInfo | None:
    fields = section.model_fields.items()
    return next((field for name, field in fields if (field.alias or name) == key), None)


def _model_at(path: KeyPath, model: type[BaseModel]) -> type[BaseModel]:
    field = _field_at(path, model)
    return (_section_of(field) if field else None) or model


def _section_of(field: FieldInfo) -> type[BaseModel] | None:
    kind: Any = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
