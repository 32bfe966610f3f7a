package dev.comfymesh.simulator.http;

import dev.comfymesh.simulator.domain.execution.JobListing;
import dev.comfymesh.simulator.domain.execution.Life;
import dev.comfymesh.simulator.domain.json.Json;
import dev.comfymesh.simulator.domain.profile.Ability;
import dev.comfymesh.simulator.domain.profile.Profile;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs routes, which know of waiting, running and ended prompts alike. */
final class JobRoutes {

    private static final List<String> STATUSES = List.of("pending", "in_progress", "completed", "failed", "cancelled");

    /** A query that is refused with its message. */
    private static final class BadQuery extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadQuery(String message) {
            super(message);
        }
    }

    private final Life life;
    private final Profile profile;

    JobRoutes(Life life, Profile profile) {
        this.life = life;
        this.profile = profile;
    }

    void declare(Routes routes) {
        if (profile.can(Ability.JOBS)) {
            routes.get("/api/jobs", this::list).get("/api/jobs/:id", this::find);
        }
        if (profile.can(Ability.JOB_CANCELLING)) {
            routes.post("/api/jobs/cancel", this::cancelSeveral).post("/api/jobs/:id/cancel", this::cancel);
        }
    }

    private JobListing listing() {
        return new JobListing(life.node());
    }

    private void list(RoutingContext context) {
        try {
            Exchange.json(context, page(context));
        } catch (BadQuery refused) {
            Exchange.json(context, 400, Json.object("error", refused.getMessage()));
        }
    }

    private Map<String, @Nullable Object> page(RoutingContext context) {
        var statuses = statuses(context);
        var order = order(context);
        var limit = limit(context);
        int offset = Math.max(0, integer(context, "offset", 0));
        var workflowId = context.request().getParam("workflow_id");
        var matching = listing().all().stream()
                .filter(job -> statuses.isEmpty() || statuses.contains(job.get("status")))
                .filter(job -> workflowId == null || workflowId.equals(job.get("workflow_id")))
                .sorted(order)
                .toList();
        var jobs = matching.stream()
                .skip(offset)
                .limit(limit == null ? Long.MAX_VALUE : limit)
                .toList();
        return Json.object(
                "jobs",
                jobs,
                "pagination",
                Json.object(
                        "offset",
                        offset,
                        "limit",
                        limit,
                        "total",
                        matching.size(),
                        "has_more",
                        offset + jobs.size() < matching.size()));
    }

    private static List<String> statuses(RoutingContext context) {
        var text = context.request().getParam("status");
        if (text == null || text.isBlank()) {
            return List.of();
        }
        var wanted = List.of(text.strip().split("\\s*,\\s*"));
        var unknown = wanted.stream().filter(word -> !STATUSES.contains(word)).toList();
        if (!unknown.isEmpty()) {
            throw new BadQuery("Invalid status value(s): " + String.join(", ", unknown) + ". Valid values: "
                    + String.join(", ", STATUSES));
        }
        return wanted;
    }

    private static Comparator<Map<String, @Nullable Object>> order(RoutingContext context) {
        var by = context.request().getParam("sort_by", "created_at");
        var direction = context.request().getParam("sort_order", "desc");
        if (!List.of("created_at", "execution_duration").contains(by)) {
            throw new BadQuery("sort_by must be 'created_at' or 'execution_duration'");
        }
        if (!List.of("asc", "desc").contains(direction)) {
            throw new BadQuery("sort_order must be 'asc' or 'desc'");
        }
        Comparator<Map<String, @Nullable Object>> order = by.equals("created_at")
                ? Comparator.comparingLong(job -> millis(job, "create_time"))
                : Comparator.comparingLong(
                        job -> millis(job, "execution_end_time") - millis(job, "execution_start_time"));
        return direction.equals("desc") ? Collections.reverseOrder(order) : order;
    }

    private static long millis(Map<String, @Nullable Object> job, String field) {
        return job.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Integer limit(RoutingContext context) {
        if (context.request().getParam("limit") == null) {
            return null;
        }
        int limit = integer(context, "limit", 0);
        if (limit <= 0) {
            throw new BadQuery("limit must be a positive integer");
        }
        return limit;
    }

    private static int integer(RoutingContext context, String name, int standard) {
        var text = context.request().getParam(name);
        try {
            return text == null ? standard : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new BadQuery(name + " must be an integer");
        }
    }

    private void find(RoutingContext context) {
        listing()
                .find(Exchange.pathPart(context, "id"))
                .ifPresentOrElse(
                        job -> Exchange.json(context, job),
                        () -> Exchange.json(context, 404, Json.object("error", "Job not found")));
    }

    private void cancel(RoutingContext context) {
        Exchange.json(context, Json.object("cancelled", life.node().queue().cancel(Exchange.pathPart(context, "id"))));
    }

    private void cancelSeveral(RoutingContext context) {
        Object body;
        try {
            body = Exchange.body(context);
        } catch (DecodeException e) {
            refuse(context, "Request body must be valid JSON");
            return;
        }
        var request = Json.asObject(body);
        if (request == null || !(request.get("job_ids") instanceof List<?> ids)) {
            refuse(context, "job_ids must be a list");
            return;
        }
        var invalid =
                ids.stream().map(String::valueOf).filter(id -> !isUuid(id)).toList();
        if (!invalid.isEmpty()) {
            Exchange.json(context, 400, Json.object("error", "job_ids contains invalid id(s)", "invalid_ids", invalid));
            return;
        }
        boolean any = false;
        for (var id : ids) {
            any |= life.node().queue().cancel(String.valueOf(id));
        }
        Exchange.json(context, Json.object("cancelled", any));
    }

    private static void refuse(RoutingContext context, String message) {
        Exchange.json(context, 400, Json.object("error", message));
    }

    private static boolean isUuid(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
