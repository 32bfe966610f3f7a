package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.Scope;
import dev.comfymesh.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** What this service refuses, each in a sentence that says what to change. */
final class Refusals {
    static final Problem UNKNOWN_KEY = Problem.of(
            401,
            "unknown-key",
            "Who is asking?",
            "Send a valid API key as 'Authorization: Bearer cmk_...' or as 'X-API-Key'; this one is missing, unknown,"
                    + " expired or revoked.");

    static final Problem UNKNOWN_JOB =
            Problem.of(404, "unknown-job", "There is no such job", "Use the id of one of your own jobs.");

    static final Problem UNKNOWN_ARTIFACT = Problem.of(
            404,
            "unknown-artifact",
            "There is no such artifact",
            "Its retention may have ended; ask for the job again to see what is still there.");

    static final Problem LINK_EXPIRED = Problem.of(
            403, "link-expired", "This link has expired", "Ask for the job again: it comes with fresh links.");

    static final Problem LINK_FORGED = Problem.of(
            403,
            "link-invalid",
            "This link is not valid",
            "Use the artifact's 'url' from the job exactly as it is, with 'expires' and 'signature'.");

    static final Problem KEY_REUSED = Problem.of(
            422,
            "idempotency-key-reused",
            "The key stands for another request",
            "Send a new Idempotency-Key, or the same body as the first time.");

    static final Problem INCOMPLETE_BODY = Problem.of(
            400, "incomplete-body", "The body ended early", "Send the whole body, as long as Content-Length says.");

    static final Problem NOT_AN_OBJECT = Problem.of(
            422, "not-an-object", "The body is not a JSON object", "Send one JSON object with a 'workflow' in it.");

    static final Problem UI_FORMAT = Problem.of(
            422,
            "ui-format-graph",
            "This graph is in the format of the editor",
            "Export it with 'Workflow > Export (API)' in ComfyUI and send that: an object of nodes, each with"
                    + " 'class_type' and 'inputs'.");

    static final Problem WRAPPED_PROMPT = Problem.of(
            422,
            "wrapped-prompt",
            "This is a request to ComfyUI, not to the mesh",
            "Send the object under 'prompt' as {\"workflow\": {\"graph\": ...}}, without 'prompt', 'client_id' and"
                    + " 'extra_data' around it.");

    static final Problem UNKNOWN_WORKFLOW = Problem.of(
            422,
            "unknown-workflow",
            "There is no such workflow",
            "No workflow is released under this 'workflow.ref': send the graph itself as 'workflow.graph'.");

    static final Problem ENCODED_BODY = Problem.of(
            415,
            "encoded-body",
            "The body is compressed",
            "Send the JSON as it is, in UTF-8 and without 'Content-Encoding'.");

    static final Problem STORE_AWAY = Problem.of(
            503,
            "store-away",
            "The service cannot reach its database",
            "Send the same request again in some seconds; with an Idempotency-Key it makes one job at most.");

    static final Problem CROWDED = Problem.of(
            503,
            "crowded",
            "Too many submits at once",
            "Send the same request again in some seconds, and fewer at a time; this one was not accepted.");

    private static final String RETRY_AFTER_SECONDS = "5";

    private Refusals() {}

    /** For what may work in some seconds. */
    static Response later(Problem problem) {
        return Response.fromResponse(problem.response())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static Problem deadlinePassed(Instant now) {
        return invalid(List.of(new FieldError("deadline", "is in the past; it is now " + now)));
    }

    static Problem missingScope(Scope scope) {
        return Problem.of(
                403,
                "missing-scope",
                "This key may not do that",
                "Use a key with the scope '%s'.".formatted(scope.word()));
    }

    static Problem invalid(List<FieldError> errors) {
        return Problem.of(
                        422,
                        "invalid-request",
                        "The request has fields with wrong values",
                        errors.getFirst().sentence()
                                + (errors.size() == 1 ? "" : " See 'errors' for all %d.".formatted(errors.size())))
                .with("errors", errors);
    }

    static Problem malformedJson(long line, long column, String reason) {
        return Problem.of(
                400,
                "malformed-json",
                "The body is not JSON",
                "Correct the JSON at line %d, column %d: %s.".formatted(line, column, reason));
    }

    static Problem bodyTooLarge(int maxBytes) {
        return Problem.of(
                413,
                "body-too-large",
                "The body is too large",
                "Send at most %d bytes; inputs such as images do not belong into the graph.".formatted(maxBytes));
    }

    static Problem graphTooLarge(int bytes, int maxBytes) {
        return Problem.of(
                413,
                "graph-too-large",
                "The graph is too large",
                "Send a graph of at most %d bytes; this one has %d as canonical JSON.".formatted(maxBytes, bytes));
    }

    static Problem exhausted(long availableMicros, long capMicros) {
        return Problem.of(
                        402,
                        "account-exhausted",
                        "The account does not cover this job",
                        "Lower 'capMicros' to at most %d, wait until running jobs end, or top up the account."
                                .formatted(Math.max(0, availableMicros)))
                .with("availableMicros", Math.max(0, availableMicros))
                .with("capMicros", capMicros);
    }

    static Problem overloaded(long behindSeconds) {
        return Problem.of(
                503,
                "behind",
                "No more jobs for the moment",
                "Try again in some seconds: accepted jobs wait %d seconds to be passed on.".formatted(behindSeconds));
    }

    static Problem alreadyEnded(Job job) {
        return Problem.of(
                        409,
                        "already-ended",
                        "The job has ended",
                        "Nothing can be cancelled any more: the job is %s."
                                .formatted(job.state().status()))
                .with("jobStatus", job.state().status());
    }

    static Problem unsatisfiableRange(long bytes) {
        return Problem.of(
                416,
                "unsatisfiable-range",
                "There is nothing in this range",
                "Ask for a range within the %d bytes of the artifact.".formatted(bytes));
    }
}
