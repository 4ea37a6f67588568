"""A model is installed whole or not at all, whatever happens in between; what is altered is not used."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.models import (
    CARD,
    CURRENT,
    BrokenModelError,
    BusyError,
    Card,
    Models,
    ModelsError,
    NothingBeforeError,
    UnknownModelError,
)

ROOT = Path(__file__).parents[2]


def card(version: str) -> Card:
    return Card(version, "2026-11-25", 1200, 3, {"macro-F1": 0.9})


def make(place: Path, content: str = "weights") -> Path:
    made = place / "model"
    (made / "part").mkdir(parents=True)
    (made / "reader.json").write_text(content, "utf-8")
    (made / "part" / "weights").write_bytes(content.encode() * 1000)
    return made


def install(models: Models, version: str) -> None:
    with models.workshop() as place:
        models.install(make(place, version), card(version))


def test_an_office_without_models_uses_the_shipped_one(models: Models) -> None:
    assert models.current() == ""
    assert list(models.installed()) == []
    with pytest.raises(NothingBeforeError):
        models.roll_back()


def test_the_newest_installed_is_used_and_each_rollback_goes_one_back(models: Models) -> None:
    install(models, "a1")
    install(models, "b2")
    assert models.current() == "b2"
    assert models.sound("b2").joinpath("reader.json").read_text("utf-8") == "b2"
    assert [one.version for one in models.installed()] == ["a1", "b2"]

    assert models.roll_back() == ("b2", "a1")
    assert models.roll_back() == ("a1", "")
    assert models.current() == ""
    assert len(models.installed()) == 2


def test_a_model_made_again_from_the_same_data_takes_the_place_of_the_first(
    models: Models,
) -> None:
    for version in ("a1", "b2", "a1"):
        install(models, version)

    assert models.history() == ("b2", "a1")
    assert models.sound("a1").is_dir()


def test_what_is_refused_is_kept_aside_and_not_used(models: Models, tmp_path: Path) -> None:
    install(models, "a1")
    with models.workshop() as place:
        models.set_aside(make(place), card("c3"))

    assert models.current() == "a1"
    assert [one.version for one in models.refused()] == ["c3"]
    assert models.sound("c3") == tmp_path / "models" / "refused" / "c3"


def test_others_on_the_machine_cannot_look_into_the_models(models: Models, tmp_path: Path) -> None:
    install(models, "a1")

    for path in (tmp_path / "models", models.sound("a1")):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["altered", "missing", "added", "no card", "torn card", "gone"])
def test_a_model_that_is_not_as_it_was_written_is_broken(models: Models, harm: str) -> None:
    install(models, "a1")
    path = models.sound("a1")
    weights = path / "part" / "weights"
    if harm == "altered":
        weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        weights.unlink()
    elif harm == "added":
        (path / "more").write_text("x", "utf-8")
    elif harm == "no card":
        (path / CARD).unlink()
    elif harm == "torn card":
        (path / CARD).write_text("{", "utf-8")
    else:
        path.rename(path.parent / "elsewhere")

    with pytest.raises((BrokenModelError, UnknownModelError), match="a1"):
        models.sound("a1")


@pytest.mark.parametrize("content", [b"../../etc\n", b"\xff\xfe", b"a1\n.hidden\n", b"a/b"])
def test_a_list_that_we_did_not_write_is_not_followed(
    models: Models, tmp_path: Path, content: bytes
) -> None:
    install(models, "a1")
    (tmp_path / "models" / CURRENT).write_bytes(content)

    with pytest.raises(BrokenModelError):
        models.current()
    assert models.roll_back() == (CURRENT, "")
    assert models.current() == ""


@pytest.mark.parametrize(
    "version", ["", "..", "../x", "a/b", ".a", "a" * 41, "current", "refused"]
)
def test_a_version_that_is_no_name_of_a_folder_is_refused(models: Models, version: str) -> None:
    with pytest.raises(ModelsError):
        install(models, version)
    assert models.current() == ""


def test_two_trainings_at_once_are_refused(models: Models, tmp_path: Path) -> None:
    with models.workshop() as place:
        with pytest.raises(BusyError), Models(tmp_path / "models").workshop():
            pass
        assert place.exists()
    with models.workshop():
        pass


def test_what_a_dead_training_left_is_cleared_away(models: Models, tmp_path: Path) -> None:
    left = tmp_path / "models" / ".new-dead"
    (left / "model").mkdir(parents=True)

    install(models, "a1")

    assert not list((tmp_path / "models").glob(".new-*"))


STEPS = ("fsync", "rename", "replace", "mkdir", "chmod")
DOOMED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.learning.test_models_on_disk import install
from storage.models import Models
left = int(sys.argv[3])
def counted(real):
    def call(*given, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **more)
    return call
for name in sys.argv[4].split(","):
    setattr(os, name, counted(getattr(os, name)))
install(Models(Path(sys.argv[2])), "b2")
print(left)
"""


def doomed(folder: Path, steps: int) -> subprocess.CompletedProcess[str]:
    """A process that installs b2 and is killed before its n-th step on the disk."""
    given = [sys.executable, "-c", DOOMED, str(ROOT), str(folder), str(steps), ",".join(STEPS)]
    return subprocess.run(given, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_the_old_model_or_the_new_one(
    models: Models, tmp_path: Path
) -> None:
    install(models, "a1")
    seen, step = [], 0
    while True:
        ended = doomed(tmp_path / "models", step)
        found = models.current()
        assert models.sound(found).joinpath("reader.json").read_text("utf-8") == found
        seen.append(found)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        if found == "b2":
            models.roll_back()
        step += 1

    assert seen[0] == "a1"
    assert seen[-1] == "b2"
    assert len(seen) > 10
    assert not list((tmp_path / "models").glob(".new-*"))


def test_a_model_is_on_disk_before_it_is_used(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, move = os.fsync, os.replace

    def synced(handle: int) -> None:
        order.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        sync(handle)

    def moved(old: Path, new: Path) -> None:
        order.append(f"-> {Path(new).name}")
        move(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", moved)
    install(models, "a1")

    switch = order.index(f"-> {CURRENT}")
    for name in ("weights", "reader.json", CARD, "part", "model", "models"):
        assert order.index(name) < switch
    assert order[-1] == "models"


def test_the_card_tells_how_the_model_was_made(models: Models) -> None:
    install(models, "a1")

    told = json.loads((models.sound("a1") / CARD).read_text("utf-8"))
    assert (told["version"], told["messages"], told["examples"]) == ("a1", 1200, 3)
    assert set(told["files"]) == {"reader.json", "part/weights"}
