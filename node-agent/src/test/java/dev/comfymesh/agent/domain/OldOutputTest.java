package dev.comfymesh.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldOutputTest {
    private static final Instant BEFORE = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ATTEMPT = "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f";

    @ParameterizedTest
    @ValueSource(strings = {"lighthouse_%s_00001_.png", "%s_00001_.webp", "a b_%s_00012.mp4", "x_%s_100000_.latent"})
    void goesWhenItIsOldAndOfAnAttempt(String name) {
        assertThat(OldOutput.mayGo(name.formatted(ATTEMPT), BEFORE.minusMillis(1), BEFORE))
                .isTrue();
        assertThat(OldOutput.mayGo(name.formatted(ATTEMPT), BEFORE, BEFORE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ComfyUI_00001_.png",
                "holiday.png",
                "9802f7e1-c2c9-4972-8ac0-8f486ef15f6f_00001_.png",
                "x9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f.png",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png.bak"
            })
    void neverGoesWhenItIsSomebodyElses(String name) {
        assertThat(OldOutput.mayGo(name, Instant.EPOCH, BEFORE)).isFalse();
    }

    @Test
    void isLookedForByTheWholeName() {
        assertThat(OldOutput.mayGo(ATTEMPT + "_00001_.png\n", Instant.EPOCH, BEFORE))
                .isFalse();
    }
}
