package dev.comfymesh.kit.signal;

import dev.comfymesh.kit.config.KitConfig;
import dev.comfymesh.kit.loop.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Short words from one replica of a service to all of them, over PostgreSQL's NOTIFY. Words may be lost: whoever listens
 * also looks by itself now and then. At most one NOTIFY a channel goes out every 5 ms, and never inside a business
 * transaction, where it would serialise all commits.
 */
@ApplicationScoped
public class Signals {
    private static final Duration COALESCE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final int MOST_WORDS = 150; // of 36 characters each: PostgreSQL takes 8,000 bytes
    private static final String SEPARATOR = ",";

    private final Vertx vertx;
    private final Pool pool;
    private final PgSubscriber subscriber;
    private final String prefix;
    private final Map<String, Set<String>> pending = new HashMap<>();
    private @Nullable Duration scheduled;
    private @Nullable Loop sender;

    Signals(
            Vertx vertx,
            Pool pool,
            KitConfig config,
            @ConfigProperty(name = "quarkus.datasource.username") String role) {
        this.vertx = vertx;
        this.pool = pool;
        this.prefix = role + "_";
        var options = PgConnectOptions.fromUri("postgresql://" + config.postgres() + "/comfymesh")
                .setUser(role)
                .setPassword(config.postgresPassword().orElse(role));
        this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> 1_000L);
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        sender = Loop.start(vertx, "signals", Duration.ofSeconds(1), this::flush);
        subscriber.connect();
    }

    void stop(@Observes ShutdownEvent event) {
        if (sender != null) {
            sender.stop();
        }
        subscriber.close();
    }

    /** Tells all replicas, this one too; the word must hold no comma. */
    public void send(String channel, String word) {
        send(channel, word, COALESCE);
    }

    /** The same with what else comes within a moment: for words that are many, and heard soon enough. */
    public void sendPatiently(String channel, String word) {
        send(channel, word, PATIENCE);
    }

    private void send(String channel, String word, Duration delay) {
        var loop = sender;
        synchronized (pending) {
            pending.computeIfAbsent(channel, _ -> new HashSet<>()).add(word);
            if (loop == null || scheduled != null && scheduled.compareTo(delay) <= 0) {
                return;
            }
            scheduled = delay;
        }
        vertx.setTimer(delay.toMillis(), _ -> loop.wake());
    }

    /** Calls the listener on an event loop with the words that came together. */
    public void listen(String channel, Consumer<Set<String>> words) {
        subscriber.channel(prefix + channel).handler(payload -> words.accept(Set.of(payload.split(SEPARATOR, -1))));
    }

    private Uni<Boolean> flush() {
        return Multi.createFrom()
                .iterable(drain())
                .onItem()
                .transformToUniAndConcatenate(notification ->
                        pool.preparedQuery("select pg_notify($1, $2)").execute(notification))
                .collect()
                .last()
                .replaceWith(false);
    }

    private List<Tuple> drain() {
        var notifications = new ArrayList<Tuple>();
        synchronized (pending) {
            pending.forEach((channel, words) -> {
                var all = List.copyOf(words);
                for (int from = 0; from < all.size(); from += MOST_WORDS) {
                    var some = all.subList(from, Math.min(from + MOST_WORDS, all.size()));
                    notifications.add(Tuple.of(prefix + channel, String.join(SEPARATOR, some)));
                }
            });
            pending.clear();
            scheduled = null;
        }
        return notifications;
    }
}
