package dev.comfymesh.router.domain;

import dev.comfymesh.contracts.Cause;
import java.util.List;
import java.util.Optional;

/** Which targets can run a graph, whatever they do now, and what the others are known to lack. */
public record Capability(List<Ability> targets, Optional<Cause> problem) {
    public Capability {
        targets = List.copyOf(targets);
    }

    /** What one target is to a graph; nothing is lacking for certain where the catalogue is not known. */
    public record Ability(Target target, Lack lack) {
        public boolean runs() {
            return target.catalogue() != null && lack.isNothing();
        }
    }

    /** The problem is what a job of this graph would be refused with, now or after its patience. */
    public static Capability of(List<GraphNode> nodes, List<Target> targets) {
        var needs = Needs.of(nodes, List.of());
        var abilities = targets.stream()
                .map(target -> new Ability(target, target.lackOf(needs)))
                .toList();
        var lacks = abilities.stream()
                .map(Ability::lack)
                .filter(lack -> !lack.isNothing())
                .toList();
        var problem = lacks.isEmpty() || abilities.stream().anyMatch(Ability::runs)
                ? Optional.<Cause>empty()
                : Optional.of(new Shortfall(lacks).cause(nodes));
        return new Capability(abilities, problem);
    }
}
