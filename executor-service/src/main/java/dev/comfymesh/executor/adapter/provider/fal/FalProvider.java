package dev.comfymesh.executor.adapter.provider.fal;

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
import io.netty.handler.codec.http.QueryStringEncoder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * fal's queue. A run is known by the path that its submit named, which is not that of its model; the key never goes to another
 * host than the account's.
 */
public final class FalProvider implements Provider {
    private static final String FILES_LIFE = "{\"expiration_duration_seconds\":3600}";

    /** Files go along as data, which is not meant for large ones. */
    private static final long LARGEST_FILE_BYTES = 7 << 20;

    private final Api api;

    public FalProvider(ProviderHttp http, Account account) {
        this.api = new Api(http, account, "Key", Rates.unstated());
    }

    @Override
    public Uni<Upload> upload(InputFile file, Multi<byte[]> content) {
        return InlineFile.of(file, content, LARGEST_FILE_BYTES);
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        var headers = Map.of(
                "X-Fal-Request-Timeout",
                Long.toString(Math.max(1, commission.startWithin().toSeconds())),
                "x-fal-no-retry",
                "1", // the router has other places to try
                "X-Fal-Object-Lifecycle-Preference",
                FILES_LIFE);
        return api.submit(path(commission), headers, commission.model().parameters())
                .map(reply -> Api.handover(reply, FalProvider::taken, FalProvider::refused));
    }

    private static String path(Commission commission) {
        var model = commission.model().name();
        var path = new QueryStringEncoder("/" + model);
        if (commission.webhook() != null) {
            path.addParam("fal_webhook", commission.webhook() + "?" + FalHook.APP + "=" + app(model));
        }
        return path.toString();
    }

    /** Runs are known by the first two parts of their model's name. */
    private static String app(String model) {
        return model.replaceFirst("^([^/]+/[^/]+)/.*", "$1");
    }

    private static Handover taken(Reply.Got answer) {
        var url = answer.body().path("response_url").asText("");
        return url.isEmpty()
                ? new Handover.Unknown("no address was given")
                : new Handover.Taken(URI.create(url).getRawPath());
    }

    private static Handover refused(Reply.Got answer) {
        return answer.status() == 404
                ? new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.")
                : new Handover.Declined(ProviderFault.INVALID_REQUEST, FalErrors.sentence(answer.body()));
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return api.get(remoteId + "/status")
                .chain(reply -> reply instanceof Reply.Got got && got.ok()
                        ? state(remoteId, got.body())
                        : seen(Api.seen(reply, got -> new RemoteRun.Silent("status " + got.status()))));
    }

    /** That a run is complete says nothing yet: how its result is answered tells whether it succeeded. */
    private Uni<RemoteRun> state(String remoteId, JsonNode state) {
        return switch (state.path("status").asText()) {
            case "IN_QUEUE" -> seen(new RemoteRun.Waiting());
            case "IN_PROGRESS" -> seen(new RemoteRun.Working(0));
            case "COMPLETED" -> api.get(remoteId).map(reply -> result(reply, ran(state)));
            case String unknown -> seen(new RemoteRun.Silent("it says " + unknown));
        };
    }

    private static Duration ran(JsonNode state) {
        var seconds = state.path("metrics").path("inference_time").asDouble(0);
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    private RemoteRun result(Reply reply, Duration ran) {
        return reply instanceof Reply.Got got && got.body().isObject() && got.status() != 429
                ? over(got, bill(got, ran))
                : Api.seen(reply, got -> new RemoteRun.Silent("status " + got.status()));
    }

    private static RemoteRun over(Reply.Got answer, Bill bill) {
        if (answer.ok()) {
            return FalResult.read(answer.body(), bill);
        }
        return answer.status() == 404
                ? new RemoteRun.Failed(ProviderFault.RESULT_GONE, "The provider did not keep what it made.", bill)
                : FalErrors.read(answer, bill);
    }

    /** However a run ended, this says what of it is charged. */
    private Bill bill(Reply.Got answer, Duration ran) {
        var units = answer.header("x-fal-billable-units").orElse("0");
        return Bill.byUnits(units.matches("[0-9.]{1,12}") ? Double.parseDouble(units) : 0, api.microsPerUnit(), ran);
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return api.cancelByPut(remoteId + "/cancel");
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return api.fetch(file, path);
    }

    private static Uni<RemoteRun> seen(RemoteRun run) {
        return Uni.createFrom().item(run);
    }
}
