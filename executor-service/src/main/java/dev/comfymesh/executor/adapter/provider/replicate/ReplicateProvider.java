package dev.comfymesh.executor.adapter.provider.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.adapter.provider.Account;
import dev.comfymesh.executor.adapter.provider.ProviderHttp;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.ProviderText;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicate's predictions. A model is called {@code owner/name} for what is official there, {@code owner/name:version} or a
 * bare version otherwise.
 */
public final class ReplicateProvider implements Provider {
    private static final String SCHEME = "Bearer";

    private final ProviderHttp http;
    private final Account account;

    public ReplicateProvider(ProviderHttp http, Account account) {
        this.http = http;
        this.account = account;
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        if (!(commission.work() instanceof Work.Model(var model, var parameters))) {
            throw new IllegalArgumentException("this provider takes models, not graphs");
        }
        var official = model.matches("[^/:]+/[^/:]+");
        var headers = new HashMap<>(account.authorization(SCHEME));
        headers.put("Cancel-After", Math.max(5, commission.within().toSeconds()) + "s");
        return http.submit(
                        account.at(official ? "/v1/models/" + model + "/predictions" : "/v1/predictions"),
                        headers,
                        body(commission, official ? Map.of() : Map.of("version", model), parameters))
                .map(ReplicateProvider::handover);
    }

    private static Map<String, Object> body(
            Commission commission, Map<String, Object> model, Map<String, Object> parameters) {
        var body = new LinkedHashMap<>(model);
        body.put("input", parameters);
        if (commission.webhook() != null) {
            body.put("webhook", commission.webhook());
            body.put("webhook_events_filter", List.of("completed"));
        }
        return body;
    }

    private static Handover handover(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new Handover.Unreachable(cause);
            case Reply.Lost(var cause) -> new Handover.Unknown(cause);
            case Reply.Got got when got.ok() -> taken(got.body());
            case Reply.Got got -> declined(got);
        };
    }

    private static Handover taken(JsonNode body) {
        var id = body.path("id").asText("");
        return id.isEmpty() ? new Handover.Unknown("no id was given") : new Handover.Taken(id);
    }

    private static Handover declined(Reply.Got answer) {
        var detail = answer.body().path("detail").asText("");
        return switch (answer.status()) {
            case 401, 402, 403 ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
            case 404 -> new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.");
            case 429 -> new Handover.Throttled(answer.pause("retry-after", "ratelimit-reset"));
            default ->
                answer.refuses()
                        ? new Handover.Declined(
                                ProviderFault.INVALID_REQUEST,
                                ProviderText.sentence("The provider refused the request", detail))
                        : new Handover.Unknown("status " + answer.status());
        };
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return http.get(account.at("/v1/predictions/" + remoteId), account.authorization(SCHEME))
                .map(this::seen);
    }

    private RemoteRun seen(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Lost(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Got got when got.ok() -> new Prediction(got.body(), account.microsPerUnit()).seen();
            case Reply.Got got when got.status() == 404 && got.body().isObject() -> new RemoteRun.Absent();
            case Reply.Got got -> new RemoteRun.Silent("status " + got.status());
        };
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return http.post(account.at("/v1/predictions/" + remoteId + "/cancel"), account.authorization(SCHEME))
                .replaceWithVoid();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, SCHEME);
    }
}
