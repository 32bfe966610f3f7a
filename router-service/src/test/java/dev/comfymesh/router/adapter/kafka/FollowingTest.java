package dev.comfymesh.router.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.AttemptAssigned;
import dev.comfymesh.contracts.AttemptStarted;
import dev.comfymesh.contracts.JobAccepted;
import dev.comfymesh.contracts.WireJson;
import dev.comfymesh.kit.inbox.Inbox.Urgency;
import dev.comfymesh.router.app.BoardChange.Reread;
import dev.comfymesh.router.app.Followed;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final Mutiny.Session NO_SESSION = null;

    private final Followed one = followed(1);
    private final Followed other = followed(2);
    private final List<Followed> told = new ArrayList<>();
    private final List<Followed> coming = new ArrayList<>(List.of(one, other));
    private final Following following = new Following((_, _) -> Uni.createFrom().item(coming.removeFirst()), told::add);

    @Test
    void tellsNothingBeforeItIsCommitted() {
        apply();

        assertThat(told).isEmpty();
    }

    @Test
    void tellsEachOnceInTheirOrderWhenTheyAreCommitted() {
        apply();
        apply();

        following.committed();
        following.committed();

        assertThat(told).containsExactly(one, other);
    }

    @Test
    void isInAHurryOnlyForWhatPlacesOrFreesSomething() {
        assertThat(Stream.of(JobAccepted.class, AttemptStarted.class, AttemptAssigned.class)
                        .map(WireJson::typeOf)
                        .map(following::urgency))
                .containsExactly(Urgency.AT_ONCE, Urgency.BY_AND_BY, Urgency.NEVER);
    }

    private void apply() {
        following.apply(NO_SESSION, List.of()).await().indefinitely();
    }

    private static Followed followed(int n) {
        return new Followed(List.of(), List.of(new Reread(new UUID(0, n))), false, List.of(), List.of());
    }
}
