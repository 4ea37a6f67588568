"""A setting that changes nothing would be a lie to the administrator."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Settings

ROOT = Path(__file__).parents[3]
READERS = [
    path
    for folder in ("bot", "handlers", "storage", "nlp")
    for path in (ROOT / folder).rglob("*.py")
    if "config" not in path.parts
]
CODE = "\n".join(path.read_text("utf-8") for path in READERS)


def leaves(model: type[BaseModel], path: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from leaves(inner, f"{path}{name}.")
        else:
            yield f"{path}{name}"


@pytest.mark.parametrize("key", sorted(leaves(Settings)))
def test_every_setting_is_read_by_the_program(key: str) -> None:
    name = key.rpartition(".")[2]
    wanted = "by_role" if key.startswith("policy.warnings.") else name
    assert re.search(rf"\.{wanted}\b", CODE), f"nothing reads {key}"
