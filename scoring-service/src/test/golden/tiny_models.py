"""Makes the small models that tests load. Needs: pip install ai-edge-litert flatbuffers numpy onnx. Writes to src/test/resources/models."""

import pathlib

import ai_edge_litert.schema_py_generated as tfl
import flatbuffers
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

    tiny_tflite()


def tiny_tflite():
    """One operator of MediaPipe's: from 2 x 2 pixels of 2 channels to 4 x 4 of 1."""

    def tensor(name, shape, buffer):
        made = tfl.TensorT()
        made.name, made.shape, made.buffer, made.type = name, list(shape), buffer, tfl.TensorType.FLOAT32
        return made

    def buffer(values=()):
        made = tfl.BufferT()
        made.data = np.frombuffer(np.float32(values).tobytes(), np.uint8) if len(values) else None
        return made

    code = tfl.OperatorCodeT()
    code.builtinCode, code.deprecatedBuiltinCode = tfl.BuiltinOperator.CUSTOM, tfl.BuiltinOperator.CUSTOM
    code.customCode, code.version = "Convolution2DTransposeBias", 1
    operator = tfl.OperatorT()
    operator.opcodeIndex, operator.inputs, operator.outputs = 0, [0, 1, 2], [3]
    same, right, down = 1, 2, 2
    operator.customOptions = np.frombuffer(np.int32([same, right, down]).tobytes(), np.uint8)
    graph = tfl.SubGraphT()
    graph.tensors = [
        tensor("small", (1, 2, 2, 2), 0),
        tensor("kernel", (1, 2, 2, 2), 1),
        tensor("bias", (1,), 2),
        tensor("large", (1, 4, 4, 1), 0),
    ]
    graph.inputs, graph.outputs, graph.operators = [0], [3], [operator]
    model = tfl.ModelT()
    model.version, model.operatorCodes, model.subgraphs = 3, [code], [graph]
    model.buffers = [buffer(), buffer([1, 10, 2, 20, 3, 30, 4, 40]), buffer([0.5])]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    (OUT / "tiny-upsampling.tflite").write_bytes(bytes(builder.Output()))


main()
