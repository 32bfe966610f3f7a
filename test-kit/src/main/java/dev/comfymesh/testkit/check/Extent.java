package dev.comfymesh.testkit.check;

/** How much an invariant had to look at: one that looked at nothing has proven nothing. */
public sealed interface Extent {
    record LookedAt(long count, String things) implements Extent {}

    record NotApplicable(String why) implements Extent {}

    static Extent of(long count, String things) {
        return new LookedAt(count, things);
    }
}
