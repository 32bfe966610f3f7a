package dev.comfymesh.executor.adapter.provider.runpod;

import dev.comfymesh.executor.adapter.provider.ProviderJson;
import dev.comfymesh.executor.domain.provider.Commission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker is asked for: the graph, and the files that it reads under names that no other attempt's files have. */
record WorkerRequest(Map<String, Object> body, long bytes) {

    static WorkerRequest of(Commission commission) {
        var body = new LinkedHashMap<String, Object>();
        body.put("input", input(commission));
        body.put(
                "policy",
                Map.of(
                        "executionTimeout",
                        commission.runWithin().toMillis(),
                        "ttl",
                        commission.within().toMillis()));
        if (commission.webhook() != null) {
            body.put("webhook", commission.webhook());
        }
        return new WorkerRequest(body, ProviderJson.written(body).length);
    }

    private static Map<String, Object> input(Commission commission) {
        var images = new ArrayList<Map<String, String>>();
        var names = new HashMap<String, String>();
        commission.files().forEach((name, content) -> {
            var there = "%s-%d-%s".formatted(commission.attemptId(), images.size(), name.replaceAll("[^\\w.-]", "_"));
            names.put(name, there);
            images.add(Map.of("name", there, "image", content));
        });
        var graph = commission.graph().naming(names).nodes();
        return images.isEmpty() ? Map.of("workflow", graph) : Map.of("workflow", graph, "images", List.copyOf(images));
    }
}
