package dev.comfymesh.bench.routing;

import dev.comfymesh.router.domain.Economy;
import dev.comfymesh.router.domain.Economy.Worth;
import dev.comfymesh.router.domain.Fairness;
import dev.comfymesh.router.domain.Lateness;
import dev.comfymesh.router.domain.Policy;
import dev.comfymesh.router.domain.Pricing;
import dev.comfymesh.router.domain.Traits.Resident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A way to route by its name, with the machines that it has for some traffic; each seed has a strategy of its own. */
record Contender(String name, Function<List<Sample>, List<Machine>> machines, LongFunction<Strategy> strategy) {
    private static final int MOVES = 2;
    private static final int HEDGES = 20;

    static List<Contender> all() {
        var all = new ArrayList<>(List.of(
                mesh("mesh", MeshPolicy.policy(MeshPolicy.economy())),
                of("random", Baselines::random),
                of("round-robin", Baselines::roundRobin),
                of("least-queue", Baselines::leastQueue),
                of("power-of-two", Baselines::twoChoices),
                of("peak-ewma", Baselines::peakEwma),
                of("cheapest-first", Baselines::cheapestFirst),
                of("earliest-completion", Baselines::earliestCompletion)));
        IntStream.range(0, Fleets.accounts())
                .mapToObj(account -> new Contender(Study.SINGLE, _ -> Fleets.single(account), Baselines::leastQueue))
                .forEach(all::add);
        all.add(of(Study.BOUND, Baselines::random));
        return all;
    }

    /** The mesh as it is, and with one thing left out or done otherwise. */
    static List<Contender> variants() {
        var usual = MeshPolicy.economy();
        return List.of(
                mesh("mesh", MeshPolicy.policy(usual)),
                guarded("hedges nothing", MOVES, 0),
                guarded("hedges up to a tenth", MOVES, 100),
                guarded("moves nothing", 0, HEDGES),
                guarded("no guards", 0, 0),
                mesh("waits for no models", MeshPolicy.policy(weighing(usual, 100, true, Duration.ZERO))),
                mesh("displaces anything", MeshPolicy.policy(usual), all -> new Resident(all.device(), all.host())),
                mesh("waits for nothing", MeshPolicy.policy(Economy.plain(usual.pricing()))),
                mesh("no price on lateness", MeshPolicy.policy(weighing(usual, 100, false, Duration.ofHours(1)))),
                mesh("no price on time", MeshPolicy.policy(weighing(usual, 0, true, Duration.ofHours(1)))),
                mesh("ten times that price", MeshPolicy.policy(weighing(usual, 1_000, true, Duration.ofHours(1)))),
                mesh("no fairness", MeshPolicy.policy(usual, fairness(Duration.ofDays(365), 256))),
                mesh("a third of the quantum", MeshPolicy.policy(usual, fairness(Duration.ofMinutes(5), 256))),
                mesh("asks few", MeshPolicy.policy(usual, fairness(Duration.ofMinutes(15), 16))));
    }

    private static Economy weighing(Economy usual, long microsPerSecond, boolean lateness, Duration patience) {
        return new Economy(
                usual.name(),
                usual.version(),
                new Pricing(microsPerSecond),
                worth(usual.low(), lateness, patience),
                worth(usual.normal(), lateness, patience),
                worth(usual.high(), lateness, patience),
                usual.patiencePerCent());
    }

    private static Worth worth(Worth usual, boolean lateness, Duration patience) {
        return new Worth(lateness ? usual.lateness() : Lateness.NONE, patience);
    }

    private static Fairness fairness(Duration quantum, int window) {
        var usual = MeshPolicy.FAIRNESS;
        return new Fairness(quantum, usual.halfLife(), usual.mostAsked(), window);
    }

    private static Contender of(String name, LongFunction<Strategy> strategy) {
        return new Contender(name, Fleets::mixed, strategy);
    }

    private static Contender mesh(String name, Policy policy) {
        return mesh(name, policy, UnaryOperator.identity());
    }

    private static Contender mesh(String name, Policy policy, UnaryOperator<Resident> view) {
        return mesh(name, policy, MOVES, HEDGES, view);
    }

    private static Contender guarded(String name, int mostMoves, int hedgePerMille) {
        var usual = MeshPolicy.policy(MeshPolicy.economy());
        return mesh(name, usual, mostMoves, hedgePerMille, UnaryOperator.identity());
    }

    private static Contender mesh(
            String name, Policy policy, int mostMoves, int hedgePerMille, UnaryOperator<Resident> view) {
        var halfLife = policy.fairness().halfLife();
        return of(
                name,
                _ -> new MeshRouting(
                        policy,
                        MeshPolicy.guards(policy, mostMoves, hedgePerMille),
                        new Learning(MeshPolicy.EJECTION, halfLife),
                        view));
    }
}
