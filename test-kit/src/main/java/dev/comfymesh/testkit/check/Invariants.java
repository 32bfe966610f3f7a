package dev.comfymesh.testkit.check;

import java.util.Collection;
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
            new TenantsApart(),
            new DeliveredExists(),
            new OneJobOfAKey(),
            new WebhooksEnd(),
            new ClosedIsQuiet(),
            new WithinAttempts(),
            new DecisionsReplay(),
            new NothingLeft());

    private Invariants() {}

    /** Every violation of every invariant. */
    public static List<Violation> check(Evidence evidence) {
        return ALL.stream()
                .flatMap(invariant -> invariant.check(evidence).stream())
                .toList();
    }

    /** How much each had to look at in this evidence, with those of the violations that are its own. */
    static Report report(Evidence evidence, Collection<Violation> violations) {
        return new Report(ALL.stream()
                .map(invariant -> new Report.Finding(
                        invariant,
                        invariant.extent(evidence),
                        violations.stream()
                                .filter(violation -> violation.invariant().equals(invariant.id()))
                                .toList()))
                .toList());
    }
}
