package dev.comfymesh.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comfymesh.contracts.TargetObserved.Machine;
import org.junit.jupiter.api.Test;

class TargetClassTest {
    @Test
    void isTheNameOfTheDeviceAlone() {
        assertThat(of("cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync").name())
                .isEqualTo("NVIDIA GeForce RTX 4090");
        assertThat(of("cuda:3 NVIDIA L4").name()).isEqualTo("NVIDIA L4");
        assertThat(of("cpu").name()).isEqualTo("cpu");
    }

    @Test
    void isUnknownWhereNothingIsSaid() {
        assertThat(of(" ")).isEqualTo(TargetClass.UNKNOWN);
        assertThat(TargetClass.of(null)).isEqualTo(TargetClass.UNKNOWN);
    }

    private static TargetClass of(String device) {
        return TargetClass.of(new Machine("", "", "", device, ""));
    }
}
