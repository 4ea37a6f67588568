"""The catalogues: every sentence that people read, Chinese first, English second."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("zh", "en")
TERMS = frozenset(
    {
        *("field", "role", "state", "route", "clock", "redirect", "outcome", "severity"),
        *("level", "opinion", "scan", "paper"),
    }
)
"""Arguments whose values are words of the field: they are looked up as ``<name>-<value>``."""


_LONG = 500


class Ready(str):
    """Text that is HTML already and goes in as it is."""

    __slots__ = ()


class MissingTextError(Exception):
    """The catalogue has no such text: a mistake of ours, found by the tests."""


@lru_cache(maxsize=4)
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([{"zh": "zh-CN", "en": "en-GB"}[language]], use_isolating=False)
    path = resources.files("handlers") / "locales" / f"{language}.ftl"
    bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


def keys(language: str) -> frozenset[str]:
    """All text keys of a catalogue."""
    return frozenset(_bundle(language)._messages)  # noqa: SLF001 - the library has no other list


def text(key: str, language: str, **args: Any) -> str:
    """The text with its arguments, safe as HTML: what people typed is escaped.

    Raises:
        MissingTextError: the key, or an argument that the text needs, is missing.
    """
    bundle = _bundle(language if language in LANGUAGES else "zh")
    if not bundle.has_message(key):  # better Chinese than silence; a test keeps both complete
        language, bundle = "zh", _bundle("zh")
    message = bundle.get_message(key) if bundle.has_message(key) else None
    if message is None or message.value is None:
        raise MissingTextError(f"{language}: {key}")
    values, held = _hold_back(_safe(args, language))
    shown, errors = bundle.format_pattern(message.value, values)
    if errors:
        raise MissingTextError(f"{language}: {key}: {errors[0]}")
    shown = str(shown)
    for mark, words in held.items():
        shown = shown.replace(mark, words)
    return shown


def word(kind: str, value: str, language: str) -> str:
    """The word for a value of the field, e.g. ``word("role", "head", "zh")`` → 主要负责人."""
    return text(f"{kind}-{value.replace('_', '-')}", language)


def _hold_back(args: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Long words are put in afterwards: the library refuses arguments of 2,500 characters."""
    marks = {
        name: f"\ue000{name}\ue001"
        for name, value in args.items()
        if isinstance(value, str) and len(value) > _LONG
    }
    return args | marks, {mark: str(args[name]) for name, mark in marks.items()}


def _acts(names: Sequence[str], language: str) -> str:
    known = keys(language)
    acts = [f"act-{name.replace('_', '-')}" for name in names]
    said = [text(act, language) for act in acts if act in known]
    return {"zh": "、", "en": ", "}[language].join(said) or "—"


def _safe(args: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: _one(name, value, language) for name, value in args.items()}


def _one(name: str, value: Any, language: str) -> Any:
    if isinstance(value, Ready):
        return str(value)
    if not isinstance(value, str):
        return value
    if name in TERMS and value:
        return word(name, value, language)
    if name in _LISTS:
        return _LISTS[name](value.split(","), language)
    return escape(value, quote=False)


def _roles(names: Sequence[str], language: str) -> str:
    return "/".join(word("role", name, language) for name in names)


_LISTS: dict[str, Callable[[Sequence[str], str], str]] = {"possible": _acts, "seat": _roles}
"""Arguments that list ids: acts as IllegalActError does, roles that a seat is open to."""
