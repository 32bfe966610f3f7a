package dev.comfymesh.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks by name. A figure that falls short is shown, and never fails the run. */
@Command(
        name = "./mesh bench",
        description =
                "Measure a mesh of its own, which is started for this and stopped afterwards; match, routing, sensitivity, selection and scoring need none.",
        subcommands = {
            OverheadBench.class,
            AcceptBench.class,
            AssignBench.class,
            MatchBench.class,
            RoutingBench.class,
            FleetBench.class,
            SensitivityBench.class,
            SelectionBench.class,
            ScoringBench.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(Bench.class).execute(arguments));
    }
}
