package dev.comfymesh.router.domain;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a target offers: node classes, and model files by folder. Of a folder that it does not show nothing is known. */
public record Catalogue(Set<String> nodeClasses, Map<String, Set<String>> models) {
    public Catalogue {
        models = Map.copyOf(models);
    }

    /** What it does not offer of what is needed. */
    Lack lackOf(Needs needs) {
        if (nodeClasses.containsAll(needs.nodeClasses()) && offersAll(needs.models())) {
            return Lack.NOTHING;
        }
        var classes = new TreeSet<>(needs.nodeClasses());
        classes.removeAll(nodeClasses);
        var files =
                needs.models().stream().filter(model -> !offers(model)).collect(Collectors.toCollection(TreeSet::new));
        return new Lack(classes, files, false);
    }

    // Written out: a round asks it of each catalogue for all that is needed.
    private boolean offersAll(Set<ModelFile> files) {
        for (var file : files) {
            if (!offers(file)) {
                return false;
            }
        }
        return true;
    }

    private boolean offers(ModelFile model) {
        var shown = models.get(model.folder());
        return shown == null || shown.contains(model.name());
    }
}
