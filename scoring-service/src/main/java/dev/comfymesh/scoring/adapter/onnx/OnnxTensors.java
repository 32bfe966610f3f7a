package dev.comfymesh.scoring.adapter.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** Tensors of ours as those of ONNX Runtime, and back. */
final class OnnxTensors {
    private OnnxTensors() {}

    /** To be closed by whoever asked for it. */
    static OnnxTensor of(Tensor tensor, OnnxJavaType wanted) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        return switch (tensor) {
            case Tensor.Floats(var shape, var values)
            when wanted == OnnxJavaType.FLOAT ->
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), longs(shape));
            case Tensor.Longs(var shape, var values)
            when wanted == OnnxJavaType.INT64 ->
                OnnxTensor.createTensor(environment, LongBuffer.wrap(values), longs(shape));
            case Tensor.Longs(var shape, var values)
            when wanted == OnnxJavaType.INT32 ->
                OnnxTensor.createTensor(environment, IntBuffer.wrap(ints(values)), longs(shape));
            case Tensor.Floats _, Tensor.Longs _ ->
                throw new IllegalArgumentException("It takes %s, and not %s"
                        .formatted(wanted, tensor.getClass().getSimpleName()));
        };
    }

    static Tensor read(OnnxTensor tensor) {
        var shape = ints(tensor.getInfo().getShape());
        if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
            var floats = tensor.getFloatBuffer();
            var values = new float[floats.remaining()];
            floats.get(values);
            return new Tensor.Floats(shape, values);
        }
        if (tensor.getInfo().type == OnnxJavaType.INT64) {
            var longs = tensor.getLongBuffer();
            var values = new long[longs.remaining()];
            longs.get(values);
            return new Tensor.Longs(shape, values);
        }
        var ints = tensor.getIntBuffer();
        var values = new long[ints.remaining()];
        Arrays.setAll(values, ints::get);
        return new Tensor.Longs(shape, values);
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }
}
