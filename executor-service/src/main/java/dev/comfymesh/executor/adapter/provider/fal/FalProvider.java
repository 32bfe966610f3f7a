package dev.comfymesh.executor.adapter.provider.fal;

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
import io.netty.handler.codec.http.QueryStringEncoder;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * fal's queue. A run is known by the path that its submit named, which is not that of its model; the key never goes to another
 * host than the account's.
 */
public final class FalProvider implements Provider {
    private static final String SCHEME = "Key";
    private static final String FILES_LIFE = "{\"expiration_duration_seconds\":3600}";

    private final ProviderHttp http;
    private final Account account;

    public FalProvider(ProviderHttp http, Account account) {
        this.http = http;
        this.account = account;
    }

    @Override
    public Uni<Handover> submit(Commission commission) {
        if (!(commission.work() instanceof Work.Model(var model, var parameters))) {
            throw new IllegalArgumentException("this provider takes models, not graphs");
        }
        var headers = new HashMap<>(account.authorization(SCHEME));
        headers.put("X-Fal-Request-Timeout", seconds(commission.startWithin()));
        headers.put("x-fal-no-retry", "1"); // the router has other places to try
        headers.put("X-Fal-Object-Lifecycle-Preference", FILES_LIFE);
        return http.submit(address(model, commission), headers, parameters).map(FalProvider::handover);
    }

    private String address(String model, Commission commission) {
        var address = new QueryStringEncoder(account.at("/" + model));
        if (commission.webhook() != null) {
            address.addParam("fal_webhook", commission.webhook());
        }
        return address.toString();
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
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
        var url = body.path("response_url").asText("");
        return url.isEmpty()
                ? new Handover.Unknown("no address was given")
                : new Handover.Taken(URI.create(url).getRawPath());
    }

    private static Handover declined(Reply.Got answer) {
        return switch (answer.status()) {
            case 401, 402, 403 ->
                new Handover.Declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
            case 404 -> new Handover.Declined(ProviderFault.MISSING_MODEL, "The provider knows no such model.");
            case 429 -> new Handover.Throttled(answer.pause("retry-after"));
            default ->
                answer.refuses()
                        ? new Handover.Declined(ProviderFault.INVALID_REQUEST, FalErrors.sentence(answer.body()))
                        : new Handover.Unknown("status " + answer.status());
        };
    }

    @Override
    public Uni<RemoteRun> look(String remoteId) {
        return get(remoteId + "/status").chain(reply -> switch (reply) {
            case Reply.NotSent(var cause) -> seen(new RemoteRun.Silent(cause));
            case Reply.Lost(var cause) -> seen(new RemoteRun.Silent(cause));
            case Reply.Got got when got.ok() -> state(remoteId, got.body());
            case Reply.Got got when got.status() == 404 && got.body().isObject() -> seen(new RemoteRun.Absent());
            case Reply.Got got -> seen(new RemoteRun.Silent("status " + got.status()));
        });
    }

    /** That a run is complete says nothing yet: how its result is answered tells whether it succeeded. */
    private Uni<RemoteRun> state(String remoteId, JsonNode state) {
        return switch (state.path("status").asText()) {
            case "IN_QUEUE" -> seen(new RemoteRun.Waiting());
            case "IN_PROGRESS" -> seen(new RemoteRun.Working(0));
            case "COMPLETED" -> get(remoteId).map(reply -> result(reply, ran(state)));
            case String unknown -> seen(new RemoteRun.Silent("it says " + unknown));
        };
    }

    private static Duration ran(JsonNode state) {
        var seconds = state.path("metrics").path("inference_time").asDouble(0);
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    private RemoteRun result(Reply reply, Duration ran) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Lost(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Got got when got.ok() -> RemoteRun.finished(files(got.body()), bill(got, ran));
            case Reply.Got got
            when got.status() == 404 && got.body().isObject() ->
                new RemoteRun.Failed(
                        ProviderFault.RESULT_GONE, "The provider did not keep what it made.", bill(got, ran));
            case Reply.Got got when !got.body().isObject() -> new RemoteRun.Silent("status " + got.status());
            case Reply.Got got -> FalErrors.read(got, new Bill(0, ran));
        };
    }

    private static List<RemoteFile> files(JsonNode result) {
        var files = new ArrayList<RemoteFile>();
        result.path("images").forEach(image -> add(files, image));
        if (result.path("image").isObject()) {
            add(files, result.path("image"));
        }
        if (result.path("video").isObject()) {
            add(files, result.path("video"));
        }
        return files;
    }

    private static void add(List<RemoteFile> files, JsonNode file) {
        var url = URI.create(file.path("url").asText(""));
        files.add(RemoteFile.at("", url.getPath().replaceAll(".*/", ""), url));
    }

    private Bill bill(Reply.Got answer, Duration ran) {
        var units = answer.header("x-fal-billable-units").orElse("0");
        return Bill.byUnits(
                units.matches("[0-9.]{1,12}") ? Double.parseDouble(units) : 0, account.microsPerUnit(), ran);
    }

    @Override
    public Uni<Void> cancel(String remoteId) {
        return http.put(account.at(remoteId + "/cancel"), account.authorization(SCHEME))
                .replaceWithVoid();
    }

    @Override
    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, SCHEME);
    }

    private Uni<Reply> get(String path) {
        return http.get(account.at(path), account.authorization(SCHEME));
    }

    private static Uni<RemoteRun> seen(RemoteRun run) {
        return Uni.createFrom().item(run);
    }
}
