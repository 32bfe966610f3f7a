package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network.Input;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * What the text encoder of CLIP makes of texts. Those that were asked for last are remembered, so the prompt of a pool is encoded once; of
 * several threads that ask for one, one encodes it.
 */
final class TextEmbeddings {
    /** The id of the encoder. */
    static final String MODEL = "clip-text";

    private static final int REMEMBERED = 512;
    private static final String MASK = "attention_mask";

    private final Models models;
    private final Supplier<Tokenizer> tokenizer;
    private final SequencedMap<Asked, Encoding> remembered = new LinkedHashMap<>(16, 0.75f, true);

    TextEmbeddings(Models models, Supplier<Tokenizer> tokenizer) {
        this.models = models;
        this.tokenizer = tokenizer;
    }

    private record Asked(String model, String text) {}

    Encoding of(String text) {
        return switch (models.find(MODEL)) {
            case Found.Missing missing -> new Encoding.Missing(missing);
            case Found.Ready ready -> remembered(ready, text);
        };
    }

    private synchronized Encoding remembered(Found.Ready ready, String text) {
        var encoding = remembered.computeIfAbsent(
                new Asked(ready.version(), text), _ -> encoding(new Tower(ready), tokenizer.get(), text));
        if (remembered.size() > REMEMBERED) {
            remembered.pollFirstEntry();
        }
        return encoding;
    }

    private static Encoding encoding(Tower tower, Tokenizer tokenizer, String text) {
        try {
            var given = new HashMap<String, Tensor>();
            for (var input : tower.inputs(Kind.LONGS)) {
                given.put(input.name(), numbers(input, tokenizer, text));
            }
            return tower.encode(given);
        } catch (RuntimeException broken) {
            // As with pictures: it is the model's fault, not the prompt's.
            return new Encoding.Broken("%s broke: %s".formatted(MODEL, broken.getMessage()));
        }
    }

    private static Tensor numbers(Input input, Tokenizer tokenizer, String text) {
        var length = Tower.last(input, Tokenizer.LENGTH);
        var tokens = tokenizer.encode(text);
        var row = tokenizer.row(tokens, length, tokenizer.end());
        if (input.name().equals(MASK)) {
            for (var at = 0; at < length; at++) {
                row[at] = at < tokens.length + 2 ? 1 : 0;
            }
        }
        return new Tensor.Longs(new int[] {1, length}, row);
    }
}
