package dev.comfymesh.testkit.check;

import java.util.List;

/** All invariants that can be checked from outside. */
public final class Invariants {
    public static final List<Invariant> ALL = List.of(
            new AcceptedJobsEnd(),
            new EndsOnce(),
            new CreditedOnce(),
            new EndedUnderCurrentEpoch(),
            new Gapless(),
            new LogIsOutbox(),
            new Settled(),
            new WithinLimits(),
            new DeliveredExists(),
            new ClosedIsQuiet(),
            new WithinAttempts(),
            new NothingLeft());

    private Invariants() {}

    /** Every violation of every invariant. */
    public static List<Violation> check(Evidence evidence) {
        return ALL.stream()
                .flatMap(invariant -> invariant.check(evidence).stream())
                .toList();
    }
}
