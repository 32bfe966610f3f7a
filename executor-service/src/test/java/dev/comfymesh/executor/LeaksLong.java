package dev.comfymesh.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.comfymesh.executor.app.Fleet;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand attempts through one executor leave no open file, socket, loop or memory behind. Not part of the build: run it
 * with {@code -Dit.test=LeaksLong}, and fewer of them with {@code -Dattempts=1000}.
 */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class LeaksLong {
    private static final Logger LOG = Logger.getLogger(LeaksLong.class);
    private static final int ATTEMPTS = Integer.getInteger("attempts", 10_000);
    private static final int NODES = 8;
    private static final int A_JOB = 32;
    private static final int WARM_UP = 1_024;
    private static final long GROWTH_BYTES = 8L << 20;

    /** What pools and the test itself open meanwhile. */
    private static final int SPARE_FILES = 24;

    @Inject
    Fleet fleet;

    @Inject
    DataSource database;

    @ConfigProperty(name = "comfymesh.objects")
    Path objects;

    @Test
    void leaveNothingBehind() throws IOException, SQLException {
        var filesBefore = openFiles();
        try (var bed = new TestBed();
                var hall = NodeHall.of(NODES)) {
            var targets =
                    hall.nodes().stream().map(node -> bed.target(node.url())).toList();
            run(bed, targets, 0, WARM_UP);
            var heapBefore = usedHeap();

            run(bed, targets, WARM_UP, ATTEMPTS);

            var heapAfter = usedHeap();
            LOG.infof(
                    "%d attempts: heap %d -> %d KiB, %d open files before, %d now",
                    ATTEMPTS, heapBefore >> 10, heapAfter >> 10, filesBefore, openFiles());
            assertThat(fleet.running()).isZero();
            assertThat(heapAfter - heapBefore).as("growth of the heap").isLessThan(GROWTH_BYTES);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(openFiles()).isLessThan(filesBefore + SPARE_FILES));
        LOG.infof("%d open files at the end", openFiles());
        try (var unfinished = Files.list(objects.resolve(".unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    /** Runs the attempts of these numbers, and waits for the end of each job's before it states the next. */
    private void run(TestBed bed, List<String> targets, int from, int to) {
        for (int done = from; done < to; done += A_JOB) {
            var job = Restated.runnableJob().candidates(A_JOB);
            bed.assignAll(job, targets);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> succeeded(job.id()) == A_JOB && fleet.running() == 0);
        }
    }

    private long succeeded(UUID job) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select count(*) from attempt where job_id = ? and state = 'SUCCEEDED'")) {
            query.setObject(1, job);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
