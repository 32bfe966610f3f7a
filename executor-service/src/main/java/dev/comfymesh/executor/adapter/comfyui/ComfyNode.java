package dev.comfymesh.executor.adapter.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.app.CatalogueLook;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.NodeClient;
import dev.comfymesh.executor.app.NodeListener;
import dev.comfymesh.executor.app.NodeSocket;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.InputPlace;
import dev.comfymesh.executor.domain.OutputFile;
import dev.comfymesh.executor.domain.Refusal;
import dev.comfymesh.executor.domain.Sighting;
import dev.comfymesh.executor.domain.Submission;
import dev.comfymesh.executor.domain.Vitals;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.file.OpenOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ComfyUI node over HTTP; newer routes are used where the node has them, and older ones otherwise. */
final class ComfyNode implements NodeClient {
    private static final Refusal TOO_LARGE =
            new Refusal("too_large", "The graph is larger than the target takes", List.of());

    /** So many of the latest runs are searched for one that the node may call otherwise than we do. */
    private static final int RECENT = 100;

    private final Connections connections;
    private final String base;
    private final Access access;
    private final Requests requests;
    private final Offer offer;
    private final Aliases aliases = new Aliases();

    ComfyNode(Connections connections, URI url, Access access) {
        this.connections = connections;
        this.base = url.toString().replaceAll("/+$", "");
        this.access = access;
        this.requests = connections.requests(base, access);
        this.offer = new Offer(requests, connections);
    }

    @Override
    public Uni<Submission> submit(Assignment attempt, String clientId, Graph graph) {
        var run = attempt.attemptId();
        var body = new LinkedHashMap<String, Object>();
        body.put("prompt", graph.nodes());
        body.put("client_id", clientId);
        body.put("prompt_id", run.toString());
        body.put("extra_data", extra(attempt));
        return connections
                .meters()
                .timed(requests.submit(body, attempt.traceparent()))
                .map(answer -> submission(run, answer));
    }

    @Override
    public Uni<Submission> warmUp(UUID run, Graph graph) {
        var body = Map.of(
                "prompt",
                graph.nodes(),
                "prompt_id",
                run.toString(),
                "extra_data",
                Map.of(Aliases.TAG, run.toString()));
        return requests.post("/prompt", body, null).map(answer -> submission(run, answer));
    }

    /** Our id is told twice: nodes that make their own of a run repeat it all the same. */
    private static Map<String, Object> extra(Assignment attempt) {
        var run = attempt.attemptId().toString();
        return attempt.previews() ? Map.of(Aliases.TAG, run, "preview_method", "auto") : Map.of(Aliases.TAG, run);
    }

    private Submission submission(UUID run, Answer answer) {
        if (answer instanceof Answer.Got got && got.ok() && got.body().has("prompt_id")) {
            var given = got.body().path("prompt_id").asText();
            if (!given.equals(run.toString())) {
                aliases.learn(run, given);
            }
        }
        return submission(answer);
    }

    private static Submission submission(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var cause) -> new Submission.Unreachable(cause);
            case Answer.Lost(var cause) -> new Submission.Unknown(cause);
            case Answer.Got got -> submission(got);
        };
    }

    private static Submission submission(Answer.Got answer) {
        var cause = "status " + answer.status();
        return switch (answer.status()) {
            case 200 -> answer.body().has("prompt_id") ? taken(answer.body()) : new Submission.Unknown(cause);
            case 400 ->
                answer.body().has("error")
                        ? new Submission.Refused(RefusalReading.refusal(answer.body()), false)
                        : new Submission.Unreachable(cause); // somebody in between
            case 413 -> new Submission.Refused(TOO_LARGE, false);
            // A node may take a run and answer 500 all the same.
            default -> answer.status() >= 500 ? new Submission.Unknown(cause) : new Submission.Unreachable(cause);
        };
    }

    private static Submission taken(JsonNode body) {
        return body.path("node_errors").isEmpty()
                ? new Submission.Accepted()
                : new Submission.Refused(RefusalReading.refusal(body), true);
    }

    @Override
    public Uni<Upload> upload(Assignment attempt, InputFile file, InputPlace place, Multi<byte[]> content) {
        var form = UploadForm.of(place, file.bytes());
        return requests.upload(
                        "/upload/image", form.contentType(), form.length(), form.around(content), attempt.traceparent())
                .map(UploadForm::read);
    }

    @Override
    public Uni<Sighting> look(UUID run) {
        return get("/api/jobs/" + run).chain(answer -> switch (answer) {
            case Answer.NotSent _ -> sighting(new Sighting.Refused());
            case Answer.Lost(var cause) -> sighting(new Sighting.Silent(cause));
            case Answer.Got got -> job(got).map(ComfyNode::sighting).orElseGet(() -> lookInHistory(run));
        });
    }

    /** Empty when the node has no such route, or cannot make use of it at the moment. */
    private static Optional<Sighting> job(Answer.Got answer) {
        var unknown = answer.status() == 404 && answer.body().has("error");
        return unknown
                ? Optional.of(new Sighting.Absent())
                : Optional.of(answer).filter(Answer.Got::ok).flatMap(got -> RunReading.job(got.body()));
    }

    private Uni<Sighting> lookInHistory(UUID run) {
        return lookInHistory(aliases.of(run))
                .chain(seen -> seen instanceof Sighting.Absent && !aliases.known(run)
                        ? lookUnderOtherIds(run)
                        : sighting(seen));
    }

    /** Whoever submitted the run may not have learned what the node calls it, or may be gone. */
    private Uni<Sighting> lookUnderOtherIds(UUID run) {
        return get("/queue")
                .chain(queue -> get("/history?max_items=" + RECENT).chain(history -> {
                    if (!(queue instanceof Answer.Got held
                            && held.ok()
                            && history instanceof Answer.Got past
                            && past.ok())) {
                        return sighting(new Sighting.Silent("neither queue nor history"));
                    }
                    return aliases.find(run, held.body(), past.body())
                            ? lookInHistory(aliases.of(run))
                            : sighting(new Sighting.Absent());
                }));
    }

    /** The queue is asked first: a run that leaves it in between is then in the history. */
    private Uni<Sighting> lookInHistory(String run) {
        return get("/queue")
                .chain(queue -> get("/history/" + run).map(history -> {
                    if (queue instanceof Answer.Got waiting
                            && history instanceof Answer.Got past
                            && waiting.ok()
                            && past.ok()) {
                        return RunReading.history(past.body(), run)
                                .or(() -> RunReading.queue(waiting.body(), run))
                                .orElseGet(Sighting.Absent::new);
                    }
                    return queue instanceof Answer.NotSent
                            ? new Sighting.Refused()
                            : new Sighting.Silent("neither jobs nor queue and history");
                }));
    }

    @Override
    public Uni<Void> cancel(UUID run) {
        return cancel(aliases.of(run));
    }

    private Uni<Void> cancel(String run) {
        return post("/api/jobs/" + run + "/cancel", Map.of())
                .chain(answer -> answer instanceof Answer.Got got && !got.ok()
                        ? cancelInQueue(run)
                        : Uni.createFrom().voidItem());
    }

    /** For nodes without that route. Some of them interrupt whatever runs, so ours must be seen running first. */
    private Uni<Void> cancelInQueue(String run) {
        return post("/queue", Map.of("delete", List.of(run)))
                .chain(() -> get("/queue"))
                .chain(queue -> queue instanceof Answer.Got got
                                && RunReading.queue(got.body(), run)
                                        .filter(Sighting.Running.class::isInstance)
                                        .isPresent()
                        ? post("/interrupt", Map.of("prompt_id", run)).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> freeMemory() {
        return post("/free", Map.of("unload_models", true, "free_memory", true)).replaceWithVoid();
    }

    @Override
    public Uni<Fetched> fetch(Assignment attempt, OutputFile file, Path path) {
        var opening = new OpenOptions().setTruncateExisting(true);
        return connections.files().open(path.toString(), opening).chain(opened -> {
            var inspection = new Inspection(opened.getDelegate(), connections.largestFileBytes());
            return requests.download(view(file), inspection, attempt.traceparent())
                    .onItemOrFailure()
                    .transform((status, failure) -> fetched(status, failure, inspection))
                    .call(() -> UniHelper.toUni(inspection.close()));
        });
    }

    private static String view(OutputFile file) {
        var view = new QueryStringEncoder("/view");
        view.addParam("filename", file.filename());
        view.addParam("subfolder", file.subfolder());
        view.addParam("type", file.type());
        return view.toString();
    }

    private Fetched fetched(@Nullable Integer status, @Nullable Throwable failure, Inspection inspection) {
        if (inspection.tooLarge()) {
            return new Fetched.Denied("is larger than %d bytes".formatted(connections.largestFileBytes()));
        }
        connections.meters().fetched(inspection.length());
        if (status == null) {
            return new Fetched.Unavailable(String.valueOf(failure));
        }
        if (status >= 500) {
            return new Fetched.Unavailable("status " + status);
        }
        if (status == 404) {
            return new Fetched.Missing();
        }
        if (status != 200) {
            return new Fetched.Denied("is not handed out (status %d)".formatted(status));
        }
        return new Fetched.Whole(inspection.probe(), inspection.sha256Hex());
    }

    @Override
    public Uni<Optional<Vitals>> vitals() {
        return get("/system_stats")
                .chain(stats -> stats instanceof Answer.Got health && health.ok()
                        ? get("/queue")
                                .map(queue -> queue instanceof Answer.Got runs && runs.ok()
                                        ? Optional.of(VitalsReading.vitals(health.body(), runs.body()))
                                        : Optional.empty())
                        : Uni.createFrom().item(Optional.empty()));
    }

    @Override
    public Uni<CatalogueLook> catalogue(@Nullable String known) {
        return offer.look(known);
    }

    @Override
    public NodeSocket listen(String clientId, NodeListener listener) {
        return connections.socket(base, access, clientId, aliases::ours, listener);
    }

    private Uni<Answer> get(String path) {
        return requests.get(path);
    }

    private Uni<Answer> post(String path, Map<String, ?> body) {
        return requests.post(path, body, null);
    }

    private static Uni<Sighting> sighting(Sighting sighting) {
        return Uni.createFrom().item(sighting);
    }
}
