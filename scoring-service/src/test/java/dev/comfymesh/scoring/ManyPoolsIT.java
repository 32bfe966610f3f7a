package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.FactReader;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleAttempt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Jobs that come so close together that their pictures are measured side by side. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ManyPoolsIT {
    private static final byte[] PICTURE = Drawings.png(64, Drawings.scene(64));

    @ConfigProperty(name = "comfymesh.objects")
    Path objects;

    @Test
    void closesEachOfThem() {
        var jobs = IntStream.range(0, 60).mapToObj(_ -> aJob()).toList();
        try (var ingest = FactLog.as("ingest-service");
                var executor = FactLog.as("executor-service");
                var facts = FactReader.of(Topic.JOBS)) {
            jobs.forEach(job -> ingest.state(job.tenantId(), job.accepted()));
            jobs.forEach(job -> executor.state(job.tenantId(), job.attempt(1).succeeded(stored(job.attempt(1)))));

            for (var job : jobs) {
                assertThat(facts.await(job.id(), PoolSelected.class).selection())
                        .hasSize(1);
            }
        }
    }

    private List<Artifact> stored(SampleAttempt attempt) {
        var key = "t/many/" + attempt.id() + "/0";
        try {
            var file = objects.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, PICTURE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return List.of(new Artifact(key, "image/png", PICTURE.length, "0".repeat(64), 64, 64, "9"));
    }
}
