package dev.comfymesh.simulator.domain.execution;

import dev.comfymesh.simulator.domain.fault.Fault;
import dev.comfymesh.simulator.domain.fault.Knobs;
import dev.comfymesh.simulator.domain.graph.Graph;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import dev.comfymesh.simulator.domain.validation.GraphValidator;
import dev.comfymesh.simulator.domain.validation.Verdict;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes submissions: numbers, checks and queues them. Refused ones use up a number too. */
public final class Intake {

    /** What became of a submission; what a Python server would stumble over is thrown as {@link PythonError}. */
    public sealed interface Answer {

        record Accepted(Prompt prompt, Map<String, @Nullable Object> nodeErrors) implements Answer {}

        record Refused(Map<String, @Nullable Object> error, Map<String, @Nullable Object> nodeErrors)
                implements Answer {}
    }

    private final GraphValidator validator;
    private final PromptQueue queue;
    private final Knobs knobs;
    private final Profile profile;
    private final InstantSource clock;
    private int counter;

    Intake(GraphValidator validator, PromptQueue queue, Knobs knobs, Profile profile, InstantSource clock) {
        this.validator = validator;
        this.queue = queue;
        this.knobs = knobs;
        this.profile = profile;
        this.clock = clock;
    }

    /** Takes the decoded body of a submission. */
    public synchronized Answer submit(@Nullable Object body, @Nullable String usageSource) {
        var request = Json.asObject(body);
        if (request == null) {
            if (!(body instanceof List<?>)) {
                throw new PythonError("TypeError", "the body is neither object nor list");
            }
            counter++;
            return refused("no_prompt", "No prompt provided", "No prompt provided");
        }
        var number = number(request);
        if (!request.containsKey("prompt")) {
            return refused("no_prompt", "No prompt provided", "No prompt provided");
        }
        var id = profile.can(Ability.OWN_PROMPT_IDS) ? request.get("prompt_id") : null;
        var promptId = String.valueOf(id == null ? UUID.randomUUID() : id);
        if (profile.can(Ability.STRICT_PROMPT_IDS) && !(id == null || isCanonical(promptId))) {
            return refused(
                    "invalid_prompt_id",
                    "prompt_id must be a valid UUID",
                    "prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let the server"
                            + " generate one");
        }
        return switch (validator.validate(request.get("prompt"), targets(request))) {
            case Verdict.Invalid(var error, var nodeErrors) -> new Answer.Refused(error, nodeErrors);
            case Verdict.Runnable runnable -> queue(request, number, promptId, runnable, usageSource);
        };
    }

    private @Nullable List<?> targets(Map<String, @Nullable Object> request) {
        return profile.can(Ability.PARTIAL_RUNS) && request.get("partial_execution_targets") instanceof List<?> list
                ? list
                : null;
    }

    private Answer queue(
            Map<String, @Nullable Object> request,
            Number number,
            String promptId,
            Verdict.Runnable runnable,
            @Nullable String usageSource) {
        var graph = new Graph(Json.child(request, "prompt"));
        var extraData = extraData(request, usageSource);
        var prompt = new Prompt(number, promptId, graph, extraData, runnable.outputs(), knobs.nextFault());
        queue.add(prompt);
        return new Answer.Accepted(prompt, runnable.nodeErrors());
    }

    private Number number(Map<String, @Nullable Object> request) {
        if (request.containsKey("number")) {
            return switch (request.get("number")) {
                case Number given -> given.doubleValue();
                case String text -> parsed(text);
                case null, default -> throw new PythonError("TypeError", "number is not a number");
            };
        }
        int number = counter++;
        return Boolean.TRUE.equals(request.get("front")) ? -number : number;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new PythonError("ValueError", "could not convert string to float: '" + text + "'");
        }
    }

    private Map<String, @Nullable Object> extraData(
            Map<String, @Nullable Object> request, @Nullable String usageSource) {
        var given = request.containsKey("extra_data") ? Json.asObject(request.get("extra_data")) : Json.object();
        if (given == null) {
            throw new PythonError("TypeError", "extra_data is not an object");
        }
        var extraData = new LinkedHashMap<String, @Nullable Object>(given);
        if (request.containsKey("client_id")) {
            extraData.put("client_id", request.get("client_id"));
        }
        if (usageSource != null) {
            extraData.putIfAbsent("comfy_usage_source", usageSource);
        }
        extraData.remove("auth_token_comfy_org");
        extraData.remove("api_key_comfy_org");
        if (profile.can(Ability.CREATE_TIMES)) {
            extraData.put("create_time", clock.millis());
        }
        return extraData;
    }

    static boolean isCanonical(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Answer refused(String type, String message, String details) {
        var error = Json.object("type", type, "message", message, "details", details, "extra_info", Json.object());
        return new Answer.Refused(error, Json.object());
    }

    /** Whether the answer to a submission is to be lost. */
    public static boolean dropsResponse(Prompt prompt) {
        return prompt.fault() instanceof Fault.DropSubmitResponse;
    }
}
