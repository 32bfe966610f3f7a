package dev.comfymesh.executor.adapter.provider.runpod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.Api;
import dev.comfymesh.executor.adapter.provider.InlineFile;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Rates;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.provider.Bill;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A RunPod Serverless endpoint whose workers run ComfyUI. The account's address names the endpoint: {@code .../v2/<id>}. */
public final class RunPodProvider implements Provider {
    private static final int LARGEST_REQUEST_BYTES = 10 << 20;

    private final Api api;

    public RunPodProvider(ProviderHttp http, Account account) {
        this.api = new Api(http, account, "Bearer", Rates.within(Duration.ofSeconds(10), 1_000, 2_000, 100));
    }

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        return InlineFile.of(file, content, LARGEST_REQUEST_BYTES / 4 * 3);
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        var request = WorkerRequest.of(commission);
        return request.bytes() > LARGEST_REQUEST_BYTES
                ? Uni.createFrom().item(tooLarge(request))
                : api.submit("/run", Map.of(), request.body())
                        .map(reply -> Api.handover(reply, Api::taken, RunPodProvider::refused));
    }

    private static Handover tooLarge(WorkerRequest request) {
        return new Handover.Declined(
                ProviderFault.INVALID_REQUEST,
                "The graph and the files that it reads make a request of %d bytes; the provider takes none of more than %d."
                        .formatted(request.bytes(), LARGEST_REQUEST_BYTES));
    }

    private static Handover refused(Reply.Got answer) {
        return answer.status() == 404
                ? new Handover.Declined(ProviderFault.ACCOUNT, "The provider knows no such endpoint.")
                : new Handover.Declined(ProviderFault.INVALID_REQUEST, "The provider refused the request.");
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return api.look("/status/" + remoteId, this::seen);
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

    /**
     * The run is told, and of the start of its worker, which is charged too, only that it is part of the delay: one of at least
     * half a start is taken to hold a whole one. What the worker idles afterwards is in no answer.
     */
    private Bill bill(JsonNode job) {
        var ran = millis(job, "executionTime");
        var cold = api.coldStart().isPositive()
                && millis(job, "delayTime").multipliedBy(2).compareTo(api.coldStart()) >= 0;
        return Bill.byTime(ran, cold ? api.coldStart() : Duration.ZERO, api.microsPerUnit());
    }

    private static Duration millis(JsonNode job, String field) {
        return Duration.ofMillis(Math.max(0, job.path(field).asLong()));
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return api.cancel("/cancel/" + remoteId);
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return api.fetch(file, path);
    }
}
