package dev.comfymesh.testkit.check;

import java.util.List;

/** I15: what the router has recorded of a decision is enough to decide the same again. */
record DecisionsReplay() implements Invariant {
    @Override
    public String id() {
        return "I15";
    }

    @Override
    public String sentence() {
        return "A recorded decision replays to the same choice.";
    }

    @Override
    public Extent extent(Evidence evidence) {
        var replayed = evidence.outside().replayed();
        return replayed == null
                ? new Extent.NotApplicable("the router does not replay its decisions, or was not asked")
                : Extent.of(replayed.checked(), "decisions");
    }

    @Override
    public List<Violation> check(Evidence evidence) {
        var replayed = evidence.outside().replayed();
        return replayed == null
                ? List.of()
                : replayed.otherwise().stream()
                        .map(decision -> violation("the router", "it decides otherwise now: %s", decision))
                        .toList();
    }
}
