"""An office's own words reach the reader of the service, of classify and of explain; a wrong file stops them in words."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import logs
from bot.cli import app
from bot.config import ConfigError, load
from bot.learning import tools_for
from bot.opening import load_full_reader, load_reader
from bot.rules.terms import Discipline
from nlp.entries import read_lexicon
from nlp.parts import Grade

TIP = "柳溪镇民政所所长江大河天天挂机刷分，来办事的都在外面等。"
WORDS = """\
[[cue]]
id = "上班挂机"
discipline = "work"
grade = "minor"
terms = ["挂机刷分"]
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(logs, "setup", lambda *_given, **_more: None)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "own.toml").write_text(WORDS, "utf-8")
    path = tmp_path / "config.toml"
    path.write_text('[office]\nlexicon_dir = "words"\n[telegram]\ntoken = "1:a"\n', "utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def rules_in(result: Result) -> set[str]:
    assert result.exit_code == 0, result.output
    return {reason["rule"] for reason in json.loads(result.stdout)["reasons"]}


@pytest.mark.slow
def test_a_word_of_the_office_is_a_cue_wherever_tips_are_read(
    config: Path, tmp_path: Path
) -> None:
    assert "上班挂机" in rules_in(run("classify", TIP, "--json", "--config", config))
    assert "上班挂机" in rules_in(run("explain", TIP, "--json", "--config", config))
    settings = load(config, {})
    for triage in (load_reader(settings)(TIP), tools_for(settings).load(None).triage(TIP)):
        assert "上班挂机" in {reason.rule for reason in triage.reasons}
    plain = load_reader(load(None, {}))(TIP)
    assert "上班挂机" not in {reason.rule for reason in plain.reasons}


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["path", "model gone"])
def test_the_words_are_read_with_whatever_model_reads(config: Path, harm: str) -> None:
    told = '[model]\npath = "nowhere"\n' if harm == "path" else '[learning]\nmodels_dir = "m"\n'
    config.write_text(config.read_text("utf-8") + told, "utf-8")
    if harm == "model gone":
        (config.parent / "m").mkdir()
        (config.parent / "m" / "current").write_text("gone\n", "utf-8")
    reader = load_full_reader(load(config, {}))
    assert reader.model.startswith("rules") or "not" in reader.model
    assert "上班挂机" in {reason.rule for reason in reader.triage(TIP).reasons}


@pytest.mark.parametrize(
    "command",
    [["run"], ["doctor"], ["classify", TIP], ["classify", TIP, "-p", "2"], ["explain", TIP]],
)
def test_a_wrong_file_stops_the_command_with_file_line_and_key(
    config: Path, command: list[str]
) -> None:
    (config.parent / "words" / "own.toml").write_text(WORDS.replace('"minor"', '"grave"'), "utf-8")
    done = run(*command, "--config", config)
    assert done.exit_code == 2
    said = done.stderr.replace("\n", "")
    assert "own.toml" in said
    assert "第 4 行 / line 4 cue.grade：现为 'grave'，应为 以下之一：serious, crime_money" in said


def test_a_missing_folder_is_named_with_its_setting(config: Path) -> None:
    config.write_text('[office]\nlexicon_dir = "nowhere"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"office\.lexicon_dir：现为 没有这个目录"):
        load_full_reader(load(config, {}))


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_example_of_the_readme_is_sound(tmp_path: Path, page: str) -> None:
    text = (Path(__file__).parents[3] / page).read_text("utf-8")
    (example,) = re.findall(r"```toml\n(\[\[cue\]\].*?)```", text, re.DOTALL)
    (tmp_path / "own.toml").write_text(example, "utf-8")
    (entry,) = [one for one in read_lexicon([tmp_path]) if one.rule == "上班挂机"]
    assert entry.terms
    assert entry.near
    assert all(kind in text for kind in (*Discipline, *Grade) if kind != "none")


def test_a_model_of_the_offices_own_is_trained_with_its_words(
    config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr("nlp.train.write_model", lambda *_given, **more: given.update(more))

    tools_for(load(config, {})).train([], tmp_path / "model")

    assert given["lexicon_dirs"] == (config.parent / "words",)
