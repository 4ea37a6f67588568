"""The administrator's side: ``qingfeng model``, with a trainer that takes no time."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import logs, model_admin
from bot.cli import app
from bot.config import load
from bot.opening import open_keys, open_store
from bot.rules.learning import GATE, Example
from storage.models import Models
from tests.learning.fakes import FakeTrainer
from tests.learning.test_training import EXAMPLE, TODAY
from tests.storage.conftest import NOW

Run = Callable[..., Result]


@pytest.fixture
def trainer(monkeypatch: pytest.MonkeyPatch) -> FakeTrainer:
    made = FakeTrainer()
    monkeypatch.setattr(model_admin, "tools", lambda _settings: made.tools())
    monkeypatch.setattr(logs, "setup", lambda *_given, **_more: None)
    monkeypatch.setenv("COLUMNS", "120")
    return made


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text('[learning]\nconsent = true\nmodels_dir = "models"\n', "utf-8")
    return path


@pytest.fixture
def run(trainer: FakeTrainer, config: Path) -> Run:
    def invoke(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, ["model", *words, "--config", str(config)], input=typed)

    return invoke


def plant(config: Path, *examples: Example) -> None:
    settings = load(config, {})
    store = open_store(settings, open_keys(settings, {}))
    with store.begin(NOW) as tx:
        for number, one in enumerate(examples, 1):
            tx.examples.keep(number, one, TODAY)
    store.close()


def record(config: Path) -> str:
    settings = load(config, {})
    store = open_store(settings, open_keys(settings, {}))
    with store.engine.begin() as db:
        entries = db.exec_driver_sql("SELECT entry FROM audit ORDER BY seq").scalars().all()
    store.close()
    return "\n".join(entries)


def acts(config: Path) -> list[str]:
    """What is on record about models, in order."""
    return re.findall(r'"act":"(model-[a-z-]+)"', record(config))


def test_training_installs_says_so_and_is_on_record(
    run: Run, models: Models, config: Path, trainer: FakeTrainer
) -> None:
    plant(config, EXAMPLE)

    done = run("train")

    assert done.exit_code == 0, done.output
    assert "已安装 b2" in done.output
    assert "examples: 1" in done.output
    assert re.search(r"┃ *fake *┃ *fake *┃", done.output)
    assert re.search(r"┃ *shipped *┃ *b2 *┃", done.output)
    assert models.current() == "b2"
    assert trainer.shown[-1].text == EXAMPLE.text
    assert acts(config) == ["model-installing", "model-installed"]
    assert EXAMPLE.text not in record(config)


def test_a_worse_model_ends_with_code_three_and_its_figures(
    run: Run, models: Models, config: Path, trainer: FakeTrainer
) -> None:
    trainer.missed = 1

    done = run("train")

    assert done.exit_code == model_admin.REFUSED
    assert "未采用 b2" in done.output
    assert "严重召回 serious recall" in done.output
    assert "0.667" in done.output
    assert models.current() == ""
    assert acts(config) == ["model-refused"]


def test_without_consent_no_example_is_shown_to_the_trainer(
    run: Run, config: Path, trainer: FakeTrainer
) -> None:
    plant(config, EXAMPLE)
    config.write_text('[learning]\nmodels_dir = "models"\n', "utf-8")

    done = run("train")

    assert "consent 未开启" in done.output
    assert EXAMPLE.text not in {one.text for one in trainer.shown}


def test_training_the_same_again_says_that_nothing_changed(run: Run) -> None:
    run("train")

    done = run("train")

    assert done.exit_code == 0
    assert "没有变化" in done.output


def test_a_missing_tool_names_the_extra_chinese_first(
    run: Run, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch, config: Path
) -> None:
    from bot.learning import tools_for

    monkeypatch.setitem(sys.modules, "nlp.train", None)
    monkeypatch.setattr(model_admin, "tools", tools_for)

    done = run("train")

    assert done.exit_code == 2
    chinese, _, english = done.stderr[done.stderr.index("缺少训练工具") :].partition(" · ")
    assert 'pip install "qingfeng[train]"' in chinese
    assert 'pip install "qingfeng[train]"' in english


def test_the_list_shows_what_is_used_and_what_was_refused(
    run: Run, models: Models, trainer: FakeTrainer
) -> None:
    run("train")
    trainer.version, trainer.missed = "c3", 2
    run("train")

    done = run("list")

    lines = [line for line in done.output.splitlines() if "│" in line]
    text = "\n".join(lines)
    assert done.exit_code == 0
    assert text.index("b2") < text.index("现用") < text.index("c3") < text.index("未采用")
    assert "0.333" in text


def test_the_list_says_that_a_broken_model_is_not_used(run: Run, models: Models) -> None:
    run("train")
    (models.sound("b2") / "reader.json").unlink()

    done = run("list")

    assert "模型 b2 缺失或损坏，改用自带模型" in done.output
    before, _, _after = done.output.partition("b2")
    assert "现用" in before


def test_a_comparison_puts_all_side_by_side_with_intervals(run: Run, trainer: FakeTrainer) -> None:
    run("train")
    trainer.version, trainer.missed = "c3", 1
    run("train")

    done = run("compare", "c3")

    assert done.exit_code == 0
    heads = [line for line in done.output.splitlines() if "┃" in line]
    assert all(any(name in line for line in heads) for name in ("shipped", "b2", "c3"))
    assert done.output.count("–1.00]") == 3 * len(GATE)
    assert "12 条" in done.output


def test_an_unknown_version_is_refused_by_name(run: Run) -> None:
    for version in ("nosuch", "../../etc"):
        done = run("compare", version)
        assert done.exit_code == 2
        assert version in done.stderr


def test_rolling_back_ends_at_the_shipped_model(run: Run, models: Models, config: Path) -> None:
    run("train")

    done = run("rollback")
    assert (done.exit_code, models.current()) == (0, "")
    assert "自带" in done.output
    assert acts(config)[-2:] == ["model-rolling-back", "model-rolled-back"]

    again = run("rollback")
    assert again.exit_code == 2
    assert "没有可退回的" in again.stderr
    assert acts(config)[-1] == "model-rolled-back"


@pytest.mark.parametrize(
    ("words", "begun"), [("train", "model-installing"), ("rollback", "model-rolling-back")]
)
def test_a_change_that_breaks_off_is_on_record_as_begun(
    run: Run, models: Models, config: Path, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch,
    words: str, begun: str,
) -> None:  # fmt: skip
    run("train")
    trainer.version = "c3"

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Models, "_use", full)
    done = run(words)

    assert done.exit_code == 2
    assert "No space left" in done.stderr
    assert acts(config) == ["model-installing", "model-installed", begun]
    assert models.current() == "b2"


def test_nothing_is_taken_back_while_a_training_might_install(
    run: Run, models: Models, config: Path
) -> None:
    run("train")
    with models.workshop():
        done = run("rollback")

    assert done.exit_code == 2
    assert "另一个训练正在进行" in done.stderr
    assert models.current() == "b2"
    assert acts(config) == ["model-installing", "model-installed"]


def test_forgetting_asks_first_and_says_how_many(run: Run, config: Path) -> None:
    plant(config, EXAMPLE, EXAMPLE)

    refused = run("forget", typed="n\n")
    assert refused.exit_code == 1
    assert "2 examples" in refused.output
    assert "examples-erased" not in record(config)

    done = run("forget", typed="y\n")
    assert done.exit_code == 0
    assert "已删除 2 条" in done.output
    assert "examples-erased" in record(config)

    assert "没有样例" in run("forget", "--yes").output


def test_a_second_training_is_told_to_wait(run: Run, models: Models) -> None:
    with models.workshop():
        done = run("train")

    assert done.exit_code == 2
    assert "另一个训练正在进行" in done.stderr


def test_who_fixed_a_model_in_the_configuration_is_told(run: Run, config: Path) -> None:
    config.write_text(config.read_text("utf-8") + '[model]\npath = "mine"\n', "utf-8")

    assert "path 已固定模型" in run("list").output


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('consent = "maybe"', "learning.consent"),
        ('keep = "long"', "learning.keep"),
        ("most = 0", "learning.most"),
        ("mosst = 3", "learning.mosst"),
    ],
)
def test_a_wrong_setting_is_named(run: Run, config: Path, line: str, key: str) -> None:
    config.write_text(f"[learning]\n{line}\n", "utf-8")

    done = run("list")

    assert done.exit_code == 2
    assert key in done.stderr
    assert "应为" in done.stderr


def test_a_version_that_would_lead_out_of_the_folder_is_refused(
    run: Run, models: Models, trainer: FakeTrainer
) -> None:
    trainer.version = "../../b2"

    done = run("train")

    assert done.exit_code == 2
    assert "模型版本名不能用" in done.stderr
    assert models.current() == ""


def test_a_folder_that_cannot_be_written_is_said_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "models" / ".lock").mkdir(parents=True)  # stands in the way, for root as well

    done = run("train")

    assert done.exit_code == 2
    assert "无法读写" in done.stderr
