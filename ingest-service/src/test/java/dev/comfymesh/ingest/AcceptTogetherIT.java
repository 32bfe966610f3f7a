package dev.comfymesh.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.ingest.Api.Answer;
import dev.comfymesh.ingest.app.JobStore;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accepts that are committed together are answered as if each had come alone. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class AcceptTogetherIT {
    private static final String READ_AND_WRITE = "jobs:read jobs:write";

    @TestHTTPResource("/")
    URI base;

    @Inject
    DataSource database;

    @Inject
    JobStore jobs;

    @Inject
    MeterRegistry meters;

    Api api;
    Tenants tenants;

    @BeforeEach
    void open() {
        tenants = new Tenants(database);
        api = new Api(base, Api.KEY);
        await().until(() -> api.get("/v1/jobs").status() == 200);
    }

    @Test
    void givesEachOfTwoHundredItsOwnAnswerAndItsOwnRows() throws Exception {
        var rich = api.with(tenants.add("rich", 1_000_000, READ_AND_WRITE));
        var needy = api.with(tenants.add("needy", 3_500, READ_AND_WRITE));
        var known = submit(rich, "known").id();
        var round = new Round(5)
                .with("alone", 100, i -> () -> submit(rich, "alone-" + i))
                .with("same", 40, _ -> () -> submit(rich, "same"))
                .with("needy", 40, i -> () -> submit(needy, "needy-" + i));
        var poisoned = Executors.newVirtualThreadPerTaskExecutor()
                .submit(() ->
                        IntStream.range(0, 20).filter(_ -> isRefused(known)).count());
        var answers = round.run();

        assertThat(answers.get("alone"))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(answers.get("alone")).extracting(Answer::id).doesNotHaveDuplicates();
        assertThat(answers.get("same"))
                .extracting(Answer::id)
                .hasSize(40)
                .containsOnly(answers.get("same").getFirst().id());
        assertThat(answers.get("same")).filteredOn(AcceptTogetherIT::isFirst).hasSize(1);
        assertThat(answers.get("needy"))
                .extracting(Answer::status)
                .filteredOn(status -> status == 202)
                .hasSize(3);
        assertThat(answers.get("needy"))
                .extracting(Answer::status)
                .filteredOn(status -> status == 402)
                .hasSize(37);
        assertThat(poisoned.get()).isEqualTo(20);

        assertThat(rows("rich")).isEqualTo("102 jobs, 102 events, 102 facts, 102 keys, 102000 reserved");
        assertThat(rows("needy")).isEqualTo("3 jobs, 3 events, 3 facts, 3 keys, 3000 reserved");
        assertThat(meters.get("comfymesh.ingest.accept.batch").summary().max()).isGreaterThan(1);
    }

    @Test
    void leavesTheKeyOfAJobFreeThatTheAccountDidNotCover() {
        var broke = api.with(tenants.add("broke", 999, READ_AND_WRITE));
        assertThat(submit(broke, "later").status()).isEqualTo(402);

        tenants.run("update account set balance_micros = 1000 where tenant_id = 'broke'");
        var later = submit(broke, "later");

        assertThat(later.status()).isEqualTo(202);
        assertThat(isFirst(later)).isTrue();
    }

    /** Calls of several kinds, all at once and in any order. */
    private static final class Round {
        private final List<Callable<Void>> calls = new ArrayList<>();
        private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
        private final Random random;

        Round(long seed) {
            random = new Random(seed);
        }

        Round with(String kind, int times, IntFunction<Callable<Answer>> call) {
            var ofKind = Collections.synchronizedList(new ArrayList<Answer>());
            answers.put(kind, ofKind);
            IntStream.range(0, times)
                    .forEach(i -> calls.add(() -> {
                        ofKind.add(call.apply(i).call());
                        return null;
                    }));
            return this;
        }

        Map<String, List<Answer>> run() throws Exception {
            Collections.shuffle(calls, random);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var done : threads.invokeAll(calls)) {
                    done.get();
                }
            }
            return answers;
        }
    }

    /** A job under an id that exists cannot be stored, whatever comes with it. */
    private boolean isRefused(UUID known) {
        var poison = SampleJob.aJob().id(known).tenant("rich").capMicros(1_000).accepted();
        try {
            jobs.accept(poison, Map.of(), null).await().atMost(Duration.ofSeconds(30));
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static Answer submit(Api as, String key) {
        return as.submit(Api.aRequest().put("capMicros", 1_000), "Idempotency-Key", key);
    }

    private static boolean isFirst(Answer answer) {
        return answer.header("Idempotency-Replayed").isEmpty();
    }

    private String rows(String tenant) {
        return "%d jobs, %d events, %d facts, %d keys, %d reserved"
                .formatted(
                        count("job", tenant),
                        count("client_event", tenant),
                        count("outbox", tenant),
                        count("idempotency_record", tenant),
                        tenants.reservedMicros(tenant));
    }

    private long count(String table, String tenant) {
        return tenants.number("select count(*) from %s where tenant_id = '%s'".formatted(table, tenant));
    }
}
