package dev.comfymesh.scoring.domain.clip;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import dev.comfymesh.scoring.domain.model.Network.Kind;
import dev.comfymesh.scoring.domain.model.Tensor;
import java.util.Map;
import java.util.Set;

/** How much people like the look of a picture, as a head learnt it that reads the direction of its embedding. */
public final class Aesthetics implements Scorer {
    /** The id of the head. */
    public static final String MODEL = "aesthetic-head";

    private final Models models;
    private final PictureEmbedding pictures;

    public Aesthetics(Models models) {
        this.models = models;
        this.pictures = new PictureEmbedding(models);
    }

    @Override
    public String id() {
        return "aesthetics@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.AESTHETICS);
    }

    @Override
    public Set<String> models() {
        return Set.of(PictureEmbedding.MODEL, MODEL);
    }

    @Override
    public Reading measure(Features features) {
        return switch (models.find(MODEL)) {
            case Found.Missing missing -> Reading.unavailable(missing);
            case Found.Ready head ->
                switch (features.of(pictures)) {
                    case Encoding.Encoded picture -> read(head, picture);
                    case Encoding.Missing missing -> Reading.unavailable(missing.model());
                    case Encoding.Broken(var why) -> new Reading.Unknown(why);
                };
        };
    }

    private static Reading read(Found.Ready head, Encoding.Encoded encoded) {
        var picture = encoded.embedding();
        var input = new Tower(head).input(Kind.FLOATS);
        var width = Tower.last(input, picture.width());
        if (width != picture.width()) {
            return new Reading.Unknown("%s reads %d numbers, and %s gives %d: they are not of one model."
                    .formatted(MODEL, width, PictureEmbedding.MODEL, picture.width()));
        }
        var direction = new Tensor.Floats(new int[] {1, width}, picture.direction());
        var answers = head.network().run(Map.of(input.name(), direction)).values();
        return answers.size() == 1
                        && answers.iterator().next() instanceof Tensor.Floats points
                        && points.values().length == 1
                ? new Reading.Seen(Map.of(Dimension.AESTHETICS, (double) points.values()[0])).by(encoded.model(), head)
                : new Reading.Unknown("%s answers more than one number.".formatted(MODEL));
    }
}
