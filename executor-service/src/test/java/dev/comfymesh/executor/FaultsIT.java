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
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a node does to a run: it ends once, as what it was, it ran once, and nothing of it is left over. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class FaultsIT {

    /** What pools and the test itself open meanwhile: fewer than one a play. */
    private static final int SPARE_FILES = 24;

    /** Says of which attempts the outputs are not to be had at the moment. */
    private static final String FETCHING = "dev.comfymesh.executor.app.RunOutputs";

    private TestBed bed;

    @Inject
    Fleet fleet;

    @ConfigProperty(name = "comfymesh.objects")
    Path objects;

    @BeforeEach
    void open() {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @TestFactory
    Stream<DynamicTest> endsOnceAsWhatItWas() {
        var filesBefore = openFiles();
        var cells = FaultMatrix.cells().toList();
        try (var hall = NodeHall.of(cells.size());
                var fetching = Warnings.of(FETCHING)) {
            var plays = IntStream.range(0, cells.size())
                    .mapToObj(i -> FaultPlay.of(cells.get(i), hall.nodes().get(i), bed))
                    .toList();
            CompletableFuture.allOf(plays.stream()
                            .map(play -> CompletableFuture.runAsync(
                                    () -> play.play(bed, fetching::name), Thread::startVirtualThread))
                            .toArray(CompletableFuture[]::new))
                    .join();
            var tests = plays.stream().map(this::verified).toList();
            bed.forgetTargets();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(fleet.running()).isZero());
            return Stream.concat(tests.stream(), Stream.of(leavesNothing(filesBefore)));
        }
    }

    private DynamicTest leavesNothing(long filesBefore) {
        return DynamicTest.dynamicTest("leaves nothing open", () -> {
            assertThat(unfinished()).as("temporary files").isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(openFiles()).isLessThan(filesBefore + SPARE_FILES));
        });
    }

    private DynamicTest verified(FaultPlay play) {
        var ending = bed.ending(play.attempt());
        var endedAt = bed.end(play.attempt()).at();
        var endings = bed.endings(play.attempt());
        var submits = play.saw("submitted");
        var starts = play.saw("started");
        return DynamicTest.dynamicTest(play.cell().toString(), () -> {
            assertThat(ending).isEqualTo(play.cell().ending());
            assertThat(endedAt).as("its end, after the fault").isAfterOrEqualTo(play.struckAt());
            assertThat(endings).as("endings").isEqualTo(1);
            assertThat(submits).as("submits").isLessThan(2);
            assertThat(starts).as("starts").isLessThan(2);
        });
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private List<Path> unfinished() {
        try (var files = Files.list(objects.resolve(".unfinished"))) {
            return files.toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
