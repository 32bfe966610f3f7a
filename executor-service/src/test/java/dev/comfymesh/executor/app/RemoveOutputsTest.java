package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.executor.domain.OutputKeys;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemoveOutputsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final OutputKeys FAILED = new OutputKeys("acme", new UUID(0, 1), new UUID(1, 1));
    private static final OutputKeys UNSELECTED = new OutputKeys("acme", new UUID(0, 2), new UUID(1, 2));

    private final FakeDisk disk = new FakeDisk();
    private final Rows rows = new Rows();
    private final RemoveOutputs outputs = new RemoveOutputs(rows, disk, Duration.ofHours(24), Duration.ofDays(7));

    @Test
    void removesEachKindAfterItsTime() {
        rows.failed.add(FAILED);
        rows.unselected.add(UNSELECTED);

        assertThat(remove()).isTrue();

        assertThat(disk.removed).containsExactly(FAILED, UNSELECTED);
        assertThat(rows.asked).containsExactly(NOW.minus(Duration.ofHours(24)), NOW.minus(Duration.ofDays(7)));
        assertThat(remove()).isFalse();
    }

    @Test
    void saysThatTheyAreGoneOnlyAfterwards() {
        rows.failed.add(FAILED);
        rows.broken = true;

        assertThatThrownBy(this::remove).hasMessage("no database");
        rows.broken = false;
        remove();

        assertThat(disk.removed).containsExactly(FAILED, FAILED);
        assertThat(rows.failed).isEmpty();
    }

    private boolean remove() {
        return outputs.remove(NOW).await().indefinitely();
    }

    /** Failed and unselected outputs as the tables would have them. */
    private static final class Rows implements OldOutputs {
        private final List<OutputKeys> failed = new ArrayList<>();
        private final List<OutputKeys> unselected = new ArrayList<>();
        private final List<Instant> asked = new ArrayList<>();
        private boolean broken;

        @Override
        public Uni<List<OutputKeys>> ofFailedBefore(Instant before) {
            asked.add(before);
            return Uni.createFrom().item(List.copyOf(failed));
        }

        @Override
        public Uni<Void> removedOfAttempts(Collection<UUID> attempts) {
            if (broken) {
                return Uni.createFrom().failure(new IllegalStateException("no database"));
            }
            failed.removeIf(outputs -> attempts.contains(outputs.attemptId()));
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<List<UUID>> jobsSettledBefore(Instant before) {
            asked.add(before);
            return Uni.createFrom()
                    .item(unselected.stream().map(OutputKeys::jobId).toList());
        }

        @Override
        public Uni<List<OutputKeys>> unselected(Collection<UUID> jobs) {
            return Uni.createFrom().item(List.copyOf(unselected));
        }

        @Override
        public Uni<Void> removedOfJobs(Collection<UUID> jobs) {
            unselected.removeIf(outputs -> jobs.contains(outputs.jobId()));
            return Uni.createFrom().voidItem();
        }
    }
}
