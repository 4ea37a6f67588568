"""The running assistant reads with the office's model, or with the shipped one and says why."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

import nlp
from bot.config import Settings, load
from bot.learning import frozen_samples
from bot.opening import load_full_reader
from nlp.lessons import training
from storage.models import CURRENT, Card, Models

WORDS = "石桥镇民政所所长田守拙上班时间打麻将。"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(None, {"QINGFENG_LEARNING__MODELS_DIR": str(tmp_path / "models")})


@pytest.fixture
def heard() -> Iterator[list[dict[str, object]]]:
    with structlog.testing.capture_logs() as entries:
        yield entries  # type: ignore[misc]


def install_copy(models: Models, version: str) -> None:
    """A real model of the office: the shipped one under another version."""
    with models.workshop() as place:
        made = place / "model"
        shutil.copytree(nlp.MODEL, made)
        meta = json.loads((made / "reader.json").read_text("utf-8"))
        (made / "reader.json").write_text(json.dumps(meta | {"version": version}), "utf-8")
        models.install(made, Card(version, "2026-11-25", 1, 0, {}))


@pytest.mark.slow
def test_the_offices_model_reads_and_its_version_stands_with_the_proposal(
    settings: Settings, models: Models, heard: list[dict[str, object]]
) -> None:
    install_copy(models, "office01")

    reader = load_full_reader(settings)

    assert reader.model.endswith("-office01")
    assert reader.triage(WORDS).model == reader.model
    assert heard == []
    models.roll_back()
    assert load_full_reader(settings).model == nlp.load().model


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["cut short", "gone", "unreadable", "list"])
def test_a_broken_model_is_named_in_the_log_and_in_the_readers_name(
    settings: Settings,
    models: Models,
    tmp_path: Path,
    heard: list[dict[str, object]],
    harm: str,
) -> None:
    install_copy(models, "office01")
    path, named = models.sound("office01"), "office01"
    if harm == "cut short":
        big = max(path.rglob("*"), key=lambda one: one.stat().st_size if one.is_file() else 0)
        big.write_bytes(big.read_bytes()[:1000])
    elif harm == "gone":
        shutil.rmtree(path)
    elif harm == "unreadable":  # whole, and of another version of the software
        with models.workshop() as place:
            made = place / "model"
            shutil.copytree(path, made)
            (made / "reader.json").write_text('{"format": 0}', "utf-8")
            models.install(made, Card("office01", "2026-11-25", 1, 0, {}))
    else:
        (tmp_path / "models" / CURRENT).write_text("../x", "utf-8")
        named = CURRENT

    reader = load_full_reader(settings)

    shipped = nlp.load()
    assert reader.model == f"{shipped.model} (not {named})"
    assert reader.triage(WORDS).model == reader.model
    assert reader.triage(WORDS).severity is shipped.triage(WORDS).severity
    (entry,) = heard
    assert (entry["event"], entry["version"]) == ("office_model_unusable", named)
    assert entry["log_level"] == "warning"


def test_no_frozen_message_is_among_the_training_messages() -> None:
    trained = {one.text for one in training()}

    assert len(frozen_samples()) > 300
    assert not trained & {one.text for one in frozen_samples()}
