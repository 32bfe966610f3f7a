package dev.comfymesh.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody who submits jobs, each once in effect, and asks again as long as the mesh gives no answer. */
final class Client {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<String> UNDER_WAY = Set.of("ACCEPTED", "RUNNING", "CANCELLING");

    private final Api api;
    private final Map<String, UUID> promised = new ConcurrentHashMap<>();
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();

    Client(Api api) {
        this.api = api;
    }

    /** Submits as wished, and cancels where it was wished. */
    void place(JobWish wish) {
        Pause.of(Duration.ofMillis(wish.begunAfterMillis()));
        var id = insist("the job " + wish.key() + " is accepted", () -> api.submit(wish));
        promised.put(wish.key(), id);
        if (wish.cancelAfterMillis() >= 0) {
            Pause.of(Duration.ofMillis(wish.cancelAfterMillis()));
            if (insist("the cancel of " + id + " is answered", () -> api.cancel(id))) {
                cancelled.add(id);
            }
        }
    }

    /** The jobs that were answered 202. */
    Set<UUID> promised() {
        return Set.copyOf(promised.values());
    }

    /** Those whose cancel was in time. */
    Set<UUID> cancelled() {
        return Set.copyOf(cancelled);
    }

    /** Submits all of them at once. */
    void placeAll(List<JobWish> wishes) {
        var placing = wishes.stream()
                .map(wish -> CompletableFuture.runAsync(() -> place(wish), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(placing).join();
    }

    /** What has become of each job when all have ended, or when the time is up. */
    Map<UUID, String> awaitEnds() {
        return awaitEnds(LIMIT);
    }

    Map<UUID, String> awaitEnds(Duration limit) {
        var statuses = new ConcurrentHashMap<UUID, String>();
        promised().forEach(id -> statuses.put(id, "ACCEPTED"));
        try {
            await().atMost(limit).pollInterval(BETWEEN_LOOKS).until(() -> {
                statuses.replaceAll((id, last) -> isUnderWay(last) ? status(id).orElse(last) : last);
                return statuses.values().stream().noneMatch(Client::isUnderWay);
            });
        } catch (ConditionTimeoutException late) {
            System.out.printf("system test: not all jobs have ended: %s%n", statuses);
        }
        return statuses;
    }

    /** As far as the mesh answers now. */
    boolean allHaveEnded() {
        return promised().stream()
                .allMatch(id -> status(id).filter(status -> !isUnderWay(status)).isPresent());
    }

    static boolean isUnderWay(String status) {
        return UNDER_WAY.contains(status);
    }

    List<String> keysAnsweredTwiceDifferently(List<JobWish> wishes) {
        return wishes.stream()
                .filter(wish -> !insist("the repetition is answered", () -> api.submit(wish))
                        .equals(promised.get(wish.key())))
                .map(JobWish::key)
                .toList();
    }

    private Optional<String> status(UUID id) {
        try {
            return Optional.of(api.job(id).get("status").asText());
        } catch (IOException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static <T> T insist(String what, Callable<T> call) {
        var answer = new AtomicReference<T>();
        await(what).atMost(LIMIT).pollInterval(BETWEEN_LOOKS).until(() -> {
            try {
                answer.set(call.call());
            } catch (IOException noAnswer) {
                return false;
            }
            return true;
        });
        return answer.get();
    }
}
