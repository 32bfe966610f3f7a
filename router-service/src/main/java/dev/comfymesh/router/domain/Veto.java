package dev.comfymesh.router.domain;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a job can demand of every target, which a target meets or never will; it explains itself only when asked.
 *
 * @param isMade whether the job does
 * @param isCast whether a target does not meet it
 * @param explanation what the target is or does instead
 * @param demanded what kind of target the job wants
 */
record Veto(
        Objection objection,
        Predicate<Demands> isMade,
        BiPredicate<Demands, Target> isCast,
        BiFunction<Demands, Target, String> explanation,
        Function<Demands, String> demanded) {
    private static final List<Veto> ALL = List.of(
            new Veto(
                    Objection.CONTRACT,
                    _ -> true,
                    (demands, target) -> !takes(demands, target),
                    (_, _) -> "takes no graphs, and the job has no projection for its provider",
                    _ -> "one that takes its graph or one of its projections"),
            new Veto(
                    Objection.NOT_OURS,
                    Demands::selfHostedOnly,
                    (_, target) -> !target.isOurs(),
                    (_, _) -> "is not self-hosted",
                    _ -> "one that is self-hosted"),
            new Veto(
                    Objection.ACCELERATOR,
                    demands -> demands.accelerator() != null,
                    (demands, target) ->
                            isOther(demands.accelerator(), target.traits().accelerator()),
                    (_, target) -> target.traits().accelerator() == null
                            ? "nobody says what it computes on"
                            : "computes on " + target.traits().accelerator(),
                    demands -> "one that computes on " + demands.accelerator()),
            new Veto(
                    Objection.RESIDENCY,
                    demands -> demands.residency() != null,
                    (demands, target) ->
                            isOther(demands.residency(), target.traits().region()),
                    (_, target) -> target.traits().region() == null
                            ? "nobody says where it is"
                            : "is in " + target.traits().region(),
                    demands -> "one in " + demands.residency()),
            new Veto(
                    Objection.NOT_NAMED,
                    demands -> demands.targets() != null,
                    (demands, target) -> !demands.named().contains(target.targetId()),
                    (_, _) -> "is none of those that the job names",
                    demands -> "one of " + String.join(", ", demands.named())));

    /** Those that a job makes, in the order in which they are said. */
    static List<Veto> of(Demands demands) {
        return ALL.stream().filter(veto -> veto.isMade().test(demands)).toList();
    }

    private static boolean takes(Demands demands, Target target) {
        var provider = target.traits().provider();
        return target.takesGraphs() || provider != null && demands.projectedTo().contains(provider);
    }

    private static boolean isOther(@Nullable String demanded, @Nullable String said) {
        return demanded != null && !demanded.equalsIgnoreCase(said);
    }
}
