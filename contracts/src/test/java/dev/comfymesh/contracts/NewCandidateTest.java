package dev.comfymesh.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewCandidateTest {
    private static final UUID JOB = UUID.fromString("01a201c9-4fd0-7a31-9d52-3f1b7c0e4a86");

    @Test
    void isNamedAfterItsJobAndNumber() {
        assertThat(NewCandidate.of(JOB, 42, 3).candidateId()).isEqualTo(JOB + "-3");
    }

    @Test
    void hasASeedThatFollowsFromTheJobsSeedAndItsNumber() {
        assertThat(NewCandidate.of(JOB, 42, 1).seed()).isEqualTo(718274968644015L);
        assertThat(NewCandidate.of(JOB, 42, 2).seed()).isEqualTo(7059006277219991L);
    }
}
