package dev.comfymesh.testkit;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.TargetDefined;
import dev.comfymesh.contracts.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactLogIT {
    @Test
    void statesFactsOfAJobInOrderWithTheirHeaders() {
        var job = aJob().tenant("acme").candidates(4).deliver(2);
        try (var ingest = FactLog.as("ingest-service");
                var router = FactLog.as("router-service");
                var reader = FactReader.of(Topic.JOBS)) {
            ingest.state("acme", job.accepted(), job.cancelRequested());
            router.state("acme", job.attempt(1).assigned(), job.attempt(2).assigned());

            assertThat(reader.await(job.id(), AttemptAssigned.class, 2))
                    .containsExactly(job.attempt(1).assigned(), job.attempt(2).assigned());
            assertThat(reader.factsOf(job.id())).hasSize(4).first().isEqualTo(job.accepted());
            var accepted =
                    reader.await(stated -> stated.subject().equals(job.id().toString()));
            assertThat(accepted.type()).isEqualTo("dev.comfymesh.JobAccepted.v1");
            assertThat(accepted.source()).isEqualTo("ingest-service");
            assertThat(accepted.tenantId()).isEqualTo("acme");
            assertThat(accepted.sequence()).isEqualTo(1);
            assertThat(accepted.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        }
    }

    @Test
    void countsPerSubjectAndService() {
        var job = aJob();
        try (var ingest = FactLog.as("ingest-service");
                var router = FactLog.as("router-service")) {
            var sequences = List.of(
                    ingest.next("acme", job.accepted()).sequence(),
                    ingest.next("acme", job.cancelRequested()).sequence(),
                    router.next("acme", job.closed(0)).sequence(),
                    ingest.next("acme", aJob().accepted()).sequence());

            assertThat(sequences).containsExactly(1L, 2L, 1L, 1L);
        }
    }

    @Test
    void sendsWhatIsBrokenAsItIs() {
        var job = aJob();
        try (var ingest = FactLog.as("ingest-service");
                var reader = FactReader.of(Topic.JOBS)) {
            ingest.send(ingest.next("acme", job.accepted())
                    .withPayload(new byte[] {123})
                    .withSequence(7));
            ingest.state("acme", job.accepted());

            assertThat(reader.await(job.id(), JobAccepted.class)).isEqualTo(job.accepted());
            assertThat(reader.await(stated -> stated.sequence() == 7).fact()).isEmpty();
        }
    }

    @Test
    void definesAndForgetsTargets() {
        var node = SampleTargets.aNode("sim-a", "http://127.0.0.1:1");
        try (var router = FactLog.as("router-service");
                var reader = FactReader.of(Topic.TARGETS)) {
            router.define(node);
            router.forget("sim-a");

            assertThat(reader.await(stated -> stated.payload() != null).read(TargetDefined.class))
                    .isEqualTo(node);
            assertThat(reader.await(stated -> stated.payload() == null).subject())
                    .isEqualTo("sim-a");
        }
    }
}
