package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Embedding;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the two encoders of CLIP, by what it says of itself: those who export them name inputs and outputs as they like. What
 * is no such encoder is an IllegalArgumentException.
 */
record Tower(Found.Ready model) {
    private static final List<String> USUAL_ANSWERS = List.of("image_embeds", "text_embeds");

    /** Those of its inputs that take such numbers. */
    List<Input> inputs(Kind kind) {
        return model.network().inputs().stream()
                .filter(input -> input.kind() == kind)
                .toList();
    }

    /** The only input that takes such numbers. */
    Input input(Kind kind) {
        var inputs = inputs(kind);
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("It takes %s, and is to take %s in one"
                    .formatted(model.network().inputs(), kind));
        }
        return inputs.getFirst();
    }

    /** The last side of an input; {@code usual} where any will do. */
    static int last(Input input, int usual) {
        var side = input.shape().isEmpty() ? -1 : input.shape().getLast();
        return side > 0 ? side : usual;
    }

    Encoding.Encoded encode(Map<String, Tensor> given) {
        return new Encoding.Encoded(
                Embedding.of(model.version(), embedding(model.network().run(given))), model);
    }

    /** The row that is named as usual, else the only one that there is. */
    private static float[] embedding(Map<String, Tensor> answers) {
        return USUAL_ANSWERS.stream()
                .flatMap(name -> row(answers.get(name)).stream())
                .findFirst()
                .or(() -> only(answers))
                .orElseThrow(() -> new IllegalArgumentException(
                        "It answers %s, and is to answer one embedding".formatted(answers.keySet())));
    }

    private static Optional<float[]> only(Map<String, Tensor> answers) {
        var rows = answers.values().stream()
                .flatMap(answer -> row(answer).stream())
                .toList();
        return rows.size() == 1 ? Optional.of(rows.getFirst()) : Optional.empty();
    }

    private static Optional<float[]> row(@Nullable Tensor answer) {
        return answer instanceof Tensor.Floats(var shape, var values) && shape.length == 2 && shape[0] == 1
                ? Optional.of(values)
                : Optional.empty();
    }
}
