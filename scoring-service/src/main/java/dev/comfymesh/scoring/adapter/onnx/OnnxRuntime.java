package dev.comfymesh.scoring.adapter.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.comfymesh.scoring.app.ModelRuntime;
import dev.comfymesh.scoring.domain.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime, each run on the thread that asks for it: workers times one thread is more than one run on all of them. */
public final class OnnxRuntime implements ModelRuntime {
    /** ONNX Runtime 1.29 takes the process down when the command line is longer than some 4,000 bytes. */
    private static final int LONGEST_COMMAND_LINE = 3_700;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    @Override
    public Network load(Weights weights) throws Unloadable {
        if (isCommandLineTooLong()) {
            throw new Unloadable("ONNX Runtime would break over the command line of this JVM, which is longer than %d bytes; give the class path in CLASSPATH."
                    .formatted(LONGEST_COMMAND_LINE));
        }
        try (var options = options()) {
            return OnnxNetwork.of(session(weights, options));
        } catch (OrtException broken) {
            throw new Unloadable("ONNX Runtime refuses it: " + broken.getMessage());
        } catch (LinkageError missing) {
            // The second and every later try says NoClassDefFoundError, with the first one's message in it.
            throw new Unloadable("ONNX Runtime cannot be loaded on this machine: " + missing.getMessage());
        }
    }

    private static boolean isCommandLineTooLong() {
        try {
            return Files.exists(COMMAND_LINE) && Files.readAllBytes(COMMAND_LINE).length > LONGEST_COMMAND_LINE;
        } catch (IOException unreadable) {
            return false;
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

    private static OrtSession session(Weights weights, SessionOptions options) throws OrtException {
        return switch (weights) {
            case Weights.InFile(var file) -> Native.ENVIRONMENT.createSession(file.toString(), options);
            case Weights.InMemory(var content) -> Native.ENVIRONMENT.createSession(content, options);
        };
    }

    /** Loaded with the first model, as it takes memory and a while. */
    private static final class Native {
        static final OrtEnvironment ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "scoring");
    }
}
