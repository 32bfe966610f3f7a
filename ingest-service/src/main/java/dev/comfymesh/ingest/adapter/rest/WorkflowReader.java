package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.ingest.app.workflow.WorkflowShelf.NewVersion;
import dev.comfymesh.ingest.domain.Caller;
import dev.comfymesh.ingest.domain.Sha256;
import dev.comfymesh.ingest.domain.workflow.WorkflowRef;
import dev.comfymesh.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Reads the body that saves a workflow: a graph under a name, and what people say of it. */
final class WorkflowReader {
    private static final Set<String> FIELDS = Set.of("graph", "description", "message");
    private static final int LONGEST_TEXT = 2_000;

    private final RequestRules rules;

    WorkflowReader(RequestRules rules) {
        this.rules = rules;
    }

    /** Fails with the problem that answers the request. */
    NewVersion read(String name, byte[] body, Caller caller) {
        var request = Json.object(body);
        var unkeepable = Values.objection("body", request);
        if (unkeepable != null) {
            throw new ProblemException(Refusal.invalid(List.of(unkeepable)));
        }
        if (!request.has("graph") && request.path("nodes").isArray()) {
            throw Refusal.UI_FORMAT.exception();
        }
        if (!request.has("graph") && GraphReader.isWrapper(request)) {
            throw Refusal.WRAPPED_PROMPT.exception();
        }
        var fields = Fields.of(request);
        fields.allow(FIELDS);
        if (!WorkflowRef.isName(name)) {
            fields.wrong(
                    "name",
                    "must have 1 to 64 characters: small letters, digits, '.', '_' and '-', the first and the last a letter or digit");
        }
        var graph = graph(fields, caller);
        var description = fields.has("description") ? text(fields, "description") : null;
        var message = text(fields, "message");
        if (!fields.errors().isEmpty()) {
            throw new ProblemException(Refusal.invalid(fields.errors()));
        }
        var canonical = Json.canonical(graph);
        if (canonical.length > rules.maxGraphBytes()) {
            throw Refusal.GRAPH_TOO_LARGE.exception(canonical.length, rules.maxGraphBytes());
        }
        return new NewVersion(
                name,
                description,
                message,
                "sha256:" + Sha256.of(canonical),
                new String(canonical, StandardCharsets.UTF_8),
                caller.name());
    }

    private static ObjectNode graph(Fields fields, Caller caller) {
        if (!fields.has("graph")) {
            fields.wrong("graph", "is missing; send a graph in ComfyUI's API format");
        }
        var graph = fields.objectNode("graph");
        if (fields.isObject("graph")) {
            new GraphReader(caller).check(fields, graph);
        }
        return graph;
    }

    private static String text(Fields fields, String name) {
        var text = fields.text(name, "");
        if (text.length() > LONGEST_TEXT) {
            fields.wrong(name, "must have at most %d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }
}
