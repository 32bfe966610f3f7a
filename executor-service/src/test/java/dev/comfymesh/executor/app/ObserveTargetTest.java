package dev.comfymesh.executor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comfymesh.contracts.TargetObserved;
import dev.comfymesh.executor.domain.Tenure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserveTargetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Duration NONE = Duration.ZERO;
    private static final Duration CATALOGUE = Duration.ofMinutes(5);

    private final FakeNode node = new FakeNode();
    private final List<TargetObserved> told = new ArrayList<>();
    private boolean storeIsFull;
    private Instant now = NOW;

    @Test
    void readsACatalogueAgainThatCouldNotBeKept() {
        var observe = new ObserveTarget(ports(), new Tenure("target", 3));
        storeIsFull = true;
        assertThatThrownBy(() -> observe.look(node, true).await().indefinitely())
                .hasMessage("no space left");

        storeIsFull = false;
        observe.look(node, true).await().indefinitely();

        assertThat(told)
                .singleElement()
                .satisfies(seen -> assertThat(seen.catalogueDigest()).isEqualTo("digest"));
    }

    @Test
    void keepsAnUnchangedCatalogueWithoutReadingIt() {
        var observe = new ObserveTarget(ports(), new Tenure("target", 3));
        observe.look(node, true).await().indefinitely();

        observe.readCatalogueAgain();
        storeIsFull = true;
        observe.look(node, true).await().indefinitely();

        assertThat(node.asked).containsSubsequence("catalogue", "catalogue");
    }

    @Test
    void readsTheCatalogueAgainByAndBy() {
        var observe = new ObserveTarget(ports(), new Tenure("target", 3));
        observe.look(node, true).await().indefinitely();
        observe.look(node, true).await().indefinitely();
        assertThat(Collections.frequency(node.asked, "catalogue")).isOne();

        now = NOW.plus(CATALOGUE);
        observe.look(node, true).await().indefinitely();

        assertThat(Collections.frequency(node.asked, "catalogue")).isEqualTo(2);
    }

    private Ports ports() {
        return new Ports(
                null,
                null,
                (_, _) -> Uni.createFrom().voidItem(),
                seen -> {
                    told.add(seen);
                    return Uni.createFrom().voidItem();
                },
                new NodeAgents(null, null, NONE),
                _ -> storeIsFull
                        ? Uni.createFrom().failure(new IllegalStateException("no space left"))
                        : Uni.createFrom().item("digest"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new SilentTally(),
                null,
                null,
                new Pace(NONE, NONE, 1, NONE, NONE, 1, NONE, NONE, NONE, CATALOGUE, NONE),
                new SetClock(() -> now));
    }
}
