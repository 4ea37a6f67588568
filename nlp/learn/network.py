"""The close reader's network: a few layers of the pretrained sentence model, with heads for labels and words."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.rules.terms import Discipline, Severity
from nlp.close.hints import HINTS
from nlp.close.layout import ANSWERS, SPANS
from nlp.learn.weights import INNER, POSITIONS, WIDTH, Array, Pretrained

HEADS, DROP, EPSILON = 12, 0.1, 1e-12
VIEWS = 4  # weighted means of the message that the answers rest on
EXPORT_SHAPE = (2, 40)  # any will do: both sides are free in the exported graph


class Layer(nn.Module):
    """One layer of attention and its two-step sum, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=EPSILON), nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Give the next hidden states; shapes (messages, pieces, width)."""
        count, length, _ = x.shape
        heads = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS)
        q, k, v = heads.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(count, length, WIDTH)
        x = self.aln(x + functional.dropout(self.ao(seen), DROP, self.training))
        inner = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(inner, DROP, self.training))

    @torch.no_grad()
    def take(self, arrays: dict[str, Array], at: int) -> None:
        """Take the pretrained weights of layer ``at``."""
        for kind in "wb":
            target = "weight" if kind == "w" else "bias"
            joined = np.concatenate([arrays[f"{at}.{name}.{kind}"] for name in "qkv"])
            getattr(self.qkv, target).copy_(torch.from_numpy(joined))
            for name in ("ao", "fi", "fo", "aln", "oln"):
                values = torch.from_numpy(arrays[f"{at}.{name}.{kind}"])
                getattr(getattr(self, name), target).copy_(values)


class Network(nn.Module):
    """Pieces and hints in; logits of the answers and, for each piece, of the kinds of words out.

    ``told_at`` layers from below hear no hints: they stay as they were pretrained.
    """

    def __init__(self, base: Pretrained, layers: int, told_at: int) -> None:
        super().__init__()
        self.told_at = told_at
        words = torch.from_numpy(base.arrays["word"])
        self.word = nn.Embedding(len(words), WIDTH)
        self.pos, self.eln = nn.Embedding(POSITIONS, WIDTH), nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.look = nn.Linear(WIDTH, VIEWS)
        self.answers = nn.Linear(VIEWS * WIDTH, ANSWERS)
        self.spans = nn.Linear(WIDTH, len(SPANS))
        self.told = nn.Linear(len(HINTS), WIDTH)
        self._take(base, words)

    @torch.no_grad()
    def _take(self, base: Pretrained, words: Tensor) -> None:
        self.word.weight.copy_(words)
        self.pos.weight.copy_(torch.from_numpy(base.arrays["pos"]))
        self.eln.weight.copy_(torch.from_numpy(base.arrays["eln.w"]))
        self.eln.bias.copy_(torch.from_numpy(base.arrays["eln.b"]))
        for at, layer in enumerate(self.layers):
            layer.take(base.arrays, at)

    def forward(self, ids: Tensor, present: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        """Give (messages, ANSWERS) and (messages, pieces, SPANS) logits.

        ``ids`` and ``present`` (1 where a piece stands) are (messages, pieces), ``hints`` is (messages, HINTS).
        """
        return self.upper(self.lower(ids, present), present, hints)

    def lower(self, ids: Tensor, present: Tensor) -> Tensor:
        """Give the hidden states behind the layers that hear no hints, (messages, pieces, width)."""
        x = self.eln(self.word(ids) + self.pos.weight[: ids.shape[1]])
        mask = present[:, None, None, :].bool()
        for layer in self.layers[: self.told_at]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, present: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        """Give the logits from those hidden states; the hints are told to the first piece, the start sign."""
        mask = present[:, None, None, :].bool()
        start = x[:, :1] + self.told(hints)[:, None]
        x = functional.dropout(torch.cat([start, x[:, 1:]], 1), DROP, self.training)
        for layer in self.layers[self.told_at :]:
            x = layer(x, mask)
        look = self.look(x).masked_fill(~present[:, :, None].bool(), -1e4).softmax(1)
        seen = torch.einsum("mpv,mpw->mvw", look, x).flatten(1)
        seen = functional.dropout(seen, DROP, self.training)
        return self.answers(seen), self.spans(x)


def split(answers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Give the logits of severity, discipline and urgent."""
    cut = len(Severity), len(Discipline), 1
    severity, discipline, urgent = answers.split(cut, dim=-1)
    return severity, discipline, urgent.squeeze(-1)
