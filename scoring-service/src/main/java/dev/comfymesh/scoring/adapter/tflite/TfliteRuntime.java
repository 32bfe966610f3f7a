package dev.comfymesh.scoring.adapter.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreate;

import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.domain.model.Network;
import java.io.IOException;
import java.nio.file.Files;
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
    public Network load(Weights weights) throws Unloadable {
        try {
            var bytes = bytes(weights);
            var content = new BytePointer(bytes.length).put(bytes);
            var loaded = TfLiteModelCreate(content, bytes.length);
            if (loaded == null) {
                throw new Unloadable("TensorFlow Lite cannot read it.");
            }
            return new TfliteNetwork(content, loaded);
        } catch (LinkageError missing) {
            // JavaCPP answers so where there is no native library for the platform.
            throw new Unloadable("TensorFlow Lite cannot be loaded on this machine: " + missing.getMessage());
        } catch (IOException unreadable) {
            throw new Unloadable("Its file cannot be read: " + unreadable.getMessage());
        }
    }

    private static byte[] bytes(Weights weights) throws IOException {
        return switch (weights) {
            case Weights.InFile(var file) -> Files.readAllBytes(file);
            case Weights.InMemory(var content) -> content;
        };
    }
}
