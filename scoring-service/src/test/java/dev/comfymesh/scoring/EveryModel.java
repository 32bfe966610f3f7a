package dev.comfymesh.scoring;

import dev.comfymesh.scoring.config.ShippedScorers;
import dev.comfymesh.scoring.domain.body.SampleHands;
import dev.comfymesh.scoring.domain.clip.TinyClip;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Network;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Something for each model that any scorer asks for: those that ship, a CLIP of random weights, what real networks saw in one
 * photograph, and for the rest what answers the same to the same.
 */
public final class EveryModel implements Models {
    private static final int SEGMENTATION_SIDE = 256;
    private static final int EMBEDDING = 4;

    private static final Models SHIPPED = ShippedScorers.models(Path.of("none"));
    private static final Models CLIP = new TinyClip();
    private static final Models FACES = RecordedFaces.whateverTheLight(EveryModel::embedding);
    private static final Models HANDS = SampleHands.models(1, 0.9f);
    private static final Models OTHERS =
            RecordedFaces.only(Map.of("selfie-segmentation", (Network) EveryModel::leftHalf));

    @Override
    public Found find(String id) {
        return switch (id) {
            case "ppocr-detection", "ppocr-recognition" -> SHIPPED.find(id);
            case "clip-image", "clip-text", "aesthetic-head" -> CLIP.find(id);
            case "yunet", "face-mesh", "face-embedder" -> FACES.find(id);
            case "palm-detection", "hand-landmark" -> HANDS.find(id);
            default -> OTHERS.find(id);
        };
    }

    /** Sums of parts of the pixels: hardly what tells people apart. */
    private static Map<String, Tensor> embedding(Map<String, Tensor> input) {
        var pixels = ((Tensor.Floats) Objects.requireNonNull(input.get("input"))).values();
        var sums = new float[EMBEDDING];
        for (var at = 0; at < pixels.length; at++) {
            sums[EMBEDDING * at / pixels.length] += pixels[at];
        }
        return Map.of("vector", new Tensor.Floats(new int[] {1, EMBEDDING}, sums));
    }

    private static Map<String, Tensor> leftHalf(Map<String, Tensor> input) {
        var people = new float[SEGMENTATION_SIDE * SEGMENTATION_SIDE];
        for (var from = 0; from < people.length; from += SEGMENTATION_SIDE) {
            Arrays.fill(people, from, from + SEGMENTATION_SIDE / 2, 1);
        }
        return Map.of(
                "activation_10", new Tensor.Floats(new int[] {1, SEGMENTATION_SIDE, SEGMENTATION_SIDE, 1}, people));
    }
}
