package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Dimension;
import dev.comfymesh.scoring.domain.Gap;
import dev.comfymesh.scoring.domain.Profile;
import dev.comfymesh.scoring.domain.Scorer;
import dev.comfymesh.scoring.domain.clip.PictureEmbedding;
import dev.comfymesh.scoring.domain.model.Models;
import dev.comfymesh.scoring.domain.model.Models.Found;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what a profile asks for that nobody can measure until somebody brings a model; asking may load models. */
public final class MissingModels {
    private final List<Scorer> scorers;
    private final Models models;

    public MissingModels(List<Scorer> scorers, Models models) {
        this.scorers = List.copyOf(scorers);
        this.models = models;
    }

    /** One for each dimension and model, in the order of the scorers. */
    List<Fault> of(Profile profile) {
        var wanted = profile.wanted();
        var faults = scorers.stream().flatMap(scorer -> of(scorer, wanted));
        var ofChoice = profile.comparesEmbeddings()
                ? why(PictureEmbedding.MODEL).map(why -> new Fault("dedupe.cosine", why))
                : Stream.<Fault>empty();
        return Stream.concat(faults, ofChoice).toList();
    }

    private Stream<Fault> of(Scorer scorer, Set<Dimension> wanted) {
        var asked =
                scorer.dimensions().stream().filter(wanted::contains).sorted().toList();
        return asked.isEmpty()
                ? Stream.empty()
                : scorer.models().stream()
                        .sorted()
                        .flatMap(this::why)
                        .flatMap(why -> asked.stream().map(dimension -> new Fault(dimension.word(), why)));
    }

    private Stream<String> why(String id) {
        return switch (models.find(id)) {
            case Found.Ready _ -> Stream.empty();
            case Found.Missing(var model, var why) ->
                Stream.of(Gap.unavailable(model, why).why());
        };
    }
}
