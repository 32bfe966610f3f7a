package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.execution.HistoryEntry;
import dev.comfymesh.simulator.domain.execution.Intake;
import dev.comfymesh.simulator.domain.execution.Intake.Answer;
import dev.comfymesh.simulator.domain.execution.Life;
import dev.comfymesh.simulator.domain.execution.Prompt;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.json.PythonError;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Submitting, the queue, interrupting, history. */
final class PromptRoutes {

    private final Life life;
    private final Profile profile;

    PromptRoutes(Life life, Profile profile) {
        this.life = life;
        this.profile = profile;
    }

    void declare(Routes routes) {
        routes.post("/prompt", this::submit)
                .get(
                        "/prompt",
                        context -> Exchange.json(
                                context, life.node().queue().status().get("status")))
                .post("/queue", this::changeQueue)
                .get("/queue", this::queue)
                .post("/interrupt", this::interrupt)
                .post("/free", this::free)
                .post("/history", this::changeHistory)
                .get("/history", this::history)
                .get("/history/:id", this::historyOf);
    }

    private void submit(RoutingContext context) {
        var answer = life.node()
                .intake()
                .submit(Exchange.body(context), context.request().getHeader("Comfy-Usage-Source"));
        switch (answer) {
            case Answer.Accepted(var prompt, var _)
            when Intake.dropsResponse(prompt) -> context.request().connection().close();
            case Answer.Accepted(var prompt, var nodeErrors) ->
                Exchange.json(
                        context,
                        Json.object("prompt_id", prompt.id(), "number", prompt.number(), "node_errors", nodeErrors));
            case Answer.Refused(var error, var nodeErrors) ->
                Exchange.json(context, 400, Json.object("error", error, "node_errors", nodeErrors));
        }
    }

    private void queue(RoutingContext context) {
        Exchange.json(
                context,
                Json.object(
                        "queue_running",
                        life.node().queue().running().stream()
                                .map(Prompt::tuple)
                                .toList(),
                        "queue_pending",
                        life.node().queue().pending().stream()
                                .map(Prompt::tuple)
                                .toList()));
    }

    private void changeQueue(RoutingContext context) {
        var change = object(context);
        if (isTrue(change.get("clear"))) {
            life.node().queue().clear();
        }
        ids(change).forEach(life.node().queue()::delete);
        Exchange.empty(context, 200);
    }

    private void interrupt(RoutingContext context) {
        var target = profile.can(Ability.TARGETED_INTERRUPTS) ? target(context) : null;
        if (target == null || target.equals("")) {
            life.node().queue().interrupt();
        } else if (target instanceof String id) {
            life.node().queue().interrupt(id);
        }
        Exchange.empty(context, 200);
    }

    private static @Nullable Object target(RoutingContext context) {
        Object body;
        try {
            body = Exchange.body(context);
        } catch (DecodeException e) {
            return null;
        }
        var request = Json.asObject(body);
        if (request == null) {
            throw new PythonError("AttributeError", "the body has no attribute 'get'");
        }
        return request.get("prompt_id");
    }

    private void free(RoutingContext context) {
        if (isTrue(object(context).get("free_memory"))) {
            life.node().freeMemory();
        }
        Exchange.empty(context, 200);
    }

    private void history(RoutingContext context) {
        int maxItems = number(context, "max_items", Integer.MAX_VALUE);
        int offset = number(context, "offset", -1);
        var page = Json.object();
        if (maxItems > 0) {
            life.node()
                    .history()
                    .page(maxItems, offset)
                    .forEach(entry -> page.put(entry.prompt().id(), entry.json()));
        }
        Exchange.json(context, page);
    }

    private void historyOf(RoutingContext context) {
        var id = Exchange.pathPart(context, "id");
        var answer = Json.object();
        life.node().history().find(id).map(HistoryEntry::json).ifPresent(entry -> answer.put(id, entry));
        Exchange.json(context, answer);
    }

    private void changeHistory(RoutingContext context) {
        var change = object(context);
        if (isTrue(change.get("clear"))) {
            life.node().history().clear();
        }
        ids(change).forEach(life.node().history()::delete);
        Exchange.empty(context, 200);
    }

    private static Map<String, @Nullable Object> object(RoutingContext context) {
        var body = Json.asObject(Exchange.body(context));
        if (body == null) {
            throw new PythonError("AttributeError", "the body has no attribute 'get'");
        }
        return body;
    }

    private static Collection<String> ids(Map<String, @Nullable Object> change) {
        return change.get("delete") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static int number(RoutingContext context, String name, int standard) {
        var text = context.request().getParam(name);
        return text == null ? standard : Integer.parseInt(text.strip());
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }
}
