package dev.comfymesh.scoring.adapter.tflite;

import dev.comfymesh.scoring.app.ModelRuntime.Unloadable;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.TfLiteModel;

/**
 * A model of TensorFlow Lite, which lives as long as the process does. An interpreter belongs to one thread at a time, so
 * there are as many as ever ran at once.
 */
final class TfliteNetwork implements Network {
    // The native model reads from here as long as it lives.
    private final BytePointer content;
    private final TfLiteModel model;
    private final ConcurrentLinkedDeque<Interpreter> idle = new ConcurrentLinkedDeque<>();
    private final List<Input> inputs;

    TfliteNetwork(BytePointer content, TfLiteModel model) throws Unloadable {
        this.content = content;
        this.model = model;
        var first = Interpreter.of(model);
        this.inputs = first.inputs();
        idle.push(first);
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        var interpreter = interpreter();
        var answers = interpreter.run(given);
        idle.push(interpreter);
        return answers;
    }

    private Interpreter interpreter() {
        var before = idle.poll();
        if (before != null) {
            return before;
        }
        try {
            return Interpreter.of(model);
        } catch (Unloadable changed) {
            throw new IllegalStateException(
                    "what could be loaded once cannot be again: " + content.limit() + " bytes", changed);
        }
    }
}
