package dev.comfymesh.executor.adapter.provider.replicate;

import dev.comfymesh.contracts.InputFile;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.Api;
import dev.comfymesh.executor.adapter.provider.FileForm;
import dev.comfymesh.executor.adapter.provider.InlineFile;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Rates;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicate's predictions. A model is called {@code owner/name} for what is official there, {@code owner/name:version} or a
 * bare version otherwise.
 */
public final class ReplicateProvider implements Provider {
    /** Larger files are stored at the provider, for a day. */
    private static final long LARGEST_DATA_BYTES = 256_000;

    private final Api api;

    public ReplicateProvider(ProviderHttp http, Account account) {
        this.api = new Api(http, account, "Bearer", Rates.within(Duration.ofMinutes(1), 600, 3_000, 3_000));
    }

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        return file.bytes() <= LARGEST_DATA_BYTES
                ? InlineFile.of(file, content, LARGEST_DATA_BYTES)
                : api.upload(
                        "/v1/files",
                        FileForm.of(Map.of(), "content", file),
                        content,
                        stored -> stored.path("urls").path("get").asText(""));
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        var model = commission.model();
        var official = model.name().matches("[^/:]+/[^/:]+");
        return api.submit(
                        official ? "/v1/models/" + model.name() + "/predictions" : "/v1/predictions",
                        Map.of("Cancel-After", Math.max(5, commission.within().toSeconds()) + "s"),
                        body(commission, official ? Map.of() : Map.of("version", model.name())))
                .map(reply -> Api.handover(reply, Api::taken, ReplicateProvider::refused));
    }

    private static Map<String, Object> body(Commission commission, Map<String, Object> version) {
        var body = new LinkedHashMap<>(version);
        body.put("input", commission.model().parameters());
        if (commission.webhook() != null) {
            body.put("webhook", commission.webhook());
            body.put("webhook_events_filter", List.of("completed"));
        }
        return body;
    }

    private static Handover refused(Reply.Got answer) {
        var detail = answer.body().path("detail").asText("");
        return answer.status() == 404
                ? new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.")
                : new Handover.Declined(
                        ProviderFault.INVALID_REQUEST,
                        ProviderText.sentence("The provider refused the request", detail));
    }

    @Override
    public Uni<Sought> find(Commission commission, Instant since) {
        return new PredictionSearch(api, commission).after(since);
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return api.look("/v1/predictions/" + remoteId, shown -> new Prediction(shown, api.microsPerUnit()).seen());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return api.cancel("/v1/predictions/" + remoteId + "/cancel");
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return api.fetch(file, path);
    }
}
