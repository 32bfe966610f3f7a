package dev.comfymesh.executor.adapter.provider.comfyapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of the Comfy API v2. The attempt's id is its idempotency key, so that no slip of ours can run it twice. */
public final class ComfyApiProvider implements Provider {
    private static final String SCHEME = "Bearer";

    private final ProviderHttp http;
    private final Account account;

    public ComfyApiProvider(ProviderHttp http, Account account) {
        this.http = http;
        this.account = account;
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        if (!(commission.work() instanceof Work.AnyGraph(var graph))) {
            throw new IllegalArgumentException("this provider takes graphs, not " + commission.work());
        }
        var headers = new HashMap<>(account.authorization(SCHEME));
        headers.put("Idempotency-Key", commission.attemptId().toString());
        return http.submit(account.at("/api/v2/jobs"), headers, Map.of("workflow", graph.nodes()))
                .map(ComfyApiProvider::handover);
    }

    private static Handover handover(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new Handover.Unreachable(cause);
            case Reply.Lost(var cause) -> new Handover.Unknown(cause);
            case Reply.Got got -> handover(got);
        };
    }

    private static Handover handover(Reply.Got answer) {
        var id = answer.body().path("id").asText("");
        return switch (answer.status()) {
            case 201 -> id.isEmpty() ? new Handover.Unknown("no id was given") : new Handover.Taken(id);
            case 401, 402, 403 ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
            case 422 -> unprocessable(answer.body().path("error"));
            case 429 -> new Handover.Throttled(answer.pause("retry-after"));
            default ->
                answer.refuses()
                        ? new Handover.Declined(ProviderFault.INVALID_REQUEST, "The provider refused the request.")
                        : new Handover.Unknown("status " + answer.status());
        };
    }

    private static Handover unprocessable(JsonNode error) {
        return switch (error.path("code").asText()) {
            case "idempotency_key_reuse" -> new Handover.Unknown("the attempt was sent before");
            case "deployment_stopped" ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider's deployment is stopped.");
            default -> NodeErrors.declined(error);
        };
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return http.get(account.at("/api/v2/jobs/" + remoteId), account.authorization(SCHEME))
                .map(this::seen);
    }

    private RemoteRun seen(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Lost(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Got got when got.ok() -> seen(got.body());
            case Reply.Got got when got.status() == 404 && got.body().isObject() -> new RemoteRun.Absent();
            case Reply.Got got -> new RemoteRun.Silent("status " + got.status());
        };
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
        return Bill.byTime(ran, account.microsPerUnit());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return http.post(account.at("/api/v2/jobs/" + remoteId + "/cancel"), account.authorization(SCHEME))
                .replaceWithVoid();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, SCHEME);
    }
}
