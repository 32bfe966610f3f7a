package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Colours;
import dev.comfymesh.scoring.domain.Feature;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import java.util.Map;

/** What the image encoder of CLIP makes of a picture; of the same models it is the same feature, and never fails. */
public record PictureEmbedding(Models models) implements Feature<Encoding> {
    /** The id of the encoder. */
    public static final String MODEL = "clip-image";

    private static final int USUAL_SIDE = 224;

    @Override
    public Encoding of(Features features) {
        return switch (models.find(MODEL)) {
            case Found.Missing missing -> new Encoding.Missing(missing);
            case Found.Ready ready ->
                encoding(new Tower(ready), features.picture().colours());
        };
    }

    private static Encoding encoding(Tower tower, Colours colours) {
        try {
            var input = tower.input(Kind.FLOATS);
            var pixels = Preprocessing.of(colours, Tower.last(input, USUAL_SIDE));
            return tower.encode(Map.of(input.name(), pixels));
        } catch (RuntimeException broken) {
            // Whatever runs the model throws what it likes; a picture is no worse for it.
            return new Encoding.Broken("%s broke: %s".formatted(MODEL, broken.getMessage()));
        }
    }
}
