package dev.comfymesh.ingest.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.Projection;
import dev.comfymesh.contracts.Projection.Taken;
import dev.comfymesh.contracts.Routing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where a job may run, and how models of providers make its graph; notes what is wrong with each field. */
final class DemandsReader {
    private static final String ROUTING = "routing";
    private static final String PROJECTIONS = "projections";
    private static final long MOST_MICROS = 1_000_000_000_000L; // a million dollars
    private static final int MOST_TARGETS = 16;
    private static final int MOST_INPUTS = 64;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_BYTES = 65_536;

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    // A part of addresses at its provider.
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.:/-]{0,199}");
    private static final Pattern TARGET = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The providers that take a model and its parameters; the others take the graph itself. */
    private static final Map<String, String> PROVIDERS =
            new TreeMap<>(Map.of("fal", "fal", "replicate", "replicate", "together", "together"));

    private DemandsReader() {}

    /** Null when nothing is demanded. */
    static @Nullable Routing routing(Fields request, Map<String, String> policies) {
        if (!request.has(ROUTING)) {
            return null;
        }
        var routing = request.object(ROUTING);
        routing.allow(Set.of("policy", "selfHostedOnly", "maxCostMicros", "accelerator", "residency", "targets"));
        var policy = routing.oneOf("policy", policies, "");
        var read = new Routing(
                policy.isEmpty() ? null : policy,
                routing.flag("selfHostedOnly"),
                routing.integer("maxCostMicros", 0, MOST_MICROS),
                word(routing, "accelerator"),
                word(routing, "residency"),
                targets(routing));
        return read.equals(new Routing(null, false, null, null, null, null)) ? null : read;
    }

    /** Null when there are none. */
    static @Nullable List<Projection> projections(Fields request, ObjectNode graph) {
        if (!request.has(PROJECTIONS)) {
            return null;
        }
        var projections = new ArrayList<Projection>();
        var providers = new HashSet<String>();
        for (var fields : request.objects(PROJECTIONS, PROVIDERS.size())) {
            var projection = projection(fields, graph);
            if (!projection.provider().isEmpty() && !providers.add(projection.provider())) {
                fields.wrong("provider", "has a projection already; send one for each");
            }
            projections.add(projection);
        }
        if (Json.canonical(request.node().get(PROJECTIONS)).length > MOST_BYTES) {
            request.wrong(PROJECTIONS, "must be at most %d bytes of JSON".formatted(MOST_BYTES));
        }
        return projections.isEmpty() ? null : projections;
    }

    private static Projection projection(Fields fields, ObjectNode graph) {
        fields.allow(Set.of("provider", "model", "parameters", "inputs"));
        if (!fields.has("provider")) {
            fields.wrong("provider", "is missing; send one of " + String.join(", ", PROVIDERS.keySet()));
        }
        var provider = fields.oneOf("provider", PROVIDERS, "");
        var model = required(fields, "model");
        if (!model.isEmpty() && (!MODEL.matcher(model).matches() || model.contains("..") || model.contains("//"))) {
            fields.wrong("model", "must be a model's name at its provider, such as owner/model or owner/model:version");
        }
        var parameters = fields.objectNode("parameters");
        var taken = new ArrayList<Taken>();
        var names = new HashSet<String>();
        parameters.fieldNames().forEachRemaining(names::add);
        for (var input : fields.objects("inputs", MOST_INPUTS)) {
            var one = taken(input, graph);
            if (!one.parameter().isEmpty() && !names.add(one.parameter())) {
                input.wrong("parameter", "has a value already; every parameter has one");
            }
            taken.add(one);
        }
        return new Projection(provider, model, parameters, taken);
    }

    private static Taken taken(Fields fields, ObjectNode graph) {
        fields.allow(Set.of("parameter", "node", "input"));
        var taken = new Taken(required(fields, "parameter"), required(fields, "node"), required(fields, "input"));
        var value = graph.path(taken.node()).path("inputs").path(taken.input());
        if (!taken.node().isEmpty() && !graph.has(taken.node())) {
            fields.wrong("node", "names a node that the graph does not have");
        } else if (!taken.input().isEmpty() && value.isMissingNode()) {
            fields.wrong("input", "names an input that the node does not have");
        } else if (isLink(graph, value)) {
            fields.wrong("input", "is a link to another node, and has no value of its own");
        }
        return taken;
    }

    private static boolean isLink(ObjectNode graph, JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isTextual()
                && graph.has(value.get(0).textValue());
    }

    private static String required(Fields fields, String name) {
        var text = fields.text(name, "");
        if (!fields.has(name)) {
            fields.wrong(name, "is missing");
        } else if (text.isBlank() || text.length() > LONGEST_TEXT) {
            fields.wrong(name, "must be a text of 1 to %d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }

    private static @Nullable String word(Fields fields, String name) {
        var text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        if (!WORD.matcher(text).matches()) {
            fields.wrong(
                    name, "must be a short word of small letters, digits and ._- as the targets are described with");
        }
        return text;
    }

    private static @Nullable List<String> targets(Fields routing) {
        if (!routing.has("targets")) {
            return null;
        }
        var before = routing.errors().size();
        var targets = routing.texts("targets", MOST_TARGETS);
        var distinct = new HashSet<>(targets);
        var wellFormed = targets.stream().allMatch(id -> TARGET.matcher(id).matches());
        if (routing.errors().size() == before
                && (targets.isEmpty() || distinct.size() < targets.size() || !wellFormed)) {
            routing.wrong("targets", "must be ids of targets, of small letters, digits and -, each of them once");
        }
        return targets;
    }
}
