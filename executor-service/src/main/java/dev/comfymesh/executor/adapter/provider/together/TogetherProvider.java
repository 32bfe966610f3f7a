package dev.comfymesh.executor.adapter.provider.together;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Together's pictures: the answer to the submit is the result. Nothing can be asked or stopped afterwards, so a lost answer
 * stays unknown for good.
 */
public final class TogetherProvider implements Provider {
    private static final String SCHEME = "Bearer";

    private final ProviderHttp http;
    private final Account account;

    public TogetherProvider(ProviderHttp http, Account account) {
        this.http = http;
        this.account = account;
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        if (!(commission.work() instanceof Work.Model(var model, var parameters))) {
            throw new IllegalArgumentException("this provider takes models, not graphs");
        }
        var body = new LinkedHashMap<>(parameters);
        body.put("model", model);
        body.put("response_format", "base64"); // what comes with the answer cannot expire
        return http.submitAndWait(
                        account.at("/v1/images/generations"), account.authorization(SCHEME), body, commission.within())
                .map(reply -> handover(reply, parameters));
    }

    private Handover handover(Reply reply, Map<String, Object> parameters) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new Handover.Unreachable(cause);
            case Reply.Lost(var cause) -> new Handover.Unknown(cause);
            case Reply.Got got when got.ok() -> ended(got.body().path("data"), bill(parameters));
            case Reply.Got got -> declined(got);
        };
    }

    /** No price is told: what was asked for is charged, whatever came of it. */
    private Bill bill(Map<String, Object> parameters) {
        var pictures = parameters.get("n") instanceof Number number ? number.intValue() : 1;
        return Bill.byUnits(Math.max(1, pictures), account.microsPerUnit(), Duration.ZERO);
    }

    private static Handover ended(JsonNode pictures, Bill bill) {
        var files = new ArrayList<RemoteFile>();
        pictures.forEach(picture -> files.add(file(picture)));
        return new Handover.Ended(RemoteRun.finished(List.copyOf(files), bill));
    }

    private static RemoteFile file(JsonNode picture) {
        var name = "output-" + picture.path("index").asInt();
        return picture.has("b64_json")
                ? RemoteFile.inline("", name, picture.path("b64_json").asText())
                : RemoteFile.at("", name, URI.create(picture.path("url").asText("")));
    }

    private static Handover declined(Reply.Got answer) {
        var error = answer.body().path("error");
        return switch (answer.status()) {
            case 401, 402, 403 ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
            case 404 -> new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.");
            case 429 -> new Handover.Throttled(answer.pause("retry-after", "x-ratelimit-reset"));
            case 500 ->
                error.isObject()
                        ? failed(ProviderFault.RUN_ERROR, "The model failed", error)
                        : new Handover.Unknown("status 500");
            default ->
                answer.refuses()
                        ? failed(fault(error), "The provider refused the request", error)
                        : new Handover.Unknown("status " + answer.status());
        };
    }

    private static ProviderFault fault(JsonNode error) {
        return error.path("code").asText().contains("content_policy")
                ? ProviderFault.CONTENT_REJECTED
                : ProviderFault.INVALID_REQUEST;
    }

    private static Handover failed(ProviderFault fault, String ours, JsonNode error) {
        return new Handover.Declined(
                fault, ProviderText.sentence(ours, error.path("message").asText("")));
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return Uni.createFrom().item(new RemoteRun.Absent());
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, SCHEME);
    }
}
