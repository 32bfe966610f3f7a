package dev.comfymesh.scoring.domain.text;

import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.List;

/** The characters that a network reads, by their place in its answers; the first place is that of none, and the last the blank's. */
public record Alphabet(List<String> characters) {
    public Alphabet {
        characters = List.copyOf(characters);
    }

    /** What a line says, and how sure the network is of its characters in the mean. */
    record Spelling(String text, double confidence) {}

    /** The likeliest character of each step, repeated ones once unless none stands between them. */
    Spelling spell(Tensor.Floats steps) {
        var places = steps.shape()[2];
        if (places != characters.size() + 2) {
            throw new IllegalArgumentException(
                    "%d characters are not those of %d places".formatted(characters.size(), places));
        }
        var text = new StringBuilder();
        var sum = 0.0;
        var count = 0;
        var last = 0;
        for (var step = 0; step < steps.shape()[1]; step++) {
            var place = likeliest(steps.values(), step * places, places);
            if (place != 0 && place != last) {
                text.append(place <= characters.size() ? characters.get(place - 1) : " ");
                sum += steps.values()[step * places + place];
                count++;
            }
            last = place;
        }
        return new Spelling(text.toString().strip(), count == 0 ? 0 : sum / count);
    }

    private static int likeliest(float[] values, int from, int count) {
        var best = 0;
        for (var place = 1; place < count; place++) {
            if (values[from + place] > values[from + best]) {
                best = place;
            }
        }
        return best;
    }
}
