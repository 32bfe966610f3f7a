package dev.comfymesh.scoring.domain.sight;

import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.Map;

/** What a network answered, as those who ask it expect it. */
public final class Outputs {
    private Outputs() {}

    public static Tensor.Floats floats(Map<String, Tensor> output, String name) {
        if (output.get(name) instanceof Tensor.Floats floats) {
            return floats;
        }
        throw new IllegalArgumentException("It answers no numbers named %s, but %s".formatted(name, output.keySet()));
    }
}
