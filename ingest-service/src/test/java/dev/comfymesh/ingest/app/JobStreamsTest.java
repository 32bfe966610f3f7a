package dev.comfymesh.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptProgress;
import dev.comfymesh.ingest.app.StreamMessage.Event;
import dev.comfymesh.ingest.app.StreamMessage.Heartbeat;
import dev.comfymesh.ingest.app.StreamMessage.Note;
import dev.comfymesh.ingest.app.StreamMessage.Snapshot;
import dev.comfymesh.ingest.domain.CandidatePhase;
import dev.comfymesh.ingest.domain.Job;
import dev.comfymesh.ingest.domain.JobFold;
import dev.comfymesh.testkit.SampleJob;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobStreamsTest {
    private final SampleJob sample = SampleJob.aJob();
    private final Job job = Job.accepted(sample.accepted(), Map.of());
    private final Log log = new Log();
    private final JobStreams streams = new JobStreams(log);

    /** Holds everything in memory and counts how often it is asked. */
    private static final class Log implements EventLog {
        final List<StoredEvent> events = new ArrayList<>();
        int questions;
        Runnable meanwhile = () -> {};

        @Override
        public Uni<List<StoredEvent>> after(Map<UUID, Long> positions, int limit) {
            questions++;
            var found = events.stream()
                    .filter(event -> positions.containsKey(event.jobId()) && event.seq() > positions.get(event.jobId()))
                    .limit(limit)
                    .toList();
            meanwhile.run();
            return Uni.createFrom().item(found);
        }
    }

    @Test
    void beginsWithTheSnapshot() {
        var client = follow(1);

        assertThat(client.getItems()).containsExactly(new Snapshot(job));
    }

    @Test
    void givesEachStreamWhatItHasNotSeen() {
        append(2, 3);
        var fresh = follow(1);
        var resumed = follow(2);

        deliver();

        assertThat(seqs(fresh)).containsExactly(2L, 3L);
        assertThat(seqs(resumed)).containsExactly(3L);
        assertThat(log.questions).isEqualTo(1);
    }

    @Test
    void repeatsNothing() {
        append(2);
        var client = follow(1);
        deliver();
        append(3);
        streams.changed(Set.of(job.id()));
        deliver();
        streams.lookAgain();
        deliver();

        assertThat(seqs(client)).containsExactly(2L, 3L);
    }

    @Test
    void losesNothingForAStreamThatJoinsWhileTheLogIsRead() {
        append(2, 3, 4);
        follow(3);
        var joined = new ArrayList<AssertSubscriber<StreamMessage>>();
        log.meanwhile = () -> {
            if (joined.isEmpty()) {
                joined.add(follow(1));
            }
        };

        deliver();
        deliver();

        assertThat(seqs(joined.getFirst())).containsExactly(2L, 3L, 4L);
    }

    @Test
    void asksOnlyForJobsThatSomebodyFollows() {
        streams.changed(Set.of(job.id()));

        deliver();

        assertThat(log.questions).isZero();
    }

    @Test
    void endsWithTheLastEvent() {
        var client = follow(1);
        log.events.add(new StoredEvent(job.id(), 2, "job.failed", "{}"));
        streams.changed(Set.of(job.id()));

        deliver();

        client.assertCompleted();
    }

    @Test
    void endsAtOnceWhenAllIsSaid() {
        var ended = JobFold.fold(job, CandidatePhase.WAITING, sample.closed(0)).job();

        var client = streams.open(ended, ended.state().seq()).subscribe().withSubscriber(AssertSubscriber.create(10));

        client.assertCompleted();
        assertThat(client.getItems()).hasSize(1);
    }

    @Test
    void forgetsAStreamThatWentAway() {
        follow(1).cancel();
        streams.changed(Set.of(job.id()));

        deliver();

        assertThat(log.questions).isZero();
    }

    @Test
    void passesNotesAndHeartbeatsOn() {
        var client = follow(1);
        var note = new AttemptProgress(job.id(), "c", sample.attempt(1).id(), "3", 1, 2, 0.5);

        streams.note(note);
        streams.heartbeat();

        assertThat(client.getItems()).endsWith(new Note(note), new Heartbeat());
    }

    @Test
    void dropsNotesForASlowClientButNoEvents() {
        var slow = streams.open(job, 1).subscribe().withSubscriber(AssertSubscriber.<StreamMessage>create(1));
        for (int i = 0; i < 1_000; i++) {
            streams.heartbeat();
        }
        append(2);
        streams.changed(Set.of(job.id()));
        deliver();

        slow.request(Long.MAX_VALUE);

        assertThat(slow.getItems()).hasSizeLessThan(100);
        assertThat(seqs(slow)).containsExactly(2L);
    }

    @Test
    void endsAllStreamsForGoodWhenItIsClosed() {
        var before = follow(1);
        assertThat(streams.open()).isEqualTo(1);

        streams.close();
        var after = follow(1);

        before.assertCompleted();
        after.assertCompleted();
        assertThat(after.getItems()).containsExactly(new Snapshot(job));
        assertThat(streams.open()).isZero();
    }

    @Test
    void cutsOffAClientThatIsFarBehind() {
        var stuck = streams.open(job, 1).subscribe().withSubscriber(AssertSubscriber.<StreamMessage>create(1));
        append(LongStream.rangeClosed(2, 2_000).toArray());
        streams.changed(Set.of(job.id()));

        deliver();
        stuck.request(Long.MAX_VALUE);

        stuck.assertFailedWith(BackPressureFailure.class);
        assertThat(seqs(stuck)).isSorted().doesNotHaveDuplicates();
    }

    private AssertSubscriber<StreamMessage> follow(long after) {
        return streams.open(job, after).subscribe().withSubscriber(AssertSubscriber.create(100));
    }

    private void append(long... seqs) {
        for (var seq : seqs) {
            log.events.add(new StoredEvent(job.id(), seq, "candidate.started", "{}"));
        }
    }

    private void deliver() {
        streams.deliver().await().indefinitely();
    }

    private static List<Long> seqs(AssertSubscriber<StreamMessage> client) {
        return client.getItems().stream()
                .filter(Event.class::isInstance)
                .map(message -> ((Event) message).event().seq())
                .toList();
    }
}
