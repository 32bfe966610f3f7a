package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.Priority;
import dev.comfymesh.contracts.TargetContract;
import dev.comfymesh.contracts.TargetHealth;
import dev.comfymesh.contracts.TargetKind;
import dev.comfymesh.contracts.Tenant;
import dev.comfymesh.router.app.ModelsAtHand.Room;
import dev.comfymesh.router.domain.Candidate;
import dev.comfymesh.router.domain.Job;
import dev.comfymesh.router.domain.ModelFile;
import dev.comfymesh.router.domain.Needs;
import dev.comfymesh.router.domain.Observation;
import dev.comfymesh.router.domain.Standing;
import dev.comfymesh.router.domain.Target;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModelsAtHandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final FakeExperienceStore store = new FakeExperienceStore();
    private final ModelsAtHand models = new ModelsAtHand(store, new Room(10, 3));

    @Test
    void expectsNothingOfAFleetThatNeverLoadedAnything() {
        models.use("a", Set.of());

        assertThat(models.of("a", null)).isNull();
    }

    @Test
    void expectsNothingToBeThereBeforeTheFirstRun() {
        assertThat(models.expect(List.of(waiting()))).isFalse();
        assertThat(models.of("a", null)).isNull();

        assertThat(models.expect(List.of(waiting(), waiting("one")))).isTrue();
        assertThat(models.expect(List.of(waiting("one")))).isFalse();
        assertThat(models.of("a", null)).isEqualTo(new Resident(Set.of(), Set.of()));
    }

    @Test
    void hasTheLatestOnTheDeviceAndSomeMoreOnTheHost() {
        use("a", "one", "two", "three", "four");

        assertThat(models.of("a", null))
                .isEqualTo(new Resident(files("four"), files("two", "three", "four"), files("four"), files("two")));
        assertThat(models.of("b", null)).isEqualTo(new Resident(Set.of(), Set.of()));
    }

    @Test
    void hasAsMuchOnTheDeviceAsItsMemoryHolds() {
        use("a", "one", "two", "three");

        assertThat(models.of("a", 25L))
                .isEqualTo(
                        new Resident(files("two", "three"), files("one", "two", "three"), files("two"), files("one")));
        assertThat(models.of("a", 1L))
                .isEqualTo(new Resident(files("three"), files("one", "two", "three"), files("three"), files("one")));
    }

    @Test
    void movesWhatIsUsedAgainToTheFront() {
        use("a", "one", "two", "one");

        assertThat(models.of("a", null))
                .isEqualTo(new Resident(files("one"), files("one", "two"), files("one"), Set.of()));
    }

    @Test
    void saysWhatMakesRoomForTheNext() {
        use("a", "one", "two");

        assertThat(models.of("a", 25L).leavesDevice()).isEqualTo(files("one"));
        assertThat(models.of("a", 35L).leavesDevice()).isEmpty();
        assertThat(models.of("a", 25L).leavesHost()).isEmpty();
    }

    @Test
    void saysWhetherAnythingChanged() {
        assertThat(models.use("a", files("one"))).isTrue();
        assertThat(models.use("a", files("one"))).isFalse();
    }

    @Test
    void believesNothingOfANodeThatWentDown() {
        use("a", "one");
        use("b", "one");

        models.see(List.of(node("a", TargetHealth.DOWN), node("b", TargetHealth.UP)));

        assertThat(models.of("a", null)).isEqualTo(new Resident(Set.of(), Set.of()));
        assertThat(models.of("b", null)).isEqualTo(new Resident(files("one"), files("one"), files("one"), Set.of()));
    }

    @Test
    void isReadOnceByANewHolderOfTheLease() {
        store.used.add(new ExperienceStore.Used("a", files("one")));
        models.read(NOW).await().indefinitely();
        store.used.clear();
        use("a", "two");
        models.read(NOW).await().indefinitely();
        assertThat(models.of("a", null))
                .isEqualTo(new Resident(files("two"), files("one", "two"), files("two"), Set.of()));

        models.forget();
        models.read(NOW).await().indefinitely();
        assertThat(models.of("a", null)).isNull();
    }

    private static Candidate waiting(String... names) {
        var job = new Job(
                new UUID(0, 1),
                new Tenant("acme", 1, 10),
                "sha256:0",
                new Needs(Set.of(), files(names), Set.of()),
                List.of(),
                Priority.NORMAL,
                NOW,
                0,
                0,
                null);
        return new Candidate(job, "1-1", 1, 1, 0, NOW, NOW, Set.of(), null);
    }

    private void use(String target, String... names) {
        for (var name : names) {
            models.use(target, files(name));
        }
    }

    private static Set<ModelFile> files(String... names) {
        return List.of(names).stream()
                .map(name -> new ModelFile("checkpoints", name))
                .collect(Collectors.toSet());
    }

    private static Target node(String id, TargetHealth health) {
        return new Target(
                id,
                TargetKind.NODE,
                TargetContract.GRAPH,
                2,
                0,
                false,
                null,
                new Observation(NOW, health, 0, null),
                null,
                Standing.CLEAN);
    }
}
