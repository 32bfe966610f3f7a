package dev.comfymesh.router;

import static dev.comfymesh.router.MeshInTest.graph;
import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.QueuePosition;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.Topic;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.router.app.MatchCandidates;
import dev.comfymesh.testkit.FactReader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where waiting candidates go, by what is known of the nodes; each test has nodes of its own, by a node class of its own. */
@QuarkusTest
class PlacementIT extends RouterInTest {
    @Inject
    MatchCandidates candidates;

    @Test
    void assignsAnAcceptedJobToANodeThatCanRunIt() {
        mesh.fleet().node("able-1", "Able");
        mesh.fleet().node("unable-1", "Other");
        var job = mesh.accepted(aJob().graph(graph("Able")));

        var assigned = mesh.log().await(job.jobId(), AttemptAssigned.class);

        assertThat(assigned.targetId()).isEqualTo("able-1");
        assertThat(assigned.seed()).isEqualTo(job.firstWave().getFirst().seed());
        assertThat(assigned.endBy()).isBeforeOrEqualTo(job.deadline());
        assertThat(mesh.fleet().send("GET", "/v1/decisions/" + job.jobId(), "").body())
                .contains("\"targetId\":\"able-1\"", "NODE_CLASS_MISSING", "does not offer Able", "priceMicros");
    }

    @Test
    void decidesARecordedDecisionAgainInTheSameWay() {
        mesh.fleet().node("replayed-1", 360_000, "Replayed");
        mesh.log().await(mesh.accepted(aJob().graph(graph("Replayed"))).jobId(), AttemptAssigned.class);

        var answer = WireJson.read(
                mesh.fleet().send("GET", "/v1/decisions/violations", "").body().getBytes(StandardCharsets.UTF_8),
                JsonNode.class);

        assertThat(answer.path("checked").asInt()).isPositive();
        assertThat(answer.path("violations")).isEmpty();
    }

    @Test
    void tellsWhoWaitsHowManyComeBefore() {
        try (var progress = FactReader.of(Topic.PROGRESS)) {
            mesh.fleet().down("absent-1", "Absent");
            var job = mesh.accepted(aJob().graph(graph("Absent")).candidates(2));

            var note =
                    progress.await(stated -> stated.subject().equals(job.jobId().toString()));
            assertThat(note.type()).isEqualTo(WireJson.typeOf(QueuePosition.class));
        }
    }

    @Test
    void learnsOfANodeThatComesUpLater() {
        mesh.fleet().down("riser-1", "Riser");
        mesh.fleet().node("riser-2", "RiserMarker");
        mesh.log().await(mesh.accepted(aJob().graph(graph("RiserMarker"))).jobId(), AttemptAssigned.class);
        var job = mesh.accepted(aJob().graph(graph("Riser")));

        mesh.fleet().observe("riser-1", TargetHealth.UP, "Riser");

        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("riser-1");
    }

    @Test
    void rebuildsWhatWaitsWhenItTakesOver() {
        mesh.fleet().down("rebuilt-1", "Rebuilt");
        var job = mesh.accepted(aJob().graph(graph("Rebuilt")));
        mesh.fleet().node("rebuilt-0", "RebuiltMarker");
        mesh.log().await(mesh.accepted(aJob().graph(graph("RebuiltMarker"))).jobId(), AttemptAssigned.class);

        candidates.forget();
        mesh.fleet().node("rebuilt-1", "Rebuilt");

        assertThat(mesh.log().await(job.jobId(), AttemptAssigned.class).targetId())
                .isEqualTo("rebuilt-1");
    }
}
