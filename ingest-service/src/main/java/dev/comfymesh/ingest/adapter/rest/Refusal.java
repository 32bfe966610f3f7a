package dev.comfymesh.ingest.adapter.rest;

import dev.comfymesh.ingest.app.FileFault;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.kit.problem.Problem;
import dev.comfymesh.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/** What this service refuses, each in a sentence that says what to change; {@code %s} stands for a word of the occasion. */
enum Refusal {
    UNKNOWN_KEY(
            401,
            "unknown-key",
            "Who is asking?",
            "Send a valid API key as 'Authorization: Bearer cmk_...' or as 'X-API-Key'; this one is missing, unknown, expired or revoked."),
    UNKNOWN_JOB(404, "unknown-job", "There is no such job", "Use the id of one of your own jobs."),
    UNKNOWN_ARTIFACT(
            404,
            "unknown-artifact",
            "There is no such artifact",
            "Its retention may have ended; ask for the job again to see what is still there."),
    LINK_EXPIRED(403, "link-expired", "This link has expired", "Ask for the job again: it comes with fresh links."),
    LINK_FORGED(
            403,
            "link-invalid",
            "This link is not valid",
            "Use the artifact's 'url' from the job exactly as it is, with 'expires' and 'signature'."),
    KEY_REUSED(
            422,
            "idempotency-key-reused",
            "The key stands for another request",
            "Send a new Idempotency-Key, or the same body as the first time."),
    INCOMPLETE_BODY(
            400, "incomplete-body", "The body ended early", "Send the whole body, as long as Content-Length says."),
    NOT_AN_OBJECT(
            422, "not-an-object", "The body is not a JSON object", "Send one JSON object with a 'workflow' in it."),
    UI_FORMAT(
            422,
            "ui-format-graph",
            "This graph is in the format of the editor",
            "Export it with 'Workflow > Export (API)' in ComfyUI and send that: an object of nodes, each with 'class_type' and 'inputs'."),
    WRAPPED_PROMPT(
            422,
            "wrapped-prompt",
            "This is a request to ComfyUI, not to the mesh",
            "Send the object under 'prompt' as {\"workflow\": {\"graph\": ...}}, without 'prompt', 'client_id' and 'extra_data' around it."),
    UNKNOWN_WORKFLOW(
            422,
            "unknown-workflow",
            "There is no such workflow",
            "Nothing is found under '%s': save the workflow and release it, or send the graph itself as 'workflow.graph'."),
    NO_SUCH_WORKFLOW(
            404,
            "no-such-workflow",
            "There is no such workflow",
            "Nothing is found under '%s'; GET /v1/workflows lists yours."),
    NO_SUCH_ENVIRONMENT(
            404,
            "no-such-environment",
            "There is no such environment",
            "It is 'dev', 'staging' or 'prod', and not '%s'."),
    WORKFLOWS_FULL(
            409,
            "workflows-full",
            "There is no room for more",
            "Delete workflows that are not used any more: there may be %2$d %1$s at most."),
    NOTHING_BEFORE(
            409,
            "nothing-before",
            "There is nothing to go back to",
            "The environment has never run another version; release the one that is wanted."),
    OVERTAKEN(
            409,
            "overtaken",
            "Somebody else has released at this moment",
            "Look at what the environment runs now, and send the same request again if it is still wanted."),
    ENCODED_BODY(415, "encoded-body", "The body is compressed", "Send it as it is, without 'Content-Encoding'."),
    STORE_AWAY(
            503,
            "store-away",
            "The service cannot reach its database",
            "Send the same request again in some seconds; with an Idempotency-Key it makes one job at most."),
    CROWDED(
            503,
            "crowded",
            "Too many submits at once",
            "Send the same request again in some seconds, and fewer at a time; this one was not accepted."),
    MISSING_SCOPE(403, "missing-scope", "This key may not do that", "Use a key with the scope '%s'."),
    INVALID(422, "invalid-request", "The request has fields with wrong values", "%s"),
    MALFORMED_JSON(400, "malformed-json", "The body is not JSON", "Correct the JSON at line %s, column %s: %s."),
    BODY_TOO_LARGE(
            413,
            "body-too-large",
            "The body is too large",
            "Send at most %s bytes; inputs such as images do not belong into the graph, but into 'files'."),
    GRAPH_TOO_LARGE(
            413,
            "graph-too-large",
            "The graph is too large",
            "Send a graph of at most %s bytes; this one has %s as canonical JSON."),
    EXHAUSTED(
            402,
            "account-exhausted",
            "The account does not cover this job",
            "Lower 'capMicros' to at most %s, wait until running jobs end, or top up the account."),
    BEHIND(
            503,
            "behind",
            "No more jobs for the moment",
            "Try again in some seconds: accepted jobs wait %s seconds to be passed on."),
    ALREADY_ENDED(409, "already-ended", "The job has ended", "Nothing can be cancelled any more: the job is %s."),
    UNSATISFIABLE_RANGE(
            416,
            "unsatisfiable-range",
            "There is nothing in this range",
            "Ask for a range within the %s bytes of the artifact."),
    UNKNOWN_UPLOAD(
            404,
            "unknown-upload",
            "There is no such upload",
            "Use the 'digest' of one of your own uploads; its retention may have ended."),
    EMPTY_UPLOAD(
            422,
            "empty-upload",
            "There is no file in the body",
            "Send the file as the body, or as the one file of a multipart/form-data body."),
    SECOND_FILE(
            422,
            "second-file",
            "There is more than one file in the body",
            "Send one file at a time; the answer to each tells its digest."),
    UPLOAD_TOO_LARGE(413, "upload-too-large", "The file is too large", "Send a file of at most %s bytes."),
    UPLOAD_TOO_SLOW(
            408,
            "upload-too-slow",
            "Nothing came for too long",
            "Send the file again; nothing of it came for %s seconds."),
    STORAGE_FULL(
            409,
            "storage-full",
            "There is no room for more files",
            "Delete uploads, or wait until jobs that use some have ended: together they may have %s bytes."),
    FILES(422, "files-unavailable", "Not all files of the job can be had", "%s"),
    PICTURES(422, "pictures-unfit", "These pictures cannot be judged", "%s"),
    BUSY(
            503,
            "busy",
            "Too many files on their way at once",
            "Send the same request again in some seconds; nothing of it was kept.");

    private static final String RETRY_AFTER_SECONDS = "5";

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    Refusal(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    /** With as many words as the sentence has places for. */
    Problem problem(Object... words) {
        return Problem.of(status, code, title, words.length == 0 ? detail : detail.formatted(words));
    }

    ProblemException exception(Object... words) {
        return new ProblemException(problem(words));
    }

    Response response(Object... words) {
        return problem(words).response();
    }

    /** For what may work in some seconds. */
    Response later(Object... words) {
        return Response.fromResponse(response(words))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static Problem invalid(List<FieldError> errors) {
        var first = errors.getFirst().sentence();
        return INVALID.problem(first + (errors.size() == 1 ? "" : " See 'errors' for all %d.".formatted(errors.size())))
                .with("errors", errors);
    }

    static Problem deadlinePassed(Instant now) {
        return invalid(List.of(new FieldError("deadline", "is in the past; it is now " + now)));
    }

    static Problem exhausted(long availableMicros, long capMicros) {
        var available = Math.max(0, availableMicros);
        return EXHAUSTED.problem(available).with("availableMicros", available).with("capMicros", capMicros);
    }

    static Problem alreadyEnded(Job job) {
        var status = job.state().status();
        return ALREADY_ENDED.problem(status).with("jobStatus", status);
    }

    static Problem unavailable(List<FileFault> faults) {
        return FILES.about(faults);
    }

    static Problem unfit(List<FileFault> faults) {
        return PICTURES.about(faults);
    }

    private Problem about(List<FileFault> faults) {
        var first = faults.getFirst();
        return problem(new FieldError(first.field(), first.detail()).sentence()).with("errors", faults);
    }
}
