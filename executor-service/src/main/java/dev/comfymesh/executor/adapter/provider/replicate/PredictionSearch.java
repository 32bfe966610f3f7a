package dev.comfymesh.executor.adapter.provider.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.executor.adapter.provider.Api;
import dev.comfymesh.executor.adapter.provider.ProviderJson;
import dev.comfymesh.executor.adapter.provider.Reply;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Sought;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

/**
 * Looks for one attempt in the list of the account's predictions. Only an address of ours in a prediction proves whose it is;
 * one that was merely asked for the same may be another attempt's.
 */
final class PredictionSearch {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    private static final int MOST_PAGES = 20;

    private final Api api;
    private final String attempt;
    private final JsonNode input;

    PredictionSearch(Api api, Commission commission) {
        this.api = api;
        this.attempt = commission.attemptId().toString();
        this.input = ProviderJson.tree(commission.model().parameters());
    }

    Uni<Sought> after(Instant since) {
        return page("/v1/predictions?created_after=" + since.minus(CLOCKS_APART), 1, new Sought.NotThere());
    }

    /** {@code soFar} is what the pages before this one showed. */
    private Uni<Sought> page(String path, int number, Sought soFar) {
        return api.get(path).chain(reply -> switch (reply) {
            case Reply.NotSent(var cause) -> found(new Sought.Silent(cause));
            case Reply.Lost(var cause) -> found(new Sought.Silent(cause));
            case Reply.Held _ -> found(new Sought.Silent("the account is to be left alone for now"));
            case Reply.Got got when got.ok() -> read(got.body(), number, soFar);
            case Reply.Got got -> found(new Sought.Silent("status " + got.status()));
        });
    }

    private Uni<Sought> read(JsonNode page, int number, Sought soFar) {
        var seen = StreamSupport.stream(page.path("results").spliterator(), false)
                .map(this::judged)
                .reduce(soFar, PredictionSearch::better);
        if (seen instanceof Sought.Found || !page.path("next").isTextual()) {
            return found(seen);
        }
        return number == MOST_PAGES
                ? found(new Sought.Silent("the list has no end"))
                : api.own(page.path("next").asText())
                        .map(next -> page(next, number + 1, seen))
                        .orElseGet(() -> found(new Sought.Silent("the list goes on elsewhere")));
    }

    private Sought judged(JsonNode prediction) {
        var webhook = prediction.path("webhook").asText("");
        if (!webhook.isEmpty()) {
            return webhook.contains(attempt)
                    ? new Sought.Found(prediction.path("id").asText())
                    : new Sought.NotThere();
        }
        return prediction.path("input").equals(input) ? new Sought.Nameless() : new Sought.NotThere();
    }

    private static Sought better(Sought one, Sought other) {
        return one instanceof Sought.NotThere || other instanceof Sought.Found ? other : one;
    }

    private static Uni<Sought> found(Sought sought) {
        return Uni.createFrom().item(sought);
    }
}
