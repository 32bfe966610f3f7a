package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.executor.domain.Assignment;
import dev.comfymesh.executor.domain.FileProbe;
import dev.comfymesh.executor.domain.Harvest;
import dev.comfymesh.executor.domain.Output;
import dev.comfymesh.executor.domain.OutputFile;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CollectOutputsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final List<Output> TWO_FILES = List.of(file("a.bin"), file("b.bin"));

    private final FakeNode node = new FakeNode();
    private final FakeDisk disk = new FakeDisk();
    private final CollectOutputs outputs = new CollectOutputs(disk);

    @Test
    void keepsEachFileUnderItsNumber() {
        node.fetched = whole();

        assertThat(collect(0).await().indefinitely()).isInstanceOf(Harvest.Kept.class);
        assertThat(collect(1).await().indefinitely()).isInstanceOf(Harvest.Kept.class);

        assertThat(disk.kept).containsExactly(prefix() + 0, prefix() + 1);
        assertThat(disk.unfinished).isEmpty();
    }

    @Test
    void leavesNoFileBehindThatTheNodeDoesNotHandOut() {
        var harvest = collect(0).await().indefinitely();

        assertThat(harvest).isInstanceOf(Harvest.Unavailable.class);
        assertThat(disk.unfinished).isEmpty();
    }

    @Test
    void leavesNoFileBehindThatCannotBeKept() {
        node.fetched = whole();
        disk.full = true;

        assertThatThrownBy(() -> collect(0).await().indefinitely()).hasMessage("no space left");

        assertThat(disk.unfinished).isEmpty();
    }

    private Uni<Harvest> collect(int index) {
        return outputs.collect(node, order(), TWO_FILES, index);
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
}
