package dev.comfymesh.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.testkit.FactLog;
import dev.comfymesh.testkit.MeshResource;
import dev.comfymesh.testkit.SampleJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class CommitBySecondIT {
    @Inject
    PoisonOnTheLogIT.Consumer consumer;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @ConfigProperty(name = "mp.messaging.incoming.jobs.group.id")
    String group;

    @Test
    void tellsTheBrokerByAndByWhatWasApplied() {
        var job = SampleJob.aJob();
        try (var log = FactLog.as("ingest-service");
                var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            log.state("acme", job.accepted());
            Awaitility.await().until(() -> consumer.applied().contains(job.id().toString()));

            Awaitility.await().untilAsserted(() -> assertThat(behind(admin)).isZero());
        }
    }

    private long behind(Admin admin) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        return committed.isEmpty()
                ? Long.MAX_VALUE
                : ends.entrySet().stream()
                        .mapToLong(end -> end.getValue().offset()
                                - committed.get(end.getKey()).offset())
                        .sum();
    }
}
