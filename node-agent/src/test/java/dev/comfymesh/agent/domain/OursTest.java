package dev.comfymesh.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OursTest {
    private static final String ATTEMPT = "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f";
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(strings = {"house_%s_00001_.png", "%s_00001_.webp", "a b/c_%s_00012.mp4", "x/%s_100000_.latent"})
    void areOutputsWhoseNameEndsWithAnAttempt(String path) {
        assertThat(Ours.isOutput(path.formatted(ATTEMPT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ComfyUI_00001_.png",
                "holiday.png",
                "9802f7e1-c2c9-4972-8ac0-8f486ef15f6f_00001_.png",
                "x9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f.png",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png.bak",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png\n",
                "9802f7e1-c2c9-5972-8ac0-8f486ef15f6f_00001_.png/other.png"
            })
    void areNoOtherOutputs(String path) {
        assertThat(Ours.isOutput(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cm/acme/%s.png", "cm/=41cme/%s", "cm/a/%s.jpeg"})
    void areInputsUnderTheirDigestInAFolderOfTheMesh(String path) {
        assertThat(Ours.isInput(path.formatted(DIGEST))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s.png", "cm/%s.png", "cm/a/b/%s.png", "x/cm/a/%s.png", "cm/a/x%s.png", "cm/a/example.png"})
    void areNoOtherInputs(String path) {
        assertThat(Ours.isInput(path.formatted(DIGEST))).isFalse();
    }
}
