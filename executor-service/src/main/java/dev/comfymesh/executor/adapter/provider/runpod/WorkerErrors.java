package dev.comfymesh.executor.adapter.provider.runpod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads why a worker failed: all that its ComfyUI said is told as one text. */
final class WorkerErrors {
    private static final Pattern MODEL_FILE =
            Pattern.compile("'[^']*\\.(safetensors|ckpt|pt|pth|gguf|sft|bin)' not in");

    private static final Pattern UNKNOWN_CLASS = Pattern.compile("(?i)\\bnode\\b[^:]* (not found|does not exist)");

    private WorkerErrors() {}

    static RemoteRun.Failed read(JsonNode job, Bill bill) {
        var details = StreamSupport.stream(job.path("output").path("details").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
        var error = job.path("error").asText("");
        var text = details.isEmpty() ? error : details;
        return new RemoteRun.Failed(fault(text), ProviderText.sentence("The worker failed", text), bill);
    }

    private static ProviderFault fault(String text) {
        var words = text.toLowerCase(Locale.ROOT);
        if (words.contains("out of memory") || words.contains("outofmemory")) {
            return ProviderFault.OUT_OF_MEMORY;
        }
        if (UNKNOWN_CLASS.matcher(text).find()) {
            return ProviderFault.MISSING_NODE_CLASS;
        }
        if (MODEL_FILE.matcher(text).find()) {
            return ProviderFault.MISSING_MODEL;
        }
        if (words.contains("validation failed") || words.contains("missing 'workflow'")) {
            return ProviderFault.INVALID_REQUEST;
        }
        if (words.contains("websocket") || words.contains("not reachable") || words.contains("http communication")) {
            return ProviderFault.INFRASTRUCTURE;
        }
        return ProviderFault.RUN_ERROR;
    }
}
