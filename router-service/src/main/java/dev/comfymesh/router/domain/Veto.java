package dev.comfymesh.router.domain;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a job can demand of every target, which a target meets or never will; it explains itself only when asked.
 *
 * @param isCast whether a target does not meet it
 * @param explanation what the target is or does instead
 * @param demanded what kind of target the job wants
 */
record Veto(
        Objection objection,
        BiPredicate<Demands, Target> isCast,
        BiFunction<Demands, Target, String> explanation,
        Function<Demands, String> demanded) {
    static final List<Veto> ALL = List.of(
            new Veto(
                    Objection.CONTRACT,
                    (demands, target) -> !takes(demands, target),
                    (_, _) -> "takes no graphs, and the job has no projection for its provider",
                    _ -> "one that takes its graph or one of its projections"),
            new Veto(
                    Objection.NOT_OURS,
                    (demands, target) -> demands.selfHostedOnly() && !target.isOurs(),
                    (_, _) -> "is not self-hosted",
                    _ -> "one that is self-hosted"),
            new Veto(
                    Objection.ACCELERATOR,
                    (demands, target) ->
                            isOther(demands.accelerator(), target.traits().accelerator()),
                    (_, target) -> target.traits().accelerator() == null
                            ? "nobody says what it computes on"
                            : "computes on " + target.traits().accelerator(),
                    demands -> "one that computes on " + demands.accelerator()),
            new Veto(
                    Objection.RESIDENCY,
                    (demands, target) ->
                            isOther(demands.residency(), target.traits().region()),
                    (_, target) -> target.traits().region() == null
                            ? "nobody says where it is"
                            : "is in " + target.traits().region(),
                    demands -> "one in " + demands.residency()),
            new Veto(
                    Objection.NOT_NAMED,
                    (demands, target) ->
                            demands.targets() != null && !demands.named().contains(target.targetId()),
                    (_, _) -> "is none of those that the job names",
                    demands -> "one of " + String.join(", ", demands.named())));

    /** The first that a job casts against a target; null when it casts none. */
    static @Nullable Veto of(Demands demands, Target target) {
        for (var veto : ALL) {
            if (veto.isCast().test(demands, target)) {
                return veto;
            }
        }
        return null;
    }

    private static boolean takes(Demands demands, Target target) {
        var provider = target.traits().provider();
        return target.takesGraphs() || provider != null && demands.projectedTo().contains(provider);
    }

    private static boolean isOther(@Nullable String demanded, @Nullable String said) {
        return demanded != null && !demanded.equalsIgnoreCase(said);
    }
}
