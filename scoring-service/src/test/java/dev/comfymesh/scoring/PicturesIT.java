package dev.comfymesh.scoring;

import static dev.comfymesh.testkit.SampleJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.comfymesh.contracts.Artifact;
import dev.comfymesh.contracts.CandidateScored;
import dev.comfymesh.contracts.CandidatesAdded;
import dev.comfymesh.contracts.PoolSelected;
import dev.comfymesh.contracts.PoolShort;
import dev.comfymesh.contracts.Reason;
import dev.comfymesh.contracts.ReasonCount;
import dev.comfymesh.contracts.Selected;
import dev.comfymesh.testkit.MeshResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of pictures, good and bad, and of the work on them. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class PicturesIT {
    private static final byte[] GOOD = Drawings.png(128, Drawings.scene(128));
    private static final byte[] OTHER = Drawings.png(128, Drawings.scene(128, 7));
    private static final byte[] BLURRED = Drawings.png(128, Drawings.blurred(128));

    private final Neighbours mesh = new Neighbours();

    @Inject
    DataSource database;

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void deliversUnjudgedWhatIsNoPicture() {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        var sound = new Artifact("t/x", "audio/flac", 1, "0".repeat(64), 0, 0, "9");
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), attempt.succeeded(List.of(sound)));

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).selection()).hasSize(1);
        assertThat(mesh.facts().await(job.id(), CandidateScored.class).verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("UNJUDGED");
    }

    @Test
    void judgesByTheFirstPictureOfAnAttempt() {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        var sound = new Artifact("t/x", "audio/flac", 1, "0".repeat(64), 0, 0, "9");
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        attempt.succeeded(
                                List.of(sound, mesh.stored(attempt, 1, GOOD), mesh.stored(attempt, 2, BLURRED))));

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).selection()).hasSize(1);
    }

    @Test
    void measuresAgainWhatADeadWorkerHadTaken() throws SQLException {
        var job = aJob().maxCandidates(1);
        var attempt = job.attempt(1);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.awaitState(job.id(), "OPEN");
        var picture = mesh.stored(attempt, 0, GOOD);
        try (var connection = database.getConnection();
                var lend = connection.prepareStatement("""
                        with waiting as (update candidate set state = 'WAITING', attempt_id = ? where id = ?)
                        insert into work (candidate_id, job_id, object_key, bytes, tries, lent_until, added_at)
                        values (?, ?, ?, ?, 1, now() + interval '1 second', now())""")) {
            lend.setObject(1, attempt.id());
            lend.setString(2, attempt.candidate().candidateId());
            lend.setString(3, attempt.candidate().candidateId());
            lend.setObject(4, job.id());
            lend.setString(5, picture.key());
            lend.setLong(6, picture.bytes());
            lend.executeUpdate();
        }

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).selection()).hasSize(1);
    }

    @Test
    void deliversNoTwoPicturesThatLookTheSame() {
        var job = aJob().candidates(3).deliver(2).maxCandidates(3);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        mesh.succeeded(job.attempt(1), GOOD),
                        mesh.succeeded(job.attempt(2), OTHER),
                        mesh.succeeded(job.attempt(3), GOOD));

        var selected = mesh.facts().await(job.id(), PoolSelected.class);

        assertThat(selected.selection())
                .extracting(Selected::candidateId)
                .containsExactlyInAnyOrder(
                        job.candidate(1).candidateId(), job.candidate(2).candidateId());
        assertThat(selected.reasons()).containsExactly(new ReasonCount("DUPLICATE", 1));
        mesh.pool(job.id())
                .body("candidates[2].duplicateOf", equalTo(job.candidate(1).candidateId()))
                .body("candidates[0].fingerprint", equalTo("d0a7af3a4080b5bf"));
    }

    @Test
    void asksForAnotherPictureInsteadOfADuplicate() {
        var job = aJob().candidates(2).deliver(2).maxCandidates(3);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(job.tenantId(), mesh.succeeded(job.attempt(1), GOOD), mesh.succeeded(job.attempt(2), GOOD));

        var shortage = mesh.facts().await(job.id(), PoolShort.class);
        mesh.router().state(job.tenantId(), new CandidatesAdded(job.id(), job.at(), 2, List.of(job.candidate(3))));
        mesh.executor().state(job.tenantId(), mesh.succeeded(job.attempt(3), OTHER));

        assertThat(shortage.missing()).isEqualTo(1);
        assertThat(shortage.reasons()).containsExactly(new ReasonCount("DUPLICATE", 1));
        assertThat(mesh.facts().await(job.id(), PoolSelected.class).complete()).isTrue();
    }

    @Test
    void endsAPictureThatIsNotInTheStore() {
        var job = aJob().maxCandidates(1);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor().state(job.tenantId(), job.attempt(1).succeeded());

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).reasons())
                .containsExactly(new ReasonCount("MISSING", 1));
    }

    @Test
    void survivesPicturesThatAreMadeToBreakIt() {
        var job = aJob().candidates(3).deliver(1).maxCandidates(3);
        mesh.ingest().state(job.tenantId(), job.accepted());
        mesh.executor()
                .state(
                        job.tenantId(),
                        mesh.succeeded(job.attempt(1), Arrays.copyOf(GOOD, GOOD.length / 2)),
                        mesh.succeeded(job.attempt(2), claiming(16_000, 16_000)),
                        mesh.succeeded(job.attempt(3), claiming(4_000, 4_000)));

        assertThat(mesh.facts().await(job.id(), PoolSelected.class).reasons())
                .containsExactly(new ReasonCount("UNREADABLE", 2), new ReasonCount("TOO_LARGE", 1));
    }

    /** A small PNG whose header claims this size. */
    private static byte[] claiming(int width, int height) {
        var file = ByteBuffer.wrap(GOOD.clone()).putInt(16, width).putInt(20, height);
        var checksum = new CRC32();
        checksum.update(file.array(), 12, 17);
        return file.putInt(29, (int) checksum.getValue()).array();
    }
}
