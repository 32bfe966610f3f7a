package dev.comfymesh.executor.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Upload;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.ProviderFault;
import dev.comfymesh.executor.domain.provider.RemoteFile;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way to one account: whatever is asked there bears its key, and what all providers answer alike is read alike. */
public final class Api {
    private final ProviderHttp http;
    private final Account account;
    private final String scheme;
    private final Rates rates;

    /** {@code scheme} is how the provider has it said who asks. */
    public Api(ProviderHttp http, Account account, String scheme, Rates rates) {
        this.http = http;
        this.account = account;
        this.scheme = scheme;
        this.rates = rates;
    }

    public long microsPerUnit() {
        return account.microsPerUnit();
    }

    public Duration coldStart() {
        return account.coldStart();
    }

    public Uni<Reply> get(String path) {
        return ask(rates.looks(), () -> http.get(account.at(path), account.authorization(scheme)));
    }

    /** The path of an address that the provider named, if it is the account's own: the key goes nowhere else. */
    public Optional<String> own(String address) {
        return address.startsWith(account.at("/"))
                ? Optional.of(address.substring(account.at("").length()))
                : Optional.empty();
    }

    public Uni<Reply> submit(String path, Map<String, String> headers, Object body) {
        return ask(rates.submits(), () -> http.submit(account.at(path), with(headers), body));
    }

    /** A submit that is answered when the run is over. */
    public Uni<Reply> submitAndWait(String path, Object body, Duration limit) {
        return ask(
                rates.submits(),
                () -> http.submitAndWait(account.at(path), account.authorization(scheme), body, limit));
    }

    /** Brings a file there; {@code placed} reads what it is called from then on, and is empty where the answer does not say. */
    public Uni<Upload> upload(String path, FileForm form, Multi<byte[]> content, Function<JsonNode, String> placed) {
        return ask(rates.looks(), () -> http.upload(account.at(path), account.authorization(scheme), form, content))
                .map(reply -> switch (reply) {
                    case Reply.NotSent(var cause) -> new Upload.Unreachable(cause);
                    case Reply.Lost(var cause) -> new Upload.Unreachable(cause);
                    case Reply.Held _ -> new Upload.Unreachable("the account is to be left alone for now");
                    case Reply.Got got when got.status() == 413 -> new Upload.TooLarge();
                    case Reply.Got got
                    when got.ok() && !placed.apply(got.body()).isEmpty() -> new Upload.Placed(placed.apply(got.body()));
                    case Reply.Got got -> new Upload.Unreachable("status " + got.status());
                });
    }

    private static Uni<Reply> ask(Rate rate, Supplier<Uni<Reply>> request) {
        return Uni.createFrom().deferred(() -> {
            var pause = rate.enter();
            return pause.isPositive()
                    ? Uni.createFrom().item(new Reply.Held(pause))
                    : request.get().invoke(reply -> heed(reply, rate));
        });
    }

    private static void heed(Reply reply, Rate rate) {
        if (reply instanceof Reply.Got got && got.status() == 429) {
            rate.close(got.pause());
        }
    }

    private Map<String, String> with(Map<String, String> headers) {
        var all = new HashMap<>(account.authorization(scheme));
        all.putAll(headers);
        return all;
    }

    /** What became of a submit; {@code taken} reads an answer that says yes, and {@code refused} any other no than the usual. */
    public static Handover handover(
            Reply reply, Function<Reply.Got, Handover> taken, Function<Reply.Got, Handover> refused) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new Handover.Unreachable(cause);
            case Reply.Lost(var cause) -> new Handover.Unknown(cause);
            case Reply.Held(var pause) -> new Handover.Throttled(pause);
            case Reply.Got got when got.ok() -> taken.apply(got);
            case Reply.Got got ->
                switch (got.status()) {
                    case 401, 402, 403 ->
                        new Handover.Declined(ProviderFault.ACCOUNT, "The provider does not serve the account.");
                    case 429 -> new Handover.Throttled(got.pause());
                    default -> got.refuses() ? refused.apply(got) : new Handover.Unknown("status " + got.status());
                };
        };
    }

    /** By the id in the answer. */
    public static Handover taken(Reply.Got answer) {
        var id = answer.body().path("id").asText("");
        return id.isEmpty() ? new Handover.Unknown("no id was given") : new Handover.Taken(id);
    }

    public Uni<RemoteRun> look(String path, Function<JsonNode, RemoteRun> read) {
        return get(path).map(reply -> seen(reply, got -> read.apply(got.body())));
    }

    /** What a look showed; {@code read} reads the answer of a provider that knows the run. */
    public static RemoteRun seen(Reply reply, Function<Reply.Got, RemoteRun> read) {
        return switch (reply) {
            case Reply.NotSent(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Lost(var cause) -> new RemoteRun.Silent(cause);
            case Reply.Held(var pause) -> new RemoteRun.Throttled(pause);
            case Reply.Got got when got.ok() -> read.apply(got);
            case Reply.Got got when got.status() == 404 && got.body().isObject() -> new RemoteRun.Absent();
            case Reply.Got got when got.status() == 429 -> new RemoteRun.Throttled(got.pause());
            case Reply.Got got -> new RemoteRun.Silent("status " + got.status());
        };
    }

    /** Asks by POST for a run's end. */
    public Uni<Void> cancel(String path) {
        return ask(rates.cancels(), () -> http.post(account.at(path), account.authorization(scheme)))
                .replaceWithVoid();
    }

    /** The same where PUT is the way to ask. */
    public Uni<Void> cancelByPut(String path) {
        return ask(rates.cancels(), () -> http.put(account.at(path), account.authorization(scheme)))
                .replaceWithVoid();
    }

    public Uni<Fetched> fetch(RemoteFile file, Path path) {
        return http.fetch(file, path, account, scheme);
    }
}
