package dev.comfymesh.router.adapter.rest;

import dev.comfymesh.contracts.Cause;
import dev.comfymesh.router.domain.Capability;
import dev.comfymesh.router.domain.Lack;
import dev.comfymesh.router.domain.ModelFile;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Target by target, whether it can run a graph; if none can, what a job of that graph would be refused with. */
public record CapabilityView(
        boolean runnable, List<OfTarget> targets, @Nullable Cause problem) {

    /** What is known of one target: it can run the graph, it lacks something, or it has not shown its catalogue yet. */
    public record OfTarget(String id, Answer answer, boolean up, Missing missing) {
        private static OfTarget of(Capability.Ability ability) {
            var target = ability.target();
            return new OfTarget(target.targetId(), answer(ability), target.isUp(), Missing.of(ability.lack()));
        }

        private static Answer answer(Capability.Ability ability) {
            if (ability.runs()) {
                return Answer.RUNS;
            }
            return ability.lack().isNothing() ? Answer.UNKNOWN : Answer.LACKS;
        }
    }

    /** Whether a target can run the graph. */
    public enum Answer {
        RUNS,
        LACKS,
        UNKNOWN
    }

    /** What it does not have. */
    public record Missing(Collection<String> nodeClasses, Collection<ModelFile> models) {
        private static Missing of(Lack lack) {
            return new Missing(lack.nodeClasses(), lack.models());
        }
    }

    static CapabilityView of(Capability capability) {
        var targets = capability.targets().stream().map(OfTarget::of).toList();
        return new CapabilityView(
                targets.stream().anyMatch(target -> target.answer() == Answer.RUNS),
                targets,
                capability.problem().orElse(null));
    }
}
