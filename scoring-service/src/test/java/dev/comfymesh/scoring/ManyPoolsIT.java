package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that come so close together that their pictures are measured side by side. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class ManyPoolsIT {
    private static final byte[] PICTURE = Drawings.png(64, Drawings.scene(64));

    @Test
    void closesEachOfThem() {
        var jobs = IntStream.range(0, 60).mapToObj(_ -> aJob()).toList();
        try (var mesh = new Neighbours()) {
            jobs.forEach(job -> mesh.ingest().state(job.tenantId(), job.accepted()));
            jobs.forEach(job -> mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(1), PICTURE)));

            for (var job : jobs) {
                assertThat(mesh.facts().await(job.id(), PoolSelected.class).selection())
                        .hasSize(1);
            }
        }
    }
}
