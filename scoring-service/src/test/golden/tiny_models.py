"""Makes the small models that tests load. Needs: pip install onnx numpy. Writes to src/test/resources/models."""

import pathlib

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OUT = pathlib.Path(__file__).parents[1] / "resources" / "models"


def write(name, nodes, inputs, outputs, weights=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, [numpy_helper.from_array(w, n) for n, w in weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="comfymesh")
    checker.check_model(model)
    save(model, OUT / f"{name}.onnx")


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def longs(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def main():
    random = np.random.default_rng(7)
    # A convolution, its mean and a matrix: what batches, orders and threads could make differ.
    write(
        "tiny-net",
        [
            helper.make_node("Conv", ["image", "kernel"], ["seen"], pads=[1, 1, 1, 1]),
            helper.make_node("Relu", ["seen"], ["kept"]),
            helper.make_node("GlobalAveragePool", ["kept"], ["mean"]),
            helper.make_node("Flatten", ["mean"], ["flat"]),
            helper.make_node("MatMul", ["flat", "matrix"], ["embedding"]),
        ],
        [floats("image", "n", 3, "h", "w")],
        [floats("embedding", "n", 8)],
        [
            ("kernel", random.standard_normal((16, 3, 3, 3)).astype(np.float32)),
            ("matrix", random.standard_normal((16, 8)).astype(np.float32)),
        ],
    )
    write(
        "tiny-ids",
        [
            helper.make_node("Gather", ["table", "ids"], ["rows"]),
            helper.make_node("ReduceMean", ["rows"], ["mean"], axes=[1], keepdims=0),
            helper.make_node("ArgMax", ["mean"], ["best"], axis=1, keepdims=0),
        ],
        [longs("ids", "n", 5)],
        [floats("mean", "n", 4), longs("best", "n")],
        [("table", random.standard_normal((10, 4)).astype(np.float32))],
    )


main()
