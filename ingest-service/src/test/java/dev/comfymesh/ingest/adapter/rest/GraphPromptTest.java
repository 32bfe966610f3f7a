package dev.comfymesh.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphPromptTest {
    private static final String SAMPLER = "'3': {'class_type': 'KSampler', 'inputs': {'model': ['4', 0], "
            + "'positive': ['6', 0], 'negative': ['7', 0], 'latent_image': ['5', 0]}}, ";
    private static final String NEGATIVE = "'7': {'class_type': 'CLIPTextEncode', 'inputs': {'text': 'blurry'}}";

    @Test
    void isTheTextThatTheSamplerFollows() {
        assertThat(prompt(SAMPLER + encoder("6", "'text': ' a lighthouse '") + NEGATIVE))
                .hasValue("a lighthouse");
    }

    @Test
    void isFollowedThroughNodesThatOnlyPassItOn() {
        assertThat(prompt(SAMPLER
                        + "'6': {'class_type': 'ControlNetApplyAdvanced', 'inputs': {'positive': ['8', 0], "
                        + "'negative': ['7', 0]}}, '8': {'class_type': 'FluxGuidance', 'inputs': {'guidance': 3.5, "
                        + "'conditioning': ['9', 0]}}, "
                        + encoder("9", "'clip_l': 'a lighthouse', 't5xxl': 'a lighthouse'")
                        + NEGATIVE))
                .hasValue("a lighthouse");
    }

    @Test
    void isFollowedFromAGuider() {
        assertThat(prompt(
                        "'3': {'class_type': 'BasicGuider', 'inputs': {'model': ['4', 0], 'conditioning': ['6', 0]}}, "
                                + encoder("6", "'text': ['8', 0]")
                                + "'8': {'class_type': 'PrimitiveString', 'inputs': {'value': 'a lighthouse'}}"))
                .hasValue("a lighthouse");
    }

    @Test
    void isTheSameForASecondSamplerThatFollowsItToo() {
        assertThat(prompt(SAMPLER + SAMPLER.replace("'3'", "'13'") + encoder("6", "'text': 'a lighthouse'") + NEGATIVE))
                .hasValue("a lighthouse");
    }

    @Test
    void isNoneOfTwo() {
        assertThat(prompt(SAMPLER
                        + "'6': {'class_type': 'ConditioningCombine', 'inputs': {'conditioning_1': ['8', 0], "
                        + "'conditioning_2': ['9', 0]}}, "
                        + encoder("8", "'text': 'a lighthouse'")
                        + encoder("9", "'text': 'a storm'")
                        + NEGATIVE))
                .isEmpty();
        assertThat(prompt(SAMPLER + encoder("6", "'text_g': 'a lighthouse', 'text_l': 'a storm'") + NEGATIVE))
                .isEmpty();
    }

    @Test
    void isNoneThatAnotherNodeComputes() {
        assertThat(prompt(SAMPLER
                        + encoder("6", "'text': ['8', 0]")
                        + "'8': {'class_type': 'Join', 'inputs': {'a': 'a lighthouse', 'b': ['9', 0]}}, "
                        + NEGATIVE))
                .isEmpty();
        assertThat(prompt(SAMPLER + "'6': {'class_type': 'Wizard', 'inputs': {'mood': 'grim'}}, " + NEGATIVE))
                .isEmpty();
    }

    @Test
    void isTheOneTitledSoWhereNothingCanBeFollowed() {
        var titled = "'1': {'class_type': 'CLIPTextEncode', '_meta': {'title': 'CLIP Text Encode (Positive Prompt)'}, "
                + "'inputs': {'text': 'a lighthouse'}}, ";

        assertThat(prompt(titled + NEGATIVE)).hasValue("a lighthouse");
        assertThat(prompt(titled + titled.replace("'1'", "'2'").replace("lighthouse", "storm") + NEGATIVE))
                .isEmpty();
        assertThat(prompt(NEGATIVE)).isEmpty();
    }

    @Test
    void endsInACircle() {
        assertThat(prompt(SAMPLER + "'6': {'class_type': 'Loop', 'inputs': {'conditioning': ['6', 0]}}, " + NEGATIVE))
                .isEmpty();
    }

    private static String encoder(String id, String inputs) {
        return "'%s': {'class_type': 'CLIPTextEncode', 'inputs': {%s, 'clip': ['4', 1]}}, ".formatted(id, inputs);
    }

    private static Optional<String> prompt(String nodes) {
        var json = "{%s}".formatted(nodes).replace('\'', '"');
        return GraphPrompt.find(WireJson.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class));
    }
}
