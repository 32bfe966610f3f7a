package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CareTest {
    private static final Care CARE = new Care(0.15, Map.of());
    private static final Vitals NARROW = new Vitals(0, 0, 100, 14);

    @Test
    void makesRoomForOtherModelsWhereMemoryIsShort() {
        assertThat(CARE.needsRoom(Set.of("a"), Set.of("a", "b"), NARROW)).isTrue();
    }

    @Test
    void leavesModelsWhereTheyAreWantedAgain() {
        assertThat(CARE.needsRoom(Set.of("a", "b"), Set.of("b"), NARROW)).isFalse();
    }

    @Test
    void leavesModelsWhereThereIsRoom() {
        assertThat(CARE.needsRoom(Set.of("a"), Set.of("b"), new Vitals(0, 0, 100, 15)))
                .isFalse();
    }

    @Test
    void doesNothingWithoutKnowing() {
        assertThat(CARE.needsRoom(Set.of(), Set.of("b"), NARROW)).isFalse();
        assertThat(CARE.needsRoom(Set.of("a"), Set.of("b"), new Vitals(0, 0, 0, 0)))
                .isFalse();
    }
}
