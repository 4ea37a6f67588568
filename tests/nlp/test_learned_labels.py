"""What nobody said of a message is no lesson: neither its discipline nor whether it tells of a threat."""

from dataclasses import replace

import numpy as np
import pytest

from bot.rules.terms import Discipline, Severity
from nlp.close.layout import ANSWERS, SPANS
from nlp.close.pieces import Pieces
from nlp.learn.examples import UNSAID, Example, examples
from nlp.pipeline import build
from nlp.policy import read_policy
from nlp.samples import KINDS, Sample

TIP = Sample(
    id="office-1",
    text="村支书收了钱。",
    severity=Severity.MINOR,
    discipline=Discipline.INTEGRITY,
    urgent=True,
    facts=dict.fromkeys(KINDS, ()),
    amount_yuan=None,
    style="office",
)
PIECES = Pieces([("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), ("村", -4)])


def learned(*samples: Sample) -> list[Example]:
    return list(examples(samples, build(read_policy()), PIECES))


def test_a_label_that_nobody_gave_is_not_among_the_targets() -> None:
    """Officers settle a severity; urgency and, often, discipline are the reader's own words."""
    marked, unmarked = learned(TIP, replace(TIP, discipline_marked=False, urgent_marked=False))
    assert (marked.discipline, marked.urgent) == (list(Discipline).index(TIP.discipline), 1.0)
    assert unmarked.discipline == UNSAID
    assert np.isnan(unmarked.urgent)


@pytest.mark.slow
@pytest.mark.parametrize("others", [(), (TIP, replace(TIP, urgent=False))])
def test_what_is_believed_of_an_untold_threat_costs_nothing(others: tuple[Sample, ...]) -> None:
    """The loss is the same whatever the network says of it, also where a parcel holds nothing else."""
    torch = pytest.importorskip("torch")
    from nlp.learn.fitting import RECIPE, loss_of

    shown = learned(replace(TIP, urgent_marked=False), *others)
    answers = torch.zeros(len(shown), ANSWERS, requires_grad=True)

    class Says:
        def __init__(self, urgent: float) -> None:
            self.first = torch.zeros(len(shown), ANSWERS)
            self.first[0, -1] = urgent

        def upper(self, hidden: object, present: object, _hints: object) -> tuple[object, object]:
            spans = torch.zeros(*present.shape, len(SPANS))  # type: ignore[attr-defined]
            return answers + self.first, spans

    lower = [torch.zeros(len(one.ids), 4) for one in shown]
    losses = [loss_of(Says(urgent), shown, lower, RECIPE) for urgent in (-5.0, 5.0)]
    assert losses[0].item() == losses[1].item()
    losses[1].backward()
    assert answers.grad is not None
    assert answers.grad[0, -1] == 0
    assert torch.isfinite(answers.grad).all()
