"""Writes a CLIP of random weights, as large as ViT-B/32: the image encoder and a head for aesthetics, as ONNX files.

    python clip.py FOLDER

It needs PyTorch, Transformers and ONNX. What it tells of a picture means nothing; what it costs is what a trained one costs.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

WIDTH = 512


class Embedding(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return self.model(pixel_values).image_embeds


def head(file):
    weights = np.random.default_rng(1).normal(0, 1, (1, WIDTH)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Gemm", ["embedding", "weights"], ["score"], transB=1)], "head",
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch", 1])],
        [numpy_helper.from_array(weights, "weights")])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), file)


def main():
    folder = Path(sys.argv[1])
    torch.manual_seed(1)
    model = CLIPVisionModelWithProjection(CLIPVisionConfig(projection_dim=WIDTH)).eval()
    torch.onnx.export(Embedding(model), (torch.zeros(1, 3, 224, 224),), str(folder / "clip-image.onnx"), input_names=["pixel_values"],
                      output_names=["image_embeds"], dynamic_axes={"pixel_values": {0: "batch"}}, opset_version=17, dynamo=False)
    head(folder / "aesthetic-head.onnx")


if __name__ == "__main__":
    main()
