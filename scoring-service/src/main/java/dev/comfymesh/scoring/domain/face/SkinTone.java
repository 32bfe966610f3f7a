package dev.comfymesh.scoring.domain.face;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Features;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.model.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many stops lighter or darker the skin of the main face is than that of the references, which count by their mean. A stop is twice or
 * half the light; exposure counts like complexion, for a picture does not tell them apart.
 */
public record SkinTone(Models library) implements Scorer {
    @Override
    public String id() {
        return "skin-tone@1";
    }

    @Override
    public Set<Dimension> dimensions() {
        return Set.of(Dimension.SKIN_TONE);
    }

    @Override
    public Set<String> models() {
        return Mesh.models(library);
    }

    @Override
    public boolean needsReferences() {
        return true;
    }

    @Override
    public Reading measure(Features features) {
        return features.of(new Skin.Of(library))
                .then(own -> References.of(features, new Skin.Of(library))
                        .map(others -> new Reading.Seen(
                                Map.of(Dimension.SKIN_TONE, Math.abs(own.stops() - mean(others))),
                                own.regions(features.picture()))))
                .read(seen -> seen);
    }

    private static double mean(List<Skin> others) {
        return others.stream().mapToDouble(Skin::stops).sum() / others.size();
    }
}
