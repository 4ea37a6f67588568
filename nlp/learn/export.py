"""Write the trained network as an ONNX graph of 8-bit weights."""

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlp.close.hints import HINTS
from nlp.learn.network import EXPORT_SHAPE, Network

OPSET = 17


def export(network: Network, path: Path) -> None:
    """Write ``network`` to ``path``: inputs ``ids``, ``present`` and ``hints``, outputs ``answers`` and ``spans``.

    Seven bits of the eight are used: processors without 8-bit dot products add in 16 bits and would overflow.
    """
    ids = torch.ones(EXPORT_SHAPE, dtype=torch.long)
    free = {0: "messages", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own notes about its future
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones(EXPORT_SHAPE), torch.zeros(EXPORT_SHAPE[0], len(HINTS))),
            str(whole),
            input_names=["ids", "present", "hints"],
            output_names=["answers", "spans"],
            dynamic_axes={
                "ids": free,
                "present": free,
                "hints": {0: "messages"},
                "answers": {0: "messages"},
                "spans": free,
            },
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
