package dev.comfymesh.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.comfymesh.contracts.WireJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphShapeTest {
    private static final String GRAPH = """
            {'1': {'class_type': 'CheckpointLoaderSimple', 'inputs': {'ckpt_name': 'base.safetensors'}},
             '2': {'class_type': 'CLIPTextEncode', 'inputs': {'text': 'cat', 'clip': ['1', 1]}, '_meta': {'title': 'a'}},
             '3': {'class_type': 'LoadImage', 'inputs': {'image': 'face.png'}},
             '4': {'class_type': 'LoraLoader', 'inputs': {'lora_name': 'style.safetensors', 'strength_model': 0.8}},
             '5': {'class_type': 'KSampler', 'inputs': {'seed': 7, 'steps': 20, 'cfg': 7.0, 'sampler_name': 'euler',
                   'denoise': 1, 'positive': ['2', 0], 'note': 'two words'}}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'seed': 7 | 'seed': 8",
                "'text': 'cat' | 'text': 'a dog at night'",
                "'image': 'face.png' | 'image': 'other.png'",
                "'strength_model': 0.8 | 'strength_model': 0.6",
                "'note': 'two words' | 'note': 'three other words'",
                "'title': 'a' | 'title': 'b'",
                "'seed': 7, 'steps': 20 | 'steps': 20, 'seed': 7",
            })
    void staysTheSameFromPromptToPrompt(String before, String after) {
        assertThat(shape(GRAPH.replace(before, after))).isEqualTo(shape(GRAPH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'steps': 20 | 'steps': 30",
                "'cfg': 7.0 | 'cfg': 1.0",
                "'denoise': 1 | 'denoise': 0.5",
                "base.safetensors | other.safetensors",
                "style.safetensors | other.safetensors",
                "'euler' | 'dpmpp_sde'",
                "'positive': ['2', 0] | 'positive': ['3', 0]",
                "'class_type': 'KSampler' | 'class_type': 'KSamplerAdvanced'",
            })
    void isAnotherWhereTheWorkIsAnother(String before, String after) {
        assertThat(shape(GRAPH.replace(before, after))).isNotEqualTo(shape(GRAPH));
    }

    @Test
    void keepsPartsApart() {
        assertThat(shape("{'1': {'class_type': 'ab', 'inputs': {'c': 'd'}}}"))
                .isNotEqualTo(shape("{'1': {'class_type': 'a', 'inputs': {'bc': 'd'}}}"));
    }

    private static String shape(String graph) {
        var json = graph.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return GraphShape.of(WireJson.read(json, ObjectNode.class));
    }
}
