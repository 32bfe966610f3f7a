package dev.comfymesh.router.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptIdTest {
    private static final UUID JOB = UUID.fromString("01935a2b-7c1d-7e3f-8a4b-5c6d7e8f9a0b");

    @Test
    void isTheVersionFiveUuidOfCandidateAndNumberUnderTheJob() {
        var expected = Generators.nameBasedGenerator(JOB).generate(JOB + "-3/2");

        assertThat(AttemptId.of(JOB, JOB + "-3", 2)).isEqualTo(expected);
        assertThat(expected.version()).isEqualTo(5);
    }
}
