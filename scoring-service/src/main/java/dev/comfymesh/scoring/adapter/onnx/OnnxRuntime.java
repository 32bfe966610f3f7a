package dev.comfymesh.scoring.adapter.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.domain.model.Network;
import java.nio.ByteBuffer;

/** ONNX Runtime, each run on the thread that asks for it: workers times one thread is more than one run on all of them. */
public final class OnnxRuntime implements ModelRuntime {
    @Override
    public Network load(ByteBuffer model) throws Unloadable {
        try (var options = options()) {
            return OnnxNetwork.of(Native.ENVIRONMENT.createSession(direct(model), options));
        } catch (OrtException broken) {
            throw new Unloadable("ONNX Runtime refuses it: " + broken.getMessage());
        } catch (LinkageError missing) {
            // The second and every later try says NoClassDefFoundError, with the first one's message in it.
            throw new Unloadable("ONNX Runtime cannot be loaded on this machine: " + missing.getMessage());
        }
    }

    private static SessionOptions options() throws OrtException {
        var options = new SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        // Nothing is kept between runs: what an arena once took for the largest picture it never gives back.
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static ByteBuffer direct(ByteBuffer model) {
        return model.isDirect()
                ? model
                : ByteBuffer.allocateDirect(model.remaining())
                        .put(model.duplicate())
                        .flip();
    }

    /** Loaded with the first model, as it takes memory and a while. */
    private static final class Native {
        static final OrtEnvironment ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "scoring");
    }
}
