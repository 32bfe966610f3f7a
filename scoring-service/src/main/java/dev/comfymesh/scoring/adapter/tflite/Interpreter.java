package dev.comfymesh.scoring.adapter.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensorCount;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensorCount;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetNumThreads;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorData;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorDim;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorName;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorNumDims;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorType;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** The working memory of a model, for one thread at a time; all its tensors are of floats and of fixed shapes. */
final class Interpreter {
    private final TfLiteInterpreter interpreter;
    private final List<Slot> inputs;
    private final List<Slot> outputs;

    private Interpreter(TfLiteInterpreter interpreter, List<Slot> inputs, List<Slot> outputs) {
        this.interpreter = interpreter;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static Interpreter of(TfLiteModel model) throws Unloadable {
        var interpreter = create(model);
        if (interpreter == null || TfLiteInterpreterAllocateTensors(interpreter) != kTfLiteOk) {
            throw new Unloadable("TensorFlow Lite does not know all of its operators.");
        }
        var inputs = new ArrayList<Slot>();
        for (var at = 0; at < TfLiteInterpreterGetInputTensorCount(interpreter); at++) {
            inputs.add(Slot.of(TfLiteInterpreterGetInputTensor(interpreter, at)));
        }
        var outputs = new ArrayList<Slot>();
        for (var at = 0; at < TfLiteInterpreterGetOutputTensorCount(interpreter); at++) {
            outputs.add(Slot.of(TfLiteInterpreterGetOutputTensor(interpreter, at)));
        }
        return new Interpreter(interpreter, inputs, outputs);
    }

    private static TfLiteInterpreter create(TfLiteModel model) {
        var options = TfLiteInterpreterOptionsCreate();
        try {
            TfLiteInterpreterOptionsSetNumThreads(options, 1);
            BiasedUpsampling.addTo(options);
            return TfLiteInterpreterCreate(model, options);
        } finally {
            TfLiteInterpreterOptionsDelete(options);
        }
    }

    List<Input> inputs() {
        return inputs.stream().map(Slot::input).toList();
    }

    Map<String, Tensor> run(Map<String, Tensor> given) {
        for (var input : inputs) {
            input.fill(input.input().of(given));
        }
        if (TfLiteInterpreterInvoke(interpreter) != kTfLiteOk) {
            throw new IllegalStateException("TensorFlow Lite broke over its input");
        }
        var answers = new LinkedHashMap<String, Tensor>();
        outputs.forEach(output -> answers.put(output.name(), output.read()));
        return answers;
    }

    /** A tensor of the model, where its numbers lie. */
    private record Slot(String name, int[] shape, TfLiteTensor tensor) {
        static Slot of(TfLiteTensor tensor) throws Unloadable {
            var name = TfLiteTensorName(tensor).getString();
            if (TfLiteTensorType(tensor) != kTfLiteFloat32) {
                throw new Unloadable("%s is not of floats.".formatted(name));
            }
            var shape = new int[TfLiteTensorNumDims(tensor)];
            Arrays.setAll(shape, side -> TfLiteTensorDim(tensor, side));
            return new Slot(name, shape, tensor);
        }

        Input input() {
            return new Input(name, Kind.FLOATS, Arrays.stream(shape).boxed().toList());
        }

        void fill(Tensor given) {
            if (!(given instanceof Tensor.Floats(var theirs, var values)) || !Arrays.equals(shape, theirs)) {
                throw new IllegalArgumentException("It takes %s, and not %s".formatted(input(), given));
            }
            numbers().put(values);
        }

        Tensor read() {
            var values = new float[(int) (TfLiteTensorByteSize(tensor) / Float.BYTES)];
            numbers().get(values);
            return new Tensor.Floats(shape.clone(), values);
        }

        private FloatPointer numbers() {
            return new FloatPointer(TfLiteTensorData(tensor));
        }
    }
}
