package dev.comfymesh.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.comfymesh.testkit.MeshResource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows whose pictures change, as the tables tell it. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@TestProfile(WorkQueueIT.Undisturbed.class)
class DriftIT {
    private static final String STEADY = "sha256:steady";
    private static final String DRIFTING = "sha256:drifting";
    private static final String YOUNG = "sha256:young";

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler collector = new Collector();
    private final Logger logger = Logger.getLogger("dev.comfymesh.scoring.adapter.vertx.DriftLoop");

    @Inject
    MeterRegistry meters;

    @Inject
    DataSource database;

    @BeforeEach
    void listen() {
        logger.addHandler(collector);
    }

    @AfterEach
    void forget() throws SQLException {
        logger.removeHandler(collector);
        run("""
            with old as (select job_id from pool where workflow in ('%s', '%s', '%s')),
                 candidates as (delete from candidate using old where candidate.job_id = old.job_id)
            delete from pool using old where pool.job_id = old.job_id""".formatted(STEADY, DRIFTING, YOUNG));
    }

    @Test
    void warnsOnceOfTheWorkflowWhosePicturesHaveChangedAndShowsHowFar() throws SQLException {
        judge(STEADY, 100, 3, 20);
        judge(STEADY, 60, 3, 10);
        judge(YOUNG, 60, 3, 10);
        judge(DRIFTING, 100, 3, 20);
        judge(DRIFTING, 60, 2, 10);

        var far = awaitDrift(z -> z < -6);
        assertThat(sharpness(STEADY).value()).isBetween(-1.0, 1.0);
        assertThat(meters.find("comfymesh.scoring.drift").tag("workflow", YOUNG).gauges())
                .isEmpty();

        // The gauge shows that there was a further look.
        judge(DRIFTING, 10, 1, 5);
        awaitDrift(z -> z != far);
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The sharpness of workflow %s has moved from 3.450 to 2.450: ".formatted(DRIFTING));
    }

    private double awaitDrift(Predicate<Double> wanted) {
        return await().until(
                        () -> meters
                                .find("comfymesh.scoring.drift")
                                .tags("workflow", DRIFTING, "dimension", "sharpness")
                                .gauges()
                                .stream()
                                .mapToDouble(Gauge::value)
                                .findFirst()
                                .orElse(0),
                        wanted);
    }

    private Gauge sharpness(String workflow) {
        return meters.get("comfymesh.scoring.drift")
                .tags("workflow", workflow, "dimension", "sharpness")
                .gauge();
    }

    /** A pool that ended so long ago, whose candidates all passed; they are from so sharp on, ten of them up to 0.9 more. */
    private void judge(String workflow, int candidates, int sharpness, int minutesAgo) throws SQLException {
        run("""
            with judged as (
                insert into pool (job_id, tenant_id, profile, workflow, deliver, max_candidates, wave, may_grow, state, deadline,
                                  over_since)
                values (gen_random_uuid(), 'acme', 'generic', '%s', 1, 999, 1, false, 'SELECTED', now(),
                        now() - interval '%d minutes')
                returning job_id)
            insert into candidate (id, job_id, n, seed, state, verdict, measurements)
            select job_id || '-' || n, job_id, n, 1, 'JUDGED', '{"passed": true}',
                   json_build_object('values', json_build_object('sharpness', %d + n %% 10 / 10.0))
            from judged, generate_series(1, %d) as n""".formatted(workflow, minutesAgo, sharpness, candidates));
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private final class Collector extends Handler {
        @Override
        public void publish(LogRecord line) {
            var text = line.getParameters() == null
                    ? line.getMessage()
                    : line.getMessage().formatted(line.getParameters());
            if (text.contains(DRIFTING) || text.contains(STEADY)) {
                warnings.add(text);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
