package dev.comfymesh.scoring.app;

import dev.comfymesh.scoring.domain.Measurements;
import dev.comfymesh.scoring.domain.Suggestion;
import dev.comfymesh.scoring.domain.Suggestion.Example;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Finds thresholds that separate candidates that people called good from those that they called bad. */
public final class SuggestThresholds {
    private final QualityCatalog catalog;

    public SuggestThresholds(QualityCatalog catalog) {
        this.catalog = catalog;
    }

    /** {@code unmeasured} are the candidates of whom nothing is known. */
    public record Answer(List<Suggestion> suggestions, List<String> unmeasured) {}

    public Uni<Answer> suggest(Set<String> good, Set<String> bad) {
        var all = new HashSet<>(good);
        all.addAll(bad);
        return catalog.measurements(all).map(known -> answer(known, good, bad));
    }

    private static Answer answer(Map<String, Measurements> known, Set<String> good, Set<String> bad) {
        var examples = Stream.concat(examples(known, good, true), examples(known, bad, false))
                .toList();
        var unmeasured = Stream.concat(good.stream(), bad.stream())
                .filter(id -> !known.containsKey(id))
                .sorted()
                .toList();
        return new Answer(Suggestion.of(examples), unmeasured);
    }

    private static Stream<Example> examples(Map<String, Measurements> known, Set<String> ids, boolean isGood) {
        return ids.stream().map(known::get).filter(Objects::nonNull).map(seen -> new Example(seen, isGood));
    }
}
