package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An accepted prompt; several may bear the same id. */
public record Prompt(
        Number number,
        String id,
        Graph graph,
        Map<String, @Nullable Object> extraData,
        List<String> outputs,
        Fault fault) {

    /** Whose socket hears of it; null means that nobody asked to. */
    public @Nullable Object clientId() {
        return extraData.get("client_id");
    }

    public long createdMillis() {
        return extraData.get("create_time") instanceof Number millis ? millis.longValue() : 0;
    }

    /** The five-element list of queue and history. */
    public List<@Nullable Object> tuple() {
        return Arrays.asList(number, id, graph.tree(), extraData, outputs);
    }

    /** Whether previews were asked for. */
    public boolean previews() {
        return extraData.get("preview_method") instanceof String method
                && List.of("auto", "latent2rgb", "taesd").contains(method);
    }

    /** What savers embed besides the graph. */
    public Map<String, @Nullable Object> pngTexts() {
        return Json.child(extraData, "extra_pnginfo");
    }
}
