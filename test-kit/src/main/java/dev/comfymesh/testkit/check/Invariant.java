package dev.comfymesh.testkit.check;

import java.util.List;

/** Something that must always hold, as a pure function over evidence: the same evidence gives the same violations. */
public interface Invariant {
    /** Its number in the architecture. */
    String id();

    /** What holds, in one sentence. */
    String sentence();

    /** Every violation that the evidence shows; none when it holds. */
    List<Violation> check(Evidence evidence);

    /** How much there was to look at. */
    Extent extent(Evidence evidence);

    /** A violation of this invariant. */
    default Violation violation(Object subject, String text, Object... arguments) {
        return new Violation(id(), subject.toString(), text.formatted(arguments));
    }
}
