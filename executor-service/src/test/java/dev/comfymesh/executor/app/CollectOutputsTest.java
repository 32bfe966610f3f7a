package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.FileProbe;
import dev.comfymesh.executor.domain.FinishedRun;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CollectOutputsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final FinishedRun TWO_FILES = new FinishedRun(List.of(file("a.bin"), file("b.bin")), Set.of(), 5);

    private final FakeNode node = new FakeNode();
    private final Disk disk = new Disk();
    private final CollectOutputs outputs = new CollectOutputs(disk);

    @Test
    void keepsEachFileUnderItsNumber() {
        node.fetched = whole();

        var harvest = outputs.collect(node, order(), TWO_FILES).await().indefinitely();

        assertThat(harvest).isInstanceOf(Harvest.Stored.class);
        assertThat(disk.kept).containsExactly(prefix() + 0, prefix() + 1);
        assertThat(disk.unfinished).isEmpty();
    }

    @Test
    void leavesNoFileBehindThatTheNodeDoesNotHandOut() {
        var harvest = outputs.collect(node, order(), TWO_FILES).await().indefinitely();

        assertThat(harvest).isInstanceOf(Harvest.Unavailable.class);
        assertThat(disk.unfinished).isEmpty();
    }

    @Test
    void leavesNoFileBehindThatCannotBeKept() {
        node.fetched = whole();
        disk.full = true;

        assertThatThrownBy(
                        () -> outputs.collect(node, order(), TWO_FILES).await().indefinitely())
                .hasMessage("no space left");

        assertThat(disk.unfinished).isEmpty();
    }

    private static Fetched whole() {
        var bytes = "anything".getBytes(StandardCharsets.UTF_8);
        return new Fetched.Whole(new FileProbe(bytes, bytes, bytes.length), "0");
    }

    private static OutputFile file(String name) {
        return new OutputFile("9", name, "", "output");
    }

    private static String prefix() {
        return "t/tenant/j/%s/a/%s/".formatted(new UUID(0, 2), new UUID(0, 1));
    }

    private static Assignment order() {
        return new Assignment(
                new UUID(0, 1), new UUID(0, 2), "tenant", "candidate", "target", 7, "sha256:0", NOW, NOW, false, null);
    }

    /** Remembers which files it gave out and has not taken in or removed. */
    private static final class Disk implements ArtifactStore {
        private final List<Path> unfinished = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private boolean full;

        @Override
        public Path temporaryFile() {
            var file = Path.of("file-" + (unfinished.size() + kept.size()));
            unfinished.add(file);
            return file;
        }

        @Override
        public Uni<Void> keep(String key, Path file) {
            if (full) {
                return Uni.createFrom().failure(new IllegalStateException("no space left"));
            }
            kept.add(key);
            return discard(file);
        }

        @Override
        public Uni<Void> discard(Path file) {
            unfinished.remove(file);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> discardLeftovers(Instant before) {
            return Uni.createFrom().voidItem();
        }
    }
}
