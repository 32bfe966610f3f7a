"""Writes a tiny CLIP of random weights, and what PyTorch makes of texts and pictures with it, to src/test/resources/clip.

    pip install torch transformers open_clip_torch onnx onnxscript
    python src/test/golden/clip_model.py

The table of tokens is as long as it must be; its numbers are whole 64ths, so that it fits into bytes. The head for aesthetics is one
linear layer, as LAION's are.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import open_clip
import torch
from clip_pixels import RESOURCES, pattern
from onnx import TensorProto, helper, numpy_helper
from open_clip.transform import image_transform
from PIL import Image
from transformers import CLIPTextConfig, CLIPTextModelWithProjection, CLIPVisionConfig, CLIPVisionModelWithProjection

OUT = RESOURCES / "clip"
TOKENS, WIDTH = 49408, 16
TEXTS = [
    "a photo of a cat",
    "Hello, WORLD!! it's 3.14 — naïve café 😀",
    "",
    "the quick brown fox jumps over the lazy dog " * 9,
    "日本の桜の下で猫が寝ている",
    "portrait of an elderly fisherman, studio lighting, white background",
]
PATTERNS = [(224, 224), (640, 427), (301, 517)]
FILES = ["parity/astronaut-colours.png", "parity/coffee-colours.png", "parity/rocket-colours.png"]


def scatter(model):
    """Weights so large that whatever goes in makes a difference to what comes out."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                parameter.copy_(torch.randn_like(parameter) * 0.1 + ("norm" in name and name.endswith("weight")))
            elif "embedding" in name and parameter.dim() == 2:
                parameter.copy_(torch.randn_like(parameter))
            else:
                parameter.copy_(torch.randn_like(parameter) * 2 / parameter[0].numel() ** 0.5)


def text_model():
    config = CLIPTextConfig(vocab_size=TOKENS, hidden_size=8, intermediate_size=16, projection_dim=WIDTH, num_hidden_layers=2,
                            num_attention_heads=2, max_position_embeddings=77, bos_token_id=49406, eos_token_id=49407, pad_token_id=49407)
    model = CLIPTextModelWithProjection(config).eval()
    scatter(model)
    with torch.no_grad():
        table = next(p for p in model.parameters() if p.shape[0] == TOKENS)
        table.copy_((table * 64).round().clamp(-127, 127) / 64)
    return model


def picture_model():
    config = CLIPVisionConfig(hidden_size=16, intermediate_size=32, projection_dim=WIDTH, num_hidden_layers=2, num_attention_heads=2,
                              image_size=224, patch_size=32)
    model = CLIPVisionModelWithProjection(config).eval()
    scatter(model)
    return model


class Embedding(torch.nn.Module):
    def __init__(self, model, answer):
        super().__init__()
        self.model, self.answer = model, answer

    def forward(self, given):
        return getattr(self.model(given), self.answer)


def export(model, example, given, answer, file):
    torch.onnx.export(Embedding(model, answer), (example,), str(file), input_names=[given], output_names=[answer],
                      dynamic_axes={given: {0: "batch"}, answer: {0: "batch"}}, opset_version=17, dynamo=False)


def pack_table(file):
    """The table of tokens in bytes: the graph makes floats of what it looks up."""
    model = onnx.load(file)
    table = next(i for i in model.graph.initializer if i.dims and i.dims[0] == TOKENS)
    whole = np.round(numpy_helper.to_array(table) * 64).astype(np.int8)
    lookup = next(n for n in model.graph.node if table.name in n.input)
    at = list(model.graph.node).index(lookup)
    made = lookup.output[0]
    lookup.output[0] = made + "_bytes"
    model.graph.node.insert(at + 1, helper.make_node("Cast", [made + "_bytes"], [made + "_whole"], to=TensorProto.FLOAT))
    model.graph.node.insert(at + 2, helper.make_node("Mul", [made + "_whole", "a_64th"], [made]))
    model.graph.initializer.append(numpy_helper.from_array(np.float32(1 / 64), "a_64th"))
    table.CopyFrom(numpy_helper.from_array(whole, table.name))
    onnx.checker.check_model(model)
    onnx.save(model, file)


def head(file):
    weights = np.random.default_rng(3).normal(0, 2, (1, WIDTH)).astype(np.float32)
    bias = np.array([5.0], np.float32)
    graph = helper.make_graph(
        [helper.make_node("Gemm", ["embedding", "weights", "bias"], ["score"], transB=1)], "head",
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch", 1])],
        [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(bias, "bias")])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), file)
    return weights, bias


def unit(row):
    return row / np.linalg.norm(row)


def main():
    torch.manual_seed(7)
    texts, pictures = text_model(), picture_model()
    tokens = open_clip.tokenize(TEXTS)
    images = [pattern(w, h) for w, h in PATTERNS] + [Image.open(RESOURCES / file).convert("RGB") for file in FILES]
    pixels = torch.stack([image_transform(224, is_train=False)(image) for image in images])
    with torch.no_grad():
        seen = [unit(row) for row in pictures(pixels).image_embeds.double().numpy()]
        # Hugging Face asks for the first end; padded with 0 or with ends it is the same place.
        read = [unit(row) for row in texts(tokens).text_embeds.double().numpy()]
    export(texts, tokens, "input_ids", "text_embeds", OUT / "clip-text.onnx")
    pack_table(OUT / "clip-text.onnx")
    export(pictures, pixels, "pixel_values", "image_embeds", OUT / "clip-image.onnx")
    weights, bias = head(OUT / "aesthetic-head.onnx")
    golden = {
        "texts": [{"text": text, "embedding": row.tolist()} for text, row in zip(TEXTS, read)],
        "pictures": [{"width": w, "height": h, "embedding": row.tolist()} for (w, h), row in zip(PATTERNS, seen)]
        + [{"file": file, "embedding": row.tolist()} for file, row in zip(FILES, seen[len(PATTERNS):])],
        "cosines": [[float(row @ text) for text in read] for row in seen],
        "aesthetics": [float(weights[0].astype(float) @ row + bias[0]) for row in seen],
    }
    (OUT / "embeddings.json").write_text(json.dumps(golden, indent=1) + "\n")
    print("cosines", np.round(golden["cosines"], 3).tolist(), "aesthetics", golden["aesthetics"])


if __name__ == "__main__":
    main()
