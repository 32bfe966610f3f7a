package dev.comfymesh.executor.adapter.provider.runpod;

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
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A RunPod Serverless endpoint whose workers run ComfyUI. The account's address names the endpoint: {@code .../v2/<id>}. */
public final class RunPodProvider implements Provider {
    private static final String SCHEME = "Bearer";

    private final ProviderHttp http;
    private final Account account;

    public RunPodProvider(ProviderHttp http, Account account) {
        this.http = http;
        this.account = account;
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        if (!(commission.work() instanceof Work.AnyGraph(var graph))) {
            throw new IllegalArgumentException("this provider takes graphs, not " + commission.work());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("input", Map.of("workflow", graph.nodes()));
        body.put(
                "policy",
                Map.of(
                        "executionTimeout",
                        commission.runWithin().toMillis(),
                        "ttl",
                        commission.within().toMillis()));
        if (commission.webhook() != null) {
            body.put("webhook", commission.webhook());
        }
        return http.submit(account.at("/run"), account.authorization(SCHEME), body)
                .map(RunPodProvider::handover);
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
            case 200 -> id.isEmpty() ? new Handover.Unknown("no id was given") : new Handover.Taken(id);
            case 401, 402, 403 -> declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
            case 404 -> declined(ProviderFault.ACCOUNT, "The provider knows no such endpoint.");
            case 429 -> new Handover.Throttled(answer.pause("retry-after"));
            default ->
                answer.refuses()
                        ? declined(ProviderFault.INVALID_REQUEST, "The provider refused the request.")
                        : new Handover.Unknown("status " + answer.status());
        };
    }

    private static Handover declined(ProviderFault fault, String detail) {
        return new Handover.Declined(fault, detail);
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return http.get(account.at("/status/" + remoteId), account.authorization(SCHEME))
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
            case "IN_QUEUE" -> new RemoteRun.Waiting();
            case "IN_PROGRESS", "RUNNING" -> new RemoteRun.Working(0);
            case "COMPLETED" -> RemoteRun.finished(files(job.path("output").path("images")), bill(job));
            case "FAILED" -> WorkerErrors.read(job, bill(job));
            case "TIMED_OUT" ->
                new RemoteRun.Failed(
                        ProviderFault.RUN_TIMEOUT, "The provider ended the run after its time.", bill(job));
            case "CANCELLED" -> new RemoteRun.Stopped(bill(job));
            case String unknown -> new RemoteRun.Silent("it says " + unknown);
        };
    }

    private static List<RemoteFile> files(JsonNode images) {
        var files = new ArrayList<RemoteFile>();
        images.forEach(image -> {
            var name = image.path("filename").asText("output.png");
            var content = image.path("data").asText("");
            files.add(
                    image.path("type").asText().equals("s3_url")
                            ? RemoteFile.at("", name, URI.create(content))
                            : RemoteFile.inline("", name, content));
        });
        return files;
    }

    /** Of what is charged, an answer tells the run alone: neither the start of its worker nor what that idles afterwards. */
    private Bill bill(JsonNode job) {
        var ran = Duration.ofMillis(Math.max(0, job.path("executionTime").asLong()));
        return Bill.byTime(ran, account.microsPerUnit());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return http.post(account.at("/cancel/" + remoteId), account.authorization(SCHEME))
                .replaceWithVoid();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, SCHEME);
    }
}
