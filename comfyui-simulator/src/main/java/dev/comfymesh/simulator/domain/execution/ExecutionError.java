package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.Python;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.node.Values;
import dev.comfymesh.simulator.domain.validation.Traceback;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's failure as clients are told it. */
record ExecutionError(
        Prompt prompt,
        String node,
        boolean seesPrompt,
        Map<String, @Nullable Object> inputs,
        List<String> executed,
        Throwable failure) {

    private static final String MEMORY_HINT = "\nThis error means you ran out of memory on your GPU.\n\n"
            + "Smaller pictures, smaller batches or a smaller model need less of it.";

    Map<String, @Nullable Object> json() {
        return Json.object(
                "prompt_id", prompt.id(),
                "node_id", node,
                "node_type", prompt.graph().classType(node),
                "executed", executed,
                "exception_message", message() + "\n",
                "exception_type", type(),
                "traceback", Traceback.of(failure),
                "current_inputs", currentInputs(),
                "current_outputs", List.copyOf(prompt.graph().ids()));
    }

    private String type() {
        return switch (failure) {
            case PythonError error -> error.type();
            case OutOfMemoryError _ -> "torch.OutOfMemoryError";
            case IOException _ -> "OSError";
            default -> "RuntimeError";
        };
    }

    private String message() {
        return switch (failure) {
            case PythonError error -> error.text();
            case OutOfMemoryError _ -> failure.getMessage() + MEMORY_HINT;
            default -> String.valueOf(failure.getMessage());
        };
    }

    private Map<String, @Nullable Object> currentInputs() {
        var current = new LinkedHashMap<String, @Nullable Object>();
        inputs.forEach((name, value) -> current.put(name, Collections.singletonList(plain(value))));
        if (seesPrompt) {
            var extra = prompt.extraData().get("extra_pnginfo");
            current.put("prompt", List.of(Python.repr(prompt.graph().tree())));
            current.put("extra_pnginfo", Collections.singletonList(extra == null ? null : Python.str(extra)));
        }
        return current;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Values.Images images -> {
                int rgb = images.first().at(0, 0);
                yield String.format(
                        Locale.ROOT,
                        "tensor([[[[%.4f, %.4f, %.4f],\n          ...]]])",
                        (rgb >> 16 & 255) / 255.0,
                        (rgb >> 8 & 255) / 255.0,
                        (rgb & 255) / 255.0);
            }
            case Values other -> "<" + other.getClass().getSimpleName() + " object>";
            case null, default -> value;
        };
    }
}
