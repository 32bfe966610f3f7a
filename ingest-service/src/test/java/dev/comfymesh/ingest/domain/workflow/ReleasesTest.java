package dev.comfymesh.ingest.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.ingest.domain.workflow.Release.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private final List<Release> all = new ArrayList<>();

    @Test
    void hasNothingToGoBackToAtFirst() {
        assertThat(releases().before()).isEmpty();
        assertThat(releases().nextNumber()).isEqualTo(1);
    }

    @Test
    void goesBackToWhatRanBefore() {
        pin(1);
        pin(2);

        assertThat(releases().before()).hasValue(1);
    }

    @Test
    void goesBackByTwoWhenRolledBackTwice() {
        pin(1);
        pin(2);
        pin(3);
        rollBack();

        assertThat(releases().before()).hasValue(1);
    }

    @Test
    void doesNotComeBackToAVersionThatWasGivenUp() {
        pin(1);
        pin(2);
        rollBack();
        pin(3);

        assertThat(releases().before()).hasValue(1);
    }

    @Test
    void findsNothingBeforeTheFirstVersionThatRan() {
        pin(1);
        pin(2);
        rollBack();

        assertThat(releases().before()).isEmpty();
    }

    @Test
    void countsTheSameVersionTwiceInARowAsOne() {
        pin(1);
        pin(2);
        pin(2);

        assertThat(releases().before()).hasValue(1);
    }

    private void pin(int version) {
        add(Action.PIN, version);
    }

    private void rollBack() {
        add(Action.ROLL_BACK, releases().before().orElseThrow());
    }

    private void add(Action action, int version) {
        all.add(new Release(
                "portrait",
                Environment.PROD,
                all.size() + 1,
                action,
                version,
                "sha256:" + version,
                "me",
                Instant.EPOCH));
    }

    private Releases releases() {
        return new Releases(all);
    }
}
