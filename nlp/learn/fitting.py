"""Fit the close reader's network to labelled messages; the same data and seed give the same weights."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nlp.close.layout import SPANS
from nlp.close.pieces import PAD
from nlp.learn.examples import UNSAID, Example
from nlp.learn.network import Network, split

SEED = 20260104
RARE = (
    1.0,
    1.0,
    1.0,
    2.0,
    3.0,
    1.0,
    1.0,
)  # what a piece of each of SPANS weighs: times and places are few


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is fitted."""

    layers: int = 6
    frozen: int = 2  # lowest layers left as they are
    epochs: int = 5
    pieces: int = 1_500  # in one step, padding included
    rate: float = 2e-4
    new_rate: float = 2e-3  # for what was not pretrained
    warm: float = 0.1  # share of the steps in which the rate rises
    smoothing: float = 0.05
    discipline: float = 0.8  # weights of the losses beside severity's
    urgent: float = 1.0
    spans: float = 3.0
    longest: int = 128  # pieces of a message that are learned from
    memory: float = 0.99  # of the running mean of the weights, which is what is kept in the end
    threads: int = 2


RECIPE = Recipe()


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of like length, padded."""

    ids: Tensor
    present: Tensor
    hints: Tensor
    severity: Tensor
    discipline: Tensor
    urgent: Tensor
    spans: Tensor
    marked: Tensor


def fit(network: Network, rounds: Sequence[Sequence[Example]], recipe: Recipe) -> Iterator[float]:
    """Train on one list of examples after the other; give the mean loss of each round.

    What the frozen layers make of an example never changes, so it is computed once for each list and kept.
    """
    torch.set_num_threads(recipe.threads)
    optimizer, steps = _optimizer(network, recipe), _steps(rounds, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rate(step, steps, recipe)
    )
    kept: dict[int, list[Tensor]] = {}
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.memory))
    for number, shown in enumerate(rounds):
        lower = kept.setdefault(id(shown), []) or kept[id(shown)]
        if not lower:
            lower.extend(_lower(network, shown, recipe))
        network.train()
        losses = []
        for parcel in parcels(shown, recipe.pieces, seed=SEED + number):
            with short_numbers():
                loss = loss_of(
                    network, [shown[at] for at in parcel], [lower[at] for at in parcel], recipe
                )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(network)
            losses.append(loss.item())
        yield sum(losses) / len(losses)
    network.load_state_dict(mean.module.state_dict())
    network.eval()


@torch.no_grad()
def _lower(network: Network, shown: Sequence[Example], recipe: Recipe) -> list[Tensor]:
    """Give the hidden states of each example behind the frozen layers, in half precision."""
    network.eval()
    made: dict[int, Tensor] = {}
    for parcel in parcels(shown, 2 * recipe.pieces, SEED):
        batch = padded([shown[at] for at in parcel])
        with short_numbers():
            hidden = network.lower(batch.ids, batch.present).half()
        made |= {at: hidden[row, : len(shown[at].ids)].clone() for row, at in enumerate(parcel)}
    return [made[at] for at in range(len(shown))]


def short_numbers() -> torch.autocast:
    """Multiply in 16 bits where the processor can do so, which takes less time; sums and losses stay in 32."""
    able = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001 - torch asks itself so
    return torch.autocast("cpu", torch.bfloat16, enabled=able)


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    new = {"told", "look", "answers", "spans"}
    network.word.requires_grad_(False)  # noqa: FBT003 - torch's own name
    network.pos.requires_grad_(False)  # noqa: FBT003
    network.eln.requires_grad_(False)  # noqa: FBT003
    for at, layer in enumerate(network.layers):
        layer.requires_grad_(at >= network.told_at)
    groups: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
    for name, values in network.named_parameters():
        if values.requires_grad:
            groups[name.partition(".")[0] in new].append(values)
    return torch.optim.AdamW(
        [
            {"params": groups[False], "lr": recipe.rate},
            {"params": groups[True], "lr": recipe.new_rate},
        ],
        weight_decay=0.01,
    )


def _steps(rounds: Sequence[Sequence[Example]], recipe: Recipe) -> int:
    return sum(len(parcels(shown, recipe.pieces, SEED)) for shown in rounds)


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    return min((step + 1) / (recipe.warm * steps), 1.0) * max(1 - step / steps, 0.02)


def loss_of(
    network: Network, shown: Sequence[Example], lower: Sequence[Tensor], recipe: Recipe
) -> Tensor:
    """Give the joint loss of a parcel; labels that nobody gave and kinds of words that nobody marked cost nothing."""
    batch = padded(shown)
    hidden = torch.nn.utils.rnn.pad_sequence([one.float() for one in lower], batch_first=True)
    answers, spans = network.upper(hidden, batch.present, batch.hints)
    severity, discipline, urgent = split(answers)
    told = ~batch.urgent.isnan()
    known = batch.present[:, :, None] * batch.marked[:, None, :]
    each = functional.binary_cross_entropy_with_logits(
        spans, batch.spans, reduction="none", pos_weight=torch.tensor(RARE)
    )
    return (
        functional.cross_entropy(severity, batch.severity, label_smoothing=recipe.smoothing)
        + recipe.discipline
        * functional.cross_entropy(
            discipline, batch.discipline, label_smoothing=recipe.smoothing, ignore_index=UNSAID
        ).nan_to_num()  # none where a whole parcel has no discipline
        + recipe.urgent
        * functional.binary_cross_entropy_with_logits(
            urgent[told], batch.urgent[told]
        ).nan_to_num()  # none as above
        + recipe.spans * (each * known).sum() / known.sum().clamp(min=1)
    )


def parcels(shown: Sequence[Example], pieces: int, seed: int) -> list[list[int]]:
    """Give the places of examples in parcels of like length, in an order drawn by the seed."""
    chance = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    lengths = {at: len(example.ids) + chance.uniform(0, 8) for at, example in enumerate(shown)}
    made: list[list[int]] = [[]]
    for at in sorted(lengths, key=lambda at: lengths[at]):
        longest = max(len(shown[other].ids) for other in (at, *made[-1]))
        if made[-1] and longest * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(at)
    chance.shuffle(made)
    return made


def padded(parcel: Sequence[Example]) -> Batch:
    """Give examples as one batch."""
    count, length = len(parcel), max(len(example.ids) for example in parcel)
    ids, present = np.full((count, length), PAD, np.int64), np.zeros((count, length), np.float32)
    spans = np.zeros((count, length, len(SPANS)), np.float32)
    for row, example in enumerate(parcel):
        size = len(example.ids)
        ids[row, :size], present[row, :size], spans[row, :size] = example.ids, 1, example.spans
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(present),
        torch.from_numpy(np.stack([example.hints for example in parcel])),
        torch.tensor([example.severity for example in parcel]),
        torch.tensor([example.discipline for example in parcel]),
        torch.tensor([example.urgent for example in parcel]),
        torch.from_numpy(spans),
        torch.from_numpy(np.stack([example.marked for example in parcel])),
    )
