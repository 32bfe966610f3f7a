package dev.comfymesh.systemtests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Who owns which target, as the executors' tables say, and how long it takes until somebody does after an owner's death. */
final class Custody {
    /** An attempt that ran when its executor died. */
    record Orphan(UUID attemptId, String target, Instant since) {}

    /** A target's way to its next owner; nothing is promised of one that was disturbed by another blow. */
    record Takeover(Duration took, boolean disturbed) {}

    /** A router that places candidates. */
    record Matcher(String part, long epoch) {}

    private static final Duration GIVEN_UP = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String ORPHANS = """
            select a.id, a.target_id from attempt a join lease l on l.name = 'target-' || a.target_id
            where l.owner = ? and a.state = 'RUNNING'""";
    private static final String OWNED =
            "select name, epoch from lease where owner = ? and name like 'target-%' and until > now()";
    private static final String SEEN = "select count(*) from observation where health = 'UP'";
    private static final String MATCHER = "select owner, epoch from lease where name = 'matcher' and until > now()";
    private static final String HELD = "select name, epoch from lease where until > now()";

    private final String url;
    private final AtomicInteger disturbances = new AtomicInteger();
    private final List<Takeover> takeovers = new CopyOnWriteArrayList<>();

    Custody(String postgres) {
        url = "jdbc:postgresql://%s/comfymesh?connectTimeout=3&socketTimeout=10".formatted(postgres);
    }

    /** The router that places candidates now, and under which epoch; none while nobody does. */
    Optional<Matcher> matcher() {
        return rows("router", MATCHER, row -> new Matcher(row.getString(1).replaceFirst("-1$", ""), row.getLong(2)))
                .stream()
                .findFirst();
    }

    /** Something happens that may hold up takeovers. */
    void disturb() {
        disturbances.incrementAndGet();
    }

    /** The executor of this name dies now: what runs in its hands, none if the database does not say. */
    List<Orphan> orphans(String executor) {
        var now = Instant.now();
        return rows(
                ORPHANS, row -> new Orphan(row.getObject(1, UUID.class), row.getString(2), now), instance(executor));
    }

    /** Returns once the router has seen so many nodes that are up: fewer would get the work of all. */
    void awaitNodes(int count) {
        Awaitility.await()
                .atMost(GIVEN_UP)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> rows("router", SEEN, row -> row.getLong(1)).getFirst() >= count);
    }

    /** Begins to watch what becomes of the targets of an executor that dies now. */
    void watch(String executor) {
        var began = System.nanoTime();
        var before = disturbances.get();
        var owned = new HashMap<String, Long>();
        rows(OWNED, Owned::read, instance(executor)).forEach(target -> owned.put(target.lease(), target.epoch()));
        Thread.startVirtualThread(() -> await(owned, began, before));
    }

    List<Takeover> takeovers() {
        return List.copyOf(takeovers);
    }

    private record Owned(String lease, long epoch) {
        static Owned read(ResultSet row) throws SQLException {
            return new Owned(row.getString(1), row.getLong(2));
        }
    }

    private void await(Map<String, Long> orphaned, long began, int disturbedBefore) {
        try {
            Awaitility.await().atMost(GIVEN_UP).pollInterval(BETWEEN_LOOKS).until(() -> {
                rows(HELD, Owned::read).stream()
                        .filter(held -> held.epoch() > orphaned.getOrDefault(held.lease(), Long.MAX_VALUE))
                        .forEach(held -> taken(orphaned, held.lease(), began, disturbedBefore));
                return orphaned.isEmpty();
            });
        } catch (ConditionTimeoutException never) {
            // It took at least as long as we have waited.
            Set.copyOf(orphaned.keySet()).forEach(lease -> taken(orphaned, lease, began, disturbedBefore));
        }
    }

    private void taken(Map<String, Long> orphaned, String lease, long began, int disturbedBefore) {
        orphaned.remove(lease);
        takeovers.add(new Takeover(Duration.ofNanos(System.nanoTime() - began), disturbances.get() != disturbedBefore));
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** None when the database does not answer. */
    private <T> List<T> rows(String query, Reading<T> reading, Object... arguments) {
        return rows("executor", query, reading, arguments);
    }

    private <T> List<T> rows(String service, String query, Reading<T> reading, Object... arguments) {
        try (Connection connection = DriverManager.getConnection(url, service, service);
                var statement = connection.prepareStatement(query)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            var rows = new ArrayList<T>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reading.read(found));
                }
            }
            return rows;
        } catch (SQLException away) {
            return List.of();
        }
    }

    private static String instance(String executor) {
        return executor + "-1";
    }
}
