package dev.comfymesh.scoring.adapter.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreate;

import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.domain.model.Network;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/** TensorFlow Lite, each run on the thread that asks for it. */
public final class TfliteRuntime implements ModelRuntime {
    static {
        // What is loaded stays, so there is nothing to collect; and how much the process takes is not JavaCPP's
        // business.
        System.setProperty("org.bytedeco.javacpp.noPointerGC", "true");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    @Override
    public Network load(ByteBuffer model) throws Unloadable {
        try {
            // A copy: such models are small, and the pointer must outlive the buffer.
            var content = new BytePointer(model.remaining()).put(bytes(model));
            var loaded = TfLiteModelCreate(content, content.limit());
            if (loaded == null) {
                throw new Unloadable("TensorFlow Lite cannot read it.");
            }
            return new TfliteNetwork(content, loaded);
        } catch (LinkageError missing) {
            // JavaCPP answers so where there is no native library for the platform.
            throw new Unloadable("TensorFlow Lite cannot be loaded on this machine: " + missing.getMessage());
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
