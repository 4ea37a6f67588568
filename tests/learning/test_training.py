"""A new model comes in only if it reads no worse; whatever goes wrong, the old one stays."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import nlp
from bot import learning
from bot.config import load
from bot.learning import (
    OFFICE,
    UNSAID,
    MissingToolError,
    Step,
    Tools,
    Trained,
    as_sample,
    current_path,
    frozen_samples,
    lessons,
    measured,
    retrain,
    tools_for,
)
from bot.rules.learning import GATE, Example
from bot.rules.terms import Discipline, Severity
from nlp.lessons import training
from nlp.samples import Sample
from storage.models import BrokenModelError, BusyError, Models
from tests.learning.fakes import FROZEN, FakeReader, FakeTrainer

TODAY = date(2026, 11, 25)
EXAMPLE = Example(
    "村支书把鱼塘低价包给儿子。",
    Severity.SERIOUS,
    None,
    False,
    Severity.OUT_OF_SCOPE,
    Discipline.NONE,
    "fake-shipped",
)


def trained(
    models: Models, trainer: FakeTrainer, *examples: Example, told: list[Step] | None = None
) -> Trained:
    steps = told if told is not None else []
    return retrain(models, trainer.tools(), examples, TODAY, steps.append)


def test_as_good_a_model_is_installed_with_its_figures(models: Models) -> None:
    told: list[Step] = []

    came = trained(models, FakeTrainer(), EXAMPLE, told=told)

    assert (came.worse, came.same) == ((), False)
    assert models.current() == "b2"
    (card,) = models.installed()
    assert (card.made_on, card.examples, card.compared_with) == ("2026-11-25", 1, "fake-shipped")
    assert [card.figures[name] for name in GATE] == [1.0, 1.0, 1.0, 1.0]
    assert told == list(Step)


@pytest.mark.parametrize(
    ("trainer", "worse"),
    [
        (FakeTrainer(missed=1, unheard=1), GATE),
        (FakeTrainer(unheard=1), ("urgent recall",)),
        (FakeTrainer(missed=1, review=True), ("serious recall", "macro-F1")),
        (FakeTrainer(harmed=1), ("macro-F1",)),
    ],
)
def test_a_model_that_is_worse_in_one_figure_is_set_aside(
    models: Models, trainer: FakeTrainer, worse: tuple[str, ...]
) -> None:
    came = trained(models, trainer)

    assert came.worse == worse
    assert models.current() == ""
    assert [one.version for one in models.refused()] == ["b2"]


def test_better_in_one_and_worse_in_another_is_still_refused(models: Models) -> None:
    trainer = FakeTrainer(missed=1, shipped=FakeReader("fake-shipped", harmed=3))

    assert "serious recall" in trained(models, trainer).worse


def test_the_next_model_is_measured_against_the_one_in_use(models: Models) -> None:
    poor = FakeReader("fake-shipped", missed=3)
    trained(models, FakeTrainer("b2", missed=1, shipped=poor))

    came = trained(models, FakeTrainer("c3", missed=2, shipped=poor))

    assert came.current.name == "fake-b2"
    assert models.current() == "b2"


def test_a_broken_model_in_use_is_replaced_by_measuring_against_the_shipped(
    models: Models,
) -> None:
    trained(models, FakeTrainer("b2"))
    (models.sound("b2") / "reader.json").write_text("{}", "utf-8")
    assert current_path(models) is None

    came = trained(models, FakeTrainer("c3"))

    assert came.current.name == "fake-shipped"
    assert models.current() == "c3"


def test_the_same_model_again_changes_nothing(models: Models) -> None:
    trained(models, FakeTrainer("b2"))

    assert trained(models, FakeTrainer("b2")).same
    assert trained(models, FakeTrainer("b2")).worse == ()
    assert models.history() == ("b2",)


def test_a_model_that_cannot_be_read_after_training_is_thrown_away(
    models: Models, tmp_path: Path
) -> None:
    with pytest.raises(BrokenModelError):
        trained(models, FakeTrainer(broken=True))

    assert models.current() == ""
    assert [one.name for one in (tmp_path / "models").iterdir()] == [".lock"]


def test_a_training_that_breaks_off_leaves_nothing(models: Models, tmp_path: Path) -> None:
    class BrokenOffError(Exception): ...

    def train(samples: Sequence[Sample], path: Path) -> dict[str, Any]:
        path.mkdir(parents=True)
        raise BrokenOffError

    tools: Tools = replace(FakeTrainer().tools(), train=train)
    with pytest.raises(BrokenOffError):
        retrain(models, tools, (), TODAY, lambda _step: None)

    assert models.current() == ""
    assert [one.name for one in (tmp_path / "models").iterdir()] == [".lock"]


def test_one_training_at_a_time(models: Models) -> None:
    with models.workshop(), pytest.raises(BusyError):
        trained(models, FakeTrainer())


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "nlp.train", None)

    with pytest.raises(MissingToolError, match=r"nlp\.train"):
        tools_for(load(None, {})).train([], tmp_path / "model")


def test_examples_are_learned_beside_the_projects_messages(models: Models) -> None:
    trainer = FakeTrainer()
    trained(models, trainer, EXAMPLE)

    project = training()
    assert trainer.shown[: len(project)] == project
    (last,) = trainer.shown[len(project) :]
    assert (last.text, last.severity) == (EXAMPLE.text, Severity.SERIOUS)
    assert last.id.startswith("office-")


def test_a_frozen_message_is_never_learned_however_it_is_spaced() -> None:
    frozen = frozen_samples()
    spied = [replace(EXAMPLE, text=f" {frozen[0].text}\n"), replace(EXAMPLE, text=FROZEN[1].text)]

    texts = {one.text for one in lessons(spied, (*frozen, *FROZEN))}

    assert texts == {one.text for one in training()}
    assert not texts & {one.text for one in frozen}


def test_of_two_examples_with_the_same_words_the_later_one_counts() -> None:
    later = replace(EXAMPLE, severity=Severity.MINOR)
    known = {one.id for one in training()}

    (one,) = [one for one in lessons([EXAMPLE, later], ()) if one.id not in known]

    assert one.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("example", "discipline", "style"),
    [
        (EXAMPLE, Discipline.DUTY_CRIME, UNSAID),
        (replace(EXAMPLE, severity=Severity.MINOR), Discipline.NONE, UNSAID),
        (replace(EXAMPLE, discipline=Discipline.WORK), Discipline.WORK, OFFICE),
    ],
)
def test_a_trainer_can_tell_where_nobody_said_the_discipline(
    example: Example, discipline: Discipline, style: str
) -> None:
    sample = as_sample(example)

    assert (sample.discipline, sample.style) == (discipline, style)
    assert sample.discipline_marked is (style == OFFICE)
    assert not any(sample.facts.values())


@pytest.mark.parametrize("urgent", [True, False])
def test_the_readers_own_word_about_a_threat_is_no_label(urgent: bool) -> None:
    assert not as_sample(replace(EXAMPLE, urgent=urgent)).urgent_marked


def test_intervals_are_given_for_the_figures_of_the_gate() -> None:
    found = measured(FakeReader("fake", missed=1), FROZEN, spans=True)

    assert tuple(found.spans) == GATE
    for name, (low, high) in found.spans.items():
        assert low <= found.figures[name] <= high
    assert measured(FakeReader("fake"), FROZEN).spans == {}


@pytest.mark.slow
def test_the_real_trainer_learns_and_a_poor_school_is_refused(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = training()[:20]
    monkeypatch.setattr(learning, "training", lambda: few)
    tools = tools_for(load(None, {}))
    try:
        came = retrain(models, tools, [EXAMPLE], TODAY, lambda _step: None)
    except MissingToolError as error:
        pytest.skip(f"{error} is not installed")

    assert came.card.messages == 21
    assert came.current.name == nlp.load().model
    assert came.new.name.endswith(came.card.version)
    assert came.worse
    assert models.current() == ""
    again = tools.load(models.sound(came.card.version))
    assert again.triage(EXAMPLE.text).model == came.new.name
