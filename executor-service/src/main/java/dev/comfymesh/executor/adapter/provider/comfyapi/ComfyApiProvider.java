package dev.comfymesh.executor.adapter.provider.comfyapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.Api;
import dev.comfymesh.executor.adapter.provider.FileForm;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Rates;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.Graph;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of the Comfy API v2. The attempt's id is its idempotency key, so that no slip of ours can run it twice. */
public final class ComfyApiProvider implements Provider {
    private static final String JOBS = "/api/v2/jobs";
    private static final String KEY_USED = "idempotency_key_reuse";

    /** No job is given so long. */
    private static final Duration FILES_LIFE = Duration.ofDays(1);

    private final Api api;

    public ComfyApiProvider(ProviderHttp http, Account account) {
        this.api = new Api(http, account, "Bearer", Rates.unstated());
    }

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        var form = FileForm.of(
                Map.of(
                        "content_type", file.mediaType(),
                        "file_path", FileForm.filename(file),
                        "expires_in", Long.toString(FILES_LIFE.toSeconds())),
                "file",
                file);
        return api.upload(
                "/api/v2/assets", form, content, asset -> asset.path("id").asText(""));
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        return send(commission).map(ComfyApiProvider::handover);
    }

    /** The key makes it safe to send it again: what comes of that tells what came of the first time. */
    @Override
    public Uni<Sought> find(Commission commission, Instant since) {
        return send(commission).map(ComfyApiProvider::sought);
    }

    private Uni<Reply> send(Commission commission) {
        var key = Map.of("Idempotency-Key", commission.attemptId().toString());
        return api.submit(JOBS, key, Map.of("workflow", graph(commission).nodes()));
    }

    /** With each file that was brought along referred to by its asset. */
    private static Graph graph(Commission commission) {
        var assets = new HashMap<String, Object>();
        commission.files().forEach((name, id) -> assets.put(name, asset(id)));
        return commission.graph().naming(assets);
    }

    private static Map<String, Object> asset(String id) {
        return Map.of("__type", "core/ASSET", "info", Map.of("id", id));
    }

    private static Handover handover(Reply reply) {
        return Api.handover(reply, Api::taken, ComfyApiProvider::refused);
    }

    private static Handover refused(Reply.Got answer) {
        return switch (code(answer)) {
            case KEY_USED -> new Handover.Unknown("the attempt was sent before");
            case "deployment_stopped" ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider's deployment is stopped.");
            default -> NodeErrors.declined(answer.body().path("error"));
        };
    }

    private static Sought sought(Reply reply) {
        if (reply instanceof Reply.Got got && code(got).equals(KEY_USED)) {
            return new Sought.Nameless(); // no list of the account's jobs can be had
        }
        return switch (handover(reply)) {
            case Handover.Taken(var remoteId) -> new Sought.Found(remoteId);
            case Handover.Declined(var fault, var detail)
            when fault == ProviderFault.ACCOUNT -> new Sought.Silent(detail); // says nothing of the first time
            case Handover.Declined _ -> new Sought.NotThere();
            case Handover.Throttled _ -> new Sought.Silent("it takes no more for now");
            case Handover.Unreachable(var cause) -> new Sought.Silent(cause);
            case Handover.Unknown(var cause) -> new Sought.Silent(cause);
            case Handover.Ended _ -> throw new IllegalStateException("no job ends with the answer to its submit");
        };
    }

    private static String code(Reply.Got answer) {
        return answer.body().path("error").path("code").asText("");
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return api.look(JOBS + "/" + remoteId, this::seen);
    }

    private RemoteRun seen(JsonNode job) {
        return switch (job.path("status").asText()) {
            case "queued" -> new RemoteRun.Waiting();
            case "running", "canceling" ->
                new RemoteRun.Working(job.path("progress").path("value").asDouble(0));
            case "succeeded" -> RemoteRun.finished(files(job.path("outputs")), bill(job));
            case "failed" -> failed(job.path("error"), bill(job));
            case "canceled" -> new RemoteRun.Stopped(bill(job));
            case "expired" ->
                new RemoteRun.Failed(
                        ProviderFault.RESULT_GONE, "The provider does not keep the run any more.", bill(job));
            case String unknown -> new RemoteRun.Silent("it says " + unknown);
        };
    }

    private static List<RemoteFile> files(JsonNode outputs) {
        var files = new ArrayList<RemoteFile>();
        outputs.forEach(output -> files.add(RemoteFile.at(
                output.path("node_id").asText(""),
                output.path("name").asText(""),
                URI.create(output.path("url").asText("")))));
        return files;
    }

    private static RemoteRun failed(JsonNode error, Bill bill) {
        var fault = switch (error.path("code").asText()) {
            case "OOMError" -> ProviderFault.OUT_OF_MEMORY;
            case "ValidationError" -> ProviderFault.INVALID_REQUEST;
            case "ModelDownloadError" -> ProviderFault.MISSING_MODEL;
            case "InsufficientFundsError", "InactiveSubscriptionError" -> ProviderFault.ACCOUNT;
            default -> ProviderFault.RUN_ERROR;
        };
        var node = error.path("node_id").asText("");
        var where = node.isEmpty() ? "The run failed" : "Node %s failed".formatted(node);
        return new RemoteRun.Failed(
                fault, ProviderText.sentence(where, error.path("message").asText("")), bill);
    }

    private Bill bill(JsonNode job) {
        var ran = Duration.ofMillis(
                Math.max(0, job.path("metrics").path("execution_ms").asLong()));
        return Bill.byTime(ran, api.microsPerUnit());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return api.cancel(JOBS + "/" + remoteId + "/cancel");
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return api.fetch(file, path);
    }
}
