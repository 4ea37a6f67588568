"""Training a model of the office's own, and letting it in only if it reads no worse.

What trains, loads and measures comes in as :class:`Tools`, so that the rest can be tested in a moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.classify import FullReader
from bot.config import Settings
from bot.opening import is_whole, own_words, reading_policy
from bot.rules.learning import GATE, Example, worse_in
from bot.rules.terms import Discipline, Severity
from bot.rules.triage import Triage
from nlp.lessons import TUNING, pairs, training
from nlp.samples import KINDS, Sample, read_samples
from storage.models import BrokenModelError, Card, Models, ModelsError

FROZEN = ("dev-*.jsonl",)  # what models are compared on
HELD = (
    "contrast-*.jsonl",
    "noise-*.jsonl",
    *TUNING,
)  # not learned either
"""The messages that no reader is trained on: new and old are measured on them."""
EXTRA = "train"
"""The extra of this package that brings what training needs."""
OFFICE, UNSAID = "office", "office, discipline unsaid"
"""The styles of samples that came from officers; of the second kind nobody said the discipline."""


class MissingToolError(Exception):
    """A package that training needs is not installed; ``args`` names it."""


class Step(StrEnum):
    """What training does, one after the other."""

    COLLECT = "collect"
    TRAIN = "train"
    MEASURE_CURRENT = "measure_current"
    MEASURE_NEW = "measure_new"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Tools:
    """What trains, loads (None: the shipped model) and measures."""

    train: Callable[[Sequence[Sample], Path], Mapping[str, Any]]
    load: Callable[[Path | None], FullReader]
    frozen: Callable[[], Sequence[Sample]]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a reader does on the frozen messages; ``spans`` are 95 % intervals, where asked for."""

    name: str
    figures: Mapping[str, float]
    spans: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training: ``worse`` names why it was refused, ``same`` that nothing is new."""

    card: Card
    current: Measured
    new: Measured
    worse: tuple[str, ...] = ()
    same: bool = False


def tools_for(settings: Settings) -> Tools:
    """The real tools, with the office's thresholds and words.

    Raises:
        bot.config.ConfigError: the office's own words cannot be used.
    """
    import nlp

    values, words = reading_policy(settings), own_words(settings)

    def load(path: Path | None) -> FullReader:
        return nlp.load(values, words, model=path) if path else nlp.load(values, words)

    def train(samples: Sequence[Sample], path: Path) -> Mapping[str, Any]:
        return _train(samples, path, words)

    return Tools(train, load, frozen_samples)


def _train(samples: Sequence[Sample], path: Path, words: Sequence[Path]) -> Mapping[str, Any]:
    try:
        from nlp.train import write_model

        return write_model(samples, path, lexicon_dirs=words)
    except ImportError as error:
        raise MissingToolError(error.name or str(error)) from None


def frozen_samples() -> list[Sample]:
    """The messages by which models are compared, and that no reader is trained or tuned on."""
    return [sample for pattern in FROZEN for sample in read_samples(pattern)]


def lessons(examples: Iterable[Example], frozen: Iterable[Sample]) -> list[Sample]:
    """The project's messages and the office's examples; none of those held out, no text twice."""
    project = training()
    held = [*pairs(), *(sample for pattern in HELD for sample in read_samples(pattern))]
    known = {_plain(sample.text) for sample in (*project, *frozen, *held)}
    learned = {_plain(one.text): as_sample(one) for one in examples}
    return [*project, *(sample for text, sample in learned.items() if text not in known)]


def as_sample(example: Example) -> Sample:
    """An example as a labelled message; what no officer said is not learned.

    Where nobody said the discipline the likeliest stands; of a threat stands what the reader itself had said.
    """
    unsaid = example.discipline is None
    likely = Discipline.DUTY_CRIME if example.severity is Severity.SERIOUS else Discipline.NONE
    return Sample(
        id=f"office-{sha256(_bytes(example.text)).hexdigest()[:12]}",
        text=example.text,
        severity=example.severity,
        discipline=example.discipline or likely,
        urgent=example.urgent,
        facts=dict.fromkeys(KINDS, ()),
        amount_yuan=None,
        style=UNSAID if unsaid else OFFICE,
        facts_marked=False,
        discipline_marked=not unsaid,
        urgent_marked=False,
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def measured(reader: FullReader, samples: Sequence[Sample], *, spans: bool = False) -> Measured:
    """Give all figures of a reader; with 95 % intervals of those of the gate, where asked for."""
    from nlp.metrics import figures

    triages: list[Triage] = list(reader.pipe([sample.text for sample in samples]))
    pairs = list(zip(samples, triages, strict=True))
    return Measured(reader.model, figures(pairs), _spans(pairs) if spans else {})


def _spans(pairs: Sequence[tuple[Sample, Triage]]) -> dict[str, tuple[float, float]]:
    from nlp.metrics import interval, macro_f1, serious_caught, severity_score, urgent_score

    counted: dict[str, Callable[[Sequence[tuple[Sample, Triage]]], float]] = {
        "serious recall": lambda rows: severity_score(rows, Severity.SERIOUS).recall,
        "serious recall with review": serious_caught,
        "macro-F1": macro_f1,
        "urgent recall": lambda rows: urgent_score(rows).recall,
    }
    return {name: interval(pairs, counted[name]) for name in GATE}


def current_path(models: Models) -> Path | None:
    """The folder of the model in use; None for the shipped one, also where the own one is broken."""
    try:
        version = models.current()
        return models.sound(version) if version else None
    except ModelsError:
        return None


def retrain(
    models: Models,
    tools: Tools,
    examples: Sequence[Example],
    today: date,
    tell: Callable[[Step], None],
    *,
    note: Callable[[str, Card], None] = lambda _act, _card: None,
) -> Trained:
    """Train on the project's messages and these examples; install what reads no worse.

    ``note`` hears "model-installing" before anything changes and "model-installed" afterwards, or "model-refused".

    Raises:
        MissingToolError: a package that training needs is not installed.
        storage.models.BusyError: another process is training.
        storage.models.BrokenModelError: what was trained cannot be read, or the list of versions.
    """
    models.history()  # a list that cannot be read is found before the hours of training
    with models.workshop() as place:
        tell(Step.COLLECT)
        frozen = tools.frozen()
        samples = lessons(examples, frozen)
        tell(Step.TRAIN)
        made = place / "model"
        version = str(tools.train(samples, made)["version"])
        tell(Step.MEASURE_CURRENT)
        current = measured(tools.load(current_path(models)), frozen)
        tell(Step.MEASURE_NEW)
        new = _measured_new(tools, made, version, frozen)
        tell(Step.DECIDE)
        used = sum(sample.style in (OFFICE, UNSAID) for sample in samples)
        card = Card(
            version, today.isoformat(), len(samples), used, dict(new.figures), current.name
        )
        return _decide(models, made, Trained(card, current, new), note)


def _measured_new(tools: Tools, made: Path, version: str, frozen: Sequence[Sample]) -> Measured:
    reader = tools.load(made)
    if not is_whole(reader):
        raise BrokenModelError(version)
    return measured(reader, frozen)


def _decide(
    models: Models, made: Path, trained: Trained, note: Callable[[str, Card], None]
) -> Trained:
    card, new, current = trained.card, trained.new, trained.current
    if new.name == current.name:
        return Trained(card, current, new, same=True)
    worse = worse_in(new.figures, current.figures)
    if worse:
        models.set_aside(made, card)
        note("model-refused", card)
    else:
        note("model-installing", card)
        models.install(made, card)
        note("model-installed", card)
    return Trained(card, current, new, worse)
