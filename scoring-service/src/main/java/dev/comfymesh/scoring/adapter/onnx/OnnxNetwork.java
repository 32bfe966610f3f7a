package dev.comfymesh.scoring.adapter.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session of ONNX Runtime, which lives as long as the process does. */
final class OnnxNetwork implements Network {
    private final OrtSession session;
    private final List<Socket> sockets;

    private OnnxNetwork(OrtSession session, List<Socket> sockets) {
        this.session = session;
        this.sockets = sockets;
    }

    /** An input, and the type that ONNX has for its numbers. */
    private record Socket(Input input, OnnxJavaType type) {}

    static Network of(OrtSession session) throws OrtException, Unloadable {
        var sockets = new ArrayList<Socket>();
        for (var node : session.getInputInfo().values()) {
            var tensor = tensor(node);
            sockets.add(new Socket(new Input(node.getName(), kind(node, tensor.type), shape(tensor)), tensor.type));
        }
        for (var node : session.getOutputInfo().values()) {
            kind(node, tensor(node).type);
        }
        return new OnnxNetwork(session, List.copyOf(sockets));
    }

    @Override
    public List<Input> inputs() {
        return sockets.stream().map(Socket::input).toList();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var socket : sockets) {
                tensors.put(socket.input().name(), OnnxTensors.of(socket.input().of(given), socket.type()));
            }
            return answers(tensors);
        } catch (OrtException refused) {
            throw new IllegalArgumentException("ONNX Runtime refuses the input: " + refused.getMessage(), refused);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private Map<String, Tensor> answers(Map<String, OnnxTensor> tensors) throws OrtException {
        try (var result = session.run(tensors)) {
            var answers = new LinkedHashMap<String, Tensor>();
            for (var answer : result) {
                answers.put(answer.getKey(), OnnxTensors.read((OnnxTensor) answer.getValue()));
            }
            return answers;
        }
    }

    private static TensorInfo tensor(NodeInfo node) throws Unloadable {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return tensor;
        }
        throw new Unloadable("%s is no tensor.".formatted(node.getName()));
    }

    private static Kind kind(NodeInfo node, OnnxJavaType type) throws Unloadable {
        return switch (type) {
            case FLOAT -> Kind.FLOATS;
            case INT32, INT64 -> Kind.LONGS;
            case DOUBLE, INT8, INT16, BOOL, STRING, UINT8, FLOAT16, BFLOAT16, UNKNOWN ->
                throw new Unloadable(
                        "%s is of %s, where only float, int32 and int64 will do.".formatted(node.getName(), type));
        };
    }

    private static List<Integer> shape(TensorInfo type) {
        var shape = new ArrayList<Integer>();
        for (var side : type.getShape()) {
            shape.add(side < 0 ? -1 : Math.toIntExact(side));
        }
        return shape;
    }
}
