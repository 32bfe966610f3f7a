package dev.comfymesh.executor.adapter.provider;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.executor.app.Fetched;
import dev.comfymesh.executor.app.Provider;
import dev.comfymesh.executor.domain.provider.Commission;
import dev.comfymesh.executor.domain.provider.Handover;
import dev.comfymesh.executor.domain.provider.RemoteRun;
import dev.comfymesh.executor.domain.provider.Work;
import dev.comfymesh.stubs.ProviderStubs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stand-ins for all providers in this process, and what an adapter needs to speak to one of them. */
public final class Stand implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, Object> QUICKLY = Map.of("coldStartMillis", 0, "runMillis", 60, "jitterMillis", 0);
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpClient plain = HttpClient.newHttpClient();
    private final ProviderStubs stubs;
    private final Path directory;
    private final String name;

    private Stand(ProviderStubs stubs, Path directory, String name, Vertx vertx) {
        this.vertx = vertx;
        this.stubs = stubs;
        this.directory = directory;
        this.name = name;
    }

    public static Stand open(String name, Path directory) {
        try {
            var stubs = ProviderStubs.start(List.of("--port", "0", "--directory", directory.toString()));
            var stand = new Stand(stubs, directory, name, Vertx.vertx());
            stand.turn(QUICKLY);
            return stand;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same stand-ins, and the need to speak to another one. */
    Stand at(String other) {
        var stand = new Stand(stubs, directory, other, vertx);
        stand.turn(QUICKLY);
        return stand;
    }

    ProviderHttp http() {
        return new ProviderHttp(vertx, new ProviderHttp.Limits(QUICK, QUICK, QUICK, QUICK, 8 << 20));
    }

    public URI url() {
        return URI.create(stubs.url(name));
    }

    Account account(String path, long microsPerUnit) {
        return new Account(URI.create(url() + path), "stub", microsPerUnit);
    }

    /** Without a key, as far as the provider can see. */
    Account stranger(String path) {
        return new Account(URI.create(url() + path), "", 0);
    }

    static Commission commission(Work work) {
        return commission(work, null);
    }

    static Commission commission(Work work, @Nullable String webhook) {
        return new Commission(UUID.randomUUID(), work, Duration.ofSeconds(10), Duration.ofSeconds(10), webhook);
    }

    /** An account where nobody listens. */
    static Account nowhere() {
        return new Account(URI.create("http://127.0.0.1:1"), "stub", 0);
    }

    public void fault(String word) {
        turn(Map.of("fault", word));
    }

    public void turn(Map<String, Object> knobs) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/stub/knobs"))
                .POST(BodyPublishers.ofString(new JsonObject(knobs).encode()));
        if (!ask(request).containsKey("fault")) {
            throw new IllegalArgumentException("no such knobs: " + knobs);
        }
    }

    public long meterMicros() {
        return ask(HttpRequest.newBuilder(URI.create(url() + "/stub/meter"))).getLong("totalMicros");
    }

    /** What the provider bills, by its own ids of requests. */
    public Map<String, Long> meter() {
        return objects("/stub/meter", "lines")
                .collect(toMap(line -> line.getString("requestId"), line -> line.getLong("micros")));
    }

    /** The requests whose answers went wrong in one of these ways. */
    public Set<String> requests(String... faults) {
        return objects("/stub/jobs", "jobs")
                .filter(job -> List.of(faults).contains(job.getString("fault")))
                .map(job -> job.getString("requestId"))
                .collect(toSet());
    }

    /** What the provider shows its clients at an address. */
    JsonObject shown(String address) {
        return ask(HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer stub"));
    }

    private Stream<JsonObject> objects(String path, String name) {
        return ask(HttpRequest.newBuilder(URI.create(url() + path))).getJsonArray(name).stream()
                .map(JsonObject.class::cast);
    }

    private JsonObject ask(HttpRequest.Builder request) {
        try {
            return new JsonObject(
                    plain.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Hands work over that is taken, and answers what the run is known by. */
    static String taken(Provider provider, Work work) {
        var handover = answer(provider.submit(commission(work)));
        if (handover instanceof Handover.Taken(var remoteId)) {
            return remoteId;
        }
        throw new AssertionError("not taken: " + handover);
    }

    /** Looks until the run is over. */
    static RemoteRun.Over ended(Provider provider, String remoteId) {
        var over = new AtomicReference<RemoteRun.Over>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (answer(provider.look(remoteId)) instanceof RemoteRun.Over end) {
                over.set(end);
            }
            return over.get() != null;
        });
        return over.get();
    }

    /** Looks until it sees such a thing. */
    static void awaitSight(Provider provider, String remoteId, Class<? extends RemoteRun> kind) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> kind.isInstance(answer(provider.look(remoteId))));
    }

    /** Copies the first file that a run left. */
    Fetched copied(Provider provider, RemoteRun.Over run) {
        if (run instanceof RemoteRun.Finished finished) {
            return answer(provider.fetch(finished.files().getFirst(), directory.resolve(UUID.randomUUID() + ".part")));
        }
        throw new AssertionError("left nothing: " + run);
    }

    @Override
    public void close() {
        try {
            stubs.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        plain.shutdownNow();
        vertx.closeAndAwait();
    }
}
